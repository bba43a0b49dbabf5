"""Adding to a book: propose the new rows, see what the book would be, then write them.

What is proposed is read back from the very bytes that would be written, so that what is
assessed is what will stand on disk. One command changes one record file: its replacement is
the moment the change is made, and the journal's line follows.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from zkrc_ledger.book.amendments_file import read_amendments, with_amendments
from zkrc_ledger.book.decode import LARGEST_FILE, too_large
from zkrc_ledger.book.files import NotWrittenError, replace_files
from zkrc_ledger.book.journal import JOURNAL_FILE, digest, with_entry
from zkrc_ledger.book.outside import row_difference
from zkrc_ledger.book.record_file import read_records, with_records
from zkrc_ledger.book.store import as_row, state_of
from zkrc_ledger.book.table import Table
from zkrc_ledger.model.amendments import Amendment
from zkrc_ledger.model.problem import Problem, errors
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from zkrc_ledger.book.journal import Entry
    from zkrc_ledger.book.store import StoredBook
    from zkrc_ledger.model.record import Place, Record

_ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
_ID_LENGTH = 6
_A_SECOND = timedelta(seconds=1)


@value_class(kw_only=False)
class Stamp:
    """Who records something, when by the machine's clock, and by which command."""

    at: datetime
    by: str
    did: str


@value_class()
class Proposal:
    """A book with some rows more, before they are written.

    `book` is the outcome, `new` the rows as they would stand in it, `stamped` the rows typed by
    hand before and after the ledger fills in their ids and times.
    """

    book: StoredBook
    file: str
    data: bytes
    new: tuple[Record, ...]
    stamped: tuple[tuple[Record, Record], ...]


def propose(book: StoredBook, rows: Sequence[Record], stamp: Stamp) -> Proposal:
    """The book with `rows`, all of one file, stamped. Raises `NotWrittenError`.

    Rows typed by hand get an id and a time; the new ones are later than every row of the file.
    A new row without an id that has a row's place is a version of that one, and gets its id.
    """
    kind, file = type(rows[0]), rows[0].FILE
    before = [row for row in book.rows if file == row.FILE]  # in the order of their lines
    others = [row for row in book.rows if file != row.FILE]
    taken = {_id_of(row) for row in book.rows}
    latest = max(
        (datetime.fromisoformat(row.recorded_at) for row in before if row.recorded_at),
        default=stamp.at - _A_SECOND,
    )
    by_hand = max(stamp.at, latest + _A_SECOND).replace(microsecond=0)
    filled: dict[int, dict[str, str]] = {}
    ids: dict[Place | None, str] = {}
    for position, row in enumerate(before):
        new = {} if row.recorded_at else {"recorded_at": by_hand.isoformat()}
        if kind.PREFIX and not _id_of(row):
            new["id"] = ids[row.place] = _new_id(kind.PREFIX, taken)
        if new:
            filled[position] = new
    at = by_hand + _A_SECOND if filled else by_hand
    named = [
        _with_id(
            replace(row, recorded_at=at.isoformat(), recorded_by=stamp.by),
            ids.get(row.place) or _new_id(kind.PREFIX, taken),
        )
        for row in rows
    ]
    data = _with_rows(book, kind, named, filled)
    read, problems = _read_back(data, kind)
    if wrong := errors(problems):
        raise NotWrittenError(_unreadable(wrong[0]))
    after = read[: len(before)]
    return Proposal(
        book=replace(book, rows=(*others, *read)),
        file=file,
        data=data,
        new=tuple(read[len(before) :]),
        stamped=tuple((before[position], after[position]) for position in filled),
    )


def write(before: StoredBook, proposal: Proposal, stamp: Stamp) -> Problem | None:
    """Write a proposal made of `before`. The lock must be held. Raises `NotWrittenError`.

    Returns a notice where only the journal could not be written.
    """
    entry: Entry = {"rows": [as_row(row) for row in proposal.new]}
    if proposal.stamped:
        entry["stamped"] = [[as_row(old), as_row(new)] for old, new in proposal.stamped]
    return _write(before, {proposal.file: proposal.data}, entry, stamp)


def accept_as_found(book: StoredBook, reason: str, stamp: Stamp) -> Problem | None:
    """Take the book as it is into the journal, and why. The lock must be held."""
    difference = row_difference(book.journal, map(as_row, book.rows))
    entry: Entry = {
        "reason": reason,
        "accepted": {"new": list(difference.new), "gone": list(difference.gone)},
        "terms": book.terms,
    }
    if book.journal.loose:
        entry["mended"] = list(book.journal.loose)
    return _write(book, {}, entry, stamp)


def _write(
    book: StoredBook, files: Mapping[str, bytes], entry: Entry, stamp: Stamp
) -> Problem | None:
    """Write files and the journal's line about them.

    Nothing is written over what somebody else has changed since the book was read: Excel takes
    no lock.
    """
    told: Entry = {"at": stamp.at.isoformat(), "by": stamp.by, "did": stamp.did}
    told["contract"] = book.contract.number if book.contract else ""
    if not book.journal.entries:
        told |= {"baseline": [as_row(row) for row in book.rows], "terms": book.terms}
    elif found := row_difference(book.journal, map(as_row, book.rows)).new:
        told["found"] = list(found)
    contents = {**book.contents, **files}
    told |= entry | {"files": {name: digest(data) for name, data in sorted(contents.items())}}
    journal = with_entry(book.journal, told)
    if wrong := too_large(JOURNAL_FILE, len(journal), LARGEST_FILE):
        raise NotWrittenError(_unreadable(wrong))
    if state_of(book.contract_file) != book.state:
        raise NotWrittenError(_changed_meanwhile(book.folder))
    return replace_files(book.folder, {**files, JOURNAL_FILE: journal})


def _with_rows(
    book: StoredBook,
    kind: type[Record],
    rows: Sequence[Record],
    filled: Mapping[int, Mapping[str, str]],
) -> bytes:
    if issubclass(kind, Amendment):
        amendments = [row for row in rows if isinstance(row, Amendment)]
        return with_amendments(book.contents.get(kind.FILE, b""), amendments, filled)
    table = book.tables.get(kind.FILE) or Table(name=kind.FILE)
    return with_records(table, kind, rows, filled)


def _read_back(data: bytes, kind: type[Record]) -> tuple[Sequence[Record], list[Problem]]:
    if issubclass(kind, Amendment):
        return read_amendments(data, by_pydantic=True)
    return read_records(data, kind, by_pydantic=True)[:2]


def _with_id(row: Record, own: str) -> Record:
    """The row with an id, if its kind is named by ids."""
    new: dict[str, Any] = {"id": own} if row.PREFIX and not _id_of(row) else {}
    return replace(row, **new)


def _id_of(row: Record) -> str:
    return str(getattr(row, "id", ""))


def _new_id(prefix: str, taken: set[str]) -> str:
    from secrets import choice  # only to write

    while True:
        new = f"{prefix}-" + "".join(choice(_ID_LETTERS) for _ in range(_ID_LENGTH))
        if new not in taken:
            taken.add(new)
            return new


def _unreadable(problem: Problem) -> Problem:
    """What would be written could not be read again."""
    message = Text("{message} Nothing was recorded.", message=problem.message)
    return replace(problem, line=None, excerpt=None, message=message)


def _changed_meanwhile(folder: Path) -> Problem:
    return Problem(
        code="changed-meanwhile",
        message=Text(
            "The files of {path} were changed by another program just now; nothing was recorded.",
            path=str(folder),
        ),
        hint=Text("Save and close them there, then give the command again."),
    )
