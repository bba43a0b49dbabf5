"""What the contract may still come to: lowest, highest, by year, and under assumptions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.model.records import Adjustment, Rating
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.over_total import OverTotal, over_total
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zkrc_ledger.model.settlement import Range, Settlement
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.in_effect import InEffect


@value_class()
class Assumptions:
    """What is supposed for the sake of the question: ratings by month, and a breach in a period."""

    ratings: Mapping[str, str]
    breach: str = ""


@value_class()
class Forecast:
    """The settlement as it stands, and as it would be under the assumptions.

    `by_year` are the ranges by the calendar year of the request deadlines, for the budget.
    """

    as_it_stands: Settlement
    supposed: Settlement | None
    over_total: OverTotal
    by_year: Mapping[int, Range]


def forecast(assessment: Assessment, assumptions: Assumptions | None) -> Forecast:
    """The range of every period, and what the assumptions make of it.

    An assumed rating takes the place of whatever is recorded for its month.
    """
    supposed = None
    if assumptions:
        records = _supposing(assessment.records, assumptions)
        supposed = settle(assessment.terms, assessment.schedule, records, assessment.today)
    settlement = assessment.settlement
    return Forecast(
        as_it_stands=settlement,
        supposed=supposed,
        over_total=over_total(assessment.terms, supposed or settlement),
        by_year=(supposed or settlement).by_year,
    )


def _supposing(records: InEffect, assumptions: Assumptions) -> InEffect:
    assumed = {
        month: Rating(month=month, rating=rating) for month, rating in assumptions.ratings.items()
    }
    breach = Adjustment(period=assumptions.breach, kind="breach", stage="agreed")
    return replace(
        records,
        ratings={**records.ratings, **assumed},
        adjustments=(*records.adjustments, *([breach] if assumptions.breach else [])),
    )
