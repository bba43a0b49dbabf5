"""A file that a command writes for others: whole or not at all, and over nothing by accident."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from zkrc_ledger.cli.stop import stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s.\x00-\x1f\x7f]+')  # on Windows


def file_name(assessment: Assessment, settled: PeriodSettlement | None, suffix: str = "") -> str:
    """A name made of the contract's number and the period, good on any system."""
    number = _NOT_IN_NAMES.sub("-", assessment.contract.number).strip("-")[:80] or "ledger"
    return f"{number}-{settled.period.id}{suffix}" if settled else f"{number}{suffix}"


def write_file(path: Path, data: bytes, *, force: bool, book: Path) -> None:
    """Write a new file. Stops, with everything as it was, where it cannot be written.

    Over a file that is there only with `force`, and never over one of the book in the folder
    `book`.
    """
    from zkrc_ledger.book.files import write_whole

    try:
        if problem := _refused(path, force=force, book=book):
            stop(problem)
        write_whole(path, data)
    except OSError as error:
        stop(not_written(path, error))


def _refused(path: Path, *, force: bool, book: Path) -> Problem | None:
    from zkrc_ledger.book.new_book import BOOK_FILES

    if path.is_dir():
        return Problem(
            code="a-folder",
            message=Text("{path} is a folder. Nothing was written.", path=str(path)),
            hint=Text("Name a file: -o FILE"),
        )
    if not path.parent.is_dir():
        return Problem(
            code="no-folder",
            message=Text("There is no folder {path}.", path=str(path.parent)),
            hint=Text("Make it first, or name another."),
        )
    here = os.path.realpath(path)
    if here in {os.path.realpath(book / name) for name in BOOK_FILES}:
        return Problem(
            code="book-file",
            message=Text("{path} is a file of the book. Nothing was written.", path=str(path)),
            hint=Text("Name another file: -o FILE"),
        )
    if path.exists() and not force:
        return Problem(
            code="exists",
            message=Text("{path} is there already. Nothing was written.", path=str(path)),
            hint=Text("Name another file by -o FILE, or replace it by --force."),
        )
    return None


def not_written(path: Path, error: OSError) -> Problem:
    """What to say when the system refused, and everything is as it was."""
    return Problem(
        code="not-written",
        message=Text(
            "{path} cannot be written: {why}. Nothing was written.",
            path=str(path),
            why=error.strerror or str(error),
        ),
        hint=Text("Close it elsewhere (Word, Excel), check free space and permissions."),
    )
