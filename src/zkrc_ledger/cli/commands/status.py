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
    # the core comes with the new rules
    from zkrc_ledger.rules.reconciliation import reconcile
    from zkrc_ledger.rules.settlement import settle
    from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
    from zkrc_ledger.rules.status import status_of

    today = session.today()
    contract, records = session.sound(session.book(), today)
    settlement = settle(contract, records, today)
    statuses = status_of(reconcile(settlement, records), today)
    code = settlement_code(settled_by(contract, records))
    if session.json:
        from zkrc_ledger.views.overview_json import status_tree

        session.show_json(status_tree(contract, settlement, statuses, code, session.tr))
    else:
        from zkrc_ledger.views.status import status_blocks

        session.show(status_blocks(contract, settlement, statuses, code, session.tr))
