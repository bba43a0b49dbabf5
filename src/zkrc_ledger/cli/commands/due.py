"""`ledger due`: the amount due, and where every figure comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.stop import refusal, stop
from zkrc_ledger.model.parse import parse_period
from zkrc_ledger.model.problem import Refused

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.rules.assess import Assessment

app = new_app()


@app.command(cls=Command, epilog="ledger due P1 --explain")
def due(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Argument(metavar=N_("PERIOD"), help=N_("The payment period, as P1; all without it.")),
    ] = None,
    *,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help=N_("Show where every figure comes from: clause, record, arithmetic.")
        ),
    ] = False,
) -> None:
    """Show the amount due."""
    _show(ctx.obj, period, explain=explain)


def _show(session: Session, typed: str | None, *, explain: bool) -> None:
    from zkrc_ledger.views import due as view

    assessment = session.assessment()
    period = None if typed is None else _period(assessment, typed)
    if explain:
        from zkrc_ledger.views import explain as explain_view

        blocks = explain_view.blocks(assessment, period, session.tr)
        tree = explain_view.tree(assessment, period, session.tr)
    else:
        blocks = view.blocks(assessment, period, session.tr)
        tree = view.tree(assessment, period, session.tr)
    session.answer(blocks, tree)
    session.report(view.notices_for(assessment, period))


def _period(assessment: Assessment, typed: str) -> str:
    """The period of this id; stops if there is none."""
    from zkrc_ledger.rules.bookings import settled_period
    from zkrc_ledger.rules.requests import RequestRefusedError

    try:
        return settled_period(assessment, parse_period(typed)).period.id
    except Refused as refused:
        stop(refusal(refused))
    except RequestRefusedError as refused:
        stop(*refused.problems)
