"""`ledger pay`: records money received, sent back, or paid by party B (三.2)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Again, Note, PeriodOrAsked
from zkrc_ledger.cli.slips import Slips, in_order, is_amount, is_period
from zkrc_ledger.cli.usage import need_or_ask
from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.parse import parse_date, parse_period, parse_positive_amount, parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import Payment
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from zkrc_ledger.cli.recording import Asked, Before
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog='ledger pay P1 408800 --date 2026-01-20 --ref "…"')
def pay(
    ctx: typer.Context,
    period: PeriodOrAsked = None,
    amount: Annotated[
        str | None,
        typer.Argument(metavar=N_("AMOUNT"), help=N_("In yuan. [required; a terminal asks]")),
    ] = None,
    *,
    day: Annotated[
        str | None,
        typer.Option(
            "--date", metavar=N_("DATE"), help=N_("The day it arrived. [required; a terminal asks]")
        ),
    ] = None,
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
    from zkrc_ledger.cli.recording import record

    session: Session = ctx.obj
    in_order(session, (period, amount), PERIOD=is_period, AMOUNT=is_amount)
    asks = need_or_ask(ctx, {N_("PERIOD"): period, N_("AMOUNT"): amount, "--date": day})
    slips = Slips()
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
        amount=slips.parse(amount, parse_positive_amount, None),
        ref=parse_words(ref),
        paid_by="b" if from_contractor else "",
        note=parse_words(note),
    )
    slips.end()
    back = returned or from_contractor
    request = partial(_request, back=back, again=again)
    if asks:
        from zkrc_ledger.cli import guided

        asked = guided.money(
            session,
            asked,
            request,
            lambda settled: -(settled.outstanding or ZERO) if back else settled.outstanding,
            period=Text("Payment period"),
            amount=Text("Amount in yuan"),
            date=Text("Day of the payment"),
            ref=Text("The bank's reference; Enter for none"),
        )
    record(session, request(asked))


def _request(asked: Payment, *, back: bool, again: bool) -> Callable[[Before], Asked]:
    from zkrc_ledger.cli.recording import Asked
    from zkrc_ledger.rules.bookings import held_against_received
    from zkrc_ledger.rules.requests import once

    if back and asked.amount:  # what leaves party B's account is below zero in payments.csv
        asked = replace(asked, amount=-asked.amount)

    def ask(before: Before) -> Asked:
        once(before.records.payments, asked, again=again)
        return Asked(rows=[held_against_received(before.sound(), asked)])

    return ask
