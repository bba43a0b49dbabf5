"""Where each period stands and what to do next: a table, the steps, a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import shown, spoken
from zkrc_ledger.views.blocks import Cell, Column, Grid, Line
from zkrc_ledger.views.timeline import timeline_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.settlement import Settlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.status import PeriodStatus, Stage, Step
    from zkrc_ledger.views.blocks import Block, Tone

_TONES: dict[Stage, Tone] = {
    "undetermined": "stop",
    "correct_invoice": "stop",
    "request_date_passed": "stop",
    "overpaid": "stop",
    "owed_by_contractor": "stop",
    "ready_to_invoice": "caution",
    "awaiting_ratings": "caution",
    "awaiting_meeting": "caution",
    "partly_paid": "caution",
    "settled": "good",
}


def status_blocks(
    contract: Contract,
    settlement: Settlement,
    statuses: Sequence[PeriodStatus],
    code: str,
    tr: Translator,
) -> list[Block]:
    """Every period: stage, due, invoiced, received; then the steps; then the timeline."""
    title = tr("{number}  status on {day}", number=contract.number, day=settlement.as_of)
    steps = list(_steps(statuses, settlement.as_of, tr))
    return [
        Line(title, "title"),
        Line(tr("Settlement code {code}", code=code)),
        Line(),
        _table(statuses, tr),
        Line(),
        *(steps or [Line(tr("Nothing is left to do."), "good")]),
        Line(),
        *timeline_blocks(settlement, statuses, tr),
    ]


def stage_words(stage: Stage, tr: Translator) -> str:
    """A stage in a word or two."""
    return {
        "undetermined": tr("undetermined"),
        "running": tr("running"),
        "awaiting_ratings": tr("awaiting ratings"),
        "awaiting_meeting": tr("awaiting the meeting"),
        "ready_to_invoice": tr("ready to invoice"),
        "correct_invoice": tr("invoice to correct"),
        "invoiced": tr("invoiced"),
        "request_date_passed": tr("request date passed"),
        "partly_paid": tr("partly paid"),
        "overpaid": tr("paid too much"),
        "owed_by_contractor": tr("party B owes"),
        "settled": tr("settled"),
    }[stage]


def _table(statuses: Sequence[PeriodStatus], tr: Translator) -> Grid:
    return Grid(
        columns=(
            Column(tr("Period")),
            Column(tr("Stage of the period")),
            Column(tr("Due"), right=True),
            Column(tr("Invoiced"), right=True),
            Column(tr("Received"), right=True),
            Column(tr("Outstanding"), right=True),
        ),
        rows=[
            (
                Cell(one.reconciled.settled.period.id, "strong"),
                Cell(stage_words(one.stage, tr), _TONES.get(one.stage, "")),
                _due(one, tr),
                shown(one.reconciled.invoiced, tr),
                shown(one.reconciled.received, tr),
                _known(one.reconciled.outstanding, one, tr),
            )
            for one in statuses
        ],
    )


def _due(one: PeriodStatus, tr: Translator) -> str:
    return _known(one.reconciled.due, one, tr)


def _known(amount: Decimal | None, one: PeriodStatus, tr: Translator) -> str:
    """An amount once it is final: before that nobody may take it for one."""
    if amount is None or one.reconciled.settled.state != "final":
        return tr("not final")
    return shown(amount, tr)


def _steps(statuses: Sequence[PeriodStatus], today: date, tr: Translator) -> Iterator[Line]:
    for one in statuses:
        period = one.reconciled.settled.period.id
        for step in one.steps:
            yield Line(f"{period}  {_step(step, today, tr)}", _TONES.get(one.stage, ""))
        for remark in one.remarks:
            yield Line(f"{period}  {spoken(remark, tr)}", "quiet")


def _step(step: Step, today: date, tr: Translator) -> str:
    who = {
        "a": tr("party A"),
        "b": tr("party B"),
        "both": tr("both parties"),
        "": "",
    }[step.who]
    if not who:
        return spoken(step.text, tr)
    return tr("{who}{by}: {text}", who=who, by=_by(step, today, tr), text=step.text)


def _by(step: Step, today: date, tr: Translator) -> str:
    left = step.days_left(today)
    if left is None or step.by is None:
        return ""
    if left < 0:
        return tr(" by {day} ({days} days overdue)", day=step.by, days=-left)
    return tr(" by {day} ({days} days left)", day=step.by, days=left)
