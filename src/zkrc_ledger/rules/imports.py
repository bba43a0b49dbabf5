"""The ratings of another file as the book's next versions: new, changed, or recorded already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem, errors
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.bookings import held_against_days
from zkrc_ledger.rules.in_effect import in_effect, row_problems
from zkrc_ledger.rules.requests import RequestRefusedError, next_version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.model.records import Rating
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.in_effect import InEffect


@value_class()
class Import:
    """What a file comes to: rows to record, records that say the same already, what is wrong."""

    rows: tuple[Rating, ...]
    standing: tuple[Rating, ...]
    problems: tuple[Problem, ...]


def import_of(
    records: InEffect, assessment: Assessment | None, found: Iterable[Rating], reason: str
) -> Import:
    """The ratings in effect in a file, each as its month's next version.

    With a `reason` they may replace what is recorded. Every problem is at its row of the file.
    """
    others = in_effect(found)
    rows: list[Rating] = []
    standing: list[Rating] = []
    problems = errors(row_problems(others))
    for one in others.ratings.values():
        asked = replace(one, was="", reason="", recorded_at="", recorded_by="")
        try:
            whole = held_against_days(assessment, asked) if assessment else asked
            row = _next(records, whole, reason)
        except RequestRefusedError as refused:
            problems += [_at(asked, problem) for problem in refused.problems]
        else:
            rows += [row] if row else []
            standing += [] if row else [records.ratings[whole.month]]
    return Import(rows=tuple(rows), standing=tuple(standing), problems=tuple(problems))


def _next(records: InEffect, asked: Rating, reason: str) -> Rating | None:
    try:
        return next_version(records, asked)
    except RequestRefusedError:
        if not reason:
            raise
    return next_version(records, replace(asked, reason=reason))


def _at(row: Rating, problem: Problem) -> Problem:
    return replace(problem, file=row.place.file, line=row.place.line) if row.place else problem
