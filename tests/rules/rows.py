"""Rows of ratings.csv, written short for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.record import Place
from zkrc_ledger.model.records import RatingRecord

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


def asked(
    rating: str = "好",
    stage: Stage = "final",
    *,
    month: str = "2025-09",
    reason: str = "",
    approved_on: date | None = None,
    basis: str = "",
    note: str = "",
) -> RatingRecord:
    """What a clerk asks to record: September 2025 final 好 unless said."""
    return RatingRecord(
        id="",
        month=month,
        rating=rating,
        stage=stage,
        reason=reason,
        approved_on=approved_on,
        basis=basis,
        note=note,
    )
