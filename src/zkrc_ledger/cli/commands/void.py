"""`ledger void`: takes a record back, leaving its rows readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import RecordName
from zkrc_ledger.cli.slips import Slips

if TYPE_CHECKING:
    from zkrc_ledger.cli.recording import Before
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog='ledger void payments.csv:3 --reason "…"')
def void(
    ctx: typer.Context,
    record: RecordName,
    *,
    reason: Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("Why it is taken back."))],
) -> None:
    """Take a record back."""
    slips = Slips()
    words = slips.reason(reason, "--reason")
    slips.end()
    _record(ctx.obj, record, words)


def _record(session: Session, name: str, reason: str) -> None:
    from zkrc_ledger.cli.recording import Asked, record
    from zkrc_ledger.rules.named_record import find_subject
    from zkrc_ledger.rules.requests import void_of

    def ask(before: Before) -> Asked:
        return Asked(rows=[void_of(find_subject(before.records, name), reason)])

    record(session, ask)
