"""`ledger compare`: this book and the other party's, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.stop import Stop, stop

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.rules.assess import Assessment

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
    from zkrc_ledger.views import compare as view

    mine, others = session.assessment(), _other(replace(session, contract=other))
    session.answer(view.blocks(mine, others, session.tr), view.tree(mine, others))


def _other(session: Session) -> Assessment:
    """The other book; its problems name its own folder."""
    folder = session.contract_file().parent
    try:
        return session.assessment()
    except Stop as stopped:
        named = [
            replace(one, file=str(folder / one.file)) if one.file else one
            for one in stopped.problems
        ]
        stop(*named, code=stopped.code)
