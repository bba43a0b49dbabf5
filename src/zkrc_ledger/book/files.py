"""Files replaced atomically: a killed run leaves the old contents or the new, never half."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from pathlib import Path

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

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


def replace_files(folder: Path, files: dict[str, bytes]) -> Problem | None:
    """Give files of the folder their new bytes, in order. The book's lock must be held.

    All contents are on disk before the first file is replaced, which commits the change: until
    then nothing is changed and `NotWrittenError` is raised. Where a later file cannot be
    replaced, returns a notice.
    """
    beside: list[tuple[Path, Path]] = []
    committed = False
    try:
        _clear_away(folder)
        for name, data in files.items():
            target = Path(os.path.realpath(folder / name))  # the file, where the book has a link
            beside.append((_write_beside(target, data), target))
        for new, target in beside:
            _replace(new, target)
            committed = True
            _flush(target.parent)
    except OSError as error:
        for new, _ in beside:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
        if not committed:
            raise NotWrittenError(not_written(folder, error)) from error
        return _journal_behind(error)
    return None


def _clear_away(folder: Path) -> None:
    """Remove what killed runs wrote and did not bring into place."""
    with contextlib.suppress(OSError):  # whoever may not list the folder may still write
        for path in folder.iterdir():
            if path.name.startswith(_BESIDE) and path.name.endswith(_SUFFIX):
                path.unlink(missing_ok=True)


def _write_beside(target: Path, data: bytes) -> Path:
    """The data in a new file of the same folder, on disk, with the target's permissions.

    A file that may be read only is not written, although its folder would let it be replaced.
    """
    from tempfile import mkstemp  # only to write

    mode = _mode_for(target)
    if not mode & _WRITABLE:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    prefix = f"{_BESIDE}{target.name[:_NAME_LENGTH]}-"
    descriptor, name = mkstemp(prefix=prefix, suffix=_SUFFIX, dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(mode)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _mode_for(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


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
