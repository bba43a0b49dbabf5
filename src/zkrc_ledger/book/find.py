"""Finding the book: by option, by environment, or upwards from the folder one stands in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTRACT_FILE = "contract.toml"
DATA_FOLDER = "data"


def find_contract(named: str | None, here: Path) -> Path | Problem:
    """The contract file named by an option or the environment, else the nearest above `here`.

    A folder means the contract.toml in it, or in its `data` folder.
    """
    if named is not None:
        path = Path(named)
        candidates = list(_within(path)) if _is_folder(path) else [path]
        return next((file for file in candidates if _is_there(file)), _missing(named))
    for folder in (here, *here.parents):
        for file in _within(folder):
            if _is_there(file):
                return file
    return Problem(
        code="no-book",
        message=Text("There is no contract.toml in this folder or any above it."),
        hint=_renaming(here)
        or Text(
            "Go to the folder that holds it, or name it: ledger --contract FOLDER …. "
            "To begin one: ledger init my-book --from huoying-2025"
        ),
    )


def contract_files(folder: Path) -> list[Path]:
    """Every contract.toml in the folder and below it, but not in hidden folders, by path."""
    found = []
    for here, below, files in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        if CONTRACT_FILE in files:
            found.append(Path(here, CONTRACT_FILE))
    return found


def _within(folder: Path) -> Iterator[Path]:
    yield folder / CONTRACT_FILE
    yield folder / DATA_FOLDER / CONTRACT_FILE


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # a name longer than the system takes, a folder that may not be entered


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:
        return False


def _missing(named: str) -> Problem:
    return Problem(
        code="no-book",
        message=Text("There is no contract file at {path}.", path=named),
        hint=_renaming(Path(named), Path(named).parent)
        or Text(
            "Name a contract.toml or the folder that holds one. "
            "To begin one: ledger init my-book --from huoying-2025"
        ),
    )


def _renaming(*folders: Path) -> Text | None:
    """What to do where the contract file is there by another name, as contract.toml.txt."""
    from zkrc_ledger.book.beside import like_contract  # a completion has no time for it

    for name in filter(None, map(like_contract, folders)):
        return Text("Rename {name} to {own}.", name=name, own=CONTRACT_FILE)
    return None
