"""七.1, 四.7, 八.1: extensions, terminations and changes, dates and figures by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.deeds import MONTHS, adjusted, extension, records, termination, withdrawn
from tests.support import AFTER_ALL, rated, reading
from zkrc_ledger.model.contract import Installment
from zkrc_ledger.model.problem import errors
from zkrc_ledger.rules.checks import all_problems
from zkrc_ledger.rules.schedule import schedule_of
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.model.settlement import PeriodSettlement

SIGNED = [
    ("2025-08-08", "2025-12-07", "2026-01-05"),
    ("2025-12-08", "2026-04-07", "2026-05-08"),
    ("2026-04-08", "2026-08-07", "2026-09-04"),
]


def periods(contract: Contract, *amendments: Amendment) -> list[tuple[str, str, str]]:
    """First day, last day and request deadline of each period."""
    return [
        (one.start.isoformat(), one.end.isoformat(), one.request_by.day.isoformat())
        for one in schedule_of(contract, amendments).periods
    ]


def month(contract: Contract, id_: str, *amendments: Amendment) -> tuple[str, str]:
    """First and last day of one service month."""
    found = next(one for one in schedule_of(contract, amendments).months if one.id == id_)
    return found.start.isoformat(), found.end.isoformat()


def settled(contract: Contract, what: Records) -> list[PeriodSettlement]:
    """Every period, settled after all has ended; the records must be sound."""
    assert errors(all_problems(contract, what, AFTER_ALL)) == []
    return list(settle(contract, what, AFTER_ALL).periods)


@pytest.mark.parametrize(
    ("amendments", "expected"),
    [
        ((), SIGNED),
        (  # in the second period: the first stays, 7 April is 7 May, 7 August is 6 September
            (extension("S-1", 30, "2026-03-01"),),
            [
                SIGNED[0],
                ("2025-12-08", "2026-05-07", "2026-06-03"),
                ("2026-05-08", "2026-09-06", "2026-10-09"),
            ],
        ),
        (  # in the first month, on its first day: everything moves by ten days
            (extension("S-1", 10, "2025-08-08"),),
            [
                ("2025-08-08", "2025-12-17", "2026-01-15"),
                ("2025-12-18", "2026-04-17", "2026-05-19"),
                ("2026-04-18", "2026-08-17", "2026-09-14"),
            ],
        ),
        (  # in the last month, on its last day: only the end moves
            (extension("S-1", 10, "2026-08-07"),),
            [*SIGNED[:2], ("2026-04-08", "2026-08-17", "2026-09-14")],
        ),
        (  # a second one in the grown month, wherever it stands in the file: 35 days together
            (extension("S-2", 5, "2026-03-20"), extension("S-1", 30, "2026-03-01")),
            [
                SIGNED[0],
                ("2025-12-08", "2026-05-12", "2026-06-09"),
                ("2026-05-13", "2026-09-11", "2026-10-15"),
            ],
        ),
        (  # two of one day: 5 and 5 are 10
            (extension("S-1", 5, "2026-08-07"), extension("S-2", 5, "2026-08-07")),
            [*SIGNED[:2], ("2026-04-08", "2026-08-17", "2026-09-14")],
        ),
        ((extension("S-1", 30, "2026-03-01"), withdrawn("S-2", "S-1")), SIGNED),
        (  # a day that only the first extension brought into the term can be lost too
            (extension("S-1", 10, "2026-08-07"), extension("S-2", 10, "2026-08-17")),
            [*SIGNED[:2], ("2026-04-08", "2026-08-27", "2026-09-23")],
        ),
    ],
)
def test_an_extension_moves_what_comes_after_it(
    contract: Contract, amendments: tuple[Amendment, ...], expected: list[tuple[str, str, str]]
) -> None:
    """七.1: everything after the lost days moves by as many days, deadlines too, ids never."""
    assert errors(all_problems(contract, records(None, *amendments), AFTER_ALL)) == []
    assert periods(contract, *amendments) == expected
    assert [one.id for one in schedule_of(contract, amendments).months] == list(MONTHS)


def test_the_month_that_holds_the_first_lost_day_grows(contract: Contract) -> None:
    """七.1: 30 days lost from 1 March on make 2026-02 last 58 days and move 2026-03 as it is."""
    lost = extension("S-1", 30, "2026-03-01")
    assert month(contract, "2026-01", lost) == ("2026-01-08", "2026-02-07")
    assert month(contract, "2026-02", lost) == ("2026-02-08", "2026-04-06")  # 7 March and 30 days
    # 8 March to 7 April are 31 days, and stay 31 days: never counted anew in months
    assert month(contract, "2026-03", lost) == ("2026-04-07", "2026-05-07")
    assert month(contract, "2026-07", lost) == ("2026-08-07", "2026-09-06")
    cycles = [cycle for period in schedule_of(contract, [lost]).periods for cycle in period.cycles]
    assert [(one.id, one.start.isoformat(), one.end.isoformat()) for one in cycles[3:5]] == [
        ("C4", "2026-02-08", "2026-05-07"),
        ("C5", "2026-05-08", "2026-07-07"),
    ]


def test_an_extension_can_be_read_as_falling_at_the_end(contract: Contract) -> None:
    """七.1, a reading: the days are added behind the last one, and nothing before them moves."""
    other = reading(contract, extension_falls="at_the_end")
    lost = extension("S-1", 10, "2025-08-08")
    assert periods(other, lost) == [*SIGNED[:2], ("2026-04-08", "2026-08-17", "2026-09-14")]
    assert month(other, "2026-07", lost) == ("2026-07-08", "2026-08-17")
    assert month(other, "2025-08", lost) == ("2025-08-08", "2025-09-07")


FLAT = rated(dict.fromkeys(MONTHS, "一般"))


def test_what_comes_after_a_termination_falls_away(contract: Contract) -> None:
    """四.7: ended on 20 January, P2 stops there, its months too, and there is no P3."""
    ended = termination("S-1", "2026-01-20")
    assert periods(contract, ended) == [SIGNED[0], ("2025-12-08", "2026-01-20", "2026-02-24")]
    cut = schedule_of(contract, [ended]).periods[1]
    assert [(one.id, one.end.isoformat()) for one in cut.months] == [
        ("2025-12", "2026-01-07"),
        ("2026-01", "2026-01-20"),
    ]
    assert [(one.id, one.end.isoformat()) for one in cut.cycles] == [("C3", "2026-01-20")]
    assert (cut.cut, cut.whole_end.isoformat()) == (True, "2026-04-07")


def test_a_cut_period_is_undetermined_until_an_amount_is_agreed(contract: Contract) -> None:
    """四.7: 44 of 121 days of 388,800 are 141,381.82, an estimate that counts nowhere."""
    ratings = rated(dict.fromkeys(MONTHS[:6], "优秀"))
    first, cut = settled(contract, records(ratings, termination("S-1", "2026-01-20")))
    assert (first.state, str(first.net)) == ("final", "508800.00")
    assert (cut.state, cut.net, cut.due, str(cut.owed_by_contractor)) == (
        "undetermined",
        None,
        None,
        "0.00",
    )
    # 388,800 × 44 ÷ 121 = 141,381.8181…
    assert str(cut.estimate) == "141381.82"
    # two months 优秀 are 60,000; the installment from nothing to all of it
    assert (str(cut.range.low), str(cut.range.high)) == ("60000.00", "448800.00")
    whole = settle(contract, records(ratings, termination("S-1", "2026-01-20")), AFTER_ALL)
    assert (whole.net, whole.due, str(whole.owed_by_contractor)) == (None, None, "0.00")


def test_the_estimate_is_rounded_half_up(contract: Contract) -> None:
    """四.7: half of 388,800.01 is 194,400.005, rounded up to 194,400.01."""
    amounts = ("388800.01", "388800.00", "388799.99")
    installments = tuple(Installment(amount=Decimal(amount)) for amount in amounts)
    other = replace(
        contract, payment_period=replace(contract.payment_period, installments=installments)
    )
    # 30 days more make P1 152 days long, and 22 October is the 76th
    lost, ended = extension("S-1", 30, "2025-10-01"), termination("S-2", "2025-10-22")
    (cut,) = settled(other, records(None, lost, ended))
    assert str(cut.estimate) == "194400.01"


@pytest.mark.parametrize(
    "amendments",
    [
        (termination("S-1", "2026-01-20", "150000.00"),),
        (
            termination("S-1", "2026-01-20"),
            termination("S-2", "2026-01-20", "150000.00", revises="S-1", reason="协议"),
        ),
        (termination("S-1", "2026-01-20"), termination("S-2", "2026-01-20", "150000.00")),
    ],
)
def test_an_agreed_amount_settles_the_cut_period(
    contract: Contract, amendments: tuple[Amendment, ...]
) -> None:
    """四.7: agreed then or later, 150,000 take the place of installment and ratings alike."""
    ratings = rated({**dict.fromkeys(MONTHS[:4], "一般"), "2025-12": "优秀"})
    damage = adjusted("A-2", "P2", "damages", "3000.50")
    claim = adjusted("A-3", "P2", "damages", "1000", stage="claimed")
    _, cut = settled(contract, records(ratings, damage, claim, *amendments))
    assert [(line.kind, str(line.amount), english(line.text)) for line in cut.lines] == [
        ("installment", "150000.00", "Agreed for P2, cut by the termination"),
        ("reward", "0.00", "covered by the agreed amount"),
        ("damages", "-3000.50", "damages"),
    ]
    assert cut.lines[0].clauses == ("四.7",)
    assert cut.lines[0].record == amendments[-1]
    assert (cut.state, cut.unrated, cut.estimate) == ("final", (), None)
    assert str(cut.due) == "146999.50"
    assert (str(cut.range.low), str(cut.range.high)) == ("145999.50", "146999.50")


def test_nothing_need_be_agreed_where_a_period_was_over(contract: Contract) -> None:
    """四.7: ended on P1's last day, P1 is paid whole and nothing else is left."""
    (only,) = settled(contract, records(FLAT, termination("S-1", "2025-12-07")))
    assert (only.state, str(only.net), only.period.cut) == ("final", "388800.00", False)


def test_an_extended_period_can_be_cut(contract: Contract) -> None:
    """七.1, 四.7: 30 days lost in P1 make it 152 days long; 76 of them are half: 194,400."""
    lost, ended = extension("S-1", 30, "2025-10-01"), termination("S-2", "2025-10-22")
    (cut,) = settled(contract, records(None, lost, ended))
    assert (cut.period.whole_end.isoformat(), str(cut.estimate)) == ("2026-01-06", "194400.00")
    assert [one.id for one in cut.period.months] == ["2025-08", "2025-09"]
