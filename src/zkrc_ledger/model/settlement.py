"""The settlement: figures that know the clauses and the records they rest on. Yuan throughout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zkrc_ledger.model.money import ZERO, total

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.amendments import Change
    from zkrc_ledger.model.contract import Clauses
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.schedule import PaymentPeriod, Schedule
    from zkrc_ledger.model.text import Text

Kind = Literal["installment", "reward", "deduction", "breach", "fees", "damages", "additional_work"]
State = Literal["incomplete", "proposed", "final", "undetermined"]
BREACH_KINDS: tuple[Kind, ...] = ("breach", "fees", "damages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of a settlement: how much, by which provisions, from which record, and why.

    `changes` are the supplemental agreements that prevail over the provisions; `other_clause`
    is one that the record names and the contract file has no provision for.
    """

    kind: Kind
    amount: Decimal
    provisions: tuple[Clauses, ...]
    text: Text
    month: str | None = None
    rating: str | None = None
    record: Record | None = None
    changes: tuple[Change, ...] = ()
    other_clause: str = ""

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clause numbers, each once, in the order they are relied on."""
        numbers = [number for provision in self.provisions for number in provision.clauses]
        return tuple(dict.fromkeys([*numbers, *([self.other_clause] if self.other_clause else [])]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The lowest and the highest net still possible, in yuan."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSettlement:
    """What one payment period comes to.

    `incomplete`: a month is unrated, or not over. `proposed`: all rated, but the meeting has
    not passed every one. `final`: this is the amount to invoice. `undetermined`: cut by a
    termination and no amount agreed yet; `estimate` is then the installment pro rata by days.
    `claimed` lines do not count until they are agreed; `apart` lines are settled apart.
    """

    period: PaymentPeriod
    ended: bool
    state: State
    unrated: tuple[str, ...]
    not_final: tuple[str, ...]
    lines: tuple[Line, ...]
    range: Range
    claimed: tuple[Line, ...] = ()
    apart: tuple[Line, ...] = ()
    estimate: Decimal | None = None

    def of(self, *kinds: Kind) -> tuple[Line, ...]:
        """The lines of some kinds."""
        return tuple(line for line in self.lines if line.kind in kinds)

    def sum_of(self, *kinds: Kind) -> Decimal:
        """The sum of the lines of some kinds."""
        return total(line.amount for line in self.of(*kinds))

    @property
    def net(self) -> Decimal | None:
        """The sum of the lines; it can be negative. None while it is undetermined."""
        if self.state == "undetermined":
            return None
        return total(line.amount for line in self.lines)

    @property
    def due(self) -> Decimal | None:
        """The amount due: the net, or nothing where that is negative. None: undetermined."""
        return None if self.net is None else max(self.net, ZERO)

    @property
    def owed_by_contractor(self) -> Decimal:
        """What party B owes where the net is negative; otherwise nothing."""
        return ZERO if self.net is None else max(-self.net, ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The whole contract, settled period by period, as of a day."""

    as_of: date
    schedule: Schedule
    periods: tuple[PeriodSettlement, ...]

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
