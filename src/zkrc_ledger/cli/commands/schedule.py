"""`ledger schedule`: service months, evaluation cycles, payment periods, request deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from zkrc_ledger.cli.framework import Command, new_app

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog="ledger schedule --json")
def schedule(ctx: typer.Context) -> None:
    """Show the schedule."""
    _show(ctx.obj)


def _show(session: Session) -> None:
    from zkrc_ledger.views import schedule as view

    assessment = session.assessment()
    session.answer(view.blocks(assessment, session.tr), view.tree(assessment, session.tr))
    session.report_notices(assessment)
