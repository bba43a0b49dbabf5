"""A new book: the contract files that come with the program, filled in and written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zkrc_ledger.book.files import NotWrittenError, not_written, replace_files
from zkrc_ledger.book.find import CONTRACT_FILE
from zkrc_ledger.book.journal import JOURNAL_FILE
from zkrc_ledger.book.lock import locked
from zkrc_ledger.book.store import RECORD_FILES
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE = Path(__file__).resolve().parent.parent
SCHEMA_FILE = "contract.schema.json"
SHIPPED = ("huoying-2025",)
BOOK_FILES = (CONTRACT_FILE, *RECORD_FILES, JOURNAL_FILE)
_CONTRACTS = PACKAGE / "contracts"
_CHECKOUT = PACKAGE.parent.parent / "data" / CONTRACT_FILE  # whence the wheel takes it
_SCHEMA_LINE = re.compile(r"#:schema .*")
_TABLE = re.compile(r"\[(\w+)\]")
_SETTING = re.compile(r"(?:# )?(\w+) = (.*)")


def template(language: str) -> str:
    """The text of a contract file to be filled in, its comments in `language`."""
    return (_CONTRACTS / f"new.{language}.toml").read_text(encoding="utf-8")


def shipped(name: str) -> str:
    """The text of a contract that comes with the program; `name` is one of `SHIPPED`."""
    packed = _CONTRACTS / f"{name}.toml"
    return (packed if packed.exists() else _CHECKOUT).read_text(encoding="utf-8")


def is_inside_package(path: Path) -> bool:
    """Whether a path lies within the installed program, where nothing is ever recorded."""
    return path.resolve().is_relative_to(PACKAGE)


def filled(text: str, values: Mapping[str, object]) -> str:
    """A contract file's text with values, by key (`term.start`); all else stays as it stands.

    A key that is commented out is put in effect. The first line names the schema beside the file.
    """
    lines, table, skipping = [], "", False
    for line in text.splitlines():
        if skipping:
            skipping = line != "]"
        elif heading := _TABLE.fullmatch(line):
            table = heading[1]
            lines.append(line)
        elif (setting := _SETTING.match(line)) and f"{table}.{setting[1]}" in values:
            lines.append(f"{setting[1]} = {_toml(values[f'{table}.{setting[1]}'])}")
            skipping = setting[2] == "["
        else:
            lines.append(line)
    lines[0] = _SCHEMA_LINE.sub(f"#:schema ./{SCHEMA_FILE}", lines[0])
    return "\n".join(lines) + "\n"


def create_book(folder: Path, text: str, schema: bytes, *, without_lock: bool) -> Path:
    """Write a new book's files and return its contract file. Raises `NotWrittenError`.

    Where the folder holds a book's files already, nothing is written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWrittenError(not_written(folder, error)) from error
    refuse_taken(folder)
    with locked(folder, without=without_lock):
        refuse_taken(folder)
        replace_files(folder, {CONTRACT_FILE: text.encode(), SCHEMA_FILE: schema})
    return folder / CONTRACT_FILE


def refuse_taken(folder: Path) -> None:
    """Raise `NotWrittenError` where the folder holds a book's files already."""
    for name in BOOK_FILES:
        if (folder / name).exists() or (folder / name).is_symlink():
            raise NotWrittenError(
                Problem(
                    code="book-exists",
                    file=name,
                    message=Text(
                        "{path} holds {file} already. Nothing was written.",
                        path=str(folder.absolute()),
                        file=name,
                    ),
                    hint=Text("Name another folder: ledger init FOLDER"),
                )
            )


def _toml(value: Any) -> str:  # noqa: ANN401  (any value of a contract file)
    """A value as TOML: lists of tables a line each, tables on one line."""
    match value:
        case dict():
            return f"{{ {', '.join(f'{key} = {_toml(one)}' for key, one in value.items())} }}"
        case list():
            return "\n".join(["[", *(f"  {_toml(one)}," for one in value), "]"])
        case bool() | int() | str() | date():
            import tomli_w  # only to write

            return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")
    raise TypeError(value)
