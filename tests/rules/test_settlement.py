"""三.2, 附件1.六, 附件1.七: lines, states and ranges of a settlement, worked out by hand."""

from __future__ import annotations

import pytest

from tests.english import english
from tests.rules.books import (
    AT_THE_END,
    MONTHS,
    P1,
    all_rated,
    assessed,
    ceiling,
    claimed,
    p1,
    pair,
    periods,
    rated,
)
from zkrc_ledger.rules.clauses.annex1_6_rewards import months_behind

# P1 runs from 2025-08-08 to 2025-12-07.
LAST_DAY, DAY_AFTER = "2025-12-07", "2025-12-08"
RATINGS = {"2025-08": "优秀", "2025-09": "良好", "2025-10": "一般", "2025-11": "差"}


def test_each_figure_knows_its_clauses_and_its_record() -> None:
    """Each line says what it is, how much, by which clauses, and from which row."""
    found = assessed(*rated(RATINGS))
    lines = found.settlement.periods[0].lines
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
    assert [str(line.record and line.record.place) for line in lines] == [
        "None",
        *(f"ratings.csv:{line}" for line in (2, 3, 4, 5)),
    ]


@pytest.mark.parametrize(
    ("ratings", "price"),
    [
        ("优秀 差 一般 一般", "408800.00"),  # 388,800 + 30,000 − 10,000
        ("优秀 良好 一般 差", "428800.00"),  # 388,800 + 30,000 + 20,000 − 10,000
        ("差 差 差 差", "348800.00"),
        ("好 好 好 好", "428800.00"),
    ],
)
def test_without_set_offs_there_is_one_sum(ratings: str, price: str) -> None:
    """三.2, 附件1.六: price, net, due and undisputed are the installment and what ratings bring."""
    settled = p1(*rated(dict(zip(P1, ratings.split(), strict=True))))
    sums = (settled.price, settled.net, settled.due, settled.undisputed, settled.to_invoice)
    assert [str(one) for one in (*sums, settled.outstanding)] == [price] * 6
    assert [str(one) for one in (settled.owed_by_contractor, settled.claimed)] == ["0.00"] * 2


@pytest.mark.parametrize(
    ("proposed", "missing", "day", "state", "ended"),
    [
        ([], [], DAY_AFTER, "final", True),
        ([], [], LAST_DAY, "incomplete", False),  # the last month is not over
        ([], [], "2025-08-01", "incomplete", False),  # no record is hidden by the day
        (["2025-09"], [], DAY_AFTER, "proposed", True),
        (["2025-09"], [], LAST_DAY, "incomplete", False),
        ([], ["2025-11"], DAY_AFTER, "incomplete", True),
        (["2025-09"], ["2025-11"], DAY_AFTER, "incomplete", True),
        ([], list(P1), DAY_AFTER, "incomplete", True),
    ],
)
def test_the_state_of_a_period(
    proposed: list[str], missing: list[str], day: str, state: str, *, ended: bool
) -> None:
    """Final once the period is over and the meeting has passed every rating, and not before."""
    settled = p1(
        *rated({month: RATINGS[month] for month in proposed}, "proposed"),
        *rated({m: r for m, r in RATINGS.items() if m not in (*proposed, *missing)}),
        on=day,
    )
    assert (settled.state, settled.ended) == (state, ended)
    assert settled.unrated == tuple(missing)
    assert settled.not_final == tuple(proposed)
    assert (settled.to_invoice is None, settled.outstanding is None) == (state != "final",) * 2


def test_a_proposed_rating_counts_as_it_stands_and_says_so() -> None:
    """附件1.七: the sum is the one it will be if the meeting passes it; the line has the stage."""
    settled = p1(*rated(RATINGS, "proposed"))
    assert str(settled.net) == "428800.00"
    assert [line.stage for line in settled.lines] == [None, *["proposed"] * 4]


def test_a_month_filled_in_ahead_is_unrated() -> None:
    """An empty rating leaves its month unrated and has no line."""
    settled = p1(*rated({**RATINGS, "2025-11": ""}))
    assert settled.unrated == ("2025-11",)
    assert [line.month for line in settled.lines] == [None, "2025-08", "2025-09", "2025-10"]


def test_the_whole_book_is_the_sum_of_its_periods() -> None:
    """P1 428,800 and twice an installment without ratings come to 1,206,400."""
    settlement = assessed(*rated(RATINGS), on=DAY_AFTER).settlement
    assert [settled.period.id for settled in settlement.periods] == ["P1", "P2", "P3"]
    assert str(settlement.net) == str(settlement.due) == "1206400.00"
    assert str(settlement.owed_by_contractor) == "0.00"


@pytest.mark.parametrize(
    ("final", "proposed", "low", "high"),
    [
        # four times 差, four times 优秀
        ({}, {}, "348800.00", "508800.00"),
        # 388,800 + 30,000 - 10,000, and two months more: -20,000 to +60,000
        ({"2025-08": "优秀", "2025-11": "差"}, {}, "388800.00", "468800.00"),
        # 388,800 + 20,000 + 0 + 10,000, and one month more: -10,000 to +30,000
        ({"2025-08": "良好", "2025-09": "一般", "2025-10": "好"}, {}, "408800.00", "448800.00"),
        (RATINGS, {}, "428800.00", "428800.00"),
        # the meeting may decide otherwise than proposed
        ({}, RATINGS, "348800.00", "508800.00"),
        (
            {"2025-08": "良好", "2025-09": "一般", "2025-10": "好"},
            {"2025-11": "优秀"},
            *("408800.00", "448800.00"),
        ),
        # another period's ratings change nothing
        ({"2025-12": "优秀"}, {}, "348800.00", "508800.00"),
    ],
)
def test_the_range_runs_from_all_worst_to_all_best(
    final: dict[str, str], proposed: dict[str, str], low: str, high: str
) -> None:
    """附件1.六, 附件1.七: the net with every month that is not final at 差, and at 优秀."""
    assert pair(p1(*rated(final), *rated(proposed, "proposed")).range) == (low, high)


def test_every_claim_is_in_the_lowest() -> None:
    """四.7: with 30% claimed the lowest is 348,800 − 349,920 = −1,120; the highest is untouched."""
    assert pair(p1(claimed("P1", "breach")).range) == ("-1120.00", "508800.00")


@pytest.mark.parametrize(
    ("terms", "behind"),
    [
        ({}, [MONTHS[:4], MONTHS[4:8], MONTHS[8:]]),
        (AT_THE_END, [MONTHS[:4], MONTHS[4:8], MONTHS]),
        (ceiling(60000), [MONTHS[:4], MONTHS[:8], MONTHS]),
        (AT_THE_END | ceiling(60000), [MONTHS[:4], MONTHS[4:8], MONTHS]),
    ],
    ids=["as the contract", "at the end", "ceiling", "both"],
)
def test_which_months_bear_on_a_period(
    terms: dict[str, object], behind: list[tuple[str, ...]]
) -> None:
    """Its own months do; earlier ones where it pays all rewards or they use up a ceiling."""
    found = assessed(**terms)
    assert [
        months_behind(found.contract, found.schedule, period) for period in found.schedule.periods
    ] == behind


def test_a_ceiling_is_used_up_in_the_order_of_the_months() -> None:
    """A ceiling of 60,000: 30,000 in August, 20,000 in September, and 10,000 of 30,000 after."""
    ratings = {"2025-11": "差", "2025-10": "优秀", "2025-09": "良好", "2025-08": "优秀"}
    first, second, _ = periods(*rated({"2025-12": "好", **ratings}), **ceiling(60000))
    assert [(line.month, str(line.amount), english(line.text)) for line in first.lines[1:]] == [
        ("2025-08", "30000.00", "reward"),
        ("2025-09", "20000.00", "reward"),
        ("2025-10", "10000.00", "reward of 30,000.00, less 20,000.00 above the ceiling"),
        ("2025-11", "-10000.00", "deduction"),
    ]
    assert str(first.net) == "438800.00"  # 388,800 + 60,000 - 10,000
    assert [(line.month, str(line.amount), english(line.text)) for line in second.lines[1:]] == [
        ("2025-12", "0.00", "reward of 10,000.00, less 10,000.00 above the ceiling")
    ]


def test_a_deduction_frees_no_room_under_a_ceiling() -> None:
    """The ceiling bounds rewards: 差 in between changes nothing of what is left."""
    ratings = {"2025-08": "优秀", "2025-09": "差", "2025-10": "优秀", "2025-11": "好"}
    assert [str(line.amount) for line in p1(*rated(ratings), **ceiling(60000)).lines[1:]] == [
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
    proposed: list[str], unrated: list[str], states: list[str]
) -> None:
    """Under a ceiling no period is final while an earlier month is open."""
    rows = [
        *rated(dict.fromkeys(proposed, "好"), "proposed"),
        *all_rated("好", [month for month in MONTHS if month not in (*proposed, *unrated)]),
    ]
    assert [settled.state for settled in periods(*rows, **ceiling(60000))] == states


def test_rewards_paid_at_the_end() -> None:
    """Read so, P1's rewards are paid with P3, its deductions with P1 itself."""
    first, second, last = periods(*rated(RATINGS), **AT_THE_END)
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
    assert last.unrated == MONTHS[4:]


@pytest.mark.parametrize(
    ("terms", "each", "whole"),
    [
        # 1,166,400 − 12 × 10,000 to 1,166,400 + 12 × 30,000
        ({}, [("348800.00", "508800.00")] * 3, ("1046400.00", "1526400.00")),
        # 50,000 at most in any one period, and 50,000 at most together
        (ceiling(50000), [("348800.00", "438800.00")] * 3, ("1046400.00", "1216400.00")),
        # every reward with P3: P1 and P2 only lose, P3 wins 12 × 30,000
        (
            AT_THE_END,
            [*[("348800.00", "388800.00")] * 2, ("348800.00", "748800.00")],
            ("1046400.00", "1526400.00"),
        ),
        (
            AT_THE_END | ceiling(50000),
            [*[("348800.00", "388800.00")] * 2, ("348800.00", "438800.00")],
            ("1046400.00", "1216400.00"),
        ),
    ],
    ids=["as the contract", "ceiling", "at the end", "both"],
)
def test_lowest_and_highest_can_happen_together(
    terms: dict[str, object], each: list[tuple[str, str]], whole: tuple[str, str]
) -> None:
    """With nothing rated: each period's range, and the whole contract's, which no sum exceeds."""
    settlement = assessed(**terms).settlement
    assert [pair(one.range) for one in settlement.periods] == each
    assert pair(settlement.range) == whole
