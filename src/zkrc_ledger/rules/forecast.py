"""What the contract may still come to: lowest, highest, and under assumptions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import total
from zkrc_ledger.model.records import Adjustment, RatingRecord
from zkrc_ledger.model.settlement import Range
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.model.settlement import Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What is supposed for the sake of the question: ratings by month, and a breach in a period."""

    ratings: Mapping[str, str]
    breach: str = ""

    def __bool__(self) -> bool:
        return bool(self.ratings or self.breach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The settlement as it stands, and as it would be under the assumptions."""

    as_it_stands: Settlement
    supposed: Settlement | None

    @property
    def range(self) -> Range:
        """The lowest and the highest of the whole contract, in yuan."""
        return total_range(self.as_it_stands)

    @property
    def supposed_range(self) -> Range | None:
        """The same under the assumptions; None without any."""
        return total_range(self.supposed) if self.supposed else None


def forecast(
    contract: Contract, records: Records, assumptions: Assumptions, today: date
) -> Forecast:
    """The range of every period, and what the assumptions make of it.

    An assumed rating takes the place of whatever is recorded for its month.
    """
    supposed = None
    if assumptions:
        supposed = settle(contract, _supposing(records, assumptions), today)
    return Forecast(as_it_stands=settle(contract, records, today), supposed=supposed)


def total_range(settlement: Settlement) -> Range:
    """The sums of the periods' lowest and highest, in yuan.

    Under a ceiling on rewards the periods' extremes cannot all come true together, so the sum
    is wider than it need be, and never too narrow.
    """
    return Range(
        low=total(period.range.low for period in settlement.periods),
        high=total(period.range.high for period in settlement.periods),
    )


def _supposing(records: Records, assumptions: Assumptions) -> Records:
    standing, _ = ratings_in_effect(records.ratings)
    kept = [record for month, record in standing.items() if month not in assumptions.ratings]
    assumed = [
        RatingRecord(id=f"assumed-{month}", month=month, rating=rating)
        for month, rating in assumptions.ratings.items()
    ]
    # alone among the kept ones, nothing is left to replace
    alone = [replace(record, revises="", reason="") for record in kept]
    breach = [Adjustment(id="assumed-breach", period=assumptions.breach, kind="breach")]
    return replace(
        records,
        ratings=(*alone, *assumed),
        adjustments=(*records.adjustments, *(breach if assumptions.breach else [])),
    )
