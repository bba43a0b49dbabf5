"""`ledger confirm`: records that a claimed deduction is agreed (四.4, 四.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Basis, Note, RecordName
from zkrc_ledger.cli.slips import Slips, in_order, is_amount
from zkrc_ledger.model.parse import parse_positive_amount, parse_words
from zkrc_ledger.model.records import Adjustment
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.cli.recording import Before
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog='ledger confirm A-7k2m9p 2500 --basis "…"')
def confirm(
    ctx: typer.Context,
    record: RecordName,
    amount: Annotated[
        str | None,
        typer.Argument(metavar=N_("AMOUNT"), help=N_("The sum agreed, if it is not the claimed.")),
    ] = None,
    *,
    basis: Basis = "",
    note: Note = "",
) -> None:
    """Confirm a claimed deduction."""
    in_order(
        ctx.obj,
        (record, amount),
        RECORD=lambda word: not is_amount(word),
        AMOUNT=is_amount,
    )
    slips = Slips()
    asked = Adjustment(
        amount=slips.parse(amount, parse_positive_amount, None),
        basis=slips.basis(
            basis, Text("A deduction is agreed only with the basis it was agreed on.")
        ),
        note=parse_words(note),
    )
    slips.end()
    _record(ctx.obj, record, asked)


def _record(session: Session, name: str, asked: Adjustment) -> None:
    from zkrc_ledger.cli.recording import Asked, record
    from zkrc_ledger.rules.named_record import find_subject
    from zkrc_ledger.rules.requests import confirmed

    def ask(before: Before) -> Asked:
        return Asked(rows=[confirmed(find_subject(before.records, name), asked)])

    record(session, ask)
