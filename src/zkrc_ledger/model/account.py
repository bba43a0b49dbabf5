"""The account of a payment period: what was invoiced, received and done. Yuan throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.records import Event, Invoice, Payment


@value_class()
class Account:
    """What was invoiced and received for one period, in yuan, and the records behind it."""

    invoices: tuple[Invoice, ...] = ()
    payments: tuple[Payment, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def invoiced(self) -> Decimal:
        """Invoices less red-letter invoices."""
        return total(invoice.signed for invoice in self.invoices)

    @property
    def received(self) -> Decimal:
        """Money from party A, less what was sent back and what party B paid."""
        return total(payment.amount for payment in self.payments if payment.amount is not None)

    def standing_invoices(self) -> list[tuple[Invoice, Decimal]]:
        """The invoices of which red-letter invoices have left something, and how much."""
        taken: dict[str, Decimal] = {}
        for red in self.invoices:
            if red.red_of:
                taken[red.red_of] = taken.get(red.red_of, ZERO) + (red.amount or ZERO)
        left = [
            (one, (one.amount or ZERO) - taken.get(one.number, ZERO))
            for one in self.invoices
            if not one.red_of
        ]
        return [(invoice, amount) for invoice, amount in left if amount > 0]

    def day_of(self, event: str) -> date | None:
        """The latest day on which an event of the period happened."""
        days = [one.date for one in self.events if one.event == event and one.date]
        return max(days, default=None)

    @property
    def invoice_received_on(self) -> date | None:
        """When party A had every standing invoice.

        One that no mark names counts from its date, or from a later mark that names none.
        """
        marked = {one.number: one.date for one in self.events if one.event == "invoice-received"}
        unnumbered = marked.get("")
        days = [
            day
            for invoice, _ in self.standing_invoices()
            for day in [marked.get(invoice.number) or max(filter(None, (invoice.date, unnumbered)))]
        ]
        return max(days, default=unnumbered)
