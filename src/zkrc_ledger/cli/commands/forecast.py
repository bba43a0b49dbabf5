"""`ledger forecast`: the lowest and the highest outcome, and what assumptions make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.slips import Slips
from zkrc_ledger.model.parse import parse_month, parse_period
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from datetime import date

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.schedule import Schedule
    from zkrc_ledger.rules.forecast import Assumptions

app = new_app()


@app.command(cls=Command, epilog="ledger forecast --assume 2026-01=差 --assume breach=P2")
def forecast(
    ctx: typer.Context,
    *,
    assume: Annotated[
        list[str] | None,
        typer.Option(metavar=N_("WHAT"), help=N_("MONTH=RATING, breach, or breach=PERIOD.")),
    ] = None,
) -> None:
    """Show the forecast."""
    _show(ctx.obj, assume or [])


def _show(session: Session, assumed: list[str]) -> None:
    # the core comes with the new rules
    from zkrc_ledger.rules.forecast import forecast as forecast_of
    from zkrc_ledger.rules.settlement import settle

    today = session.today()
    contract, records = session.sound(session.book(), today)
    schedule = settle(contract, records, today).schedule
    scale = tuple(step.rating for step in contract.evaluation.scale)
    assumptions = _assumptions(assumed, schedule, scale, running_or_last(schedule, today))
    found = forecast_of(contract, records, assumptions, today)
    # the answer names the period of an assumed breach, whether it was typed or not
    at = f"breach={assumptions.breach}"
    assumed = [at if one.strip().startswith("breach") else one for one in assumed]
    if session.json:
        from zkrc_ledger.views.overview_json import forecast_tree

        session.show_json(forecast_tree(contract, found, assumed))
    else:
        from zkrc_ledger.views.forecast import forecast_blocks

        session.show(forecast_blocks(contract, found, assumed, session.tr))


def running_or_last(schedule: Schedule, today: date) -> str:
    """The period that holds today, else the last: where an assumed breach would be set off."""
    return next((one.id for one in schedule.periods if today in one), schedule.periods[-1].id)


def _assumptions(
    assumed: list[str], schedule: Schedule, scale: tuple[str, ...], breach_in: str
) -> Assumptions:
    from zkrc_ledger.rules.forecast import Assumptions
    from zkrc_ledger.rules.money_checks import unknown_period
    from zkrc_ledger.rules.record_checks import unknown_month

    slips = Slips()
    ratings, breach = {}, ""
    for one in assumed:
        name, _, value = one.partition("=")
        if name.strip() == "breach":
            breach = parse_period(value) if value else breach_in
            if schedule.period(breach) is None:
                slips.add(Refused("period-unknown", *unknown_period(schedule, breach)), "--assume")
            continue
        month = slips.parse(name, parse_month, "", "--assume")
        if month and schedule.month(month) is None:
            slips.add(Refused("month-outside", *unknown_month(schedule, month)), "--assume")
        if value.strip() not in scale:
            slips.add(
                Refused(
                    "rating-unknown",
                    Text('"{rating}" is not in the rating scale.', rating=value.strip()[:40]),
                    Text("The scale is: {scale}. Write one of these in full.", scale=scale),
                ),
                "--assume",
            )
        ratings[month] = value.strip()
    slips.end()
    return Assumptions(ratings=ratings, breach=breach)
