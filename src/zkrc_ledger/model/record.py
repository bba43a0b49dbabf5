"""A record: what happened, and the file and the line it was read from.

Records are only ever added. One that replaces another names it in `revises` and says why in
`reason`; one that names another and is empty otherwise takes it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem

if TYPE_CHECKING:
    from zkrc_ledger.model.problem import Severity
    from zkrc_ledger.model.text import Text


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file of the book, counted from 1, as people open it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has. `revises` names the record this one replaces or takes back."""

    id: str
    note: str = ""
    revises: str = ""
    reason: str = ""
    recorded_at: str = ""
    recorded_by: str = ""
    place: Place | None = None

    @property
    def name(self) -> str:
        """What people call it: its id, or the line it stands on."""
        return self.id or str(self.place)

    @property
    def takes_back(self) -> bool:
        """Whether it says nothing but that another record does not hold."""
        raise NotImplementedError


def error_at(record: Record, code: str, message: Text, hint: Text | None = None) -> Problem:
    """An error about a record, at the line it stands on."""
    return _problem_at(record, "error", code, message, hint)


def notice_at(record: Record, code: str, message: Text, hint: Text | None = None) -> Problem:
    """A notice about a record, at the line it stands on."""
    return _problem_at(record, "notice", code, message, hint)


def _problem_at(
    record: Record, severity: Severity, code: str, message: Text, hint: Text | None
) -> Problem:
    return Problem(
        severity=severity,
        code=code,
        message=message,
        hint=hint,
        file=record.place.file if record.place else None,
        line=record.place.line if record.place else None,
    )
