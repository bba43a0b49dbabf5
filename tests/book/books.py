"""A book in a folder of its own, and what people do to it: record, edit by hand, accept."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import traceback
import warnings
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.english import english
from zkrc_ledger.book.journal import JOURNAL_FILE
from zkrc_ledger.book.lock import LOCK_FILE, locked
from zkrc_ledger.book.store import load_book
from zkrc_ledger.book.write import Stamp, accept_as_found, propose, write
from zkrc_ledger.model.amendments import Extension
from zkrc_ledger.model.records import Payment, Rating
from zkrc_ledger.rules.assess import assess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record

CONTRACT = Path(__file__).parent.parent.parent / "data" / "contract.toml"
DAY = date(2026, 1, 2)
NOON = datetime(2026, 1, 2, 12, tzinfo=timezone(timedelta(hours=8)))


def new_book(folder: Path) -> Path:
    """The real contract in a folder, without any records; its contract file."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(CONTRACT, folder / "contract.toml"))


def record(
    contract: Path, *rows: Record, at: datetime = NOON, by: str = "clerk", did: str = "record"
) -> Problem | None:
    """Record rows of one file as a command does; raises where the book would not be sound."""
    stamp = Stamp(at=at, by=by, did=did)
    with locked(contract.parent):
        book = load_book(contract)
        proposal = propose(book, rows, stamp)
        assess(proposal.book, DAY)
        return write(book, proposal, stamp)


def accept(contract: Path, reason: str = "seen") -> Problem | None:
    """Take into the journal what was changed outside."""
    with locked(contract.parent):
        return accept_as_found(load_book(contract), reason, Stamp(NOON, "clerk", "accept"))


def rating(month: str, value: str, **more: Any) -> Rating:
    """A month's rating, final unless said otherwise."""
    return Rating(month=month, rating=value, **more)


def payment(ref: str, amount: str = "100") -> Payment:
    """Money received for the first period."""
    return Payment(period="P1", date=date(2025, 12, 30), amount=Decimal(amount), ref=ref)


def extension(days: int, **more: Any) -> Extension:
    """An extension from a day in March."""
    return Extension(days=days, start=date(2026, 3, 1), basis="函", **more)


def by_hand(contract: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    """Write a file of the book as another program does."""
    (contract.parent / name).write_bytes(text.encode(encoding))


def edit(contract: Path, name: str, old: str, new: str) -> None:
    """Put other words in a file of the book; the old ones must be there."""
    text = (contract.parent / name).read_bytes().decode()
    assert old in text, text
    (contract.parent / name).write_bytes(text.replace(old, new).encode())


def rows(contract: Path, name: str = "ratings.csv") -> list[dict[str, str]]:
    """The rows of a file as they stand there, by heading."""
    text = (contract.parent / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def journal(contract: Path) -> list[dict[str, Any]]:
    """The journal, line by line."""
    return [json.loads(line) for line in (contract.parent / JOURNAL_FILE).read_bytes().splitlines()]


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, without the lock."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK_FILE}


def problems(contract: Path) -> list[tuple[str, str, int | None]]:
    """The book's problems: how grave, which, on which line."""
    return [(one.severity, one.code, one.line) for one in load_book(contract).problems]


def outside(contract: Path) -> list[str]:
    """What was changed outside the ledger, in words."""
    return [english(one.problem.message) for one in load_book(contract).outside]


def forked(act: Callable[[], object]) -> int:
    """Do something in a process of its own; its id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads: they hold no lock
        child = os.fork()
    if child == 0:
        code = 1
        try:
            act()
            code = 0
        except BaseException:  # noqa: BLE001  (the exit code tells)
            traceback.print_exc()
        finally:
            os._exit(code)
    return child


def ended(child: int) -> int:
    """How a process ended: its exit code, below zero for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """A disk of that size at the folder; False where nobody may mount one here."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "ledger", str(folder)]
    try:
        mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)  # noqa: S607  (where it is, varies)
