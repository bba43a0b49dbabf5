"""A book on disk, read whole and as one state: what stood in its files at one moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from zkrc_ledger.book.amendments_file import as_table, read_amendments
from zkrc_ledger.book.beside import files_beside
from zkrc_ledger.book.contract_file import read_contract
from zkrc_ledger.book.decode import LARGEST_FILE, LARGEST_TABLE, LARGEST_TOML, read_bytes
from zkrc_ledger.book.journal import JOURNAL_FILE, Journal, read_journal
from zkrc_ledger.book.outside import outside_changes
from zkrc_ledger.book.record_file import cells_of, read_records
from zkrc_ledger.model.amendments import AMENDMENTS_FILE, Amendment
from zkrc_ledger.model.book import Book
from zkrc_ledger.model.flat import flattened
from zkrc_ledger.model.problem import Problem, errors
from zkrc_ledger.model.record import Record, notice_at
from zkrc_ledger.model.records import KINDS
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from zkrc_ledger.book.journal import Row
    from zkrc_ledger.book.table import Table

_READINGS = 20  # somebody writes in the middle of each
RECORD_FILES = (*(kind.FILE for kind in KINDS), AMENDMENTS_FILE)
_MOST_BYTES = dict.fromkeys(RECORD_FILES, LARGEST_TABLE) | {
    AMENDMENTS_FILE: LARGEST_TOML,
    JOURNAL_FILE: LARGEST_FILE,
}
_CLOCKS_DIFFER = timedelta(days=1)
State = tuple[tuple[int, int, int] | None, ...]


@value_class()
class StoredBook(Book):
    """A book with what is needed to add to it.

    `contents` are the bytes of its files, `tables` its CSV files as parsed; `state` tells
    whether the files are still those that were read.
    """

    contents: Mapping[str, bytes]
    tables: Mapping[str, Table]
    journal: Journal
    state: State

    @property
    def terms(self) -> dict[str, str]:
        """The terms of the contract file, as the journal keeps them."""
        return dict(flattened(self.contract)) if self.contract else {}


def load_book(contract_file: Path, now: datetime | None = None) -> StoredBook:
    """Read every file of the book; whatever is wrong is in its `problems`.

    A write that comes in between is waited for, and everything read again. `now` is the
    machine's clock, for a notice of rows that are recorded ahead of it.
    """
    for _ in range(_READINGS):
        book = _load(contract_file, now)
        if book.state == state_of(contract_file):
            return book
    return replace(book, problems=(_never_still(contract_file.parent), *book.problems))


def _load(contract_file: Path, now: datetime | None) -> StoredBook:
    folder, name, state = contract_file.parent, contract_file.name, state_of(contract_file)
    contents, problems = _contents(folder, name)
    contract, tree, parts, found = read_contract(contents.get(name, b""), name)
    if name in contents:
        problems += found
    rows: list[Record] = []
    tables: dict[str, Table] = {}
    for kind in KINDS:
        if kind.FILE in contents:
            records, found, tables[kind.FILE] = read_records(contents[kind.FILE], kind)
            rows += records
            problems += found
    if AMENDMENTS_FILE in contents:
        amendments, found = read_amendments(contents[AMENDMENTS_FILE])
        rows += amendments
        problems += found
    number = contract.number if contract else None
    journal = read_journal(contents.pop(JOURNAL_FILE, b""), number)
    book = StoredBook(
        contract_file=contract_file,
        contract=contract,
        tree=tree,
        parts=parts,
        rows=tuple(rows),
        problems=(
            *problems,
            *journal.problems,
            *_ahead_of_the_clock(rows, now),
            *files_beside(folder, name),
        ),
        contents=contents,
        tables=tables,
        journal=journal,
        state=state,
    )
    if errors(problems):
        return book  # what is missing was not understood, rather than changed
    placed = [(as_row(one), one.place.line if one.place else 0) for one in rows]
    return replace(book, outside=outside_changes(journal, placed, book.terms, contents, name))


def as_row(record: Record) -> Row:
    """A record as the journal keeps it: every column as text, and its file."""
    if isinstance(record, Amendment):
        cells = {key: str(value) for key, value in as_table(record).items()}
    else:
        cells = cells_of(record)
    return {"file": record.FILE, **cells}


def _contents(folder: Path, contract_file: str) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of the book's files that are there, by name."""
    contents: dict[str, bytes] = {}
    problems = []
    for name in (contract_file, *RECORD_FILES, JOURNAL_FILE):
        path = folder / name
        if name != contract_file and not path.exists() and not path.is_symlink():
            continue
        data = read_bytes(path, _MOST_BYTES.get(name, LARGEST_TOML))
        if isinstance(data, Problem):
            problems.append(data)
        else:
            contents[name] = data
    return contents, problems


def _ahead_of_the_clock(rows: Iterable[Record], now: datetime | None) -> Iterator[Problem]:
    for row in rows:
        if (
            now
            and row.recorded_at
            and (datetime.fromisoformat(row.recorded_at) > now + _CLOCKS_DIFFER)
        ):
            yield notice_at(
                row,
                "recorded-ahead",
                Text(
                    "This row says it was recorded on {at}, which is to come.", at=row.recorded_at
                ),
                Text("Check the clock of the computer it was recorded on."),
            )


def state_of(contract_file: Path) -> State:
    """What the system knows of each file of the book: which it is, its size, its time."""
    names = (contract_file.name, *RECORD_FILES, JOURNAL_FILE)
    return tuple(_signature(contract_file.parent / name) for name in names)


def _signature(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _never_still(folder: Path) -> Problem:
    return Problem(
        code="never-still",
        message=Text("The files of {path} change all the time.", path=str(folder)),
        hint=Text("Try again in a moment."),
    )
