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
    # the core comes with the new rules
    from zkrc_ledger.rules.history import history as history_of

    contract, records = session.sound(session.book(), session.today())
    entries = history_of(records)
    if session.json:
        from zkrc_ledger.views.overview_json import history_tree

        session.show_json(history_tree(contract, entries, session.tr))
    else:
        from zkrc_ledger.views.history import history_blocks

        session.show(history_blocks(contract, entries, session.tr))
