"""`ledger void`: takes a record back, leaving its rows readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import RecordName
from zkrc_ledger.cli.slips import Slips

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records

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
    # the core comes with the new rules
    from zkrc_ledger.cli.recording import answer, granted, record
    from zkrc_ledger.rules.booking import ask_void, kind_of

    def ask(_contract: Contract, records: Records, _today: date) -> Sequence[Record]:
        return granted(ask_void(records, name, reason))

    answer(session, record(session, lambda asked: kind_of(asked[0]), ask))
