"""The schedule as people read it: the payment periods, then every service month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import shown
from zkrc_ledger.views.blocks import Cell, Column, Grid, Line
from zkrc_ledger.views.recorded import amendment_words
from zkrc_ledger.views.words import deadline, stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zkrc_ledger.model.records import RatingRecord
    from zkrc_ledger.model.schedule import Schedule
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import Terms
    from zkrc_ledger.views.blocks import Block


def schedule_blocks(
    terms: Terms,
    schedule: Schedule,
    in_effect: Mapping[str, RatingRecord],
    tr: Translator,
) -> list[Block]:
    """The schedule of the contract as amended, with the rating of each month."""
    contract = terms.final
    return [
        Line(f"{contract.number}  {contract.contract.name}", "title"),
        Line(
            tr(
                "Service term {start} to {end}, {months} months; total {total} yuan",
                start=contract.term.start,
                end=schedule.end,
                months=len(schedule.months),
                total=contract.price.total,
            )
        ),
        *(Line(amendment_words(one, tr), "caution") for one in terms.amendments),
        Line(),
        _periods(schedule, tr),
        Line(),
        _months(schedule, in_effect, tr),
    ]


def _periods(schedule: Schedule, tr: Translator) -> Grid:
    return Grid(
        columns=(
            Column(tr("Payment period")),
            Column(tr("From")),
            Column(tr("To")),
            Column(tr("Installment"), right=True),
            Column(tr("Request by")),
        ),
        rows=[
            (
                Cell(period.id, "strong"),
                shown(period.start, tr),
                shown(period.end, tr),
                shown(period.installment, tr),
                deadline(period.request_by, tr),
            )
            for period in schedule.periods
        ],
    )


def _months(schedule: Schedule, in_effect: Mapping[str, RatingRecord], tr: Translator) -> Grid:
    rows = []
    for period in schedule.periods:
        for month in period.months:
            cycle = next(cycle.id for cycle in period.cycles if month.start in cycle)
            record = in_effect.get(month.id)
            rows.append(
                (
                    Cell(month.id, "strong"),
                    shown(month.start, tr),
                    shown(month.end, tr),
                    cycle,
                    period.id,
                    record.rating if record else "",
                    stage(record, tr),
                )
            )
    return Grid(
        columns=(
            Column(tr("Month")),
            Column(tr("From")),
            Column(tr("To")),
            Column(tr("Cycle")),
            Column(tr("Period")),
            Column(tr("Rating")),
            Column(tr("Stage")),
        ),
        rows=rows,
    )
