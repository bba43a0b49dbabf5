"""三.2, 附件1.六, 附件1.七: lines, states and ranges of a settlement, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.support import AFTER_ALL, rated, reading
from zkrc_ledger.model.records import Records
from zkrc_ledger.rules.clauses.annex1_6_rewards import months_behind
from zkrc_ledger.rules.schedule import schedule_of
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.settlement import PeriodSettlement

# P1 runs from 2025-08-08 to 2025-12-07.
LAST_DAY, DAY_AFTER = date(2025, 12, 7), date(2025, 12, 8)
P1 = {"2025-08": "优秀", "2025-09": "良好", "2025-10": "一般", "2025-11": "差"}
CEILING = {"rewards": "within_ceiling", "reward_ceiling": Decimal("60000.00")}
AT_THE_END = {"rewards_paid": "at_the_end"}


def p1(contract: Contract, records: Records, today: date = AFTER_ALL) -> PeriodSettlement:
    """The first period, settled."""
    return settle(contract, records, today).periods[0]


def test_each_figure_knows_its_clauses_and_its_record(contract: Contract) -> None:
    """Each line says what it is, how much, by which clauses, and from which row."""
    records = rated(P1)
    lines = p1(contract, records).lines
    assert [
        (line.kind, str(line.amount), line.clauses, line.month, line.rating, english(line.text))
        for line in lines
    ] == [
        ("installment", "388800.00", ("三.2",), None, None, "Installment of P1"),
        ("reward", "30000.00", ("附件1.六", "四.5"), "2025-08", "优秀", "reward"),
        ("reward", "20000.00", ("附件1.六", "四.5"), "2025-09", "良好", "reward"),
        (
            "reward",
            "0.00",
            ("附件1.六", "四.5"),
            "2025-10",
            "一般",
            "neither reward nor deduction",
        ),
        ("deduction", "-10000.00", ("附件1.六", "四.5"), "2025-11", "差", "deduction"),
    ]
    assert [line.record for line in lines] == [None, *records.ratings]


def test_the_amount_due_is_the_sum_of_the_lines(contract: Contract) -> None:
    """388,800 and 30,000 and 20,000 less 10,000 come to 428,800."""
    settled = p1(contract, rated(P1))
    assert str(settled.net) == str(settled.due) == "428800.00"
    assert str(settled.sum_of("reward")) == "50000.00"
    assert str(settled.sum_of("deduction")) == "-10000.00"
    assert str(settled.sum_of("installment")) == "388800.00"
    assert [line.month for line in settled.of("deduction")] == ["2025-11"]


@pytest.mark.parametrize(
    ("proposed", "missing", "day", "state", "ended"),
    [
        ([], [], DAY_AFTER, "final", True),
        ([], [], LAST_DAY, "incomplete", False),  # the last month is not over
        ([], [], date(2025, 8, 1), "incomplete", False),  # no record is hidden by the day
        (["2025-09"], [], DAY_AFTER, "proposed", True),
        (["2025-09"], [], LAST_DAY, "incomplete", False),
        ([], ["2025-11"], DAY_AFTER, "incomplete", True),
        (["2025-09"], ["2025-11"], DAY_AFTER, "incomplete", True),
        ([], list(P1), DAY_AFTER, "incomplete", True),
    ],
)
def test_the_state_of_a_period(
    contract: Contract,
    proposed: list[str],
    missing: list[str],
    day: date,
    state: str,
    *,
    ended: bool,
) -> None:
    """Final once the period is over and the meeting has passed every rating, and not before."""
    rows = (
        *rated({month: P1[month] for month in proposed}, "proposed").ratings,
        *rated({m: r for m, r in P1.items() if m not in (*proposed, *missing)}).ratings,
    )
    settled = p1(contract, Records(ratings=rows), day)
    assert (settled.state, settled.ended) == (state, ended)
    assert settled.unrated == tuple(missing)
    assert settled.not_final == tuple(proposed)


def test_a_proposed_rating_counts_as_it_stands(contract: Contract) -> None:
    """The amount with a proposed rating is the one it will be if the meeting passes it."""
    assert p1(contract, rated(P1, "proposed")).net == Decimal("428800.00")


def test_a_month_filled_in_ahead_is_unrated(contract: Contract) -> None:
    """An empty rating leaves its month unrated and has no line."""
    settled = p1(contract, rated({**P1, "2025-11": ""}))
    assert settled.unrated == ("2025-11",)
    assert [line.month for line in settled.lines] == [None, "2025-08", "2025-09", "2025-10"]


def test_the_whole_book_is_the_sum_of_its_periods(contract: Contract) -> None:
    """P1 428,800 and twice an installment without ratings come to 1,206,400."""
    settlement = settle(contract, rated(P1), DAY_AFTER)
    assert settlement.as_of == DAY_AFTER
    assert [settled.period.id for settled in settlement.periods] == ["P1", "P2", "P3"]
    assert str(settlement.net) == str(settlement.due) == "1206400.00"
    assert str(settlement.owed_by_contractor) == "0.00"


@pytest.mark.parametrize(
    ("ratings", "low", "high"),
    [
        # four times 差, four times 优秀
        ({}, "348800.00", "508800.00"),
        # 388,800 + 30,000 - 10,000, and two months more: -20,000 to +60,000
        ({"2025-08": "优秀", "2025-11": "差"}, "388800.00", "468800.00"),
        # 388,800 + 20,000 + 0 + 10,000, and one month more: -10,000 to +30,000
        ({"2025-08": "良好", "2025-09": "一般", "2025-10": "好"}, "408800.00", "448800.00"),
        (P1, "428800.00", "428800.00"),
        # another period's ratings change nothing
        ({"2025-12": "优秀"}, "348800.00", "508800.00"),
    ],
)
def test_the_range_runs_from_all_worst_to_all_best(
    contract: Contract, ratings: dict[str, str], low: str, high: str
) -> None:
    """The range is the net with every unrated month at 差, and at 优秀."""
    found = p1(contract, rated(ratings)).range
    assert (str(found.low), str(found.high)) == (low, high)


ALL = [
    "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01",
    "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07",
]  # fmt: skip


@pytest.mark.parametrize(
    ("readings", "behind"),
    [
        ({}, [ALL[:4], ALL[4:8], ALL[8:]]),
        (AT_THE_END, [ALL[:4], ALL[4:8], ALL]),
        (CEILING, [ALL[:4], ALL[:8], ALL]),
        (AT_THE_END | CEILING, [ALL[:4], ALL[4:8], ALL]),
    ],
    ids=["as the contract", "at the end", "ceiling", "both"],
)
def test_which_months_bear_on_a_period(
    contract: Contract, readings: dict[str, object], behind: list[list[str]]
) -> None:
    """Its own months do; earlier ones where it pays all rewards or they use up a ceiling."""
    other = reading(contract, **readings)
    schedule = schedule_of(other)
    found = [list(months_behind(other, schedule, period)) for period in schedule.periods]
    assert found == behind


def test_a_ceiling_is_used_up_in_the_order_of_the_months(contract: Contract) -> None:
    """A ceiling of 60,000: 30,000 in August, 20,000 in September, and 10,000 of 30,000 after."""
    other = reading(contract, **CEILING)
    ratings = {"2025-11": "差", "2025-10": "优秀", "2025-09": "良好", "2025-08": "优秀"}
    first, second, _ = settle(other, rated({"2025-12": "好", **ratings}), AFTER_ALL).periods
    assert [(line.month, str(line.amount), english(line.text)) for line in first.lines[1:]] == [
        ("2025-08", "30000.00", "reward"),
        ("2025-09", "20000.00", "reward"),
        ("2025-10", "10000.00", "reward of 30,000.00, less 20,000.00 above the ceiling"),
        ("2025-11", "-10000.00", "deduction"),
    ]
    assert str(first.net) == "438800.00"  # 388,800 + 60,000 - 10,000
    ((month, amount, text),) = [
        (line.month, str(line.amount), english(line.text)) for line in second.lines[1:]
    ]
    assert (month, amount) == ("2025-12", "0.00")
    assert text == "reward of 10,000.00, less 10,000.00 above the ceiling"


def test_a_deduction_frees_no_room_under_a_ceiling(contract: Contract) -> None:
    """The ceiling bounds rewards: 差 in between changes nothing of what is left."""
    other = reading(contract, **CEILING)
    ratings = {"2025-08": "优秀", "2025-09": "差", "2025-10": "优秀", "2025-11": "好"}
    settled = p1(other, rated(ratings))
    assert [str(line.amount) for line in settled.lines[1:]] == [
        "30000.00", "-10000.00", "30000.00", "0.00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("proposed", "unrated", "states"),
    [
        ([], [], ["final", "final", "final"]),
        # what a month uses up of the ceiling bears on every period after it
        (["2025-09"], [], ["proposed", "proposed", "proposed"]),
        (["2026-03"], [], ["final", "proposed", "proposed"]),
        ([], ["2025-09"], ["incomplete", "incomplete", "incomplete"]),
        ([], ["2026-07"], ["final", "final", "incomplete"]),
    ],
)
def test_under_a_ceiling_a_period_waits_for_those_before(
    contract: Contract, proposed: list[str], unrated: list[str], states: list[str]
) -> None:
    """Under a ceiling no period is final while an earlier month is open."""
    rows = tuple(
        record
        for month in ALL
        if month not in unrated
        for record in rated({month: "好"}, "proposed" if month in proposed else "final").ratings
    )
    settlement = settle(reading(contract, **CEILING), Records(ratings=rows), AFTER_ALL)
    assert [settled.state for settled in settlement.periods] == states


def test_rewards_paid_at_the_end(contract: Contract) -> None:
    """Read so, P1's rewards are paid with P3, its deductions with P1 itself."""
    first, second, last = settle(reading(contract, **AT_THE_END), rated(P1), AFTER_ALL).periods
    assert [(line.month, str(line.amount), english(line.text)) for line in first.lines[1:]] == [
        ("2025-08", "0.00", "reward of 30,000.00, paid with P3"),
        ("2025-09", "0.00", "reward of 20,000.00, paid with P3"),
        ("2025-10", "0.00", "neither reward nor deduction"),
        ("2025-11", "-10000.00", "deduction"),
    ]
    assert str(first.net) == "378800.00"
    assert len(second.lines) == 1
    assert [(line.month, str(line.amount), english(line.text)) for line in last.lines[1:]] == [
        ("2025-08", "30000.00", "reward"),
        ("2025-09", "20000.00", "reward"),
    ]
    assert str(last.net) == "438800.00"
    assert last.unrated == tuple(ALL[4:])
