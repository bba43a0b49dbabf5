"""A book on disk: read whole, and added to so that a crash leaves the old file or the new."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.book.contract_file import read_contract
from zkrc_ledger.book.ratings_file import RATINGS_FILE, read_ratings, with_rating
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.records import Place, Records
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from zkrc_ledger.book.table import Table
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import RatingRecord

LOCK_FILE = ".ledger.lock"
LOCK_SECONDS = 10
_ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
_ID_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What one reading of a book found. `contract` is None where its file has a problem."""

    contract_file: Path
    contract: Contract | None
    records: Records
    problems: tuple[Problem, ...]
    ratings_table: Table

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
    ratings, found, table = read_ratings(contract_file.parent)
    return Book(
        contract_file=contract_file,
        contract=contract,
        records=Records(ratings=tuple(ratings)),
        problems=(*problems, *found),
        ratings_table=table,
    )


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


def add_rating(book: Book, record: RatingRecord, stamp: Stamp) -> RatingRecord:
    """Add `record` to ratings.csv and return it as it now stands. The lock must be held."""
    taken = {other.id for other in book.records.ratings}
    recorded = replace(record, id=_new_id("R", taken), recorded_at=stamp.at, recorded_by=stamp.by)
    file = book.folder / RATINGS_FILE
    _replace_file(file, with_rating(book.ratings_table, recorded))
    written, _, _ = read_ratings(book.folder)
    line = next(other.place.line for other in written if other.id == recorded.id and other.place)
    return replace(recorded, place=Place(RATINGS_FILE, line))


def _new_id(prefix: str, taken: set[str]) -> str:
    from secrets import choice  # only to write

    while True:
        new = f"{prefix}-" + "".join(choice(_ID_LETTERS) for _ in range(_ID_LENGTH))
        if new not in taken:
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
