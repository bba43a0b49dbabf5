"""Rows of ratings.csv, written short for tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.record import Place, Record
from zkrc_ledger.model.records import Rating
from zkrc_ledger.rules.in_effect import in_effect, row_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

Kept = TypeVar("Kept", bound=Record)


def minute(number: int) -> str:
    """A time of recording: so many minutes after nine."""
    return f"2025-10-15T09:{number:02}:00+08:00"


def asked(
    rating: str = "好", stage: str = "final", *, month: str = "2025-09", **others: Any
) -> Rating:
    """What a clerk asks to record: September 2025 final 好 unless said."""
    return Rating(month=month, rating=rating, stage=stage, **others)


def row(line: int, rating: str, stage: str = "final", *, at: int = 0, **others: Any) -> Rating:
    """A row that the ledger wrote on this line, in the minute `at` or else that of the line."""
    others.setdefault("recorded_at", minute(at or line))
    return typed(line, rating, stage, **others)


def typed(line: int, rating: str, stage: str = "final", **others: Any) -> Rating:
    """A row typed by hand since the ledger last wrote: it has no time of recording."""
    return replace(asked(rating, stage, **others), place=Place("ratings.csv", line))


def on(line: int, record: Kept, **others: Any) -> Kept:
    """Any record as the ledger wrote it on this line, in its minute."""
    others.setdefault("recorded_at", minute(line))
    return replace(record, place=Place(record.FILE, line), **others)


def written(rows: Sequence[Record], new: Record) -> Record | None:
    """The new row, written after the others: the book stays sound, and this is in effect."""
    row = on(59, new)
    found = in_effect((*rows, row))
    assert errors(row_problems(found)) == []
    subject = found.of_subject(new.FILE, new.subject)
    assert subject is not None
    return subject.effect
