"""A book on disk, read whole and as one state: what stood in its files at one moment."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from zkrc_ledger.book.adjustments_file import ADJUSTMENTS
from zkrc_ledger.book.contract_file import read_contract
from zkrc_ledger.book.invoices_file import INVOICES
from zkrc_ledger.book.journal import HEAD_FILE, JOURNAL_FILE, Known, read_journal, record_trees
from zkrc_ledger.book.lock import recover
from zkrc_ledger.book.payments_file import PAYMENTS
from zkrc_ledger.book.ratings_file import RATINGS
from zkrc_ledger.book.transaction import NotWrittenError, is_unfinished
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.records import Records
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from zkrc_ledger.book.journal import Journal
    from zkrc_ledger.book.lock import CutOff
    from zkrc_ledger.book.record_file import RecordFile
    from zkrc_ledger.book.table import Table
    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.contract import Contract

    CrossChecks = Callable[[Mapping[str, Any]], list[Problem]]

AMENDMENTS_FILE = "amendments.toml"
_READINGS = 20  # somebody writes in the middle of each reading

# every kind of record that is kept in a CSV file, by the name of its place in `Records`
FILES: dict[str, RecordFile[Any]] = {
    "ratings": RATINGS,
    "adjustments": ADJUSTMENTS,
    "invoices": INVOICES,
    "payments": PAYMENTS,
}
NAMES = {kind: file.name for kind, file in FILES.items()} | {"amendments": AMENDMENTS_FILE}
State = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What one reading of a book found. `contract` is None where its file has a problem.

    `found` are the records as they stand in the files; `records` are the same, which may have
    been given ids since. `state` tells whether the files are still those that were read.
    `cut_off` is a run before this one that ended before it could say what it did.
    """

    contract_file: Path
    contract: Contract | None
    found: Records
    records: Records
    problems: tuple[Problem, ...]
    tables: Mapping[str, Table]
    journal: Journal
    state: State
    cut_off: CutOff | None = None

    @property
    def folder(self) -> Path:
        """The folder that holds the contract file and the records."""
        return self.contract_file.parent

    @property
    def known(self) -> Known:
        """What stands in it, in the form in which the journal keeps it."""
        from zkrc_ledger.model.flat import flattened  # only to compare or to write

        kinds = {part.name: getattr(self.found, part.name) for part in fields(Records)}
        terms = dict(flattened(self.contract)) if self.contract else {}
        return Known.of(record_trees(kinds), terms)


def read_book(contract_file: Path, cross_checks: CrossChecks) -> Book:
    """Read every file of the book; whatever is wrong is in its `problems`.

    What a run that was cut off had left is finished first; a write that comes in between is
    waited for, and everything read again.
    """
    folder, cut_off = contract_file.parent, None
    for _ in range(_READINGS):
        try:
            cut_off = recover(folder) or cut_off
        except NotWrittenError as error:
            book = read_locked(contract_file, cross_checks)
            return replace(book, problems=(error.problem, *book.problems))
        book = read_locked(contract_file, cross_checks)
        if book.state == state_of(contract_file) and not is_unfinished(folder):
            return replace(book, cut_off=cut_off)
    return replace(book, problems=(_never_still(folder), *book.problems))


def read_locked(contract_file: Path, cross_checks: CrossChecks) -> Book:
    """Read every file of the book as it stands. No writer may be at work: under the lock."""
    folder, state = contract_file.parent, state_of(contract_file)
    journal = read_journal(folder)
    contract, problems = read_contract(contract_file, cross_checks)
    kept: dict[str, tuple[Any, ...]] = {}
    tables = {}
    for name, file in FILES.items():
        records, found, tables[name] = file.read(folder)
        kept[name] = tuple(records)
        problems += found
    amendments, found = _amendments(folder)
    everything = Records(**kept, amendments=tuple(amendments))
    return Book(
        contract_file=contract_file,
        contract=contract,
        found=everything,
        records=everything,
        problems=(*problems, *found, *journal.problems),
        tables=tables,
        journal=journal,
        state=state,
    )


def _never_still(folder: Path) -> Problem:
    return Problem(
        code="never-still",
        message=Text("The files of {path} change all the time.", path=str(folder)),
        hint=Text("Try again in a moment."),
    )


def contents_of(book: Book) -> dict[str, bytes]:
    """The bytes of the contract file and of each record file that is there, by name."""
    files = [book.folder / name for name in (book.contract_file.name, *NAMES.values())]
    return {file.name: file.read_bytes() for file in files if file.exists()}


def state_of(contract_file: Path) -> State:
    """What the system knows of each file of the book: which it is, its size, its time."""
    return tuple(
        _signature(contract_file.parent / name)
        for name in (contract_file.name, *NAMES.values(), JOURNAL_FILE, HEAD_FILE)
    )


def _signature(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _amendments(folder: Path) -> tuple[list[Amendment], list[Problem]]:
    """The amendments; most books have none, and then nothing is imported for them."""
    file = folder / AMENDMENTS_FILE
    if not file.exists() and not file.is_symlink():
        return [], []
    from zkrc_ledger.book.amendments_file import read_amendments

    return read_amendments(file)
