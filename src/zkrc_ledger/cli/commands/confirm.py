"""`ledger confirm`: records that a claimed deduction is agreed (四.4, 四.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Basis, RecordName
from zkrc_ledger.cli.slips import Slips
from zkrc_ledger.model.parse import parse_positive_amount, parse_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records

app = new_app()


@app.command(cls=Command, epilog='ledger confirm A-7k2m9p 2500 --basis "…"')
def confirm(
    ctx: typer.Context,
    record: RecordName,
    amount: Annotated[
        str | None,
        typer.Argument(metavar=N_("AMOUNT"), help=N_("The sum agreed, if it is not the claimed.")),
    ] = None,
    *,
    basis: Basis = "",
) -> None:
    """Confirm a claimed deduction."""
    slips = Slips()
    agreed = slips.parse(amount, parse_positive_amount, None)
    slips.end()
    _record(ctx.obj, record, agreed, basis=parse_words(basis))


def _record(session: Session, name: str, agreed: Decimal | None, *, basis: str) -> None:
    # the core comes with the new rules: another sum
    from zkrc_ledger.cli.recording import answer, granted, record
    from zkrc_ledger.rules.booking import ask_confirm

    del agreed

    def ask(_contract: Contract, records: Records, _today: date) -> Sequence[Record]:
        return granted(ask_confirm(records, name, basis, session.tr("confirmed")))

    answer(session, record(session, "adjustments", ask))
