"""`ledger history`: who recorded what, when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from zkrc_ledger.cli.framework import Command, new_app

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog="ledger history")
def history(ctx: typer.Context) -> None:
    """Show the history."""
    _show(ctx.obj)


def _show(session: Session) -> None:
    from zkrc_ledger.views import history as view

    assessment = session.assessment()
    session.answer(view.blocks(assessment, session.tr), view.tree(assessment, session.tr))
    session.report_notices(assessment)
