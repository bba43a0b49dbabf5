"""`ledger compare`: this book and the other party's, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.stop import Stop, stop

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Records

app = new_app()


@app.command(cls=Command, epilog="ledger compare ../party-a/contract.toml")
def compare(
    ctx: typer.Context,
    other: Annotated[
        str,
        typer.Argument(
            metavar=N_("OTHER_BOOK"), help=N_("The other contract.toml, or its folder.")
        ),
    ],
) -> None:
    """Compare two books."""
    _show(ctx.obj, other)


def _show(session: Session, other: str) -> None:
    # the core comes with the new rules
    from zkrc_ledger.rules.settlement_code import differences, settled_by, settlement_code
    from zkrc_ledger.views.trust import compared_blocks, compared_tree

    mine = settled_by(*session.sound(session.book(), session.today()))
    others = settled_by(*_sound_other(replace(session, contract=other)))
    here, there = settlement_code(mine), settlement_code(others)
    found = differences(mine, others)
    if session.json:
        session.show_json(compared_tree(here, there, found))
    else:
        session.show(compared_blocks(here, there, found, session.tr))


def _sound_other(session: Session) -> tuple[Contract, Records]:
    """The other book; its problems name its own folder."""
    folder = session.contract_file().parent
    try:
        return session.sound(session.book(), session.today())
    except Stop as stopped:
        named = [
            replace(one, file=str(folder / one.file)) if one.file else one
            for one in stopped.problems
        ]
        stop(*named, code=stopped.code)
