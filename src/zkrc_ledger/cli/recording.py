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
    from collections.abc import Callable, Mapping, Sequence

    from zkrc_ledger.book.store import StoredBook
    from zkrc_ledger.book.write import Proposal, Stamp
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Place, Record
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


@value_class()
class Foreseen:
    """What a request comes to; `proposal` is None where nothing is to be written."""

    book: StoredBook
    before: Before
    asked: Asked
    proposal: Proposal | None
    after: Assessment

    @property
    def new(self) -> Sequence[Record]:
        """The rows as they would stand in the book."""
        return self.proposal.new if self.proposal else ()


def record(session: Session, ask: Callable[[Before], Asked]) -> None:
    """Record what `ask` makes of the book, and say so; stops where it refuses.

    Everything happens under the book's lock, so that no other writer comes between.
    """
    from zkrc_ledger.book.files import NotWrittenError

    stamp = session.stamp()
    try:
        with session.locked():
            _record(session, ask, stamp)
    except NotWrittenError as error:
        stop(error.problem)


def foresee(session: Session, ask: Callable[[Before], Asked]) -> Foreseen:
    """What `record` would come to, written nowhere and without the lock; stops where it refuses."""
    return _foreseen(session, ask, session.stamp())


def _foreseen(session: Session, ask: Callable[[Before], Asked], stamp: Stamp) -> Foreseen:
    from zkrc_ledger.book.write import propose

    book = session.book()
    before = _before(session, book)
    try:
        asked = ask(before)
    except RequestRefusedError as refused:
        stop(*refused.problems)
    if not asked.rows:
        return Foreseen(book=book, before=before, asked=asked, proposal=None, after=before.sound())
    proposal = propose(book, asked.rows, stamp)
    try:
        after = assess(proposal.book, session.today())
    except UnsoundError as unsound:
        rows = zip(proposal.new, asked.rows, strict=True)
        places = {(new.place.file, new.place.line): row.place for new, row in rows if new.place}
        stop(*(_placed(one, places) for one in errors(unsound.problems)))
    return Foreseen(book=book, before=before, asked=asked, proposal=proposal, after=after)


def _record(session: Session, ask: Callable[[Before], Asked], stamp: Stamp) -> None:
    from zkrc_ledger.book.beside import open_elsewhere
    from zkrc_ledger.book.write import write

    foreseen = _foreseen(session, ask, stamp)
    book, proposal = foreseen.book, foreseen.proposal
    if proposal is None:
        session.answer(*_answer(session, foreseen))
        return
    with uninterrupted():
        late = write(book, proposal, stamp)
        session.done.extend(one.name for one in proposal.new)
    known = {*foreseen.before.problems}
    told = [one for one in foreseen.after.problems if one not in known and one.code not in _NO_NEWS]
    session.answer(*_answer(session, foreseen))
    outside = [one.problem for one in book.outside]
    aside = filter(None, (late, open_elsewhere(book.folder, proposal.file)))
    session.report([*aside, *told, *outside])


# that other months await a rating or a meeting's day is no news to whoever records one
_NO_NEWS = ("unrated", "undocumented", "over-total", "changed-outside")


def _answer(session: Session, foreseen: Foreseen) -> tuple[list[Block], Tree]:
    from zkrc_ledger.views import recorded

    before, book = foreseen.before.assessment, foreseen.book
    what = (before, foreseen.after, foreseen.new, book.folder, session.tr)
    standing = foreseen.asked.standing
    return recorded.blocks(*what, standing=standing), recorded.tree(*what, standing=standing)


def _before(session: Session, book: StoredBook) -> Before:
    try:
        assessment = assess(book, session.today())
    except UnsoundError as unsound:
        return Before(records=in_effect(book.rows), assessment=None, problems=unsound.problems)
    return Before(records=assessment.records, assessment=assessment, problems=assessment.problems)


def _placed(problem: Problem, places: Mapping[tuple[str, int], Place | None]) -> Problem:
    """A problem of a row that is not written is where that row was read, if it was."""
    at = (problem.file or "", problem.line or 0)
    if at not in places:
        return problem
    file, line = (place.file, place.line) if (place := places[at]) else (None, None)
    return replace(problem, file=file, line=line, excerpt=None)
