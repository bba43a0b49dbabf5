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
    # the core comes with the new rules
    from zkrc_ledger.rules.readings import alternatives, readings_taken

    today = session.today()
    contract, records = session.sound(session.book(), today)
    found = [
        (taken, alternatives(contract, records, taken.name, today))
        for taken in readings_taken(contract)
    ]
    if session.json:
        from zkrc_ledger.views.overview_json import readings_tree

        session.show_json(readings_tree(contract, found, session.tr))
    else:
        from zkrc_ledger.views.readings import readings_blocks

        session.show(readings_blocks(contract, found, session.tr))
