"""`ledger extra`: records additional work agreed in writing (三.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from zkrc_ledger.cli.framework import Command, new_app
from zkrc_ledger.cli.options import Again, Amount, Basis, Note, Period
from zkrc_ledger.cli.slips import Slips, in_order, is_amount, is_period
from zkrc_ledger.model.parse import parse_period, parse_positive_amount, parse_words
from zkrc_ledger.model.records import Adjustment
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.cli.recording import Before
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog='ledger extra P2 20000 --basis "…"')
def extra(
    ctx: typer.Context,
    period: Period,
    amount: Amount,
    *,
    basis: Basis = "",
    note: Note = "",
    again: Again = False,
) -> None:
    """Record additional work."""
    in_order(ctx.obj, (period, amount), PERIOD=is_period, AMOUNT=is_amount)
    slips = Slips()
    asked = Adjustment(
        period=slips.parse(period, parse_period, ""),
        kind="additional_work",
        amount=slips.parse(amount, parse_positive_amount, None),
        basis=slips.basis(basis, Text("Additional work needs the written agreement it rests on.")),
        note=parse_words(note),
    )
    slips.end()
    _record(ctx.obj, asked, again=again)


def _record(session: Session, asked: Adjustment, *, again: bool) -> None:
    from zkrc_ledger.cli.recording import Asked, record
    from zkrc_ledger.rules.bookings import held_against_term
    from zkrc_ledger.rules.requests import once, with_clause

    def ask(before: Before) -> Asked:
        sound = before.sound()
        named = held_against_term(sound, with_clause(sound.contract, asked))
        return Asked(rows=[once(before.records.adjustments, named, again=again)])

    record(session, ask)
