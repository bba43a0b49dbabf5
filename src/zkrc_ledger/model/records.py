"""The kinds of records that are kept in CSV files, and all records of a book together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.amendments import Amendment

Stage = Literal["proposed", "final"]
AdjustmentKind = Literal["breach", "fees", "damages", "additional_work", ""]
AdjustmentStage = Literal["claimed", "agreed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRecord(Record):
    """One row of ratings.csv: a service month's rating and how far it has come.

    `rating` is empty for a month filled in ahead. `stage` is "final" once the working
    committee's enlarged meeting has passed it (附件1.七). `approved_on` may be unknown (None).
    """

    month: str
    rating: str
    stage: Stage = "final"
    approved_on: date | None = None
    basis: str = ""

    @property
    def takes_back(self) -> bool:
        """Whether it only takes another rating back."""
        return bool(self.revises) and not self.rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment(Record):
    """One row of adjustments.csv: a breach deduction, fees, damages or additional work.

    `amount` in yuan, positive whichever way it counts; None for a breach (四.7), which is the
    contract's percentage of its total. Only an agreed one counts.
    """

    period: str
    kind: AdjustmentKind
    amount: Decimal | None = None
    stage: AdjustmentStage = "agreed"
    clause: str = ""
    basis: str = ""

    @property
    def takes_back(self) -> bool:
        """Whether it only takes another adjustment back."""
        return bool(self.revises) and not self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice(Record):
    """One row of invoices.csv: a VAT invoice issued. `amount` in yuan, tax included.

    A red-letter invoice names its original's number in `red_of`; its amount is positive too.
    """

    period: str
    number: str
    day: date | None
    amount: Decimal | None
    red_of: str = ""

    @property
    def takes_back(self) -> bool:
        """Whether it only takes another invoice record back."""
        return bool(self.revises) and self.amount is None

    @property
    def signed(self) -> Decimal:
        """What it adds to what is invoiced: negative for a red-letter invoice."""
        amount = self.amount or ZERO
        return -amount if self.red_of else amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Record):
    """One row of payments.csv: money received, in yuan; negative for money sent back."""

    period: str
    day: date | None
    amount: Decimal | None
    ref: str = ""

    @property
    def takes_back(self) -> bool:
        """Whether it only takes another payment record back."""
        return bool(self.revises) and self.amount is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that happened under one contract, in no order that means anything."""

    ratings: tuple[RatingRecord, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    payments: tuple[Payment, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    def adding(self, kind: str, records: Sequence[Record]) -> Records:
        """These records with some more of one kind, named as its place here."""
        return replace(self, **{kind: (*getattr(self, kind), *records)})

    @property
    def everything(self) -> tuple[Record, ...]:
        """Every record, file by file."""
        return (
            *self.ratings,
            *self.adjustments,
            *self.invoices,
            *self.payments,
            *self.amendments,
        )
