"""三.2: each payment period pays its installment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.settlement import Line
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.schedule import PaymentPeriod


def installment_line(contract: Contract, period: PaymentPeriod) -> Line:
    """三.2 The installment of a payment period, in yuan, before rewards and deductions."""
    return Line(
        kind="installment",
        amount=period.installment,
        provisions=(contract.payment_period,),
        text=Text("Installment of {period}", period=period.id),
    )
