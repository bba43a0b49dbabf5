"""`ledger status`: where each period stands, who does what next and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from zkrc_ledger.cli.framework import Command, new_app

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog="ledger status --as-of 2026-01-05")
def status(ctx: typer.Context) -> None:
    """Show the status."""
    _show(ctx.obj)


def _show(session: Session) -> None:
    from zkrc_ledger.views import status as view

    assessment = session.assessment()
    session.answer(view.blocks(assessment, session.tr), view.tree(assessment, session.tr))
    session.report_notices(assessment)
