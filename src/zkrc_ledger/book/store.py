"""A book on disk: read whole, and added to so that a crash leaves the old file or the new."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from zkrc_ledger.book.adjustments_file import ADJUSTMENTS
from zkrc_ledger.book.contract_file import read_contract
from zkrc_ledger.book.invoices_file import INVOICES
from zkrc_ledger.book.journal import (
    HEAD_FILE,
    JOURNAL_FILE,
    digests,
    read_journal,
    record_trees,
    with_entry,
)
from zkrc_ledger.book.payments_file import PAYMENTS
from zkrc_ledger.book.ratings_file import RATINGS
from zkrc_ledger.book.reading import read_bytes
from zkrc_ledger.book.transaction import (
    NotWrittenError,
    commit,
    finish,
    is_unfinished,
    not_written,
)
from zkrc_ledger.model.amendments import Amendment
from zkrc_ledger.model.flat import flattened
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import Record
from zkrc_ledger.model.records import Records
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from zkrc_ledger.book.journal import Journal, Tree
    from zkrc_ledger.book.record_file import RecordFile
    from zkrc_ledger.book.table import Table
    from zkrc_ledger.model.contract import Contract

Kept = TypeVar("Kept", bound=Record)
AMENDMENTS_FILE = "amendments.toml"
AMENDMENTS_PREFIX = "S"
HOLDER_FILE = ".ledger.holder"
LOCK_FILE = ".ledger.lock"
LOCK_SECONDS = 10
_ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
_ID_LENGTH = 6


# every kind of record that is kept in a CSV file, by the name of its place in `Records`
FILES: dict[str, RecordFile[Any]] = {
    "ratings": RATINGS,
    "adjustments": ADJUSTMENTS,
    "invoices": INVOICES,
    "payments": PAYMENTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What one reading of a book found. `contract` is None where its file has a problem."""

    contract_file: Path
    contract: Contract | None
    records: Records
    problems: tuple[Problem, ...]
    tables: Mapping[str, Table]
    journal: Journal

    @property
    def folder(self) -> Path:
        """The folder that holds the contract file and the records."""
        return self.contract_file.parent


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who records something and when (ISO, with the offset from UTC)."""

    at: str
    by: str


def read_book(
    contract_file: Path, cross_checks: Callable[[Mapping[str, Any]], list[Problem]]
) -> Book:
    """Read every file of the book; whatever is wrong is in its `problems`.

    What a killed run had made and not finished is finished first.
    """
    folder = contract_file.parent
    unfinished: list[Problem] = []
    if is_unfinished(folder):
        try:
            with locked(folder):
                finish(folder)
        except NotWrittenError as error:
            unfinished.append(error.problem)
    journal = read_journal(folder)
    contract, problems = read_contract(contract_file, cross_checks)
    kept: dict[str, tuple[Any, ...]] = {}
    tables = {}
    for name, file in FILES.items():
        records, found, tables[name] = file.read(contract_file.parent)
        kept[name] = tuple(records)
        problems += found
    amendments, found = _read_amendments(contract_file.parent)
    return Book(
        contract_file=contract_file,
        contract=contract,
        records=Records(**kept, amendments=tuple(amendments)),
        problems=(*unfinished, *problems, *found, *journal.problems),
        tables=tables,
        journal=journal,
    )


def _read_amendments(folder: Path) -> tuple[list[Amendment], list[Problem]]:
    """The amendments; most books have none, and then nothing is imported for them."""
    file = folder / AMENDMENTS_FILE
    if not file.exists() and not file.is_symlink():
        return [], []
    from zkrc_ledger.book.amendments_file import read_amendments

    return read_amendments(file)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the book's lock: one writer at a time. Raises `NotWrittenError`.

    The system gives up the lock of a process that ends, however it ends. Who holds it stands
    in a file of its own, for whoever waits in vain.
    """
    import socket  # only to write

    from filelock import FileLock, Timeout  # 50 ms

    lock = FileLock(folder / LOCK_FILE, timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as timeout:
        raise NotWrittenError(
            Problem(
                code="locked",
                message=Text(
                    "Another ledger is writing to this book ({holder}); nothing was recorded.",
                    holder=_holder(folder),
                ),
                hint=Text("Try again in a moment."),
            )
        ) from timeout
    except OSError as error:
        raise not_written(folder / LOCK_FILE, error) from error
    holder = folder / HOLDER_FILE
    try:
        with contextlib.suppress(OSError):
            holder.unlink(missing_ok=True)  # a pipe in its place would wait for a reader
            with holder.open("x", encoding="utf-8") as file:
                file.write(f"{os.getpid()} {socket.gethostname()}")
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    found = read_bytes(folder / HOLDER_FILE)
    return "?" if isinstance(found, Problem) else found.decode("utf-8", "replace")[:80] or "?"


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
    prefix = FILES[kind].prefix if kind in FILES else AMENDMENTS_PREFIX
    taken = {record.id for record in book.records.everything}
    return tuple(
        replace(record, id=_new_id(prefix, taken), recorded_at=stamp.at, recorded_by=stamp.by)
        for record in records
    )


def add_records(
    book: Book, kind: str, records: Sequence[Kept], did: str, stamp: Stamp
) -> tuple[Kept, ...]:
    """Add stamped records of one kind; return them as they now stand. The lock must be held.

    The file and the journal change together or not at all. Raises `NotWrittenError`.
    """
    finish(book.folder)
    if kind not in FILES:
        from zkrc_ledger.book.amendments_file import as_table, with_amendments

        amendments = [*book.records.amendments]
        amendments += [one for one in records if isinstance(one, Amendment)]
        name, data = AMENDMENTS_FILE, with_amendments([as_table(one) for one in amendments])
    else:
        file = FILES[kind]
        ids = {one.place.line: one.id for one in getattr(book.records, kind) if one.place}
        name, data = file.name, file.with_records(book.tables[kind], records, ids)
    entry = {"records": record_trees({kind: records})}
    _write(book, {name: data}, entry, did, stamp)
    if kind in FILES:
        written: Sequence[Record] = FILES[kind].read(book.folder)[0]
    else:
        written = _read_amendments(book.folder)[0]
    places = {record.id: record.place for record in written}
    return tuple(replace(record, place=places[record.id]) for record in records)


def accept_as_found(book: Book, did: str, stamp: Stamp) -> None:
    """Take the book as it is into the journal. The lock must be held."""
    finish(book.folder)
    _write(book, {}, _baseline(book), did, stamp)


def _write(book: Book, files: Mapping[str, bytes], entry: Tree, did: str, stamp: Stamp) -> None:
    """Write files and the journal's line about them, together."""
    if not book.journal.entries:
        entry = _baseline(book) | entry
    contents = {name: (book.folder / name).read_bytes() for name in _present(book)} | dict(files)
    told = {"at": stamp.at, "by": stamp.by, "did": did} | entry | {"files": digests(contents)}
    journal, head = with_entry(book.journal, told)
    commit(book.folder, {**files, JOURNAL_FILE: journal, HEAD_FILE: head})


def _baseline(book: Book) -> Tree:
    terms = dict(flattened(book.contract)) if book.contract else {}
    return {"found": record_trees(_by_kind(book.records)), "terms": terms}


def _by_kind(records: Records) -> dict[str, Sequence[Record]]:
    return {part.name: getattr(records, part.name) for part in fields(records)}


def _present(book: Book) -> list[str]:
    """The names of the book's files that are there."""
    names = [book.contract_file.name, *(file.name for file in FILES.values()), AMENDMENTS_FILE]
    return [name for name in names if (book.folder / name).exists()]


def outside_changes(book: Book) -> list[Problem]:
    """Notices of what was changed since the last command, and not by one."""
    if not book.journal.entries:
        return []
    from zkrc_ledger.book.outside import change_notices

    found = record_trees(_by_kind(book.records))
    terms = dict(flattened(book.contract)) if book.contract else {}
    contents = {name: (book.folder / name).read_bytes() for name in _present(book)}
    names = {kind: file.name for kind, file in FILES.items()} | {"amendments": AMENDMENTS_FILE}
    return change_notices(
        book.journal, found, terms, digests(contents), names, book.contract_file.name
    )


def _new_id(prefix: str, taken: set[str]) -> str:
    from secrets import choice  # only to write

    while True:
        new = f"{prefix}-" + "".join(choice(_ID_LETTERS) for _ in range(_ID_LENGTH))
        if new not in taken:
            taken.add(new)
            return new
