"""Rows of ratings.csv, written short for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.records import Place, RatingRecord

if TYPE_CHECKING:
    from datetime import date

    from zkrc_ledger.model.records import Stage


def row(
    line: int,
    rating: str,
    stage: Stage = "final",
    *,
    month: str = "2025-09",
    id_: str = "",
    revises: str = "",
    reason: str = "",
    approved_on: date | None = None,
) -> RatingRecord:
    """A row of September 2025 unless said, with neither id nor link nor reason unless said."""
    return RatingRecord(
        id=id_,
        month=month,
        rating=rating,
        stage=stage,
        approved_on=approved_on,
        revises=revises,
        reason=reason,
        place=Place("ratings.csv", line),
    )
