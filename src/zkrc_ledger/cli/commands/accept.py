"""`ledger accept`: takes what was changed outside the ledger into the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.slips import Slips
from zkrc_ledger.cli.stop import stop

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog='ledger accept --reason "…"')
def accept(
    ctx: typer.Context,
    *,
    reason: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("Why it was changed."))],
) -> None:
    """Accept outside changes."""
    slips = Slips()
    words = slips.reason(reason, "--reason")
    slips.end()
    _record(ctx.obj, words)


def _record(session: Session, reason: str) -> None:
    # the core comes with the new rules
    from zkrc_ledger.book.journal import JOURNAL_FILE
    from zkrc_ledger.book.lock import locked
    from zkrc_ledger.book.outside import outside_changes
    from zkrc_ledger.book.store import read_locked
    from zkrc_ledger.book.transaction import NotWrittenError
    from zkrc_ledger.book.writing import accept_as_found
    from zkrc_ledger.cli.interrupts import uninterrupted
    from zkrc_ledger.rules.contract_checks import contract_problems

    stamp, today = session.stamp(), session.today()
    book = session.book()
    session.sound(book, today)
    changes = outside_changes(book)
    if changes:
        try:
            with locked(book.contract_file.parent, stamp.did, stamp.at):
                book = read_locked(book.contract_file, contract_problems)
                session.sound(book, today)
                changes = outside_changes(book)
                with uninterrupted():
                    late = accept_as_found(book, reason, stamp)
                    session.done.append(JOURNAL_FILE)
        except NotWrittenError as error:
            stop(error.problem)
        if late:
            session.report([late])
    if session.json:
        from zkrc_ledger.views.json import problems_tree

        tree = problems_tree(changes, session.tr)
        session.show_json({"accepted": bool(changes), "changes": tree})
    else:
        from zkrc_ledger.views.trust import accepted_blocks

        session.show(accepted_blocks(changes, session.tr))
