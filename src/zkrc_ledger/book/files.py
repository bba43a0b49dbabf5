"""Files replaced atomically: a killed run leaves the old contents or the new, never half."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEFT_OVER = ".ledger-*.tmp"
_TRIES = 3  # a virus scanner or an indexer lets go of a file in a moment
_BETWEEN_SECONDS = 0.05
_WRITABLE = 0o222


class NotWrittenError(Exception):
    """Nothing was written; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def replace_files(folder: Path, files: Mapping[str, bytes]) -> Problem | None:
    """Give files of the folder their new bytes, in order. The book's lock must be held.

    All contents are on disk before the first file is replaced, which commits the change: until
    then nothing is changed and `NotWrittenError` is raised. Where a later file cannot be
    replaced, returns a notice.
    """
    beside: list[tuple[Path, Path]] = []
    target, committed = folder, False
    try:
        for left in folder.glob(_LEFT_OVER):  # by a killed run
            left.unlink()
        for name, data in files.items():
            target = Path(os.path.realpath(folder / name))  # the file, where the book has a link
            new = target.with_name(f".ledger-{target.name}-{os.getpid()}.tmp")
            beside.append((new, target))
            _write_beside(new, target, data)
        for new, target in beside:
            _replace(new, target)
            committed = True
            _flush(target.parent)
    except OSError as error:
        if not committed:
            raise NotWrittenError(not_written(target, error)) from error
        return _journal_behind(error)
    finally:
        for new, _ in beside:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
    return None


def write_whole(path: Path, data: bytes) -> None:
    """Give a file outside a book its bytes, all of them or none. Raises OSError."""
    target = Path(os.path.realpath(path))
    new = target.with_name(f".ledger-{os.getpid()}.tmp")
    try:
        _write_beside(new, target, data)
        _replace(new, target)
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
    _flush(target.parent)


def _write_beside(new: Path, target: Path, data: bytes) -> None:
    """Write the data to a new file and to disk, with the target's permissions.

    A file that may be read only is not written, although its folder would let it be replaced.
    """
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None and not mode & _WRITABLE:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with new.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    if mode is not None:
        new.chmod(mode)


def _replace(new: Path, target: Path) -> None:
    for _ in range(_TRIES - 1):
        try:
            new.replace(target)
        except OSError:
            time.sleep(_BETWEEN_SECONDS)
        else:
            return
    new.replace(target)


def _flush(folder: Path) -> None:
    """Make a new name last, where the system can (Windows cannot open a folder)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def not_written(path: Path, error: OSError) -> Problem:
    """What to say when the system refused, and nothing was changed."""
    return Problem(
        code="not-written",
        file=path.name,
        message=Text(
            "{path} cannot be written: {why}. Nothing was recorded.",
            path=str(path),
            why=error.strerror or str(error),
        ),
        hint=Text("Close the file elsewhere (Excel?), check free space and permissions."),
    )


def _journal_behind(error: OSError) -> Problem:
    return Problem(
        severity="notice",
        code="journal-behind",
        message=Text(
            "It was recorded, but the journal could not be written: {why}.",
            why=error.strerror or str(error),
        ),
        hint=Text("The next command that records adds it to the journal."),
    )
