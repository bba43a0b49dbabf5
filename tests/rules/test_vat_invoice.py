"""三.2, 三.1: the sum of an invoice as net and tax, and tax on top of a price without it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.english import english
from tests.rules.books import (
    FOR_THE_AMOUNT_DUE,
    P1,
    adjusted,
    all_rated,
    assessed,
    book,
    codes,
    ended,
    extra,
    p1,
    pair,
    periods,
    rated,
)
from zkrc_ledger.rules.clauses.art3_2_vat_invoice import vat_split

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import VatSplit


def taxed(percent: str) -> Contract:
    """The contract with a VAT rate."""
    contract = book(**{"invoice.vat_percent": percent}).contract
    assert contract
    return contract


def parts(split: VatSplit | None) -> tuple[str, str]:
    """Net and tax."""
    assert split
    return str(split.net), str(split.tax)


@pytest.mark.parametrize(
    ("amount", "percent", "net", "tax"),
    [
        # 388,800 / 1.06 = 366,792.4528…
        ("388800.00", "6", "366792.45", "22007.55"),
        # the whole contract, 1,166,400 / 1.06 = 1,100,377.3584…: not three times the above
        ("1166400.00", "6", "1100377.36", "66022.64"),
        # 0.53 / 1.06 = 0.50
        ("0.53", "6", "0.50", "0.03"),
        # 100 / 1.03 = 97.0873…
        ("100.00", "3", "97.09", "2.91"),
        ("100.00", "0", "100.00", "0.00"),
        # a red-letter invoice takes back what its original said
        ("-388800.00", "6", "-366792.45", "-22007.55"),
    ],
)
def test_split(amount: str, percent: str, net: str, tax: str) -> None:
    """The net is rounded half up to the fen, once; the tax is the rest."""
    assert parts(vat_split(taxed(percent), Decimal(amount))) == (net, tax)


def test_no_rate_no_split() -> None:
    """The contract names no rate, so nothing is split until the contract file names one."""
    assert p1(*all_rated()).vat is None
    assert p1(*all_rated(), invoice=None).vat is None


@given(st.decimals("0.01", "99999999", places=2), st.sampled_from(["1", "3", "6", "9", "13"]))
def test_nothing_is_lost(amount: Decimal, percent: str) -> None:
    """Net and tax are the amount again, to the fen."""
    split = vat_split(TAXED[percent], amount)
    assert split is not None
    assert split.net + split.tax == amount


TAXED = {percent: taxed(percent) for percent in ("1", "3", "6", "9", "13")}


def test_what_is_split_is_what_the_invoice_is_for() -> None:
    """三.2: the price, 388,800, whatever is set off; by the other reading 38,880 that are due."""
    rows, six = (*all_rated(), adjusted("P1", "breach")), {"invoice.vat_percent": 6}
    assert parts(p1(*rows, **six).vat) == ("366792.45", "22007.55")
    # 38,880 / 1.06 = 36,679.2452…
    assert parts(p1(*rows, **six, **FOR_THE_AMOUNT_DUE).vat) == ("36679.25", "2200.75")


# three installments of 250,000 without tax, at 6%
WITHOUT_TAX = {
    "price.tax_inclusive": False,
    "price.total": 750000,
    "price.in_words": "柒拾伍万元整",
    "payment_period.installments": [{"amount": 250000}] * 3,
    "invoice.vat_percent": 6,
}
ONE_UP = rated({**dict.fromkeys(P1, "一般"), "2025-08": "优秀"})


@pytest.mark.parametrize(
    ("rows", "tax", "price", "net"),
    [
        # 6% of 250,000
        (all_rated(), "15000.00", "265000.00", "265000.00"),
        # 20,000 deducted: 6% of 230,000
        (rated(dict(zip(P1, ["差", "差", "一般", "一般"], strict=True))),
         "13800.00", "243800.00", "243800.00"),
        # 6% of 280,000
        (ONE_UP, "16800.00", "296800.00", "296800.00"),
        # additional work is without tax too: 6% of 250,000.50 are 15,000.03
        ((*all_rated(), extra("P1", "0.50")), "15000.03", "265000.53", "265000.53"),
        # 6% of 250,000.25 are 15,000.015, rounded half up
        ((*all_rated(), extra("P1", "0.25")), "15000.02", "265000.27", "265000.27"),
        # set-offs carry no tax; the 30% is taken of the total as the file has it: 225,000
        ((*all_rated(), adjusted("P1", "breach")), "15000.00", "265000.00", "40000.00"),
    ],
)  # fmt: skip
def test_a_price_without_tax_has_tax_on_top(
    rows: tuple[Record, ...], tax: str, price: str, net: str
) -> None:
    """三.1: one line more, the rate times what the services cost; price and invoice hold it."""
    settled = p1(*rows, **WITHOUT_TAX)
    assert (str(settled.sum_of("tax")), str(settled.price), str(settled.net)) == (tax, price, net)
    assert str(settled.to_invoice) == price
    assert parts(settled.vat) == (str(Decimal(price) - Decimal(tax)), tax)
    assert pair(settled.range) == (net, net)


def test_the_line_of_tax_says_what_it_is_taken_of() -> None:
    """三.1: the line stands behind the prices and before what is set off."""
    lines = p1(*all_rated(), adjusted("P1", "breach"), **WITHOUT_TAX).lines
    assert [line.kind for line in lines] == ["installment", *["reward"] * 4, "tax", "breach"]
    assert (english(lines[-2].text), lines[-2].clauses) == ("VAT of 6% on 250,000.00", ("三.1",))


def test_the_range_moves_with_the_tax() -> None:
    """三.1: 1.06 × (250,000 − 40,000) to 1.06 × (250,000 + 120,000)."""
    assert pair(p1(**WITHOUT_TAX).range) == ("222600.00", "392200.00")


def test_an_agreed_amount_has_its_tax_and_an_open_one_none() -> None:
    """四.7, 三.1: 100,000 agreed for a cut period are 106,000 with tax."""
    rows = all_rated(months=P1)
    assert str(periods(*rows, ended("2026-01-20", "100000"), **WITHOUT_TAX)[1].price) == "106000.00"
    cut = periods(*rows, ended("2026-01-20"), **WITHOUT_TAX)[1]
    assert (cut.lines, cut.vat) == ((), None)
    # two months from 差 to 优秀, and nothing to 250,000: 1.06 × −20,000 to 1.06 × 310,000
    assert pair(cut.range) == ("-21200.00", "328600.00")


def test_a_price_without_tax_and_without_a_rate_is_noticed() -> None:
    """三.1: where no rate is named no tax is added, and a notice says so."""
    terms = WITHOUT_TAX | {"invoice.vat_percent": None}
    found = assessed(*all_rated(months=P1), on="2025-12-08", **terms)
    assert codes(found) == ["tax-rate"]
    assert str(found.settlement.periods[0].price) == "250000.00"


@given(st.integers(-10_000_000, 100_000_000), st.sampled_from(["1", "3", "6", "9", "13"]))
def test_tax_on_top_is_the_tax_of_the_split(fen: int, percent: str) -> None:
    """三.1: an amount with its tax added is split into that amount and that tax again."""
    amount = Decimal(fen).scaleb(-2)
    tax = (amount * Decimal(percent) / 100).quantize(Decimal("0.01"), "ROUND_HALF_UP") + 0
    assert parts(vat_split(TAXED[percent], amount + tax)) == (str(amount), str(tax))
