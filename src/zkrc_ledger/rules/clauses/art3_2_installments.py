"""三.2: each payment period pays its installment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.settlement import Line
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from decimal import Decimal

    from zkrc_ledger.model.schedule import PaymentPeriod
    from zkrc_ledger.model.terms import Terms


def installment_line(terms: Terms, period: PaymentPeriod) -> Line:
    """三.2 The installment of a payment period, in yuan, before rewards and deductions."""
    provisions, changes = terms.governing_period(period.number).provisions(
        "payment_period", f"payment_period.installments[{period.number - 1}]"
    )
    return Line(
        kind="installment",
        amount=period.installment,
        provisions=provisions,
        changes=changes,
        text=Text("Installment of {period}", period=period.id),
    )


def agreed_line(terms: Terms, period: PaymentPeriod, agreed: Decimal) -> Line:
    """四.7 What was agreed for a period cut by a termination, in the installment's place."""
    return Line(
        kind="installment",
        amount=agreed,
        provisions=terms.governing_period(period.number).provisions("termination")[0],
        text=Text("Agreed for {period}, cut by the termination", period=period.id),
        record=terms.termination,
    )
