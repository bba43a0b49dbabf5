"""Where each period stands and what to do next: a table, the steps, a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.settlement import BREACH_KINDS
from zkrc_ledger.model.text import Text, shown, spoken
from zkrc_ledger.rules.clauses.art3_2_vat_invoice import vat_split
from zkrc_ledger.rules.offsets import offset_target, to_set_off
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.rules.steps import fallen_away_steps
from zkrc_ledger.views.blocks import Cell, Column, Grid, Line, Node
from zkrc_ledger.views.counted import number_of_days
from zkrc_ledger.views.serial import deadline_tree, money, plain
from zkrc_ledger.views.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.settlement import FallenAway, PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.stages import PeriodStage, Stage
    from zkrc_ledger.rules.steps import Step, Who
    from zkrc_ledger.views.blocks import Block, Tone
    from zkrc_ledger.views.serial import Tree

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

_WHO: dict[Who, Text] = {
    "a": Text("party A"),
    "b": Text("party B"),
    "both": Text("both parties"),
}


def blocks(assessment: Assessment, tr: Translator) -> list[Block]:
    """Every period: its stage and sums; who acts next, by when; the timeline."""
    fallen = [_fallen_node(assessment, one, tr) for one in assessment.settlement.fallen_away]
    steps = [node for one in assessment.stages for node in _steps(one, assessment.today, tr)]
    nothing_left = [] if steps or fallen else [Line(tr("Nothing is left to do."), "good")]
    return [
        Line(
            tr(
                "{number}  status on {day}",
                number=assessment.contract.number,
                day=assessment.today,
            ),
            "title",
        ),
        Line(tr("Settlement code {code}", code=_code(assessment))),
        Line(),
        _table(assessment, tr),
        Line(),
        *steps,
        *fallen,
        *nothing_left,
        Line(),
        *timeline(assessment, tr),
    ]


def tree(assessment: Assessment, tr: Translator) -> Tree:
    """Each period: stage, sums and differences, next steps (first thing first), remarks."""
    return {
        "contract": assessment.contract.number,
        "as_of": assessment.today.isoformat(),
        "settlement_code": _code(assessment),
        "periods": [_period_tree(assessment, one, tr) for one in assessment.stages],
        "fallen_away": [
            {
                "period": one.period,
                "invoiced": money(one.account.invoiced),
                "received": money(one.account.received),
                "to_invoice": money(one.to_invoice),
                "outstanding": money(one.outstanding),
                "next": _next_tree(_fallen_steps(assessment, one), assessment.today, tr),
            }
            for one in assessment.settlement.fallen_away
        ],
    }


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
        "requested": tr("funds requested"),
        "request_date_passed": tr("request is late"),
        "partly_paid": tr("partly paid"),
        "overpaid": tr("paid too much"),
        "owed_by_contractor": tr("party B owes"),
        "settled": tr("settled"),
    }[stage]


def step_words(step: Step, today: date, tr: Translator) -> str:
    """One thing to do: who does it, by when, and how many days are left or have passed."""
    if not step.who:
        return spoken(step.text, tr)
    who = _WHO[step.who]
    if step.by is None:
        return tr("{who}: {text}", who=who, text=step.text)
    if step.by == today:
        return tr("{who}, by today, {day}: {text}", who=who, day=step.by, text=step.text)
    return tr("{who}, by {day}: {text}", who=who, day=day_words(step, today, tr), text=step.text)


def who_words(who: Who, tr: Translator) -> str:
    """Who takes a step; nothing where time does."""
    return spoken(_WHO[who], tr) if who else ""


def day_words(step: Step, today: date, tr: Translator) -> str:
    """By which day, and how many days are left or have passed; empty where no day is set."""
    left = step.days_left(today)
    if left is None or step.by is None:
        return ""
    if left == 0:
        return tr("{day} (today)", day=step.by)
    days = number_of_days(abs(left))
    if left < 0:
        return tr("{day} ({days} late)", day=step.by, days=days)
    return tr("{day} ({days} left)", day=step.by, days=days)


def _code(assessment: Assessment) -> str:
    return settlement_code(settled_by(assessment))


def _table(assessment: Assessment, tr: Translator) -> Grid:
    """The price has a column of its own only where it is not the amount due everywhere."""
    settlements = assessment.settlement.periods
    priced = any(one.price != one.due for one in settlements)
    price = [Column(tr("Price"), right=True, gives_way=4)] if priced else []
    return Grid(
        columns=(
            Column(tr("Period")),
            Column(tr("Stage of the period"), gives_way=1),
            *price,
            Column(tr("Amount due"), right=True),
            Column(tr("Invoiced"), right=True, gives_way=3),
            Column(tr("Received"), right=True, gives_way=2),
            Column(tr("Outstanding"), right=True),
        ),
        rows=[
            (
                Cell(one.settled.period.id, "strong"),
                stage_cell(one, assessment.today, tr),
                *([_once_final(one.settled.price, one.settled, tr)] if priced else []),
                _once_final(one.settled.due, one.settled, tr),
                shown(one.settled.invoiced, tr),
                shown(one.settled.received, tr),
                _once_final(one.settled.outstanding, one.settled, tr),
            )
            for one in assessment.stages
        ],
    )


def stage_cell(one: PeriodStage, today: date, tr: Translator) -> Cell:
    """A period's stage as a table shows it."""
    if today < one.settled.period.start:
        return Cell(tr("not begun"), "quiet")
    return Cell(stage_words(one.stage, tr), _TONES.get(one.stage, ""))


def _once_final(amount: Decimal | None, settled: PeriodSettlement, tr: Translator) -> str:
    """An amount once it is final: before that nobody may take it for one."""
    if amount is None or settled.state != "final":
        return tr("not final")
    return shown(amount, tr)


def _steps(one: PeriodStage, today: date, tr: Translator) -> Iterator[Node]:
    tone = _TONES.get(one.stage, "")
    nodes = [
        *(Node(step_words(step, today, tr), tone=tone) for step in one.steps),
        *(Node(spoken(remark, tr), tone="quiet") for remark in one.remarks),
    ]
    if nodes:
        yield Node(one.settled.period.id, nodes, "strong")


def _fallen_steps(assessment: Assessment, fallen: FallenAway) -> list[Step]:
    target = offset_target(assessment.settlement, fallen.period, to_set_off(fallen))
    return fallen_away_steps(fallen, target)


def _fallen_node(assessment: Assessment, fallen: FallenAway, tr: Translator) -> Node:
    """What was invoiced and received for a period that no longer is, and what to do about it."""
    heading = tr(
        "{period} fell away with the termination: invoiced {invoiced}, received {received}.",
        period=fallen.period,
        invoiced=fallen.account.invoiced,
        received=fallen.account.received,
    )
    steps = [
        Node(step_words(step, assessment.today, tr), tone="stop")
        for step in _fallen_steps(assessment, fallen)
    ]
    return Node(heading, steps or [Node(tr("Nothing is left to do."), tone="good")], "strong")


def _period_tree(assessment: Assessment, one: PeriodStage, tr: Translator) -> Tree:
    settled = one.settled
    contract = assessment.terms.governing_period(settled.period.number).contract
    return {
        "period": settled.period.id,
        "stage": one.stage,
        "state": settled.state,
        **deadline_tree(settled.period.request_by),
        "price": money(settled.price),
        "net": money(settled.net),
        "breach": money(settled.sum_of(*BREACH_KINDS)),
        "offset": money(settled.sum_of("offset")),
        "due": money(settled.due),
        "owed_by_contractor": money(settled.owed_by_contractor),
        "claimed": money(settled.claimed),
        "undisputed": money(settled.undisputed),
        "invoiced": money(settled.invoiced),
        "to_invoice": money(settled.to_invoice),
        "received": money(settled.received),
        "outstanding": money(settled.outstanding),
        "next": _next_tree(one.steps, assessment.today, tr),
        "remarks": plain(one.remarks, tr),
        "invoices": [
            plain(invoice, tr) | {"vat": plain(vat_split(contract, invoice.signed), tr)}
            for invoice in settled.account.invoices
        ],
        "payments": plain(settled.account.payments, tr),
        "events": plain(settled.account.events, tr),
    }


def _next_tree(steps: Iterable[Step], today: date, tr: Translator) -> list[Tree]:
    return [
        {
            "text": spoken(step.text, tr),
            "who": step.who,
            "by": plain(step.by, tr),
            "days_left": step.days_left(today),
        }
        for step in steps
    ]
