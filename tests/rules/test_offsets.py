"""Offsets (冲抵): what one period has too much is set off against another, figures by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.books import (
    APART,
    P1,
    adjusted,
    all_rated,
    assessed,
    ended,
    offset,
    paid,
    pair,
    periods,
    rated,
    said,
)
from zkrc_ledger.rules.bookings import held_against_debt
from zkrc_ledger.rules.offsets import offset_target
from zkrc_ledger.rules.requests import RequestRefusedError

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

FLAT = all_rated()
OVERPAID = (*FLAT, paid("P1", "400000"))  # 11,200 above 388,800
IN_DEBT = (*rated(dict.fromkeys(P1, "差")), adjusted("P1", "breach"))  # party B owes 1,120


@pytest.mark.parametrize(
    ("rows", "amount", "nets", "left"),
    [
        (OVERPAID, "11200", ("400000.00", "377600.00", "388800.00"), ("0.00", "377600.00")),
        (OVERPAID, "1200", ("390000.00", "387600.00", "388800.00"), ("-10000.00", "387600.00")),
        # −1,120 + 1,120; 388,800 − 1,120
        (
            (*IN_DEBT, *all_rated(months=[one.month for one in FLAT[4:]])),
            *("1120", ("0.00", "387680.00", "388800.00"), ("0.00", "387680.00")),
        ),
    ],
)
def test_an_offset_adds_to_one_period_and_takes_from_the_other(
    rows: tuple[Record, ...], amount: str, nets: tuple[str, ...], left: tuple[str, str]
) -> None:
    """`offset P1 P2 A` adds A to P1 and takes A off P2; prices, invoices and the whole stay."""
    before = periods(*rows)
    after = assessed(*rows, offset("P1", "P2", amount)).settlement
    assert tuple(str(one.net) for one in after.periods) == nets
    assert tuple(str(one.outstanding) for one in after.periods[:2]) == left
    assert [one.price for one in after.periods] == [one.price for one in before]
    assert [one.to_invoice for one in after.periods] == [one.to_invoice for one in before]
    assert after.net == sum(one.net or 0 for one in before)
    assert [pair(one.range) for one in after.periods] == [(net, net) for net in nets]


def test_an_offset_says_where_from_and_where_to() -> None:
    """Each of the two periods has its line of the one record, signed; no clause speaks of it."""
    first, second, _ = periods(*OVERPAID, offset("P1", "P2", "11200", basis="冲抵协议"))
    found = [(*first.of("offset"), *second.of("offset"))]
    ((here, there),) = found
    assert [
        (str(line.amount), english(line.text), line.clauses, str(line.record and line.record.place))
        for line in (here, there)
    ] == [
        ("11200.00", "set off against P2", (), "adjustments.csv:2"),
        ("-11200.00", "offset from P1", (), "adjustments.csv:2"),
    ]


def test_an_offset_is_no_deduction_to_settle_apart() -> None:
    """四.7, a reading: breach, fees and damages are settled apart; an offset counts."""
    first, second, _ = periods(*OVERPAID, offset("P1", "P2", "11200"), **APART)
    assert (first.apart, second.apart) == ((), ())
    assert (str(first.net), str(second.net)) == ("400000.00", "377600.00")


@pytest.mark.parametrize(
    ("rows", "amount", "most"),
    [
        (OVERPAID, "11200", None),
        (OVERPAID, "11200.01", "11,200.00"),
        (IN_DEBT, "1120", None),
        (IN_DEBT, "1120.01", "1,120.00"),
        # a part is set off already
        ((*OVERPAID, offset("P1", "P3", "11000")), "200.01", "200.00"),
        # party B has paid what it owed
        ((*IN_DEBT, paid("P1", "-1120", paid_by="b")), "1", "0.00"),
        (FLAT, "1", "0.00"),
        # nothing is final, so nobody knows that it was too much
        ((paid("P1", "400000"),), "1", "0.00"),
    ],
)
def test_no_more_is_set_off_than_was_overpaid_or_is_owed(
    rows: tuple[Record, ...], amount: str, most: str | None
) -> None:
    """An offset above what party B owes or was overpaid on the period is refused."""
    asked = offset("P1", "P2", amount)
    if most is None:
        assert held_against_debt(assessed(*rows), asked) is asked
        return
    with pytest.raises(RequestRefusedError) as refused:
        held_against_debt(assessed(*rows), asked)
    (problem,) = refused.value.problems
    assert problem.code == "offset-too-much"
    assert f"{most} was paid too much for P1, or is owed on it" in english(problem.message)


def test_what_was_paid_for_a_period_that_fell_away_can_be_set_off() -> None:
    """四.7: 100,000 were paid for P3, which the termination took; P1 takes them over."""
    rows = (*FLAT[:4], paid("P2", "1"), paid("P3", "100000"), ended("2025-12-07"))
    _, fallen = assessed(*rows).settlement.fallen_away
    assert (fallen.period, str(fallen.outstanding)) == ("P3", "-100000.00")
    asked = offset("P3", "P1", "100000")
    assert held_against_debt(assessed(*rows), asked) is asked
    after = assessed(*rows, asked).settlement
    assert str(after.periods[0].outstanding) == "288800.00"  # 388,800 − 100,000
    assert [str(one.outstanding) for one in after.fallen_away] == ["-1.00", "0.00"]


def test_an_offset_against_a_period_that_then_fell_away_is_returned() -> None:
    """四.7: 11,200 were to be set off on P2; it fell away, so party B owes them there."""
    found = assessed(*OVERPAID[:4], OVERPAID[-1], offset("P1", "P2", "11200"), ended("2025-12-07"))
    assert str(found.settlement.periods[0].outstanding) == "0.00"
    (fallen,) = found.settlement.fallen_away
    assert (fallen.period, str(fallen.net), str(fallen.outstanding)) == (
        "P2",
        "-11200.00",
        "-11200.00",
    )
    assert said(next(one for one in found.problems if one.code == "period-fallen"))[2:] == (
        "adjustments.csv",
        2,
        "P2 fell away with the termination.",
        "See what is to be returned: ledger status",
    )


@pytest.mark.parametrize(
    ("paid_for_p2", "target"),
    [("0", "P2"), ("380000", "P1"), ("388800", "P1")],
)
def test_a_debt_is_set_off_where_as_much_is_open(paid_for_p2: str, target: str) -> None:
    """11,200 are owed on P3; 8,800 of P1 are open, and of P2 enough, 8,800 or nothing."""
    rows = (
        *(*FLAT, paid("P1", "380000"), adjusted("P3", "damages", "400000")),
        *([paid("P2", paid_for_p2)] if paid_for_p2 != "0" else []),
    )
    assert offset_target(assessed(*rows).settlement, "P3", Decimal(11200)) == target
