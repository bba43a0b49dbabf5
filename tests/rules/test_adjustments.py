"""四.7, 四.4, 三.1: breach, fees, damages, additional work, figures by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.deeds import MONTHS, adjusted, records
from tests.support import AFTER_ALL, rated, reading
from zkrc_ledger.model.money import ZERO
from zkrc_ledger.rules.clauses.art4_7_breach import breach_amount
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Adjustment
    from zkrc_ledger.model.settlement import PeriodSettlement

BREACH = adjusted("A-2", "P1", "breach")
FEES = adjusted("A-3", "P1", "fees", "20000.00")
DAMAGES = adjusted("A-4", "P1", "damages", "3000.50")
EXTRA = adjusted("A-5", "P1", "additional_work", "20000.00", basis="补充协议")
CLAIMED = replace(BREACH, stage="claimed")
TAKEN_BACK = adjusted("A-9", "P1", "", revises="A-5", reason="记错")


def p1(contract: Contract, rating: str, *adjustments: Adjustment) -> PeriodSettlement:
    """P1 with one rating in all four months, settled after all has ended."""
    rows = rated(dict.fromkeys(MONTHS[:4], rating))
    return settle(contract, records(rows, *adjustments), AFTER_ALL).periods[0]


@pytest.mark.parametrize(
    ("rating", "adjustments", "net", "due", "owed", "low", "high"),
    [
        # 四.7: 30% of 1,166,400 are 349,920
        ("一般", (BREACH,), "38880.00", "38880.00", "0.00", "38880.00", "38880.00"),
        # 388,800 − 40,000 − 349,920: nothing is due, party B owes 1,120
        ("差", (BREACH,), "-1120.00", "0.00", "1120.00", "-1120.00", "-1120.00"),
        ("差", (BREACH, FEES), "-21120.00", "0.00", "21120.00", "-21120.00", "-21120.00"),
        ("好", (BREACH, FEES), "58880.00", "58880.00", "0.00", "58880.00", "58880.00"),
        # 四.4: damages as recorded, to the fen
        ("一般", (DAMAGES,), "385799.50", "385799.50", "0.00", "385799.50", "385799.50"),
        # 三.1: additional work comes on top
        ("一般", (EXTRA,), "408800.00", "408800.00", "0.00", "408800.00", "408800.00"),
        # a claimed deduction only widens the range
        ("一般", (CLAIMED,), "388800.00", "388800.00", "0.00", "38880.00", "388800.00"),
        ("差", (CLAIMED, DAMAGES), "345799.50", "345799.50", "0.00", "-4120.50", "345799.50"),
        (
            "一般",
            (replace(EXTRA, stage="claimed"),),
            *("388800.00", "388800.00", "0.00", "388800.00", "408800.00"),
        ),
        (
            "一般",
            (replace(EXTRA, stage="claimed"), replace(DAMAGES, stage="claimed")),
            *("388800.00", "388800.00", "0.00", "385799.50", "408800.00"),
        ),
        # agreed by a record that replaces the claim
        (
            "一般",
            (CLAIMED, adjusted("A-6", "P1", "breach", revises="A-2", reason="confirmed")),
            *("38880.00", "38880.00", "0.00", "38880.00", "38880.00"),
        ),
        # taken back, it is as if it had never been
        ("一般", (EXTRA, TAKEN_BACK), *["388800.00"] * 2, "0.00", *["388800.00"] * 2),
        # another period's adjustments are not this one's
        ("一般", (replace(BREACH, period="P2"),), *["388800.00"] * 2, "0.00", *["388800.00"] * 2),
        # two breaches are two deductions, and flagged elsewhere
        (
            "一般",
            (BREACH, adjusted("A-6", "P1", "breach")),
            *("-311040.00", "0.00", "311040.00", "-311040.00", "-311040.00"),
        ),
        # the amount that a row states stands
        (
            "一般",
            (adjusted("A-6", "P1", "breach", "100000.00"),),
            *("288800.00", "288800.00", "0.00", "288800.00", "288800.00"),
        ),
    ],
)
def test_adjustments_change_what_is_due(
    contract: Contract,
    rating: str,
    adjustments: tuple[Adjustment, ...],
    net: str,
    due: str,
    owed: str,
    low: str,
    high: str,
) -> None:
    """三.2, 四.7: agreed adjustments are part of the net, below zero party B owes the rest."""
    settled = p1(contract, rating, *adjustments)
    assert (str(settled.net), str(settled.due)) == (net, due)
    assert str(settled.owed_by_contractor) == owed
    assert (str(settled.range.low), str(settled.range.high)) == (low, high)


def test_each_adjustment_knows_its_clause_and_its_record(contract: Contract) -> None:
    """四.7, 四.4, 三.1: a line says what it is, how much, by which clause, from which row."""
    other = adjusted("A-6", "P1", "damages", "500.00", clause="四.7")
    own = adjusted("A-7", "P1", "damages", "600.00", clause="四.4")
    stated = adjusted("A-8", "P1", "breach", "100000.00")
    rows = (BREACH, FEES, DAMAGES, EXTRA, other, own, stated)
    lines = p1(contract, "一般", *rows).lines[5:]  # behind the installment and four ratings
    assert [
        (line.kind, str(line.amount), line.clauses, english(line.text), line.other_clause)
        for line in lines
    ] == [
        ("breach", "-349920.00", ("四.7",), "breach deduction of 30%", ""),
        ("fees", "-20000.00", ("四.7",), "fees for the breach", ""),
        ("damages", "-3000.50", ("四.4",), "damages", ""),
        ("additional_work", "20000.00", ("三.1",), "additional work", ""),
        ("damages", "-500.00", ("四.7",), "damages", "四.7"),
        ("damages", "-600.00", ("四.4",), "damages", ""),
        ("breach", "-100000.00", ("四.7",), "breach deduction, amount as recorded", ""),
    ]
    assert [line.record for line in lines] == list(rows)


def test_what_is_set_off_can_be_settled_apart(contract: Contract) -> None:
    """四.7, 四.4, a reading: apart, what party B owes changes no installment, 三.1 still does."""
    apart = reading(contract, set_off="settled_apart")
    claim = adjusted("A-6", "P1", "damages", "700.00", stage="claimed")
    settled = p1(apart, "差", BREACH, FEES, DAMAGES, EXTRA, claim)
    # 388,800 − 40,000 + 20,000
    assert str(settled.net) == "368800.00"
    assert [(line.kind, str(line.amount)) for line in settled.apart] == [
        ("breach", "-349920.00"),
        ("fees", "-20000.00"),
        ("damages", "-3000.50"),
    ]
    assert [str(line.amount) for line in settled.claimed] == ["-700.00"]
    assert (str(settled.range.low), str(settled.range.high)) == ("368800.00", "368800.00")


def test_the_breach_can_be_taken_of_additional_work_too(contract: Contract) -> None:
    """四.7, a reading: 30% of 1,166,400 and 20,000 of agreed work are 355,920, wherever it is."""
    wider = reading(contract, breach_base="total_with_additional_work")
    elsewhere = replace(EXTRA, period="P3")
    claimed = adjusted("A-6", "P2", "additional_work", "5000.00", stage="claimed", basis="函")
    assert str(p1(wider, "一般", BREACH, elsewhere, claimed, DAMAGES).sum_of("breach")) == (
        "-355920.00"
    )
    assert str(p1(wider, "一般", BREACH, EXTRA, TAKEN_BACK).sum_of("breach")) == "-349920.00"
    assert str(p1(contract, "一般", BREACH, elsewhere).sum_of("breach")) == "-349920.00"


def test_the_breach_is_rounded_half_up_to_the_fen(contract: Contract) -> None:
    """四.7: 10% of 1,166,400.05 are 116,640.005, rounded up; without a breach clause nothing."""
    other = replace(
        contract,
        price=replace(contract.price, total=Decimal("1166400.05")),
        breach=replace(contract.breach, percent=Decimal(10)),
    )
    assert str(breach_amount(other, ZERO)) == "116640.01"
    assert str(breach_amount(replace(contract, breach=None), ())) == "0.00"


def test_adjustments_of_the_whole_contract_sum_over_its_periods(contract: Contract) -> None:
    """Over the book, due and owed are the sums of the periods': 0 + 388,800 + 388,800; 1,120."""
    rows = rated({**dict.fromkeys(MONTHS[:4], "差"), **dict.fromkeys(MONTHS[4:], "一般")})
    whole = settle(contract, records(rows, BREACH), AFTER_ALL)
    assert str(whole.due) == "777600.00"
    assert str(whole.owed_by_contractor) == "1120.00"
    assert str(whole.net) == "776480.00"
