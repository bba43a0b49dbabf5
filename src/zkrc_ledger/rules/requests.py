"""What is asked to be recorded, as rows; or why it is refused.

Only what the rows alone cannot tell is decided here: what a new row replaces, and what may be
true of a row but not be recorded today. Whether the book with the new rows holds together is
for `assess` to say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from zkrc_ledger.model.amendments import Termination
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import Record, details
from zkrc_ledger.model.records import Adjustment, Rating
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
        hint = Text("See the records and their ids: ledger history")
        if isinstance(claim, Rating) and claim.stage == "proposed":
            hint = Text(
                "A rating that was passed is recorded by: "
                "ledger rate {month} {rating} --approved-on DATE",
                month=claim.month,
                rating=claim.rating,
            )
        raise RequestRefusedError(
            Problem(
                code="nothing-to-confirm",
                message=Text("{name} is no claimed deduction.", name=name[:_LONGEST]),
                hint=hint,
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
