"""How every command records: lock, read again, decide, check the outcome, write, say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zkrc_ledger.book.transaction import NotWrittenError
from zkrc_ledger.book.writing import add_records, stamped, with_ids
from zkrc_ledger.cli.interrupts import uninterrupted
from zkrc_ledger.cli.session import stop
from zkrc_ledger.model.problem import Problem, Refused, errors
from zkrc_ledger.rules.checks import all_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from typing import TypeVar

    from zkrc_ledger.book.lock import CutOff
    from zkrc_ledger.book.store import Book
    from zkrc_ledger.book.writing import Stamp
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records

    Value = TypeVar("Value")


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

    The records are added to those of the book first, in memory: an error that this brings
    about refuses them, a new notice is told once they are written. All of it happens twice,
    so that what is refused, or stands already, leaves no trace, not even of the lock; what
    counts is the second time, under the lock. Nothing asked, nothing written; and nothing is
    recorded twice because the run that recorded it was cut off and is given again.
    """
    stamp, today = session.stamp(), session.today()
    found = session.read()
    if found.cut_off and _is_this(found.cut_off, stamp):
        return _recorded_by_it(found)
    if not _attempt(session, found, kind, ask, stamp).new:
        return Recorded()
    try:
        found = session.read_to_write(stamp)
        if found.cut_off and _is_this(found.cut_off, stamp):
            return _recorded_by_it(found)
        attempt = _attempt(session, found, kind, ask, stamp)
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


def _is_this(cut_off: CutOff, stamp: Stamp) -> bool:
    """Whether the run that was cut off had recorded what this one asks for."""
    return cut_off.recorded and cut_off.did == stamp.did


def _recorded_by_it(book: Book) -> Recorded:
    """What the last line of the journal recorded, as it stands in the book."""
    ids = {one["id"] for one in book.journal.entries[-1].get("records", ())}
    return Recorded(tuple(one for one in book.records.everything if one.id in ids))


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


def tell(session: Session, recorded: Recorded, *, json: bool) -> None:
    """Say what was recorded, and what deserves a second look."""
    if json:
        from zkrc_ledger.views.json import problems_tree, recorded_tree

        session.show_json(
            recorded_tree(recorded.records)
            | {"problems": problems_tree(recorded.notices, session.tr)}
        )
        return
    from zkrc_ledger.views.recorded import recorded_blocks

    session.show(recorded_blocks(recorded.records, session.tr))
    session.tell(recorded.notices)


class Slips:
    """Reads what was typed, and keeps every refusal so that all are told at once."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def read(
        self, typed: str | None, by: Callable[[str], Value], otherwise: Value, option: str = ""
    ) -> Value:
        """What was typed, read by `by`; `otherwise` where nothing was, or it is refused."""
        if typed is None:
            return otherwise
        try:
            return by(typed)
        except Refused as refused:
            self.add(refused, option)
            return otherwise

    def add(self, refused: Refused, option: str = "") -> None:
        """Keep a refusal, naming the option it is about."""
        from zkrc_ledger.model.text import Text

        message = (
            Text("{name}: {message}", name=option, message=refused.message)
            if option
            else refused.message
        )
        self._problems.append(Problem(code=refused.code, message=message, hint=refused.hint))

    def end(self) -> None:
        """Stop here if anything was refused."""
        if self._problems:
            stop(*self._problems)
