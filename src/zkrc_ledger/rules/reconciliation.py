"""三.2: due, invoiced and received, period by period: what is open between the two parties."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.records import Invoice, Payment, Records
    from zkrc_ledger.model.settlement import PeriodSettlement, Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """One period's three sums, in yuan, and the records behind them.

    `invoiced` is net of red-letter invoices, `received` net of money sent back.
    """

    settled: PeriodSettlement
    invoices: tuple[Invoice, ...]
    payments: tuple[Payment, ...]

    @property
    def due(self) -> Decimal | None:
        """The amount due; None while it is undetermined."""
        return self.settled.due

    @property
    def invoiced(self) -> Decimal:
        """Invoices less red-letter invoices."""
        return total(invoice.signed for invoice in self.invoices)

    @property
    def received(self) -> Decimal:
        """Payments less what was sent back."""
        return total(payment.amount for payment in self.payments if payment.amount is not None)

    @property
    def to_invoice(self) -> Decimal | None:
        """What is due and not invoiced; negative where too much is invoiced."""
        return None if self.due is None else self.due - self.invoiced

    @property
    def outstanding(self) -> Decimal | None:
        """What is due and not received; negative where too much was paid, or party B owes."""
        net = self.settled.net
        return None if net is None else net - self.received

    @property
    def invoiced_on(self) -> date | None:
        """The day of the latest invoice that is not a red-letter one."""
        days = [one.day for one in self.invoices if one.day and not one.red_of]
        return max(days, default=None)

    def standing_invoices(self) -> list[tuple[Invoice, Decimal]]:
        """The invoices of which something is left after red-letter invoices, and how much."""
        taken = taken_back(self.invoices)
        left = [
            (one, (one.amount or ZERO) - taken[one.number])
            for one in self.invoices
            if not one.red_of
        ]
        return [(invoice, amount) for invoice, amount in left if amount > 0]

    def to_take_back(self) -> list[tuple[Invoice, Decimal, Decimal]]:
        """What is invoiced too much, the latest invoice first.

        Each invoice, what is left of it, and how much of that to take back.
        """
        excess = -(self.to_invoice or ZERO)
        found = []
        for invoice, left in reversed(self.standing_invoices()):
            if excess > 0:
                found.append((invoice, left, min(left, excess)))
                excess -= left
        return found


def reconcile(settlement: Settlement, records: Records) -> tuple[Reconciliation, ...]:
    """Every period of a settlement beside the invoices and payments that hold."""
    invoices = Standing(records.invoices).in_effect()
    payments = Standing(records.payments).in_effect()
    return tuple(
        Reconciliation(
            settled=settled,
            invoices=tuple(one for one in invoices if one.period == settled.period.id),
            payments=tuple(one for one in payments if one.period == settled.period.id),
        )
        for settled in settlement.periods
    )


def left_of(original: Invoice, invoices: Iterable[Invoice]) -> Decimal:
    """What is left of an invoice, in yuan, after the red-letter invoices against it."""
    return (original.amount or ZERO) - taken_back(invoices)[original.number]


def taken_back(invoices: Iterable[Invoice]) -> defaultdict[str, Decimal]:
    """What red-letter invoices take back of each invoice, in yuan, by its number."""
    taken: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for red in invoices:
        if red.red_of:
            taken[red.red_of] += red.amount or ZERO
    return taken
