"""One writer at a time; and what a run that was cut off has left for the next one to finish."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zkrc_ledger.book.decode import read_bytes
from zkrc_ledger.book.journal import JOURNAL_FILE
from zkrc_ledger.book.transaction import (
    NotWrittenError,
    finish,
    is_unfinished,
    not_written,
)
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

HOLDER_FILE = ".ledger.holder"
LOCK_FILE = ".ledger.lock"
LOCK_SECONDS = 10


@dataclass(frozen=True, slots=True)
class CutOff:
    """A run that ended before it could say what it did: its command, and whether it counts."""

    did: str
    at: str
    recorded: bool


@contextlib.contextmanager
def locked(
    folder: Path, did: str = "", at: str = "", seconds: float | None = None
) -> Iterator[CutOff | None]:
    """Hold the book's lock, having finished what a run that was cut off had left.

    The system gives up the lock of a process that ends, however it ends. Who holds it, and for
    which command, stands in a file of its own: for whoever waits in vain, and for whoever comes
    after a run that was cut off. Raises `NotWrittenError` where the lock cannot be had.
    """
    from filelock import FileLock, Timeout  # 50 ms

    lock = FileLock(folder / LOCK_FILE, timeout=LOCK_SECONDS if seconds is None else seconds)
    try:
        lock.acquire()
    except Timeout as timeout:
        raise NotWrittenError(_held(folder)) from timeout
    except OSError as error:
        raise NotWrittenError(not_written(folder / LOCK_FILE, error)) from error
    try:
        finish(folder)
        left = _left(folder)
        if did:
            _hold(folder, did, at)
        yield left
    finally:
        with contextlib.suppress(OSError):
            (folder / HOLDER_FILE).unlink(missing_ok=True)
        lock.release()


def recover(folder: Path) -> CutOff | None:
    """Finish what a run that was cut off left; what it was. For commands that only read.

    They do not wait for a writer at work, unless they would see half of what it writes. Raises
    `NotWrittenError` where half of a change stays.
    """
    unfinished = is_unfinished(folder)
    if not unfinished and not (folder / HOLDER_FILE).exists():
        return None
    try:
        with locked(folder, seconds=None if unfinished else 0) as left:
            return left
    except NotWrittenError:
        if unfinished and is_unfinished(folder):
            raise
        return None  # a writer is at work, or this reader may not write


def _hold(folder: Path, did: str, at: str) -> None:
    """Say who holds the lock; a book is written all the same where that cannot be said."""
    import socket  # only to write

    told = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "did": did,
        "at": at,
        "lines": _lines(folder),
    }
    holder = folder / HOLDER_FILE
    with contextlib.suppress(OSError):
        holder.unlink(missing_ok=True)  # a pipe in its place would wait for a reader
        with holder.open("x", encoding="utf-8") as file:
            file.write(json.dumps(told, ensure_ascii=False))  # at one stroke


def _left(folder: Path) -> CutOff | None:
    """The run whose name still stands there, although it does not hold the lock."""
    told = _holder(folder)
    match told:
        case {"did": str(did), "at": str(at), "lines": int(lines)}:
            return CutOff(did, at, _lines(folder) > lines)
        case _:
            return None


def _holder(folder: Path) -> Any:  # noqa: ANN401  (whatever JSON can hold)
    found = read_bytes(folder / HOLDER_FILE)
    if isinstance(found, Problem):
        return None
    try:
        return json.loads(found)
    except (ValueError, RecursionError):
        return None


def _lines(folder: Path) -> int:
    found = read_bytes(folder / JOURNAL_FILE)
    return 0 if isinstance(found, Problem) else found.count(b"\n")


def _held(folder: Path) -> Problem:
    match _holder(folder):
        case {"pid": int(pid), "host": str(host), "did": str(did)}:
            holder = f"{pid}, {host}: ledger {did}"[:120]
        case _:
            holder = "?"
    return Problem(
        code="locked",
        message=Text(
            "Another ledger is writing to this book ({holder}); nothing was recorded.",
            holder=holder,
        ),
        hint=Text("Try again in a moment."),
    )
