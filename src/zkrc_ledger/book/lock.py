"""One writer at a time: a lock that the system gives up when its process ends, however it ends."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from zkrc_ledger.book.files import NotWrittenError, not_written
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_FILE = ".ledger.lock"
LOCK_SECONDS = 10
_FOR_EVERYONE = 0o666  # in a shared folder the first writer must not shut out the second


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the book's lock. Raises `NotWrittenError` where it cannot be had."""
    from filelock import FileLock, Timeout  # 50 ms

    lock = FileLock(folder / LOCK_FILE, timeout=LOCK_SECONDS, mode=_FOR_EVERYONE)
    try:
        lock.acquire()
    except Timeout:
        raise NotWrittenError(_held()) from None
    except OSError as error:
        raise NotWrittenError(not_written(folder / LOCK_FILE, error)) from error
    try:
        yield
    finally:
        lock.release()


def _held() -> Problem:
    return Problem(
        code="locked",
        message=Text("Another ledger is writing to this book. Nothing was recorded."),
        hint=Text("Try again in a moment."),
    )
