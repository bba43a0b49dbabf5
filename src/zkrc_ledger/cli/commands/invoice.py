"""`ledger invoice`: records an invoice issued, or a red-letter invoice (三.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Note, PeriodOrAsked, Revise
from zkrc_ledger.cli.slips import Slips, in_order, is_amount, is_period
from zkrc_ledger.cli.usage import need_or_ask
from zkrc_ledger.model.parse import (
    parse_date,
    parse_number,
    parse_period,
    parse_positive_amount,
    parse_words,
)
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import Invoice
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from zkrc_ledger.cli.recording import Asked, Before
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(
    cls=Command, epilog="ledger invoice P1 --number 25512000000012345678 --date 2025-12-20"
)
def invoice(
    ctx: typer.Context,
    period: PeriodOrAsked = None,
    amount: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("AMOUNT"), help=N_("In yuan; what may be invoiced now without it.")
        ),
    ] = None,
    *,
    number: Annotated[
        str | None,
        typer.Option(
            metavar=N_("NUMBER"),
            help=N_("The invoice number, 20 digits. [required; a terminal asks]"),
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar=N_("DATE"),
            help=N_("The day it was issued. [required; a terminal asks]"),
        ),
    ] = None,
    red: Annotated[
        str | None,
        typer.Option(
            metavar=N_("NUMBER"), help=N_("A red-letter invoice against the one of this number.")
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            metavar=N_("NUMBER"), help=N_("The confirmation form of the red-letter invoice.")
        ),
    ] = "",
    why: Annotated[
        str, typer.Option(metavar=N_("TEXT"), help=N_("The reason the form gives."))
    ] = "",
    note: Note = "",
    revise: Revise = None,
) -> None:
    """Record an invoice."""
    from zkrc_ledger.cli.recording import record

    session: Session = ctx.obj
    in_order(session, (period, amount), PERIOD=is_period, AMOUNT=is_amount)
    asks = need_or_ask(ctx, {N_("PERIOD"): period, "--number": number, "--date": day})
    slips = Slips()
    asked = Invoice(
        period=slips.parse(period, parse_period, ""),
        number=slips.parse(number, parse_number, "", "--number"),
        date=slips.parse(day, parse_date, None, "--date"),
        amount=slips.parse(amount, parse_positive_amount, None),
        red_of=slips.parse(red, parse_number, "", "--red"),
        form_number=parse_words(form),
        red_reason=parse_words(why),
        note=parse_words(note),
        reason=slips.reason(revise, "--revise"),
    )
    if not red and (form or why):
        slips.add(
            Refused(
                "red-letter",
                Text("--form and --why belong to a red-letter invoice."),
                Text("Name the invoice it takes back: --red NUMBER"),
            )
        )
    slips.end()
    if asks:
        from zkrc_ledger.cli import guided

        asked = guided.money(
            session,
            asked,
            _request,
            lambda settled: settled.to_invoice,
            period=Text("Payment period"),
            number=Text("Invoice number, 20 digits"),
            date=Text("Day it was issued"),
            **({} if red else {"amount": Text("Amount in yuan, as on the invoice")}),
        )
    record(session, _request(asked))


def _request(asked: Invoice) -> Callable[[Before], Asked]:
    from zkrc_ledger.cli.recording import Asked
    from zkrc_ledger.rules.bookings import with_invoice_sum
    from zkrc_ledger.rules.requests import next_version

    def ask(before: Before) -> Asked:
        if asked.reason and before.assessment is None and asked.amount is not None:
            whole = asked  # what ends a conflict may be recorded in a book with errors
        else:
            whole = with_invoice_sum(before.sound(), asked)
        row = next_version(before.records, whole)
        standing = [one for one in before.records.invoices if one.number == asked.number]
        return Asked(rows=[row] if row else [], standing=[] if row else standing)

    return ask
