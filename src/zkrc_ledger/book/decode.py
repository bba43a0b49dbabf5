"""Bytes to text: any file people keep books in, or a problem that says why not."""

from __future__ import annotations

import codecs
import io
import itertools
import re
import stat
from typing import TYPE_CHECKING

from zkrc_ledger.book.foreign import foreign
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from pathlib import Path

# nobody has more under one contract, and what is read must be checked in a moment
LARGEST_FILE = 8 * 1024 * 1024
LARGEST_TABLE = 2 * 1024 * 1024
LARGEST_TOML = 128 * 1024
_UTF16 = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
_MOST_MARKS = 1000  # a file of nothing else
_CONFLICT_MARK = re.compile(r"^(?:<<<<<<<|\|\|\|\|\|\|\||>>>>>>>|=======$).*", re.MULTILINE)


@value_class(kw_only=False)
class Content:
    """A file's text, and the encoding that writes it back as it was."""

    text: str
    encoding: str


def read_bytes(path: Path, most: int = LARGEST_FILE) -> bytes | Problem:
    """The bytes of a plain file of at most so many."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Problem(
                code="not-a-file",
                file=path.name,
                message=Text("{path} is not a plain file.", path=str(path)),
            )
        if problem := too_large(str(path), found.st_size, most):
            return problem
        with path.open("rb") as file:  # a device of /proc calls itself an empty file: not read on
            return file.read(found.st_size)
    except OSError as error:
        return Problem(
            code="unreadable",
            file=path.name,
            message=Text(
                "{path} cannot be read: {why}.", path=str(path), why=error.strerror or str(error)
            ),
            hint=Text("Check that the file may be read and is not open elsewhere."),
        )


def too_large(path: str, size: int, most: int) -> Problem | None:
    """What to say of a file that has more bytes than are read."""
    if size <= most:
        return None
    return Problem(
        code="too-large",
        file=path.replace("\\", "/").rpartition("/")[2],
        message=Text(
            "{path} has {size} bytes; a book's file has at most {most}.",
            path=path,
            size=size,
            most=most,
        ),
    )


def decode(data: bytes, name: str) -> Content | Problem:
    """UTF-8 with or without a mark, UTF-16 with one, else GB18030, which holds GBK.

    A workbook, a web page or another program's file by a text's name is named as what it is.
    """
    if problem := foreign(data, name):
        return problem
    marked = [encoding for encoding, mark in _UTF16.items() if data.startswith(mark)]
    if data.startswith(codecs.BOM_UTF8):
        marked = ["utf-8-sig"]
    candidates = marked or ["utf-8", "gb18030"]
    for encoding in candidates:
        try:
            text = data.removeprefix(_UTF16.get(encoding, b"")).decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            return Problem(
                code="nul",
                file=name,
                line=_lines_end(text[: text.index("\0")]) + 1,
                message=Text("The file holds a NUL character; it may be damaged."),
                hint=Text("Save it again as UTF-8, or take it from a backup."),
            )
        return Content(text, encoding)
    return Problem(
        code="encoding",
        file=name,
        message=Text("The file is neither UTF-8 nor GB18030 nor UTF-16 with a mark."),
        hint=Text("Save it again as UTF-8."),
    )


def _lines_end(text: str) -> int:
    """How many lines end in it, each by CRLF, LF or CR."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def encode(text: str, encoding: str) -> bytes:
    """The bytes that `decode` reads as this text in this encoding, its mark included.

    Half a character, which a command line can hold, becomes a question mark.
    """
    return _UTF16.get(encoding, b"") + text.encode(encoding, "replace")


def with_plain_line_ends(text: str) -> str:
    """The text with each of its lines ended by LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def first_line_end(text: str, otherwise: str) -> str:
    """How the first line ends; `otherwise` where none does."""
    first = next(io.StringIO(text, newline=""), "")
    return first[len(first.rstrip("\r\n")) :] or otherwise


def conflict_marks(text: str, name: str) -> list[Problem]:
    """A problem for each line that a version control merge left for somebody to decide."""
    problems, line, counted = [], 1, 0
    text = with_plain_line_ends(text)
    for mark in itertools.islice(_CONFLICT_MARK.finditer(text), _MOST_MARKS):
        line += text.count("\n", counted, mark.start())
        counted = mark.start()
        problems.append(
            Problem(
                code="merge-conflict",
                file=name,
                line=line,
                excerpt=mark[0].rstrip()[:80],
                message=Text("A merge left its mark here: two versions await a decision."),
                hint=Text("Keep the rows that hold and delete the marks."),
            )
        )
    return problems
