"""The records: what happened. Each knows the file and the line it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Stage = Literal["proposed", "final"]


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file of the book, counted from 1, as people open it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRecord:
    """One row of ratings.csv: a service month's rating and how far it has come.

    `rating` is empty for a month filled in ahead. `stage` is "final" once the working
    committee's enlarged meeting has passed it (附件1.七). `revises` names the record this one
    replaces, by id or by month, and `reason` says why. `approved_on` may be unknown (None).
    """

    id: str
    month: str
    rating: str
    stage: Stage = "final"
    approved_on: date | None = None
    basis: str = ""
    note: str = ""
    revises: str = ""
    reason: str = ""
    recorded_at: str = ""
    recorded_by: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that happened under one contract, in no order that means anything."""

    ratings: tuple[RatingRecord, ...] = ()
