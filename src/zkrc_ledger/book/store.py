"""A book on disk: read whole, and added to so that a crash leaves the old file or the new."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from zkrc_ledger.book.adjustments_file import ADJUSTMENTS
from zkrc_ledger.book.contract_file import read_contract
from zkrc_ledger.book.invoices_file import INVOICES
from zkrc_ledger.book.payments_file import PAYMENTS
from zkrc_ledger.book.ratings_file import RATINGS
from zkrc_ledger.model.amendments import Amendment
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import Record
from zkrc_ledger.model.records import Records
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from zkrc_ledger.book.record_file import RecordFile
    from zkrc_ledger.book.table import Table
    from zkrc_ledger.model.contract import Contract

Kept = TypeVar("Kept", bound=Record)
AMENDMENTS_FILE = "amendments.toml"
AMENDMENTS_PREFIX = "S"
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

    @property
    def folder(self) -> Path:
        """The folder that holds the contract file and the records."""
        return self.contract_file.parent


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who records something and when (ISO, with the offset from UTC)."""

    at: str
    by: str


class NotWrittenError(Exception):
    """Nothing was written; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_book(
    contract_file: Path, cross_checks: Callable[[Mapping[str, Any]], list[Problem]]
) -> Book:
    """Read every file of the book; whatever is wrong is in its `problems`."""
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
        problems=(*problems, *found),
        tables=tables,
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
    """Hold the book's lock: one writer at a time. Raises `NotWrittenError`."""
    from filelock import FileLock, Timeout  # 50 ms

    lock = FileLock(folder / LOCK_FILE, timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as timeout:
        raise NotWrittenError(
            Problem(
                code="locked",
                message=Text("Another ledger is writing to this book; nothing was recorded."),
                hint=Text("Try again in a moment."),
            )
        ) from timeout
    except OSError as error:
        raise _not_written(folder / LOCK_FILE, error) from error
    try:
        yield
    finally:
        lock.release()


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


def add_records(book: Book, kind: str, records: Sequence[Kept]) -> tuple[Kept, ...]:
    """Add stamped records of one kind; return them as they now stand. The lock must be held.

    Raises `NotWrittenError`; then nothing was written.
    """
    if kind not in FILES:
        from zkrc_ledger.book.amendments_file import as_table, with_amendments

        amendments = [*book.records.amendments]
        amendments += [one for one in records if isinstance(one, Amendment)]
        tables = [as_table(one) for one in amendments]
        _replace_file(book.folder / AMENDMENTS_FILE, with_amendments(tables))
        written: Sequence[Record] = _read_amendments(book.folder)[0]
    else:
        file = FILES[kind]
        ids = {one.place.line: one.id for one in getattr(book.records, kind) if one.place}
        data = file.with_records(book.tables[kind], records, ids)
        _replace_file(book.folder / file.name, data)
        written = file.read(book.folder)[0]
    places = {record.id: record.place for record in written}
    return tuple(replace(record, place=places[record.id]) for record in records)


def _new_id(prefix: str, taken: set[str]) -> str:
    from secrets import choice  # only to write

    while True:
        new = f"{prefix}-" + "".join(choice(_ID_LETTERS) for _ in range(_ID_LENGTH))
        if new not in taken:
            taken.add(new)
            return new


def _replace_file(file: Path, data: bytes) -> None:
    """Write beside the file, flush to disk, then put it in the old one's place."""
    target = Path(os.path.realpath(file))
    beside = None
    try:
        descriptor, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(beside).chmod(_mode_for(target))
        Path(beside).replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
        raise _not_written(target, error) from error


def _mode_for(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _flush_folder(folder: Path) -> None:
    """Make the new name last, where the system can (Windows cannot open a folder)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _not_written(path: Path, error: OSError) -> NotWrittenError:
    return NotWrittenError(
        Problem(
            code="not-written",
            file=path.name,
            message=Text(
                "{path} cannot be written: {why}. Nothing was recorded.",
                path=str(path),
                why=error.strerror or str(error),
            ),
            hint=Text("Close the file elsewhere (Excel?), check free space and permissions."),
        )
    )
