"""The record that people call by a name: an id, a month, a number, FILE:LINE."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from zkrc_ledger.model.parse import parse_month_in, parse_number, parse_period
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.requests import RequestRefusedError
from zkrc_ledger.rules.says import says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.record import Record
    from zkrc_ledger.rules.in_effect import InEffect, Subject

_LONGEST = 40
_LIKE = 0.87  # a digit of a number or a letter of an id mistyped; no other month


def find_subject(records: InEffect, name: str) -> Subject[Record]:
    """The subject that people call `name`: an id, a month, a number, FILE:LINE.

    Raises `RequestRefusedError` where there is none in effect, where several fit, or where the
    row named is not the one that counts.
    """
    wanted = name.strip()
    forms = {wanted}
    with suppress(Refused):
        forms.add(parse_month_in(wanted, records.ratings))
    with suppress(Refused):
        forms.add(parse_number(wanted))
    found = [one for one in records.subjects if forms & {*_names(one.versions[-1])}]
    found = [one for one in found if one.effect] or found[:1]
    if not found:
        found = [
            _counting(subject, row)
            for subject in records.subjects
            for row in subject.versions
            if str(row.place) == wanted
        ]
    if not found:
        raise RequestRefusedError(_unknown(wanted, records))
    if len(found) > 1:
        raise RequestRefusedError(_ambiguous(wanted, [one.effect for one in found if one.effect]))
    if found[0].effect is None:
        raise RequestRefusedError(_taken_back(found[0].versions[-1]))
    return found[0]


def _names(row: Record) -> tuple[str, str]:
    return row.name, " ".join(row.subject)


def _counting(subject: Subject[Record], row: Record) -> Subject[Record]:
    counts = subject.versions[-1]
    if row is counts or subject.effect is None:
        return subject
    raise RequestRefusedError(
        Problem(
            code="row-replaced",
            message=Text(
                "The row {place} does not count; {other} does: {says}.",
                place=str(row.place),
                other=str(counts.place),
                says=says(counts),
            ),
            hint=Text("Name that one: {other}", other=str(counts.place)),
        )
    )


def _unknown(name: str, records: InEffect) -> Problem:
    """What to say where no record has the name: those of nearly this one, or of this period."""
    from difflib import get_close_matches  # only here

    rows = [one.effect for one in records.subjects if one.effect]
    period = parse_period(name[:_LONGEST])
    near = [row.name for row in rows if period and getattr(row, "period", "") == period]
    near = near or get_close_matches(name[:_LONGEST], [row.name for row in rows], 1, _LIKE)
    message = Text("There is no record {name}.", name=name[:_LONGEST])
    if near:
        message = Text("{message} Did you mean {names}?", message=message, names=tuple(near))
    return Problem(
        code="record-unknown",
        message=message,
        hint=Text("See the records and their ids: ledger history"),
    )


def _ambiguous(name: str, candidates: Sequence[Record]) -> Problem:
    return Problem(
        code="record-ambiguous",
        message=Text("{name} may be one of several records.", name=name[:_LONGEST]),
        hint=Text(
            "Name one by its file and line: {candidates}.",
            candidates=tuple(
                Text("{place} ({says})", place=str(one.place), says=says(one)) for one in candidates
            ),
        ),
    )


def _taken_back(row: Record) -> Problem:
    return Problem(
        code="taken-back",
        message=Text("{name} was taken back ({place}).", name=row.name, place=str(row.place)),
        hint=Text("To bring it back, record it anew."),
    )
