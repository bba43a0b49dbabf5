"""`ledger readings`: where the contract's wording leaves room, and what each reading changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from zkrc_ledger.cli.framework import Command, new_app

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog="ledger readings")
def readings(ctx: typer.Context) -> None:
    """Show the readings."""
    _show(ctx.obj)


def _show(session: Session) -> None:
    from zkrc_ledger.rules.readings import alternatives, readings_taken
    from zkrc_ledger.views import readings as view

    book = session.book()
    assessment = session.assessment(book)
    found = [
        (taken, alternatives(book, assessment, taken.name))
        for taken in readings_taken(assessment.terms)
    ]
    session.answer(
        view.blocks(assessment, found, session.tr), view.tree(assessment, found, session.tr)
    )
    session.report_notices(assessment)
