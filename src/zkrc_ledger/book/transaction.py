"""Several files changed together, or none: a killed run leaves the old book or the new one.

Every new content is written beside its file and flushed to disk first. Then one small file,
written the same way, says which is to replace which: from that moment the change is made, and
whoever comes next under the lock finishes what is left of it, which is renaming alone.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.book.decode import read_bytes
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

PENDING_FILE = ".ledger.pending"
_BESIDE = ".ledger-"
_SUFFIX = ".tmp"
_TRIES = 3  # a virus scanner or an indexer lets go of a file in a moment
_BETWEEN_SECONDS = 0.05
_WRITABLE = 0o222
_NAME_LENGTH = 40  # a system takes 255 bytes


class NotWrittenError(Exception):
    """Nothing was written; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def commit(folder: Path, files: Mapping[str, bytes]) -> Problem | None:
    """Give every named file of the folder its new bytes, all of them or none. Under the lock.

    Raises `NotWrittenError`, and then nothing is changed. Where the change is made and a file
    cannot be replaced for now, returns a notice of it: whoever comes next finishes it.
    """
    renames: list[tuple[str, str]] = []
    try:
        for name, data in files.items():
            renames.append((_write_beside(_target(folder, name), data).name, name))
        told = json.dumps(renames).encode()
        _write_beside(folder / PENDING_FILE, told).replace(folder / PENDING_FILE)
        _flush(folder)
    except OSError as error:
        return _taken_back(folder, renames, error)
    try:
        _rename(folder, renames)
    except OSError as error:
        if all(_beside(folder, *pair).exists() for pair in renames):
            return _taken_back(folder, renames, error)
        return replace(_unfinished(folder, error), severity="notice")
    return None


def is_unfinished(folder: Path) -> bool:
    """Whether a change is made and its files are not all replaced yet."""
    return (folder / PENDING_FILE).exists()


def finish(folder: Path) -> None:
    """Finish what a killed run left, and clear away what it had not begun. Under the lock.

    Raises `NotWrittenError` where the system does not let it.
    """
    pending = folder / PENDING_FILE
    try:
        if pending.exists():
            _rename(folder, _read_renames(pending))
    except (OSError, ValueError) as error:
        raise NotWrittenError(_unfinished(folder, error)) from error
    with contextlib.suppress(OSError):  # whoever may not list the folder may still write
        _clear_away(folder)


def _read_renames(pending: Path) -> list[tuple[str, str]]:
    """What is to replace what, by names within the folder: a book may have been moved since.

    Anything else was not written by the ledger, and moves no file.
    """
    data = read_bytes(pending)
    if isinstance(data, Problem):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    try:
        renames = [(str(beside), str(name)) for beside, name in json.loads(data)]
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    for beside, name in renames:
        if (
            not _is_beside(beside)
            or name.startswith(".")
            or {beside, name} != {*map(_last, (beside, name))}
        ):
            raise ValueError(f"{beside} → {name}"[:80])
    return renames


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _target(folder: Path, name: str) -> Path:
    """The file itself, where the book has a link to it."""
    return Path(os.path.realpath(folder / name))


def _beside(folder: Path, beside: str, name: str) -> Path:
    return _target(folder, name).parent / beside


def _rename(folder: Path, renames: list[tuple[str, str]]) -> None:
    for beside, name in renames:
        new, target = _beside(folder, beside, name), _target(folder, name)
        if new.exists():  # else it was renamed before the run was killed
            _replace(new, target)
            _flush(target.parent)
    (folder / PENDING_FILE).unlink(missing_ok=True)
    _flush(folder)


def _is_beside(name: str) -> bool:
    """Whether a file of this name is a new content that did not come into its place yet."""
    return name.startswith(_BESIDE) and name.endswith(_SUFFIX)


def _clear_away(folder: Path) -> None:
    """Remove the contents that did not come into their place, also where a link points to."""
    for path in folder.iterdir():
        if _is_beside(path.name):
            path.unlink(missing_ok=True)
        elif path.is_symlink() and path.is_file():
            target = path.resolve()
            for left in target.parent.iterdir():
                if _is_beside(left.name) and left.name.startswith(_beginning(target)):
                    left.unlink(missing_ok=True)


def _beginning(target: Path) -> str:
    """How the names of a file's new contents begin: others may write to the same folder."""
    return f"{_BESIDE}{target.name[:_NAME_LENGTH]}-"


def _replace(new: Path, target: Path) -> None:
    for rest in range(_TRIES - 1, -1, -1):
        try:
            new.replace(target)
        except OSError:
            if not rest:
                raise
            time.sleep(_BETWEEN_SECONDS)
        else:
            return


def _taken_back(folder: Path, renames: list[tuple[str, str]], error: OSError) -> Problem:
    """Undo what was begun, and raise; where even that is refused the change stands."""
    with contextlib.suppress(OSError):
        (folder / PENDING_FILE).unlink(missing_ok=True)
    if is_unfinished(folder):
        return replace(_unfinished(folder, error), severity="notice")
    with contextlib.suppress(OSError):
        for pair in renames:
            _beside(folder, *pair).unlink(missing_ok=True)
        _clear_away(folder)
    raise NotWrittenError(not_written(folder, error)) from error


def _write_beside(target: Path, data: bytes) -> Path:
    """The data in a new file of the same folder, on disk, with the target's permissions.

    A file that may be read only is not written, although its folder would let it be replaced.
    """
    from tempfile import mkstemp  # only to write

    mode = _mode_for(target)
    if not mode & _WRITABLE:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    descriptor, name = mkstemp(prefix=_beginning(target), suffix=_SUFFIX, dir=target.parent)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    Path(name).chmod(mode)
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


def not_written(path: Path, error: OSError) -> Problem:
    """What to say when the system refused, and nothing was changed."""
    return Problem(
        code="not-written",
        file=path.name,
        message=Text(
            "{path} cannot be written: {why}. Nothing was recorded.",
            path=str(error.filename2 or error.filename or path),
            why=error.strerror or str(error),
        ),
        hint=Text("Close the file elsewhere (Excel?), check free space and permissions."),
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
