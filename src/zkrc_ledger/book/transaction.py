"""Several files changed together, or none: a killed run leaves the old book or the new one.

Every new content is written beside its file and flushed to disk first. Then one small file,
written the same way, says which is to replace which: from that moment the change is made, and
whoever comes next under the lock finishes what is left of it, which is renaming alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

PENDING_FILE = ".ledger.pending"
_BESIDE = ".ledger-"
_SUFFIX = ".tmp"


class NotWrittenError(Exception):
    """Nothing was written; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def commit(folder: Path, files: Mapping[str, bytes]) -> None:
    """Give every named file of the folder its new bytes, all of them or none. Under the lock.

    Raises `NotWrittenError`, and then nothing is changed; or, where some files are replaced
    and another cannot be, says that the next command finishes it.
    """
    renames: list[tuple[str, str]] = []
    try:
        for name, data in files.items():
            target = Path(os.path.realpath(folder / name))
            renames.append((str(_write_beside(target, data)), str(target)))
        told = json.dumps(renames).encode()
        _write_beside(folder / PENDING_FILE, told).replace(folder / PENDING_FILE)
        _flush(folder)
    except OSError as error:
        _forget(folder, renames)
        raise not_written(folder, error) from error
    try:
        _rename(folder, renames)
    except OSError as error:
        if all(Path(beside).exists() for beside, _ in renames):
            _forget(folder, renames)
            raise not_written(folder, error) from error
        raise NotWrittenError(_unfinished(folder, error)) from error


def is_unfinished(folder: Path) -> bool:
    """Whether a killed run left a change that is made and not finished."""
    return (folder / PENDING_FILE).exists()


def finish(folder: Path) -> None:
    """Finish what a killed run left, and clear away what it had not begun. Under the lock."""
    pending = folder / PENDING_FILE
    try:
        if pending.exists():
            _rename(folder, json.loads(pending.read_bytes()))
        for stray in folder.glob(f"{_BESIDE}*{_SUFFIX}"):
            stray.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise NotWrittenError(_unfinished(folder, error)) from error


def _rename(folder: Path, renames: list[tuple[str, str]]) -> None:
    for beside, target in renames:
        if Path(beside).exists():  # else it was renamed before the run was killed
            Path(beside).replace(target)
            _flush(Path(target).parent)
    (folder / PENDING_FILE).unlink(missing_ok=True)
    _flush(folder)


def _forget(folder: Path, renames: list[tuple[str, str]]) -> None:
    with contextlib.suppress(OSError):
        (folder / PENDING_FILE).unlink(missing_ok=True)
        for beside, _ in renames:
            Path(beside).unlink(missing_ok=True)
        for stray in folder.glob(f"{_BESIDE}*{_SUFFIX}"):
            stray.unlink(missing_ok=True)


def _write_beside(target: Path, data: bytes) -> Path:
    """The data in a new file of the same folder, on disk, with the target's permissions."""
    descriptor, name = tempfile.mkstemp(prefix=_BESIDE, suffix=_SUFFIX, dir=target.parent)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    Path(name).chmod(_mode_for(target))
    return Path(name)


def _mode_for(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _flush(folder: Path) -> None:
    """Make a new name last, where the system can (Windows cannot open a folder)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def not_written(path: Path, error: OSError) -> NotWrittenError:
    """What to say when the system refused, and nothing was changed."""
    return NotWrittenError(
        Problem(
            code="not-written",
            file=path.name,
            message=Text(
                "{path} cannot be written: {why}. Nothing was recorded.",
                path=str(error.filename2 or error.filename or path),
                why=error.strerror or str(error),
            ),
            hint=Text("Close the file elsewhere (Excel?), check free space and permissions."),
        )
    )


def _unfinished(folder: Path, error: Exception) -> Problem:
    return Problem(
        code="unfinished",
        file=PENDING_FILE,
        message=Text(
            "A change of {path} is recorded and could not be finished: {why}.",
            path=str(folder),
            why=getattr(error, "strerror", None) or str(error),
        ),
        hint=Text("Close the book's files elsewhere (Excel?); the next command finishes it."),
    )
