"""三.1: whether the price includes the tax. Where it does not, tax is added on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import percent_of
from zkrc_ledger.model.settlement import Line
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from decimal import Decimal

    from zkrc_ledger.model.terms import Governing


def tax_lines(governing: Governing, without_tax: Decimal) -> tuple[Line, ...]:
    """三.1 The tax on a period's price, in yuan, rounded once, half up to the fen.

    No line where the price includes the tax, or the contract file names no rate.
    """
    contract = governing.contract
    percent = contract.invoice.vat_percent if contract.invoice else None
    if contract.price.tax_inclusive or percent is None:
        return ()
    provisions, changes = governing.provisions(
        "price", "price.tax_inclusive", "invoice.vat_percent"
    )
    return (
        Line(
            kind="tax",
            amount=percent_of(percent, without_tax),
            provisions=provisions,
            changes=changes,
            text=Text("VAT of {percent}% on {sum}", percent=f"{percent:f}", sum=without_tax),
        ),
    )
