"""Adding to a book: records and the journal's line about them together, or neither."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from zkrc_ledger.book.decode import LARGEST_FILE, too_large
from zkrc_ledger.book.journal import (
    HEAD_FILE,
    JOURNAL_FILE,
    digests,
    record_trees,
    with_entry,
)
from zkrc_ledger.book.store import AMENDMENTS_FILE, FILES, contents_of, state_of
from zkrc_ledger.book.transaction import NotWrittenError, commit
from zkrc_ledger.model.amendments import Amendment
from zkrc_ledger.model.problem import Problem, errors
from zkrc_ledger.model.record import Record
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zkrc_ledger.book.journal import Tree
    from zkrc_ledger.book.store import Book

Kept = TypeVar("Kept", bound=Record)
_AMENDMENTS_PREFIX = "S"
_ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
_ID_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who records something, when (ISO, with the offset from UTC), and by which command."""

    at: str
    by: str
    did: str


def with_ids(book: Book) -> Book:
    """The book with an id for every record that has none; written when the ledger next writes."""
    taken = {record.id for record in book.records.everything}
    kept = {
        name: tuple(
            record if record.id else replace(record, id=_new_id(file.prefix, taken))
            for record in getattr(book.records, name)
        )
        for name, file in FILES.items()
    }
    return replace(book, records=replace(book.records, **kept))


def stamped(book: Book, kind: str, records: Sequence[Kept], stamp: Stamp) -> tuple[Kept, ...]:
    """The records with an id of their own, and who records them and when."""
    prefix = FILES[kind].prefix if kind in FILES else _AMENDMENTS_PREFIX
    taken = {record.id for record in book.records.everything}
    return tuple(
        replace(record, id=_new_id(prefix, taken), recorded_at=stamp.at, recorded_by=stamp.by)
        for record in records
    )


def add_records(
    book: Book, kind: str, records: Sequence[Kept], stamp: Stamp
) -> tuple[tuple[Kept, ...], Problem | None]:
    """Add stamped records of one kind to a book with ids. The lock must be held.

    The file and the journal change together or not at all: raises `NotWrittenError`. What is to
    be written is read back first. Returns the records with the line on which each now stands,
    and a notice where a file is still to be replaced.
    """
    named: list[Tree] = []
    read: tuple[Sequence[Record], list[Problem]]
    if kind in FILES:
        file, kept = FILES[kind], getattr(book.records, kind)
        ids = {one.place.line: one.id for one in kept if one.place}
        name, data = file.name, file.with_records(book.tables[kind], records, ids)
        read = file.read_back(data)[:2]
        pairs = zip(kept, getattr(book.found, kind), strict=True)
        named = record_trees({kind: [now for now, before in pairs if not before.id]})
    else:
        from zkrc_ledger.book.amendments_file import amendments_of, as_table, with_amendments

        amendments = [*book.records.amendments]
        amendments += [one for one in records if isinstance(one, Amendment)]
        name, data = AMENDMENTS_FILE, with_amendments([as_table(one) for one in amendments])
        read = amendments_of(data, name)
    written, problems = read
    if wrong := errors(problems):
        raise NotWrittenError(_unreadable(wrong[0]))
    entry = {"records": record_trees({kind: records})} | ({"named": named} if named else {})
    late = _write(book, {name: data}, entry, stamp)
    places = {record.id: record.place for record in written}
    return tuple(replace(one, place=places[one.id]) for one in records), late


def accept_as_found(book: Book, reason: str, stamp: Stamp) -> Problem | None:
    """Take the book as it is into the journal, and why. The lock must be held."""
    return _write(book, {}, {"reason": reason} | _baseline(book), stamp)


def _write(book: Book, files: Mapping[str, bytes], entry: Tree, stamp: Stamp) -> Problem | None:
    """Write files and the journal's line about them, together.

    Nothing is written over what somebody else has changed since the book was read: Excel takes
    no lock.
    """
    if not book.journal.entries:
        entry = _baseline(book) | entry
    told = {"at": stamp.at, "by": stamp.by, "did": stamp.did} | entry
    after = digests(contents_of(book) | dict(files))
    journal, head = with_entry(book.journal, told | {"files": after})
    if wrong := too_large(JOURNAL_FILE, len(journal), LARGEST_FILE):
        raise NotWrittenError(_unreadable(wrong))
    if state_of(book.contract_file) != book.state:
        raise NotWrittenError(_changed_meanwhile(book))
    return commit(book.folder, {**files, JOURNAL_FILE: journal, HEAD_FILE: head})


def _baseline(book: Book) -> Tree:
    known = book.known
    return {"found": known.trees(), "terms": known.terms}


def _unreadable(problem: Problem) -> Problem:
    """What would be written could not be read again."""
    message = Text("{message} Nothing was recorded.", message=problem.message)
    return replace(problem, line=None, excerpt=None, message=message)


def _changed_meanwhile(book: Book) -> Problem:
    return Problem(
        code="changed-meanwhile",
        message=Text(
            "The files of {path} were changed by another program just now; nothing was recorded.",
            path=str(book.folder),
        ),
        hint=Text("Save and close them there, then give the command again."),
    )


def _new_id(prefix: str, taken: set[str]) -> str:
    from secrets import choice  # only to write

    while True:
        new = f"{prefix}-" + "".join(choice(_ID_LETTERS) for _ in range(_ID_LENGTH))
        if new not in taken:
            taken.add(new)
            return new
