"""`ledger due`: the amount due, and where every figure comes from."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.stop import stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.model.settlement import PeriodSettlement, Settlement

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


def _show(session: Session, period: str | None, *, explain: bool) -> None:
    # the core comes with the new rules
    from zkrc_ledger.rules.settlement import settle

    today = session.today()
    contract, records = session.sound(session.book(), today)
    settlement = settle(contract, records, today)
    chosen = None if period is None else _period(settlement, period)
    if session.json:
        from zkrc_ledger.views.json import period_tree, settlement_tree

        tree = (
            period_tree(contract, chosen, session.tr)
            if chosen
            else settlement_tree(contract, settlement, session.tr)
        )
        code = {"settlement_code": _code(contract, records)} if explain else {}
        session.show_json(tree | code)
    elif explain:
        for settled in [chosen] if chosen else settlement.periods:
            _explain(session, contract, records, settled)
    else:
        from zkrc_ledger.views.due import all_blocks, period_blocks

        session.show(
            period_blocks(contract, chosen, session.tr)
            if chosen
            else all_blocks(contract, settlement, session.tr)
        )


def _explain(
    session: Session, contract: Contract, records: Records, settled: PeriodSettlement
) -> None:
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import terms_of
    from zkrc_ledger.rules.readings import readings_of_amounts
    from zkrc_ledger.views.explain import explain_blocks

    terms = terms_of(contract, records.amendments)
    readings = readings_of_amounts(terms.final)
    code = _code(contract, records)
    session.show(explain_blocks(terms, settled, readings, code, session.tr))


def _code(contract: Contract, records: Records) -> str:
    from zkrc_ledger.rules.settlement_code import settled_by, settlement_code

    return settlement_code(settled_by(contract, records))


def _period(settlement: Settlement, asked: str) -> PeriodSettlement:
    """The period of this id, typed in any case or width; stops if there is none."""
    id_ = unicodedata.normalize("NFKC", asked[:20]).strip().upper()
    found = next((one for one in settlement.periods if one.period.id == id_), None)
    return found or stop(
        Problem(
            code="period-unknown",
            message=Text("{asked} is not a payment period of this contract.", asked=asked[:20]),
            hint=Text(
                "The payment periods are: {ids}.",
                ids=tuple(settled.period.id for settled in settlement.periods),
            ),
        )
    )
