"""`ledger status`, `forecast`, `readings`, `history`: the whole contract at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.cli.recording import Slips
from zkrc_ledger.model.parse import parse_month, parse_period
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from datetime import date

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.schedule import Schedule
    from zkrc_ledger.rules.forecast import Assumptions


def status(session: Session, *, json: bool) -> None:
    """Show where each period stands, and what to do next."""
    from zkrc_ledger.rules.reconciliation import reconcile
    from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
    from zkrc_ledger.rules.status import status_of

    today = session.today()
    contract, records = session.sound(session.read(), today)
    settlement = settle(contract, records, today)
    statuses = status_of(reconcile(settlement, records), today)
    code = settlement_code(settled_by(contract, records))
    if json:
        from zkrc_ledger.views.overview_json import status_tree

        session.show_json(status_tree(contract, settlement, statuses, code, session.tr))
    else:
        from zkrc_ledger.views.status import status_blocks

        session.show(status_blocks(contract, settlement, statuses, code, session.tr))


def forecast(session: Session, assumed: list[str], *, json: bool) -> None:
    """Show the lowest and the highest outcome, and what assumptions make of it."""
    from zkrc_ledger.rules.forecast import forecast as forecast_of

    today = session.today()
    contract, records = session.sound(session.read(), today)
    schedule = settle(contract, records, today).schedule
    scale = tuple(step.rating for step in contract.evaluation.scale)
    assumptions = _assumptions(assumed, schedule, scale, running_or_last(schedule, today))
    found = forecast_of(contract, records, assumptions, today)
    # the period that a breach was assumed in is said, whether it was typed or not
    at = f"breach={assumptions.breach}"
    assumed = [at if one.strip().startswith("breach") else one for one in assumed]
    if json:
        from zkrc_ledger.views.overview_json import forecast_tree

        session.show_json(forecast_tree(contract, found, assumed))
    else:
        from zkrc_ledger.views.forecast import forecast_blocks

        session.show(forecast_blocks(contract, found, assumed, session.tr))


def readings(session: Session, *, json: bool) -> None:
    """Show where the wording leaves room, and what other readings would change."""
    from zkrc_ledger.rules.readings import alternatives, readings_taken

    today = session.today()
    contract, records = session.sound(session.read(), today)
    found = [
        (taken, alternatives(contract, records, taken.name, today))
        for taken in readings_taken(contract)
    ]
    if json:
        from zkrc_ledger.views.overview_json import readings_tree

        session.show_json(readings_tree(contract, found, session.tr))
    else:
        from zkrc_ledger.views.readings import readings_blocks

        session.show(readings_blocks(contract, found, session.tr))


def history(session: Session, *, json: bool) -> None:
    """Show who recorded what, when, and what became of it."""
    from zkrc_ledger.rules.history import history as history_of

    contract, records = session.sound(session.read(), session.today())
    entries = history_of(records)
    if json:
        from zkrc_ledger.views.overview_json import history_tree

        session.show_json(history_tree(contract, entries, session.tr))
    else:
        from zkrc_ledger.views.history import history_blocks

        session.show(history_blocks(contract, entries, session.tr))


def running_or_last(schedule: Schedule, today: date) -> str:
    """The period that holds today, else the last: where an assumed breach would be set off."""
    return next((one.id for one in schedule.periods if today in one), schedule.periods[-1].id)


def _assumptions(
    assumed: list[str], schedule: Schedule, scale: tuple[str, ...], breach_in: str
) -> Assumptions:
    """MONTH=RATING, breach or breach=PERIOD; stops with every slip at once."""
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
        month = slips.read(name, parse_month, "", "--assume")
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
