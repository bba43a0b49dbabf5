"""四.7, 四.4, 三.1: breach, fees, damages, additional work and claims, figures by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.books import (
    APART,
    P1,
    WIDER_BREACH,
    adjusted,
    all_rated,
    assessed,
    book,
    claimed,
    extra,
    p1,
    pair,
    periods,
    rated,
)
from zkrc_ledger.model.money import ZERO
from zkrc_ledger.rules.clauses.art4_7_breach import breach_amount

if TYPE_CHECKING:
    from zkrc_ledger.model.records import Adjustment

BREACH = adjusted("P1", "breach")
FEES = adjusted("P1", "fees", "20000.00")
DAMAGES = adjusted("P1", "damages", "3000.50")
EXTRA = extra("P1", "20000.00")


@pytest.mark.parametrize(
    ("rating", "rows", "price", "net", "owed"),
    [
        # 四.7: 30% of 1,166,400 are 349,920
        ("一般", (BREACH,), "388800.00", "38880.00", "0.00"),
        # 388,800 − 40,000 − 349,920: nothing is due, party B owes 1,120
        ("差", (BREACH,), "348800.00", "-1120.00", "1120.00"),
        ("差", (BREACH, FEES), "348800.00", "-21120.00", "21120.00"),
        ("好", (BREACH, FEES), "428800.00", "58880.00", "0.00"),
        # fees can stand without a breach, and come later
        ("一般", (FEES,), "388800.00", "368800.00", "0.00"),
        # 四.4: damages as recorded, to the fen
        ("一般", (DAMAGES,), "388800.00", "385799.50", "0.00"),
        # 三.1: additional work is part of the price
        ("一般", (EXTRA,), "408800.00", "408800.00", "0.00"),
        ("差", (BREACH, EXTRA), "368800.00", "18880.00", "0.00"),
        # another period's adjustments are not this one's
        ("一般", (replace(BREACH, period="P2"),), "388800.00", "388800.00", "0.00"),
        # two breaches are two deductions, and noticed elsewhere: 388,800 − 2 × 349,920
        ("一般", (BREACH, BREACH), "388800.00", "-311040.00", "311040.00"),
        # what the parties or a court set stands in the place of the 30%
        ("一般", (adjusted("P1", "breach", "100000"),), "388800.00", "288800.00", "0.00"),
    ],
)
def test_set_offs_reduce_the_payment_and_not_the_price(
    rating: str, rows: tuple[Adjustment, ...], price: str, net: str, owed: str
) -> None:
    """三.2, 四.7: price and set-offs are the net; below zero nothing is due and party B owes."""
    settled = p1(*all_rated(rating, P1), *rows)
    assert [str(one) for one in (settled.price, settled.net)] == [price, net]
    assert str(settled.due) == ("0.00" if net.startswith("-") else net)
    assert str(settled.owed_by_contractor) == owed
    assert settled.set_offs == Decimal(net) - Decimal(price)
    assert pair(settled.range) == (net, net)
    # the invoice is for the price, whatever is set off
    assert (str(settled.to_invoice), str(settled.outstanding)) == (price, net)


@pytest.mark.parametrize(
    ("rating", "rows", "claims", "undisputed", "low", "high"),
    [
        # 388,800 − 349,920
        ("一般", (claimed("P1", "breach"),), "349920.00", "38880.00", "38880.00", "388800.00"),
        # 348,800 − 349,920 is below zero: nothing is undisputed
        ("差", (claimed("P1", "breach"),), "349920.00", "0.00", "-1120.00", "348800.00"),
        # 388,800 − 3,000.50 due, 20,000 of it claimed
        (
            "一般",
            (DAMAGES, claimed("P1", "fees", "20000")),
            *("20000.00", "365799.50", "365799.50", "385799.50"),
        ),
        # additional work that is only asked for may come on top
        (
            "一般",
            (extra("P1", "20000", stage="claimed"), claimed("P1", "damages", "3000.50")),
            *("3000.50", "385799.50", "385799.50", "408800.00"),
        ),
    ],
)
def test_a_claim_is_disputed_and_does_not_count(
    rating: str, rows: tuple[Adjustment, ...], claims: str, undisputed: str, low: str, high: str
) -> None:
    """四.7, 四.4: without a basis it is claimed: listed, not in the net, only in the lowest."""
    settled = p1(*all_rated(rating, P1), *rows)
    assert (str(settled.claimed), str(settled.undisputed)) == (claims, undisputed)
    assert pair(settled.range) == (low, high)
    assert settled.state == "final"
    (line,) = [one for one in settled.claimed_lines if one.kind != "additional_work"]
    assert getattr(line.record, "stage", "") == "claimed"


def test_a_claim_is_agreed_by_its_next_row_at_another_sum_too() -> None:
    """四.7: 30% claimed, 100,000 agreed: 388,800 − 100,000; the line tells both sums."""
    claim = claimed("P1", "breach", id_="A-1")
    settled = p1(*all_rated(), claim, adjusted("P1", "breach", "100000", id_="A-1"))
    assert (str(settled.net), str(settled.claimed)) == ("288800.00", "0.00")
    assert english(settled.of("breach")[0].text) == (
        "breach deduction, set at 100,000.00 instead of 30% (349,920.00)"
    )


def test_an_adjustment_taken_back_is_as_if_it_had_never_been() -> None:
    """三.1: a void row takes its subject back."""
    once = extra("P1", "20000", id_="A-1")
    settled = p1(*all_rated(), once, replace(once, void=True, reason="记错"))
    assert (str(settled.price), len(settled.lines)) == ("388800.00", 5)


def test_each_adjustment_knows_its_clause_and_its_record() -> None:
    """四.7, 四.4, 三.1: price first, set-offs after it; clause, words and row with each line."""
    other = adjusted("P1", "damages", "500.00", clause="四.7")
    own = adjusted("P1", "damages", "600.00", clause="四.4")
    secret = adjusted("P1", "damages", "700.00", clause="五.2")
    lines = p1(*all_rated(), BREACH, FEES, DAMAGES, EXTRA, other, own, secret).lines[5:]
    assert [
        (line.kind, str(line.amount), line.clauses, english(line.text), line.other_clause)
        for line in lines
    ] == [
        ("additional_work", "20000.00", ("三.1",), "additional work", ""),
        ("breach", "-349920.00", ("四.7",), "breach deduction of 30%", ""),
        ("fees", "-20000.00", ("四.7",), "fees for the breach", ""),
        ("damages", "-3000.50", ("四.4",), "damages", ""),
        ("damages", "-500.00", ("四.7",), "damages", "四.7"),
        ("damages", "-600.00", ("四.4",), "damages", ""),
        ("damages", "-700.00", ("五.2",), "damages", "五.2"),
    ]
    assert [str(line.record and line.record.place) for line in lines] == [
        f"adjustments.csv:{line}" for line in (5, 2, 3, 4, 6, 7, 8)
    ]


def test_what_is_set_off_can_be_settled_apart() -> None:
    """四.7, 四.4, a reading: apart, no installment changes, by claims neither; 三.1 still does."""
    claim = claimed("P1", "damages", "700")
    settled = p1(*all_rated("差"), BREACH, FEES, DAMAGES, EXTRA, claim, **APART)
    # 388,800 − 40,000 + 20,000
    sums = (settled.price, settled.net, settled.due, settled.undisputed)
    assert [str(one) for one in sums] == ["368800.00"] * 4
    assert str(settled.sum_of("breach", "fees", "damages")) == str(settled.claimed) == "0.00"
    assert [(line.kind, str(line.amount)) for line in settled.apart] == [
        ("breach", "-349920.00"),
        ("fees", "-20000.00"),
        ("damages", "-3000.50"),
        ("damages", "-700.00"),
    ]
    assert pair(settled.range) == ("368800.00", "368800.00")


def test_the_breach_can_be_taken_of_additional_work_too() -> None:
    """四.7, a reading: 30% of 1,166,400 and 20,000 of agreed work are 355,920, wherever it is."""
    asked = extra("P2", "5000", stage="claimed")
    breach = p1(BREACH, extra("P3", "20000"), asked, DAMAGES, **WIDER_BREACH).sum_of("breach")
    assert str(breach) == "-355920.00"
    assert str(p1(BREACH, extra("P3", "20000")).sum_of("breach")) == "-349920.00"


def test_the_breach_is_rounded_half_up_to_the_fen() -> None:
    """四.7: 10% of 1,166,400.05 are 116,640.005, rounded up; without a breach clause nothing."""
    contract = book(**{"price.total": "1166400.05", "breach.percent": 10}).contract
    assert contract
    assert str(breach_amount(contract, ZERO)) == "116640.01"
    assert str(breach_amount(replace(contract, breach=None), ZERO)) == "0.00"


def test_adjustments_of_the_whole_contract_sum_over_its_periods() -> None:
    """Over the book, due and owed are the sums of the periods': 0 + 388,800 + 388,800; 1,120."""
    whole = assessed(*rated(dict.fromkeys(P1, "差")), BREACH).settlement
    assert [str(one) for one in (whole.due, whole.owed_by_contractor, whole.net)] == [
        "777600.00",
        "1120.00",
        "776480.00",
    ]
    assert [str(one.due) for one in periods(*rated(dict.fromkeys(P1, "差")), BREACH)] == [
        "0.00",
        "388800.00",
        "388800.00",
    ]
