"""三.2, 三.1: the VAT invoice is for the whole amount, and the contract's price includes the tax.

The contract names no rate. Where the contract file does, each invoice is split by itself and
rounded once; a split is never spread over several invoices.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import FEN

if TYPE_CHECKING:
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class VatSplit:
    """A tax-inclusive amount as net and tax, in yuan; together they are the amount."""

    percent: Decimal
    net: Decimal
    tax: Decimal


def vat_split(contract: Contract, amount: Decimal) -> VatSplit | None:
    """三.2 The split of one invoice's amount; None where the contract file names no rate.

    The net is rounded half up to the fen, the tax is the rest.
    """
    percent = contract.invoice.vat_percent if contract.invoice else None
    if percent is None:
        return None
    net = (amount * 100 / (100 + percent)).quantize(FEN, ROUND_HALF_UP)
    return VatSplit(percent=percent, net=net, tax=amount - net)
