"""`ledger due`: the amount due, and where every figure comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.chosen import chosen_period
from zkrc_ledger.cli.framework import N_, Command, new_app

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.settlement import PeriodSettlement
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
    assessment = session.assessment()
    settled = None if typed is None else chosen_period(assessment, typed)
    if explain:
        _explain(session, assessment, settled)
    elif settled:
        from zkrc_ledger.views import due as view

        session.answer(
            view.blocks(assessment, settled, session.tr), view.tree(assessment, settled, session.tr)
        )
    else:
        from zkrc_ledger.views import due_all

        session.answer(due_all.blocks(assessment, session.tr), due_all.tree(assessment, session.tr))
    session.report_notices(assessment, settled)


def _explain(session: Session, assessment: Assessment, settled: PeriodSettlement | None) -> None:
    from zkrc_ledger.views import due_all, explain

    chosen = [settled] if settled else assessment.settlement.periods
    tree = (
        explain.tree(assessment, settled, session.tr)
        if settled
        else due_all.tree(assessment, session.tr) | explain.code(assessment)
    )
    drawn = [block for one in chosen for block in explain.blocks(assessment, one, session.tr)]
    session.answer(drawn, tree)
