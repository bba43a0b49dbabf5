"""三.2: the VAT invoice is for the price of the period, tax included.

The contract names no rate. Where the contract file does, each sum is split by itself and
rounded once; a split is never spread over several invoices.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import FEN
from zkrc_ledger.model.settlement import VatSplit

if TYPE_CHECKING:
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract


def vat_split(contract: Contract, amount: Decimal | None) -> VatSplit | None:
    """三.2 A sum that invoices are for, as net and tax; None where no rate is named.

    The net is rounded half up to the fen, and the tax is the rest; where the tax was added on
    top (三.1), that is the same tax again, to the fen.
    """
    percent = contract.invoice.vat_percent if contract.invoice else None
    if percent is None or amount is None:
        return None
    net = (amount * 100 / (100 + percent)).quantize(FEN, ROUND_HALF_UP)
    return VatSplit(percent=percent, net=net, tax=amount - net)
