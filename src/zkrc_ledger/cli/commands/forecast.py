"""`ledger forecast`: the lowest and the highest outcome, and what assumptions make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.slips import Slips
from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.parse import parse_month_in, parse_period
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.rules.assess import Assessment
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
    from zkrc_ledger.rules.forecast import forecast as forecast_of
    from zkrc_ledger.views import forecast as view

    assessment = session.assessment()
    assumptions = _assumptions(assumed, assessment) if assumed else None
    found = forecast_of(assessment, assumptions)
    said = _said(assumptions)
    session.answer(
        view.blocks(assessment, found, said, session.tr),
        view.tree(assessment, found, said, session.tr),
    )
    session.report_notices(assessment)


def _said(assumptions: Assumptions | None) -> list[str]:
    """What is assumed, the period of a breach named whether it was typed or not."""
    if assumptions is None:
        return []
    ratings = [f"{month}={rating}" for month, rating in assumptions.ratings.items()]
    return [*ratings, *([f"breach={assumptions.breach}"] if assumptions.breach else [])]


def _assumptions(assumed: list[str], assessment: Assessment) -> Assumptions:
    from zkrc_ledger.rules.checks.ratings import unknown_rating
    from zkrc_ledger.rules.forecast import Assumptions

    slips, terms = Slips(), assessment.terms
    ratings: dict[str, str] = {}
    breach = ""
    for one in assumed:
        name, _, rating = (normal(part) for part in one.partition("="))
        if name == "breach":
            breach = slips.parse(rating, lambda typed: _breach(typed, assessment), "", "--assume")
            continue
        month = slips.parse(name, lambda typed: _month(typed, assessment), "", "--assume")
        if not month:
            continue
        if terms.by_month[month].contract.step(rating) is None:
            message, hint = unknown_rating(terms.by_month[month].contract, rating)
            slips.add(Refused("rating-unknown", message, hint), "--assume")
        if ratings.setdefault(month, rating) != rating:
            slips.add(
                Refused(
                    "assumed-twice",
                    Text("{month} is assumed twice, with two ratings.", month=month),
                    Text("Keep one of the two."),
                ),
                "--assume",
            )
    slips.end()
    return Assumptions(ratings=ratings, breach=breach)


def _month(typed: str, assessment: Assessment) -> str:
    from zkrc_ledger.rules.checks.ratings import unknown_month

    month = parse_month_in(typed, (one.id for one in assessment.terms.months))
    if assessment.schedule.month(month) is None:
        raise Refused("month-outside", *unknown_month(assessment.terms, month))
    return month


def _breach(typed: str, assessment: Assessment) -> str:
    """The period of an assumed breach: the one that runs, else the last, where none is typed."""
    from zkrc_ledger.rules.checks.money import unknown_period

    periods = assessment.schedule.periods
    if assessment.contract.breach is None:
        raise Refused("no-provision", Text("This contract has no breach clause."))
    if not typed:
        return next((one.id for one in periods if assessment.today in one), periods[-1].id)
    period = parse_period(typed)
    if assessment.schedule.period(period) is None:
        raise Refused("period-unknown", *unknown_period(assessment.schedule, period))
    return period
