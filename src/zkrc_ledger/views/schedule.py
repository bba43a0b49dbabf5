"""The schedule: the payment periods, then every service month; as amended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import shown
from zkrc_ledger.views.blocks import Cell, Column, Grid, Line
from zkrc_ledger.views.serial import deadline_tree, plain
from zkrc_ledger.views.words import amendment_words, deadline, stage

if TYPE_CHECKING:
    from zkrc_ledger.model.schedule import PaymentPeriod, ServiceMonth, Span
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Block, Row
    from zkrc_ledger.views.serial import Tree


def blocks(assessment: Assessment, tr: Translator) -> list[Block]:
    """The term and what amends it; each period and its deadline; each month and its rating."""
    contract, schedule = assessment.contract, assessment.schedule
    return [
        Line(f"{contract.number}  {contract.contract.name}", "title"),
        Line(
            tr(
                "Service term {start} to {end}, {months} months; total {total} yuan.",
                start=schedule.periods[0].start,
                end=schedule.end,
                months=len(schedule.months),
                total=contract.price.total,
            )
        ),
        *(Line(amendment_words(one, tr), "caution") for one in assessment.terms.amendments),
        Line(),
        Grid(
            columns=(
                Column(tr("Payment period")),
                Column(tr("From")),
                Column(tr("To")),
                Column(tr("Installment"), right=True),
                Column(tr("Request by"), gives_way=1),
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
        ),
        Line(),
        Grid(
            columns=(
                Column(tr("Month")),
                Column(tr("From")),
                Column(tr("To")),
                Column(tr("Cycle"), gives_way=2, dispensable=True),
                Column(tr("Period"), gives_way=1, dispensable=True),
                Column(tr("Rating")),
                Column(tr("Stage")),
            ),
            rows=[
                _month(assessment, period, month, tr)
                for period in schedule.periods
                for month in period.months
            ],
        ),
    ]


def tree(assessment: Assessment, tr: Translator) -> Tree:
    """The schedule, each month with its rating and stage."""
    contract, schedule, ratings = (
        assessment.contract,
        assessment.schedule,
        assessment.records.ratings,
    )
    return {
        "contract": contract.number,
        "term": plain({"start": schedule.periods[0].start, "end": schedule.end}, tr),
        "total": plain(contract.price.total, tr),
        "periods": [
            {
                **_span(period, tr),
                "installment": plain(period.installment, tr),
                **deadline_tree(period.request_by),
                "cycles": [_span(cycle, tr) for cycle in period.cycles],
                "months": [
                    {
                        **_span(month, tr),
                        "rating": getattr(ratings.get(month.id), "rating", None),
                        "stage": getattr(ratings.get(month.id), "stage", None),
                    }
                    for month in period.months
                ],
            }
            for period in schedule.periods
        ],
    }


def _month(
    assessment: Assessment, period: PaymentPeriod, month: ServiceMonth, tr: Translator
) -> Row:
    rating = assessment.records.ratings.get(month.id)
    return (
        Cell(month.id, "strong"),
        shown(month.start, tr),
        shown(month.end, tr),
        next(cycle.id for cycle in period.cycles if month.start in cycle),
        period.id,
        rating.rating if rating else "",
        Cell(stage(rating, tr), "caution" if rating and rating.stage == "proposed" else ""),
    )


def _span(span: Span, tr: Translator) -> Tree:
    return {"id": span.id, "start": plain(span.start, tr), "end": plain(span.end, tr)}
