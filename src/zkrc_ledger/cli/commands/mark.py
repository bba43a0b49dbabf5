"""`ledger mark`: records an event of a payment period (三.2)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Note, Period, Revise
from zkrc_ledger.cli.slips import Slips, in_order, is_period, takes
from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.parse import parse_date, parse_number, parse_period, parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import Event
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.cli.recording import Before
    from zkrc_ledger.cli.session import Session

app = new_app()
EVENTS = ("invoice-received", "request-started", "settlement-confirmed")


@app.command(cls=Command, epilog="ledger mark P1 request-started --date 2026-01-05")
def mark(
    ctx: typer.Context,
    period: Period,
    event: Annotated[
        str,
        typer.Argument(
            metavar=N_("EVENT"),
            help=N_(
                "invoice-received: party A signed for the invoice; request-started: it started "
                "the funds request; settlement-confirmed: both parties confirmed the amount."
            ),
        ),
    ],
    *,
    day: Annotated[
        str, typer.Option("--date", metavar=N_("DATE"), help=N_("The day it happened."))
    ],
    number: Annotated[
        str,
        typer.Option(metavar=N_("NUMBER"), help=N_("The invoice, if the period has several.")),
    ] = "",
    note: Note = "",
    revise: Revise = None,
) -> None:
    """Record an event."""
    in_order(ctx.obj, (period, event), PERIOD=is_period, EVENT=partial(takes, _event))
    slips = Slips()
    asked = Event(
        period=slips.parse(period, parse_period, ""),
        event=slips.parse(event, _event, ""),
        date=slips.parse(day, parse_date, None, "--date"),
        number=slips.parse(number, parse_number, "", "--number"),
        note=parse_words(note),
        reason=slips.reason(revise, "--revise"),
    )
    slips.end()
    _record(ctx.obj, asked)


def _event(typed: str) -> str:
    """One of the events. Raises `Refused` for anything else."""
    event = normal(typed).lower()
    if event in EVENTS:
        return event
    from difflib import get_close_matches

    message = Text("{event} is not an event of a payment period.", event=typed[:40])
    if near := get_close_matches(event, EVENTS, 1):
        message = Text("{message} Did you mean {names}?", message=message, names=tuple(near))
    raise Refused("event-unknown", message, Text("The events are: {events}.", events=EVENTS))


def _record(session: Session, asked: Event) -> None:
    from zkrc_ledger.cli.recording import Asked, record
    from zkrc_ledger.rules.bookings import held_against_invoices
    from zkrc_ledger.rules.requests import next_version

    def ask(before: Before) -> Asked:
        if before.assessment:
            held_against_invoices(before.assessment, asked)
        row = next_version(before.records, asked)
        if row is None:
            standing = before.records.of_subject(asked.FILE, asked.subject)
            return Asked(standing=[standing.versions[-1]] if standing else [])
        return Asked(rows=[row])

    record(session, ask)
