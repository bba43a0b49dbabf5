"""`ledger accept`: takes what was changed outside the ledger into the journal."""

from __future__ import annotations

from dataclasses import replace
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
    from zkrc_ledger.book.files import NotWrittenError
    from zkrc_ledger.book.journal import JOURNAL_FILE
    from zkrc_ledger.book.write import accept_as_found
    from zkrc_ledger.cli.interrupts import uninterrupted
    from zkrc_ledger.views import accepted as view

    stamp = session.stamp()
    try:
        with session.locked():
            book = session.book()
            ended = [one for one in book.problems if one in book.journal.problems]
            kept = tuple(one for one in book.problems if one not in ended)
            session.assessment(replace(book, problems=kept))
            changes = [*ended, *(one.problem for one in book.outside)]
            if changes:
                with uninterrupted():
                    late = accept_as_found(book, reason, stamp)
                    session.done.append(JOURNAL_FILE)
                session.report([late] if late else [])
    except NotWrittenError as error:
        stop(error.problem)
    session.answer(view.blocks(changes, session.tr), view.tree(changes, session.tr))
