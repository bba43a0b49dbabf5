"""How every command records: lock, read, propose, check the outcome, write, answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zkrc_ledger.book.transaction import NotWrittenError
from zkrc_ledger.book.writing import add_records, stamped, with_ids
from zkrc_ledger.cli.interrupts import uninterrupted
from zkrc_ledger.cli.stop import stop
from zkrc_ledger.model.problem import errors
from zkrc_ledger.rules.checks import all_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from zkrc_ledger.book.store import Book
    from zkrc_ledger.book.writing import Stamp
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.rules.booking import Asked

# the core comes with the new rules: one pass under the lock, over an assessment


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a command recorded, and the notices that come with it."""

    records: tuple[Record, ...] = ()
    notices: tuple[Problem, ...] = ()


def record(
    session: Session,
    kind: str | Callable[[Sequence[Record]], str],
    ask: Callable[[Contract, Records, date], Sequence[Record]],
) -> Recorded:
    """Record what `ask` makes of the book; it stops where it refuses.

    All of it happens twice, so that what is refused, or stands already, leaves no trace, not
    even of the lock; what counts is the second time, under the lock.
    """
    from zkrc_ledger.book.lock import locked
    from zkrc_ledger.book.store import read_locked
    from zkrc_ledger.rules.contract_checks import contract_problems

    stamp, today = session.stamp(), session.today()
    if not _attempt(session, session.book(), kind, ask, stamp).new:
        return Recorded()
    file = session.contract_file()
    try:
        with locked(file.parent, stamp.did, stamp.at):
            book = read_locked(file, contract_problems)
            attempt = _attempt(session, book, kind, ask, stamp)
            if not attempt.new:  # another writer has recorded the same in between
                return Recorded()
            with uninterrupted():
                written, late = add_records(attempt.book, attempt.kind, attempt.new, stamp)
                session.done.extend(one.id for one in written)
    except NotWrittenError as error:
        stop(error.problem)
    records = attempt.book.records.adding(attempt.kind, written)
    now = all_problems(attempt.contract, records, today)
    notices = _brought_about(now, attempt.before)
    return Recorded(written, (*([late] if late else []), *notices))


def granted(asked: Asked) -> Sequence[Record]:
    """The records that a rule grants; stops if it refuses."""
    if asked.problems:
        stop(*asked.problems)
    return asked.records


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A book with an id for every record, what is to be added, and the problems it had before."""

    book: Book
    contract: Contract
    kind: str
    new: tuple[Record, ...]
    before: tuple[Problem, ...]


def _attempt(
    session: Session,
    found: Book,
    kind: str | Callable[[Sequence[Record]], str],
    ask: Callable[[Contract, Records, date], Sequence[Record]],
    stamp: Stamp,
) -> _Attempt:
    """Ask, and see what the book would be; stops at any error."""
    book, today = with_ids(found), session.today()
    contract, records = session.sound(book, today)
    before = tuple(all_problems(contract, records, today))
    asked = ask(contract, records, today)
    place = kind if isinstance(kind, str) else kind(asked)
    new = stamped(book, place, asked, stamp)
    wrong = errors(all_problems(contract, records.adding(place, new), today))
    if wrong:
        stop(*wrong)
    return _Attempt(book, contract, place, new, before)


def _brought_about(now: Sequence[Problem], before: Sequence[Problem]) -> Iterator[Problem]:
    """The notices that were not there before; that other months await a rating is no news."""
    known = set(before)
    for problem in now:
        if problem not in known and problem.code != "unrated":
            yield problem


def answer(session: Session, recorded: Recorded) -> None:
    """Say what was recorded, and what deserves a second look."""
    if session.json:
        from zkrc_ledger.views.json import recorded_tree

        session.show_json(recorded_tree(recorded.records))
    else:
        from zkrc_ledger.views.recorded import recorded_blocks

        session.show(recorded_blocks(recorded.records, session.tr))
    session.report(recorded.notices)
