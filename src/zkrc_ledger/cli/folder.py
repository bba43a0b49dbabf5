"""A folder of documents, written whole or not at all."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from zkrc_ledger.cli.outputs import not_written
from zkrc_ledger.cli.stop import stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def refuse_taken(folder: Path, *, force: bool) -> None:
    """Stop where the folder's own folder is not there, or something is in its place.

    With `force` another pack may be there.
    """
    problem = None
    if not folder.parent.is_dir():
        problem = Problem(
            code="no-folder",
            message=Text("There is no folder {path}.", path=str(folder.parent)),
            hint=Text("Make it first, or name another."),
        )
    elif folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        problem = Problem(
            code="not-a-folder",
            message=Text("{path} is there already and is not a folder.", path=str(folder)),
            hint=Text("Name another folder: -o DIR"),
        )
    elif not force and folder.is_dir() and any(folder.iterdir()):
        problem = Problem(
            code="exists",
            message=Text("{path} is there already. Nothing was written.", path=str(folder)),
            hint=Text("Name another folder by -o DIR, or replace its documents by --force."),
        )
    if problem:
        stop(problem)


def write_folder(folder: Path, files: Mapping[str, bytes], is_own: Callable[[str], bool]) -> None:
    """Write the files into a new folder beside and put it in the place of `folder`.

    What is in `folder` already stays in it, but for files that an earlier pack wrote: `is_own`
    knows them by their names. Stops, with everything as it was, where the system refuses.
    """
    new = folder.with_name(f".ledger-{folder.name}-{os.getpid()}.tmp")
    try:
        new.mkdir()
        for name, data in files.items():
            _write(new / name, data)
        if folder.is_dir():
            _keep_the_rest(folder, new, is_own)
        _swap(new, folder)
    except OSError as error:
        stop(not_written(folder, error))
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _keep_the_rest(folder: Path, new: Path, is_own: Callable[[str], bool]) -> None:
    for one in folder.iterdir():
        if is_own(one.name):
            continue
        if one.is_dir() and not one.is_symlink():
            shutil.copytree(one, new / one.name, symlinks=True)
        else:
            shutil.copy2(one, new / one.name, follow_symlinks=False)


def _swap(new: Path, folder: Path) -> None:
    if not folder.is_dir():
        new.rename(folder)
        return
    old = folder.with_name(f"{folder.name}.old")
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
