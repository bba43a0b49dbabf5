"""`ledger offset`: sets off what was overpaid or is owed for one period against another."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Again, Amount, Basis, Note
from zkrc_ledger.cli.slips import Slips
from zkrc_ledger.model.parse import parse_period, parse_positive_amount, parse_words
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
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
    slips = Slips()
    sum_ = slips.parse(amount, parse_positive_amount, Decimal(0))
    words = slips.basis(basis, Text("An offset needs the written agreement it rests on."))
    slips.end()
    _record(
        ctx.obj,
        parse_period(period),
        parse_period(to_period),
        sum_,
        basis=words,
        note=parse_words(note),
        again=again,
    )


def _record(
    session: Session,
    period: str,
    to_period: str,
    amount: Decimal,
    *,
    basis: str,
    note: str,
    again: bool,
) -> None:
    raise NotImplementedError  # the core comes with the new rules
