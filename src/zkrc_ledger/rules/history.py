"""History: every record ever made, who made it and when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.records import Adjustment, Invoice, Payment, RatingRecord
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record and its fate: what it says, and the record that replaced it or took it back."""

    record: Record
    says: Text
    in_effect: bool
    replaced_by: Record | None = None
    taken_back_by: Record | None = None


def history(records: Records) -> tuple[Entry, ...]:
    """Every record, the oldest first; those without a time of recording before all others."""
    entries = [
        entry
        for kept in (
            records.ratings,
            records.adjustments,
            records.invoices,
            records.payments,
            records.amendments,
        )
        for entry in _entries(kept)
    ]
    in_effect, _ = ratings_in_effect(records.ratings)
    counting = {id(record) for record in in_effect.values()}
    return tuple(
        sorted(
            (_rated(entry, counting) for entry in entries),
            key=lambda entry: (
                entry.record.recorded_at,
                entry.record.place.file if entry.record.place else "",
                entry.record.place.line if entry.record.place else 0,
            ),
        )
    )


def _entries(records: tuple[Record, ...]) -> list[Entry]:
    standing = Standing(records)
    holding = {id(record) for record in standing.in_effect()}
    return [
        Entry(
            record=record,
            says=says(record),
            in_effect=id(record) in holding,
            replaced_by=standing.replaced_by(record),
            taken_back_by=standing.taken_back_by(record),
        )
        for record in records
    ]


def _rated(entry: Entry, counting: set[int]) -> Entry:
    """A rating is in effect by 附件1.七, which knows months and passes; others by their links."""
    if not isinstance(entry.record, RatingRecord):
        return entry
    return Entry(
        record=entry.record,
        says=entry.says,
        in_effect=id(entry.record) in counting,
        replaced_by=entry.replaced_by,
        taken_back_by=entry.taken_back_by,
    )


def says(record: Record) -> Text:  # noqa: C901, PLR0911  (a kind a line)
    """What a record says, in one phrase."""
    match record:
        case _ if record.takes_back:
            return Text("takes back {record}", record=record.revises)
        case RatingRecord(rating=""):
            return Text("{month}, not rated", month=record.month)
        case RatingRecord():
            stage = Text("final") if record.stage == "final" else Text("proposed")
            return Text(
                "{month} rated {rating}: {text}",
                month=record.month,
                rating=record.rating,
                text=stage,
            )
        case Adjustment():
            return _adjustment(record)
        case Invoice():
            kind = Text("red-letter invoice") if record.red_of else Text("invoice")
            return Text(
                "{period} {kind} {number}, {amount}",
                period=record.period,
                kind=kind,
                number=record.number,
                amount=record.amount or ZERO,
            )
        case Payment(amount=amount) if amount is not None and amount < 0:
            return Text("{period} sent back {amount}", period=record.period, amount=-amount)
        case Payment():
            return Text(
                "{period} received {amount}", period=record.period, amount=record.amount or ZERO
            )
        case Extension():
            return Text(
                "extension by {days} days from {start} on", days=record.days, start=record.start
            )
        case Termination(settle=None):
            return Text("termination on {on}", on=record.on)
        case Termination():
            return Text(
                "termination on {on}, {settle} agreed", on=record.on, settle=record.settle or ZERO
            )
        case Change():
            settings = tuple(str(one) for one in record.settings)
            return Text("change from {start} on: {settings}", start=record.start, settings=settings)
        case _:
            return Text("a record")


def _adjustment(record: Adjustment) -> Text:
    kinds = {
        "breach": Text("breach deduction"),
        "fees": Text("fees for the breach"),
        "damages": Text("damages"),
        "additional_work": Text("additional work"),
    }
    claimed = Text("claimed") if record.stage == "claimed" else Text("agreed")
    if record.amount is None:
        return Text(
            "{period} {kind} ({stage})",
            period=record.period,
            kind=kinds[record.kind],
            stage=claimed,
        )
    return Text(
        "{period} {kind} {amount} ({stage})",
        period=record.period,
        kind=kinds[record.kind],
        amount=record.amount,
        stage=claimed,
    )
