"""三.2, 三.1: a tax-inclusive amount, split where the contract file names a rate."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkrc_ledger.rules.clauses.art3_2_vat_invoice import vat_split

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract


def taxed(contract: Contract, percent: str) -> Contract:
    """The contract with a VAT rate."""
    assert contract.invoice is not None
    return replace(contract, invoice=replace(contract.invoice, vat_percent=Decimal(percent)))


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
def test_split(contract: Contract, amount: str, percent: str, net: str, tax: str) -> None:
    """The net is rounded half up to the fen, once; the tax is the rest."""
    split = vat_split(taxed(contract, percent), Decimal(amount))
    assert split is not None
    assert (split.net, split.tax) == (Decimal(net), Decimal(tax))


def test_no_rate_no_split(contract: Contract) -> None:
    """The contract names no rate, so nothing is split until the contract file names one."""
    assert vat_split(contract, Decimal("388800.00")) is None
    assert vat_split(replace(contract, invoice=None), Decimal("388800.00")) is None


@given(st.decimals("0.01", "99999999", places=2), st.sampled_from(["1", "3", "6", "9", "13"]))
def test_nothing_is_lost(contract: Contract, amount: Decimal, percent: str) -> None:
    """Net and tax are the amount again, to the fen."""
    split = vat_split(taxed(contract, percent), amount)
    assert split is not None
    assert split.net + split.tax == amount
