"""The settlement: figures that know the clauses and the records they rest on. Yuan throughout.

Three sums, never confused. The price of a period is what its services cost, and what the VAT
invoice is for. Set-offs reduce the payment, not the price. The amount due is the price less
the set-offs, never below zero; below zero party B owes the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.account import Account
    from zkrc_ledger.model.contract import Clauses
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Invoice
    from zkrc_ledger.model.schedule import PaymentPeriod, Schedule
    from zkrc_ledger.model.terms import TermChange
    from zkrc_ledger.model.text import Text

Kind = Literal[
    "installment",
    "reward",
    "deduction",
    "additional_work",
    "tax",
    "breach",
    "fees",
    "damages",
    "offset",
]
State = Literal["incomplete", "proposed", "final", "undetermined"]
PRICE_KINDS: tuple[Kind, ...] = ("installment", "reward", "deduction", "additional_work", "tax")
BREACH_KINDS: tuple[Kind, ...] = ("breach", "fees", "damages")
SET_OFF_KINDS: tuple[Kind, ...] = (*BREACH_KINDS, "offset")
KINDS: tuple[Kind, ...] = (*PRICE_KINDS, *SET_OFF_KINDS)


@value_class()
class Line:
    """One figure of a settlement: how much, by which provisions, from which record, and why.

    `changes` are the changed terms that bear on it; `other_clause` is one that the record
    names and the contract file has no provision for. `stage` is that of a rating.
    """

    kind: Kind
    amount: Decimal
    provisions: tuple[Clauses, ...]
    text: Text
    month: str | None = None
    rating: str | None = None
    stage: str | None = None
    record: Record | None = None
    changes: tuple[TermChange, ...] = ()
    other_clause: str = ""

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clause numbers, each once, in the order they are relied on."""
        numbers = [number for provision in self.provisions for number in provision.clauses]
        return tuple(dict.fromkeys([*numbers, *([self.other_clause] if self.other_clause else [])]))


@value_class(kw_only=False)
class Range:
    """The lowest and the highest net still possible, in yuan."""

    low: Decimal
    high: Decimal


@value_class()
class VatSplit:
    """A sum with tax as net and tax, in yuan; together they are the sum."""

    percent: Decimal
    net: Decimal
    tax: Decimal


@value_class()
class PeriodSettlement:
    """What one payment period comes to, and what has been invoiced and received of it.

    `incomplete`: a month that bears on the sum is unrated or not over. `proposed`: all are
    rated, one or more not final. `final`: this is the sum to invoice. `undetermined`: cut by a
    termination and no amount agreed yet; `estimate` is then the installment pro rata by days.
    `undocumented` are final months without the day of their meeting. `claimed` lines do not
    count until they are agreed; `apart` lines are settled apart.
    """

    period: PaymentPeriod
    ended: bool
    state: State
    unrated: tuple[str, ...]
    not_final: tuple[str, ...]
    undocumented: tuple[str, ...]
    lines: tuple[Line, ...]
    range: Range
    account: Account
    claimed_lines: tuple[Line, ...] = ()
    apart: tuple[Line, ...] = ()
    estimate: Decimal | None = None
    invoice_for: Literal["price", "amount_due"] = "price"
    vat: VatSplit | None = None

    def of(self, *kinds: Kind) -> tuple[Line, ...]:
        """The lines of some kinds."""
        return tuple(line for line in self.lines if line.kind in kinds)

    def sum_of(self, *kinds: Kind) -> Decimal:
        """The sum of the lines of some kinds."""
        return total(line.amount for line in self.of(*kinds))

    @property
    def price(self) -> Decimal | None:
        """三.2 What the period's services cost; None while it is undetermined."""
        return None if self.state == "undetermined" else self.sum_of(*PRICE_KINDS)

    @property
    def set_offs(self) -> Decimal:
        """What is set off against the payment: zero or negative, but for offsets received."""
        return self.sum_of(*SET_OFF_KINDS)

    @property
    def net(self) -> Decimal | None:
        """Price and set-offs; it can be negative. None while it is undetermined."""
        return None if self.price is None else self.price + self.set_offs

    @property
    def due(self) -> Decimal | None:
        """The amount due: the net, or nothing where that is negative. None: undetermined."""
        return None if self.net is None else max(self.net, ZERO)

    @property
    def owed_by_contractor(self) -> Decimal:
        """What party B owes where the net is negative; otherwise nothing."""
        return ZERO if self.net is None else max(-self.net, ZERO)

    @property
    def claimed(self) -> Decimal:
        """What claims would take off, positive; not counted."""
        return -total(line.amount for line in self.claimed_lines if line.amount < 0)

    @property
    def undisputed(self) -> Decimal | None:
        """The amount due less what is claimed, not below zero. None: undetermined."""
        return None if self.due is None else max(self.due - self.claimed, ZERO)

    @property
    def invoiced(self) -> Decimal:
        """Invoices less red-letter invoices."""
        return self.account.invoiced

    @property
    def received(self) -> Decimal:
        """Money from party A, less what was sent back and what party B paid."""
        return self.account.received

    @property
    def invoice_sum(self) -> Decimal | None:
        """The sum that invoices are for: the price, or by the other reading the amount due."""
        return self.price if self.invoice_for == "price" else self.due

    @property
    def to_invoice(self) -> Decimal | None:
        """What may be invoiced now; negative: take back by a red letter. None: not final."""
        if self.state != "final" or self.invoice_sum is None:
            return None
        return self.invoice_sum - self.invoiced

    @property
    def outstanding(self) -> Decimal | None:
        """Net less received; negative: party B has to pay or return it. None: not final."""
        return None if self.state != "final" or self.net is None else self.net - self.received

    def to_take_back(self) -> list[tuple[Invoice, Decimal, Decimal]]:
        """What is invoiced too much, the latest invoice first.

        Each invoice, what is left of it, and how much of that to take back.
        """
        excess = -(self.to_invoice or ZERO)
        found = []
        for invoice, left in reversed(self.account.standing_invoices()):
            if excess > 0:
                found.append((invoice, left, min(left, excess)))
                excess -= left
        return found


@value_class()
class FallenAway:
    """A period that a termination left nothing of, and the money recorded for it."""

    period: str
    account: Account
    offsets: tuple[Line, ...] = ()

    @property
    def to_invoice(self) -> Decimal:
        """What to take back by red letters, negative: the price is nothing."""
        return -self.account.invoiced

    @property
    def net(self) -> Decimal:
        """What offsets add or take off; no services were rendered."""
        return total(line.amount for line in self.offsets)

    @property
    def outstanding(self) -> Decimal:
        """What party B has to return, negative: nothing is due but what offsets add."""
        return self.net - self.account.received


@value_class()
class Settlement:
    """The whole contract, settled period by period, as of a day.

    `range` is that of the whole's net, and `by_year` of the periods whose request deadline is in
    a calendar year; 0 stands for deadlines that are not known yet. `best_ratings` is the most
    that all ratings together can still add.
    """

    as_of: date
    schedule: Schedule
    periods: tuple[PeriodSettlement, ...]
    range: Range
    by_year: Mapping[int, Range]
    best_ratings: Decimal
    fallen_away: tuple[FallenAway, ...] = ()

    def period(self, id_: str) -> PeriodSettlement | None:
        """The settlement of this payment period."""
        return next((one for one in self.periods if one.period.id == id_), None)

    @property
    def net(self) -> Decimal | None:
        """The sum of the periods' nets; None while one of them is undetermined."""
        return _sum([period.net for period in self.periods])

    @property
    def due(self) -> Decimal | None:
        """The sum of the periods' amounts due; None while one of them is undetermined."""
        return _sum([period.due for period in self.periods])

    @property
    def owed_by_contractor(self) -> Decimal:
        """The sum of what party B owes for each period."""
        return total(period.owed_by_contractor for period in self.periods)


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return total(known) if len(known) == len(amounts) else None
