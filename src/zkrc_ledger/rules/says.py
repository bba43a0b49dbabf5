"""What a record says, in one phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.records import Adjustment, Event, Invoice, Payment, Rating
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

EVENTS = {
    "invoice-received": Text("invoice received by party A"),
    "request-started": Text("funds request started"),
    "settlement-confirmed": Text("settlement confirmed by both parties"),
}
ADJUSTMENTS = {
    "breach": Text("breach deduction"),
    "fees": Text("fees for the breach"),
    "damages": Text("damages"),
    "additional_work": Text("additional work"),
    "offset": Text("offset"),
}


def says(record: Record) -> Text:  # noqa: C901, PLR0911  (a kind a line)
    """What a record says, in one phrase."""
    match record:
        case _ if record.void:
            return Text("{record} taken back", record=record.name)
        case Rating():
            stage = Text("final") if record.stage == "final" else Text("proposed")
            return Text(
                "{month} rated {rating} ({stage})",
                month=record.month,
                rating=record.rating,
                stage=stage,
            )
        case Adjustment():
            return _adjustment(record)
        case Invoice():
            kind = Text("red-letter invoice") if record.red_of else Text("invoice")
            return Text(
                "{period} {kind} {number}, {date}, {amount}",
                period=record.period,
                kind=kind,
                number=record.number,
                date=record.date or "",
                amount=record.amount or ZERO,
            )
        case Payment():
            return _payment(record)
        case Event():
            return Text(
                "{period} {event}, {date}",
                period=record.period,
                event=EVENTS[record.event],
                date=record.date or "",
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
            return Text(
                "change from {start} on: {settings}", start=record.start, settings=record.terms
            )
        case _:
            return Text("a record")


def _adjustment(record: Adjustment) -> Text:
    stage = Text("claimed") if record.stage == "claimed" else Text("agreed")
    kind = ADJUSTMENTS[record.kind]
    if record.kind == "offset":
        return Text(
            "{period} offset of {amount} against {to_period}",
            period=record.period,
            amount=record.amount or ZERO,
            to_period=record.to_period,
        )
    if record.amount is None:
        return Text("{period} {kind} ({stage})", period=record.period, kind=kind, stage=stage)
    return Text(
        "{period} {kind} {amount} ({stage})",
        period=record.period,
        kind=kind,
        amount=record.amount,
        stage=stage,
    )


def _payment(record: Payment) -> Text:
    amount = record.amount or ZERO
    if record.from_contractor:
        msgid = Text(
            "{period} party B paid {amount}, {date}",
            period=record.period,
            amount=-amount,
            date=record.date or "",
        )
    elif amount < 0:
        msgid = Text(
            "{period} sent back {amount}, {date}",
            period=record.period,
            amount=-amount,
            date=record.date or "",
        )
    else:
        msgid = Text(
            "{period} received {amount}, {date}",
            period=record.period,
            amount=amount,
            date=record.date or "",
        )
    return msgid
