"""How every command records: lock, load, propose, assess the outcome, write, answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.cli.interrupts import uninterrupted
from zkrc_ledger.cli.stop import stop
from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.assess import UnsoundError, assess
from zkrc_ledger.rules.in_effect import in_effect
from zkrc_ledger.rules.requests import RequestRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from zkrc_ledger.book.store import StoredBook
    from zkrc_ledger.book.write import Stamp
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.records import Record
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.in_effect import InEffect
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree


@value_class()
class Before:
    """The book before anything is recorded, as far as it can be told.

    `assessment` is None where the book has errors; what ends them may still be recorded.
    """

    records: InEffect
    assessment: Assessment | None
    problems: tuple[Problem, ...]

    def sound(self) -> Assessment:
        """The assessment, for what cannot be decided without; stops at the book's errors."""
        return self.assessment or stop(*errors(self.problems))


@value_class()
class Asked:
    """The rows that a request comes to; `standing` say already what was asked."""

    rows: Sequence[Record] = ()
    standing: Sequence[Record] = ()


def record(session: Session, ask: Callable[[Before], Asked]) -> None:
    """Record what `ask` makes of the book, and say so; stops where it refuses.

    Everything happens under the book's lock, so that no other writer comes between.
    """
    from zkrc_ledger.book.files import NotWrittenError
    from zkrc_ledger.book.lock import locked

    stamp = session.stamp()
    try:
        with locked(session.contract_file().parent):
            _record(session, ask, stamp)
    except NotWrittenError as error:
        stop(error.problem)


def _record(session: Session, ask: Callable[[Before], Asked], stamp: Stamp) -> None:
    from zkrc_ledger.book.write import propose, write

    today, book = session.today(), session.book()
    before = _before(session, book)
    try:
        asked = ask(before)
    except RequestRefusedError as refused:
        stop(*refused.problems)
    if not asked.rows:
        session.answer(*_answer(session, before.sound(), before.sound(), (), asked, book.folder))
        return
    proposal = propose(book, asked.rows, stamp)
    try:
        after = assess(proposal.book, today)
    except UnsoundError as unsound:
        places = {(one.place.file, one.place.line) for one in proposal.new if one.place}
        stop(*(_without_place(one, places) for one in errors(unsound.problems)))
    with uninterrupted():
        late = write(book, proposal, stamp)
        session.done.extend(one.name for one in proposal.new)
    known = {*before.problems}
    told = [one for one in after.problems if one not in known and one.code not in _NO_NEWS]
    session.answer(*_answer(session, before.assessment, after, proposal.new, asked, book.folder))
    outside = [one.problem for one in book.outside]
    session.report([*([late] if late else []), *told, *outside])


# that other months await a rating or a meeting's day is no news to whoever records one
_NO_NEWS = ("unrated", "undocumented", "over-total", "changed-outside")


def _answer(
    session: Session,
    before: Assessment | None,
    after: Assessment,
    new: Sequence[Record],
    asked: Asked,
    folder: Path,
) -> tuple[list[Block], Tree]:
    from zkrc_ledger.views import recorded

    what = (before, after, new, folder, session.tr)
    standing = asked.standing
    return recorded.blocks(*what, standing=standing), recorded.tree(*what, standing=standing)


def _before(session: Session, book: StoredBook) -> Before:
    try:
        assessment = assess(book, session.today())
    except UnsoundError as unsound:
        return Before(records=in_effect(book.rows), assessment=None, problems=unsound.problems)
    return Before(records=assessment.records, assessment=assessment, problems=assessment.problems)


def _without_place(problem: Problem, unwritten: set[tuple[str, int]]) -> Problem:
    """A problem of a row that is not written has no place in a file."""
    if (problem.file, problem.line) not in unwritten:
        return problem
    return replace(problem, file=None, line=None, excerpt=None)
