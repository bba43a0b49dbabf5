"""What is asked to be recorded, as rows; or why it is refused.

Only what the rows alone cannot tell is decided here: what a new row replaces, and what may be
true of a row but not be recorded today. Whether the book with the new rows holds together is
for `assess` to say.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from zkrc_ledger.model.amendments import Termination
from zkrc_ledger.model.parse import parse_month_in, parse_number
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.record import Record, details
from zkrc_ledger.model.records import Adjustment
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.says import says

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.rules.in_effect import InEffect, Subject

Kept = TypeVar("Kept", bound=Record)
_LONGEST = 40


class RequestRefusedError(Exception):
    """What was asked cannot be recorded; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(one.code for one in problems))
        self.problems = problems


def next_version(records: InEffect, asked: Kept) -> Kept | None:
    """The next version of a subject that is named by a month, a number or an event.

    None where the record in effect says all of it already. `asked.reason` is that of
    `--revise`. Raises `RequestRefusedError` where it would replace another without one.
    """
    subject = records.of_subject(asked.FILE, asked.subject)
    if subject is None and asked.reason:
        raise RequestRefusedError(_nothing_to_revise(asked))
    if subject is None or subject.effect is None:
        return asked
    effect, last = subject.effect, subject.versions[-1]
    revision = replace(asked, was=last.said)
    if asked.reason:
        nothing_new = not subject.conflicts and asked.value == effect.value
        return None if nothing_new and not new_details(asked, effect) else revision
    if asked.value != effect.value:
        if asked.follows(effect):
            return revision
        raise RequestRefusedError(_needs_revise(asked, effect))
    new = new_details(asked, effect)
    if changed := tuple(name for name in new if getattr(effect, name)):
        raise RequestRefusedError(_details_differ(effect, changed))
    return asked if new else None


def once(records: Sequence[Record], asked: Kept, *, again: bool | None) -> Kept:
    """A record that is named by its id, unless one in effect says the same to the letter.

    Raises `RequestRefusedError`; `again` records it all the same, None: it cannot happen twice.
    """
    for record in records:
        same = type(record) is type(asked) and _said(record) == _said(asked)
        if same and not again:
            raise RequestRefusedError(
                Problem(
                    code="already-recorded",
                    message=Text(
                        "This is recorded already: {says} ({name}, {place}).",
                        says=says(record),
                        name=record.name,
                        place=str(record.place),
                    ),
                    hint=None if again is None else Text("If it happened twice, add --again."),
                )
            )
    return asked


def with_clause(contract: Contract, asked: Adjustment) -> Adjustment:
    """三.1, 四.4, 四.7 An adjustment that names no clause rests on the contract's own."""
    provision = {
        "damages": contract.damages,
        "breach": contract.breach,
        "fees": contract.breach,
        "additional_work": contract.additional_work,
    }.get(asked.kind)
    return asked if asked.clause or not provision else replace(asked, clause=provision.clauses[0])


def settled_later(amendments: Sequence[Record], asked: Termination) -> Termination:
    """四.7 The amount agreed for a termination on record is that termination's next version."""
    for one in amendments:
        if isinstance(one, Termination) and one.on == asked.on and one.settle is None:
            later = replace(asked, id=one.id, was=one.said, place=one.place)
            return later if asked.settle is not None else asked
    return asked


def void_of(subject: Subject[Record], reason: str) -> Record:
    """The row that takes a subject back; what it takes back stays readable.

    It keeps the place of the row before it: one typed by hand has no other name yet.
    """
    last = subject.versions[-1]
    return replace(
        last,
        void=True,
        reason=reason,
        was=last.said,
        recorded_at="",
        recorded_by="",
    )


def confirmed(subject: Subject[Record], asked: Adjustment) -> Adjustment:
    """四.4, 四.7 The row that agrees to a claim: its basis, and its sum where that is another."""
    claim = subject.effect
    if not isinstance(claim, Adjustment) or claim.stage != "claimed":
        name = subject.versions[-1].name
        raise RequestRefusedError(
            Problem(
                code="nothing-to-confirm",
                message=Text("{name} is no claimed deduction.", name=name[:_LONGEST]),
                hint=Text("See the records and their ids: ledger history"),
            )
        )
    return replace(
        claim,
        stage="agreed",
        amount=asked.amount or claim.amount,
        basis=asked.basis,
        note=asked.note or claim.note,
        was=subject.versions[-1].said,
        reason="",
        recorded_at="",
        recorded_by="",
    )


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
        raise RequestRefusedError(_unknown(wanted))
    if len(found) > 1:
        raise RequestRefusedError(_ambiguous(wanted, [one.effect for one in found if one.effect]))
    if found[0].effect is None:
        raise RequestRefusedError(_taken_back(found[0].versions[-1]))
    return found[0]


def not_come_yet(day: date | None, today: date) -> list[Problem]:
    """A day that has not come cannot be recorded as one on which something happened."""
    if day is None or day <= today:
        return []
    return [
        Problem(
            code="not-come-yet",
            message=Text("{day} has not come yet; today is {today}.", day=day, today=today),
            hint=Text("Check the date."),
        )
    ]


def _said(record: Record) -> tuple[object, ...]:
    return record.value, *(getattr(record, name) for name in details(record) if name != "note")


def new_details(asked: Record, effect: Record) -> tuple[str, ...]:
    """The fields in which `asked` says something that the record in effect does not."""
    return tuple(
        name
        for name in details(asked)
        if getattr(asked, name) and getattr(asked, name) != getattr(effect, name)
    )


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


def _unknown(name: str) -> Problem:
    return Problem(
        code="record-unknown",
        message=Text("There is no record {name}.", name=name[:_LONGEST]),
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


def _nothing_to_revise(asked: Record) -> Problem:
    return Problem(
        code="nothing-to-revise",
        message=Text("There is no record of {name} to replace.", name=asked.name),
        hint=Text("Leave out --revise."),
    )


def _needs_revise(asked: Record, effect: Record) -> Problem:
    return Problem(
        code="needs-revise",
        message=Text(
            "Recorded already: {effect} ({place}). This would replace it: {asked}.",
            effect=says(effect),
            place=str(effect.place),
            asked=says(asked),
        ),
        hint=Text("If that is meant, add --revise REASON."),
    )


def _details_differ(effect: Record, changed: tuple[str, ...]) -> Problem:
    return Problem(
        code="needs-revise",
        message=Text(
            "Recorded already: {effect} ({place}), with another {columns}.",
            effect=says(effect),
            place=str(effect.place),
            columns=changed,
        ),
        hint=Text("If that is meant, add --revise REASON."),
    )
