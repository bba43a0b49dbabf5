"""`ledger pay`: records money received, sent back, or paid by party B (三.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Again, Amount, Note, Period
from zkrc_ledger.cli.slips import Slips, in_order, is_amount, is_period
from zkrc_ledger.model.parse import parse_date, parse_period, parse_positive_amount, parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import Payment
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.cli.recording import Before
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog='ledger pay P1 408800 --date 2026-01-20 --ref "…"')
def pay(
    ctx: typer.Context,
    period: Period,
    amount: Amount,
    *,
    day: Annotated[str, typer.Option("--date", metavar=N_("DATE"), help=N_("The day it arrived."))],
    ref: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("The bank's reference."))] = "",
    returned: Annotated[bool, typer.Option("--returned", help=N_("Money sent back."))] = False,
    from_contractor: Annotated[
        bool,
        typer.Option(
            "--from-contractor",
            help=N_("Money that party B paid: a debt, a breach deduction."),
        ),
    ] = False,
    note: Note = "",
    again: Again = False,
) -> None:
    """Record a payment."""
    in_order(ctx.obj, (period, amount), PERIOD=is_period, AMOUNT=is_amount)
    slips = Slips()
    sum_ = slips.parse(amount, parse_positive_amount, None)
    if returned and from_contractor:
        slips.add(
            Refused(
                "returned-or-paid",
                Text("A payment is either --returned or --from-contractor."),
                Text("Record two payments as two records."),
            )
        )
    asked = Payment(
        period=slips.parse(period, parse_period, ""),
        date=slips.parse(day, parse_date, None, "--date"),
        # what leaves party B's account is below zero in payments.csv
        amount=-sum_ if sum_ is not None and (returned or from_contractor) else sum_,
        ref=parse_words(ref),
        paid_by="b" if from_contractor else "",
        note=parse_words(note),
    )
    slips.end()
    _record(ctx.obj, asked, again=again)


def _record(session: Session, asked: Payment, *, again: bool) -> None:
    from zkrc_ledger.cli.recording import Asked, record
    from zkrc_ledger.rules.bookings import held_against_received
    from zkrc_ledger.rules.requests import once

    def ask(before: Before) -> Asked:
        once(before.records.payments, asked, again=again)
        return Asked(rows=[held_against_received(before.sound(), asked)])

    record(session, ask)
