"""A record: one row of a book's files, and what can be said of it.

A row is a version of one subject: a service month, an invoice number, an event of a period, or
the row's own id. Of a subject's rows the one recorded last counts (`rules.in_effect`).
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, ClassVar

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.row_fields import CellMoment, CellText, CellYes
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from zkrc_ledger.model.problem import Severity
    from zkrc_ledger.model.text import Text


@value_class(kw_only=False)
class Place:
    """A line of a file of the book, counted from 1, as people open it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@value_class()
class Record:
    """One row, one version of its subject.

    `was` is the value that a revision replaced, as `said` by the row it replaced. `void` takes
    the subject back. `recorded_at` is ISO 8601; empty in a row typed by hand since the ledger
    last wrote the file.
    """

    note: CellText = ""
    was: CellText = ""
    reason: CellText = ""
    void: CellYes = False
    recorded_at: CellMoment = ""
    recorded_by: CellText = ""
    place: Place | None = None

    # the record's file, the prefix of the ids it gives out, and its own columns with the Chinese
    # headings; the columns that a row cannot do without, and those that name its subject
    FILE: ClassVar[str] = ""
    PREFIX: ClassVar[str] = ""
    COLUMNS: ClassVar[dict[str, str]] = {}
    NEEDED: ClassVar[tuple[str, ...]] = ()
    SUBJECT: ClassVar[tuple[str, ...]] = ("id",)
    # what tells two versions apart; every other field only adds to what a version says
    VALUE: ClassVar[tuple[str, ...]] = ()

    @property
    def subject(self) -> tuple[str, ...]:
        """What the row is a version of; its own place where it has no id yet."""
        names = tuple(str(getattr(self, name)) for name in self.SUBJECT)
        return names if any(names) else (str(self.place),)

    @property
    def value(self) -> tuple[object, ...]:
        """What the row says; void rows all say the same."""
        return ("void",) if self.void else tuple(getattr(self, name) for name in self.VALUE)

    @property
    def said(self) -> str:
        """The value in one phrase, as the next version's `was` quotes it."""
        return " ".join(str(one) for one in self.value if one not in (None, ""))

    @property
    def name(self) -> str:
        """What people call it: its month, number or id, or the line it stands on."""
        return self.subject[-1] or str(self.place)

    @property
    def settled(self) -> bool:
        """Whether it is past its first stage: final, agreed."""
        return False

    def follows(self, earlier: Record) -> bool:
        """Whether it is the natural next step after another version, which needs no reason."""
        return self.settled and not earlier.settled

    def was_said(self, was: str) -> bool:
        """Whether `was` is what this row says."""
        return was == self.said


def details(record: Record) -> tuple[str, ...]:
    """The fields that only add to what a version says: a later row fills them in."""
    return tuple(
        field.name
        for field in fields(record)
        if field.name not in (*BOOKKEEPING, *record.SUBJECT, *record.VALUE)
    )


BOOKKEEPING = ("was", "reason", "void", "recorded_at", "recorded_by", "place")


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
