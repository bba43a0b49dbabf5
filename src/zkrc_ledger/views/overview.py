"""`ledger` alone: each period on one line, and what to type next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.text import Text, shown, spoken
from zkrc_ledger.views import status
from zkrc_ledger.views.blocks import Cell, Column, Grid, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from zkrc_ledger.model.text import Shown, Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.stages import PeriodStage
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree


def blocks(assessment: Assessment, folder: Path, tr: Translator) -> Iterator[Block]:
    """The book, its periods, and the commands that take each of them a step further."""
    yield Line(
        tr("{number}  status on {day}", number=assessment.contract.number, day=assessment.today),
        "title",
    )
    yield Line(tr("Book: {folder}", folder=str(folder)), "quiet")
    yield Line()
    yield Grid(
        (
            Column(tr("Period")),
            Column(tr("Stage of the period")),
            Column(tr("To invoice"), right=True),
            Column(tr("Who acts"), gives_way=1),
            Column(tr("By"), gives_way=1),
        ),
        [
            (
                Cell(one.settled.period.id, "strong"),
                status.stage_cell(one, assessment.today, tr),
                tr("not final")
                if one.settled.to_invoice is None
                else shown(one.settled.to_invoice, tr),
                *_who_and_when(one, assessment.today, tr),
            )
            for one in assessment.stages
        ],
    )
    yield Line()
    yield Line(tr("What to type next:"), "strong")
    every = ("ledger status", Text("Every step, with its amounts."))
    for command, does in (*_next(assessment), every):
        yield Line(f"  {shown(command, tr)}")
        yield Line(f"      {spoken(does, tr)}", "quiet")


def tree(assessment: Assessment, folder: Path, tr: Translator) -> Tree:
    """What `status` says, and the commands."""
    return status.tree(assessment, tr) | {
        "folder": str(folder),
        "commands": [shown(command, tr) for command, _ in _next(assessment)],
    }


def _who_and_when(one: PeriodStage, today: date, tr: Translator) -> Sequence[str]:
    """Who takes the next step, by which day."""
    step = next((each for each in one.steps if each.who), None)
    if step is None:
        return "", ""
    return status.who_words(step.who, tr), status.day_words(step, today, tr)


def _next(assessment: Assessment) -> Iterator[tuple[Shown, Text]]:
    """A command for each period that waits for one, and what it does; each command once."""
    months = [
        month.id
        for one in assessment.stages
        for month in one.settled.period.months
        if month.over(assessment.today)
        and month.id in (*one.settled.unrated, *one.settled.not_final)
    ]
    if months:
        yield "ledger rate", Text("Record the ratings of {months}.", months=tuple(months))
    for one in assessment.stages:
        if found := _command(one):
            yield found


def _command(one: PeriodStage) -> tuple[Shown, Text] | None:  # noqa: PLR0911  (a stage a line)
    """What to type for a period at its stage; what only waits for time or ratings has nothing."""
    settled, period = one.settled, one.settled.period.id
    outstanding = settled.outstanding or ZERO
    match one.stage:
        case "undetermined":
            return (
                Text(
                    "ledger amend terminate --on {on} --settle AMOUNT --basis TEXT",
                    on=settled.period.end,
                ),
                Text("Record the amount agreed for {period}.", period=period),
            )
        case "ready_to_invoice":
            return (
                f"ledger invoice {period}",
                Text("Record the invoice for {amount}.", amount=settled.to_invoice or ZERO),
            )
        case "correct_invoice":
            invoice, _, excess = settled.to_take_back()[0]
            return (
                Text(
                    "ledger invoice {period} {amount} --red {number} --number N --date DATE",
                    period=period,
                    amount=format(excess, ".2f"),
                    number=invoice.number,
                ),
                Text("Record the red-letter invoice, which has a number N of its own."),
            )
        case "invoiced" | "request_date_passed":
            return (
                Text("ledger mark {period} request-started --date DATE", period=period),
                Text("Record that party A has started the funds request."),
            )
        case "requested" | "partly_paid":
            return (
                f"ledger pay {period}",
                Text("Record what was received of the {amount}.", amount=outstanding),
            )
        case "overpaid":
            return (
                Text(
                    "ledger pay {period} {amount} --returned --date DATE",
                    period=period,
                    amount=format(-outstanding, ".2f"),
                ),
                Text("Record that {amount} was sent back.", amount=-outstanding),
            )
        case "owed_by_contractor":
            return (
                Text(
                    "ledger pay {period} {amount} --from-contractor --date DATE",
                    period=period,
                    amount=format(-outstanding, ".2f"),
                ),
                Text("Record that party B has paid {amount}.", amount=-outstanding),
            )
        case _:
            return None
