"""`ledger offset`: sets off what was overpaid or is owed for one period against another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Again, Amount, Basis, Note
from zkrc_ledger.cli.slips import Slips, in_order, is_amount, is_period
from zkrc_ledger.model.parse import parse_period, parse_positive_amount, parse_words
from zkrc_ledger.model.records import Adjustment
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.cli.recording import Before
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog='ledger offset P1 P2 10000 --basis "…"')
def offset(
    ctx: typer.Context,
    period: Annotated[
        str,
        typer.Argument(
            metavar=N_("FROM_PERIOD"), help=N_("The period that was overpaid or owed on, as P1.")
        ),
    ],
    to_period: Annotated[
        str,
        typer.Argument(
            metavar=N_("TO_PERIOD"), help=N_("The period it is set off against, as P2.")
        ),
    ],
    amount: Amount,
    *,
    basis: Basis = "",
    note: Note = "",
    again: Again = False,
) -> None:
    """Record an offset between two periods."""
    in_order(
        ctx.obj,
        (period, to_period, amount),
        FROM_PERIOD=is_period,
        TO_PERIOD=is_period,
        AMOUNT=is_amount,
    )
    slips = Slips()
    asked = Adjustment(
        period=slips.parse(period, parse_period, ""),
        kind="offset",
        amount=slips.parse(amount, parse_positive_amount, None),
        stage="agreed",
        to_period=slips.parse(to_period, parse_period, ""),
        basis=slips.basis(basis, Text("An offset needs the agreement it rests on.")),
        note=parse_words(note),
    )
    slips.end()
    _record(ctx.obj, asked, again=again)


def _record(session: Session, asked: Adjustment, *, again: bool) -> None:
    from zkrc_ledger.cli.recording import Asked, record
    from zkrc_ledger.rules.bookings import held_against_debt
    from zkrc_ledger.rules.requests import once

    def ask(before: Before) -> Asked:
        once(before.records.adjustments, asked, again=again)
        return Asked(rows=[held_against_debt(before.sound(), asked)])

    record(session, ask)
