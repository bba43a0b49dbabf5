"""The settlement: figures that know the clauses and the records they rest on. Yuan throughout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zkrc_ledger.model.money import ZERO, total

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.contract import Clauses
    from zkrc_ledger.model.records import RatingRecord
    from zkrc_ledger.model.schedule import PaymentPeriod
    from zkrc_ledger.model.text import Text

Kind = Literal["installment", "reward", "deduction"]
State = Literal["incomplete", "proposed", "final"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of a settlement: how much, by which provisions, from which record, and why."""

    kind: Kind
    amount: Decimal
    provisions: tuple[Clauses, ...]
    text: Text
    month: str | None = None
    rating: str | None = None
    record: RatingRecord | None = None

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clause numbers, each once, in the order they are relied on."""
        numbers = [number for provision in self.provisions for number in provision.clauses]
        return tuple(dict.fromkeys(numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The lowest and the highest net still possible, in yuan."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSettlement:
    """What one payment period comes to.

    `incomplete`: a month is unrated, or not over. `proposed`: all rated, but the meeting has
    not passed every one. `final`: this is the amount to invoice.
    """

    period: PaymentPeriod
    ended: bool
    state: State
    unrated: tuple[str, ...]
    not_final: tuple[str, ...]
    lines: tuple[Line, ...]
    range: Range

    def of(self, kind: Kind) -> tuple[Line, ...]:
        """The lines of one kind."""
        return tuple(line for line in self.lines if line.kind == kind)

    def sum_of(self, kind: Kind) -> Decimal:
        """The sum of the lines of one kind."""
        return total(line.amount for line in self.of(kind))

    @property
    def net(self) -> Decimal:
        """The sum of the lines; it can be negative."""
        return total(line.amount for line in self.lines)

    @property
    def due(self) -> Decimal:
        """The amount due: the net, or nothing where the net is negative."""
        return max(self.net, ZERO)

    @property
    def owed_by_contractor(self) -> Decimal:
        """What party B owes where the net is negative; otherwise nothing."""
        return max(-self.net, ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The whole contract, settled period by period, as of a day."""

    as_of: date
    periods: tuple[PeriodSettlement, ...]

    @property
    def net(self) -> Decimal:
        """The sum of the periods' nets."""
        return total(period.net for period in self.periods)

    @property
    def due(self) -> Decimal:
        """The sum of the periods' amounts due."""
        return total(period.due for period in self.periods)

    @property
    def owed_by_contractor(self) -> Decimal:
        """The sum of what party B owes for each period."""
        return total(period.owed_by_contractor for period in self.periods)
