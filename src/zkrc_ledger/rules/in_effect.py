"""Which record of each subject is in effect: the version recorded last. Contradictions too.

Rows are read in the order in which they were recorded, whatever order they stand in. A row
typed by hand has no time and is the newest; of rows of one moment, one with a reason comes
later, and a final or agreed one later still.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from zkrc_ledger.model.account import Account
from zkrc_ledger.model.amendments import Amendment
from zkrc_ledger.model.record import Record, details, error_at, notice_at
from zkrc_ledger.model.records import Adjustment, Event, Invoice, Payment, Rating
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.says import says

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zkrc_ledger.model.problem import Problem

Kept = TypeVar("Kept", bound=Record)
Order = tuple[datetime, bool, bool]
_NOT_YET = datetime.max.replace(tzinfo=UTC)


@value_class(kw_only=False)
class Subject(Generic[Kept]):
    """The versions of one subject, the earliest first.

    `effect` is the record that counts, with what earlier versions of the same value add to it;
    None where the subject was taken back. `conflicts` are pairs of rows that contradict each
    other; `noise` are rows that add nothing to the one before.
    """

    versions: tuple[Kept, ...]
    effect: Kept | None
    conflicts: tuple[tuple[Kept, Kept], ...] = ()
    noise: tuple[Kept, ...] = ()


@value_class()
class InEffect:
    """The records in effect, by kind; `subjects` has every version of everything.

    `accounts` has what was invoiced, received and done for each period, by its id.
    """

    ratings: Mapping[str, Rating]
    adjustments: tuple[Adjustment, ...]
    invoices: tuple[Invoice, ...]
    payments: tuple[Payment, ...]
    events: tuple[Event, ...]
    amendments: tuple[Amendment, ...]
    subjects: tuple[Subject[Record], ...]
    accounts: Mapping[str, Account]

    def of_subject(self, file: str, subject: tuple[str, ...]) -> Subject[Record] | None:
        """The versions of one subject of a file."""
        for one in self.subjects:
            if file == one.versions[0].FILE and one.versions[0].subject == subject:
                return one
        return None


def in_effect(rows: Iterable[Record]) -> InEffect:
    """The records in effect among all rows of a book, in an order of their own."""
    by_subject: dict[tuple[str, tuple[str, ...]], list[Record]] = defaultdict(list)
    for row in rows:
        if row.void or not isinstance(row, Rating) or row.rating:  # else filled in ahead
            by_subject[row.FILE, row.subject].append(row)
    subjects = tuple(sorted(map(subject_of, by_subject.values()), key=_position))
    found = [one.effect for one in subjects if one.effect is not None]

    def of(kind: type[Kept]) -> tuple[Kept, ...]:
        return tuple(record for record in found if isinstance(record, kind))

    return InEffect(
        ratings={record.month: record for record in of(Rating)},
        adjustments=of(Adjustment),
        invoices=of(Invoice),
        payments=of(Payment),
        events=of(Event),
        amendments=of(Amendment),
        subjects=subjects,
        accounts=_accounts(of(Invoice), of(Payment), of(Event)),
    )


def _position(subject: Subject[Record]) -> tuple[object, ...]:
    """By file, day and time of first recording: how the rows of a file are sorted means nothing."""
    first, last = subject.versions[0], subject.versions[-1]
    return last.FILE, getattr(last, "date", None) or date.min, order(first), first.subject


def _accounts(
    invoices: tuple[Invoice, ...], payments: tuple[Payment, ...], events: tuple[Event, ...]
) -> dict[str, Account]:
    everything: tuple[Invoice | Payment | Event, ...] = (*invoices, *payments, *events)
    return {
        period: Account(
            invoices=tuple(one for one in invoices if one.period == period),
            payments=tuple(one for one in payments if one.period == period),
            events=tuple(one for one in events if one.period == period),
        )
        for period in dict.fromkeys(one.period for one in everything)
    }


def subject_of(rows: Iterable[Kept]) -> Subject[Kept]:
    """The rows of one subject, put in order and followed to the one that counts.

    A row may say something else than the one before it if it has a reason, is the natural next
    step, or comes after a void row. Two that the order cannot part may not differ at all. A
    later row with a reason ends a conflict.
    """
    first, *later = versions = sorted(rows, key=_sequence)
    conflicts: list[tuple[Kept, Kept]] = []
    noise: list[Kept] = []
    effect = before = moment_says = first
    for row in later:
        tied, same = order(row) == order(before), row.value == before.value
        sound = same and _agree(row, moment_says) if tied else same or _may_follow(row, before)
        ends = bool(conflicts and row.reason and sound and not tied)
        if ends:
            conflicts = []
        elif not sound:
            conflicts.append((before, row))
        filled = _filled(row, effect) if same else row
        if same and not ends and filled == _at(row, effect):
            noise.append(row)
        moment_says = _filled(row, moment_says) if tied and same else row
        effect, before = filled, row
    return Subject(
        versions=tuple(versions),
        effect=None if effect.void else effect,
        conflicts=tuple(conflicts),
        noise=tuple(noise),
    )


def _sequence(row: Record) -> tuple[Order, str, str]:
    """The order of recording; rows that it cannot part stand by what they say, never by line."""
    return order(row), repr(row.value), repr(replace(row, place=None))


def order(row: Record) -> Order:
    """When a row was recorded, among the rows of its subject."""
    return moment(row) or _NOT_YET, bool(row.reason), row.settled


def moment(row: Record) -> datetime | None:
    """When a row was recorded; None for one typed by hand since."""
    return datetime.fromisoformat(row.recorded_at) if row.recorded_at else None


def _may_follow(row: Record, before: Record) -> bool:
    if row.was and not before.was_said(row.was):
        return False  # it replaced something else: two copies of a book were both revised
    return bool(row.reason) or before.void or row.follows(before)


def _agree(row: Record, other: Record) -> bool:
    """Whether two rows of one value contradict each other nowhere else; notes may differ."""
    return all(
        getattr(row, name) == getattr(other, name)
        for name in details(row)
        if name != "note" and getattr(row, name) and getattr(other, name)
    )


def _filled(row: Kept, earlier: Kept) -> Kept:
    """A row, and where it is silent what an earlier one of the same value says."""
    return replace(
        row,
        **{
            name: getattr(earlier, name)
            for name in details(row)
            if not getattr(row, name) and getattr(earlier, name)
        },
    )


def _at(row: Kept, other: Kept) -> Kept:
    """`other` as if it had been recorded when `row` was."""
    kept = ("was", "reason", "recorded_at", "recorded_by", "place")
    return replace(other, **{name: getattr(row, name) for name in kept})


def row_problems(records: InEffect) -> Iterator[Problem]:
    """Every contradiction among the versions of a subject, and every row that adds nothing."""
    for subject in records.subjects:
        yield from chain.from_iterable(map(_conflict, subject.conflicts))
        for row in subject.noise:
            yield notice_at(
                row,
                "row-again",
                Text("This row says again what another says of {name}.", name=row.name),
                Text("It can be deleted."),
            )


def _conflict(pair: tuple[Record, Record]) -> Iterator[Problem]:
    first, other = sorted(pair, key=lambda row: row.place.line if row.place else 0)
    yield error_at(
        other,
        "conflict",
        Text(
            "Two rows contradict each other on {name}: {first_at} says {first}, "
            "{other_at} says {other}.",
            name=other.name,
            first_at=str(first.place),
            first=says(first),
            other_at=str(other.place),
            other=says(other),
        ),
        Text("Delete the wrong row, or fill in `reason` in the row that counts."),
    )
