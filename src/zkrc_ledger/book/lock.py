"""One writer at a time: a lock that the system gives up when its process ends, however it ends."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from zkrc_ledger.book.files import NotWrittenError, not_written
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_FILE = ".ledger.lock"
LOCK_SECONDS = 10
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_FOR_EVERYONE = 0o666  # in a shared folder the first writer must not shut out the second


@contextmanager
def locked(folder: Path, *, without: bool = False) -> Iterator[None]:
    """Hold the book's lock. Raises `NotWrittenError` where it cannot be had.

    On a drive without locks this is refused too, unless `without` says to do without one there.
    """
    from filelock import FileLock, Timeout  # 50 ms

    path, held = folder / LOCK_FILE, ExitStack()
    try:
        _try_a_lock(path)
        held.enter_context(FileLock(path, timeout=LOCK_SECONDS, mode=_FOR_EVERYONE))
    except Timeout:
        raise NotWrittenError(_held()) from None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise NotWrittenError(not_written(path, error)) from error
        if not without:
            raise NotWrittenError(_no_locks(folder)) from error
    with held:
        yield


def _try_a_lock(path: Path) -> None:
    """Raise the system's own error where the drive has no locks.

    The library waits in vain there, or makes do with a file that a killed run leaves behind.
    """
    try:
        import fcntl
    except ImportError:
        return  # on Windows every drive has locks
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
    descriptor = os.open(path, flags, _FOR_EVERYONE)
    try:
        with suppress(PermissionError):  # another made it
            os.fchmod(descriptor, _FOR_EVERYONE)
        with suppress(BlockingIOError):  # another holds it
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    finally:
        os.close(descriptor)


def _held() -> Problem:
    return Problem(
        code="locked",
        message=Text("Another ledger is writing to this book. Nothing was recorded."),
        hint=Text("Try again in a moment."),
    )


def _no_locks(folder: Path) -> Problem:
    return Problem(
        code="no-locks",
        message=Text(
            "The drive of {path} has no file locks, so two people could write to the book at once. "
            "Nothing was recorded.",
            path=str(folder),
        ),
        hint=Text(
            "Move the book to a drive of this computer. Or make sure that nobody else writes to "
            "it, set LEDGER_NO_LOCK=1 and give the command again."
        ),
    )
