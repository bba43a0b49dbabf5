"""What is wrong with a ratings.csv is told whole: code, file, line, message."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support import REAL_CONTRACT
from zkrc_ledger.book.store import load_book
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.model.text import spoken

if TYPE_CHECKING:
    from pathlib import Path

    from zkrc_ledger.model.book import Book

ENGLISH = CatalogueTranslator("en")
HEAD = "month,rating\n"
MERGE = "A merge left its mark here: two versions await a decision."
QUOTES = "The quotes on this line do not match, or a cell is endless."
NUL = "The file holds a NUL character; it may be damaged."
ENCODING = "The file is neither UTF-8 nor GB18030 nor UTF-16 with a mark."
MISSING_MONTH = "The column month is missing."
MISSING_RATING = "The column rating is missing."
TOO_LONG = "This row has more fields (3) than there are headings (2)."
MADE = "is not a month: a spreadsheet may have made a day or a figure of it."


PROBLEMS: dict[str, tuple[str | bytes, list[tuple[str, int | None, str]]]] = {
    "no rating": ("month\n2025-08\n", [("column-missing", 1, MISSING_RATING)]),
    "no month": ("rating\n好\n", [("column-missing", 1, MISSING_MONTH)]),
    "no headings": (
        "note,basis\n",
        [("column-missing", 1, MISSING_MONTH), ("column-missing", 1, MISSING_RATING)],
    ),
    "below sep=": ("sep=;\nmonth;note\n", [("column-missing", 2, MISSING_RATING)]),
    "below blank lines": ("\n\nmonth\n", [("column-missing", 3, MISSING_RATING)]),
    "column twice": (
        "month,rating,rating\n2025-08,好,差\n",
        [("column-twice", 1, "The column rating is listed twice.")],
    ),
    "column in both languages": (
        "month,月份,rating\n2025-08,2025-08,差\n",
        [("column-twice", 1, "The headings month and 月份 both mean 月份.")],
    ),
    "half a row": (
        HEAD + "2025-08,好\n2025-09\n",
        [("half-row", 3, "This is half a row: 1 of the 2 fields that the headings name.")],
    ),
    "row too long": (HEAD + "2025-08,好,x\n", [("row-too-long", 2, TOO_LONG)]),
    "row with a gap": (
        HEAD + "2025-08,好,,x\n",
        [("row-too-long", 2, "This row has more fields (4) than there are headings (2).")],
    ),
    "merge": (
        HEAD + "<<<<<<< HEAD\n2025-08,好\n=======\n2025-08,差\n>>>>>>> other\n",
        [("merge-conflict", line, MERGE) for line in (2, 4, 6)],
    ),
    "three-way merge": (
        HEAD + "<<<<<<< a\r\n2025-08,好\r\n||||||| b\r\n=======\r\n>>>>>>> c\r\n",
        [("merge-conflict", line, MERGE) for line in (2, 4, 5, 6)],
    ),
    "NUL": (HEAD + "2025-08,\0好\n", [("nul", 2, NUL)]),
    "only NUL": (b"\0" * 512, [("nul", 1, NUL)]),
    "open quote": (HEAD + '2025-08,"好\n2025-09,差\n', [("quoting", 2, QUOTES)]),
    "words after a quote": (HEAD + '2025-08,好\n2025-09,"差"x\n', [("quoting", 3, QUOTES)]),
    "endless cell": (HEAD + f"2025-08,{'好' * 140_000}\n", [("quoting", 2, QUOTES)]),
    "no encoding": (b"month,rating\n2025-08,\x81\n", [("encoding", None, ENCODING)]),
    "GBK below a UTF-8 mark": (
        b"\xef\xbb\xbfmonth,rating\n2025-08,\xba\xc3\n",
        [("encoding", None, ENCODING)],
    ),
    "half a UTF-16 character": (b"\xff\xfem\x00o", [("encoding", None, ENCODING)]),
    "stage": (
        "month,rating,stage\n2025-08,好,passed\n",
        [("stage-unknown", 2, '"passed" cannot stand under stage.')],
    ),
    "dates": (
        "month,rating,approved_on\n2025-08,好,2025-02-30\n2025-09,好,soon\n2025-10,好,2025-10\n",
        [
            ("date-form", 2, '"2025-02-30" is not a date.'),
            ("date-form", 3, '"soon" is not a date.'),
            ("date-form", 4, '"2025-10" is not a date.'),
        ],
    ),
    "months": (
        HEAD + "2025-13,好\n20259,好\nSep-25,好\n45901,好\n2025-9-31,好\n25-09,好\n,好\n",
        [
            ("month-form", 2, '"2025-13" is not a month.'),
            ("month-form", 3, '"20259" is not a month.'),
            ("month-spreadsheet", 4, f'"Sep-25" {MADE}'),
            ("month-spreadsheet", 5, f'"45901" {MADE}'),
            ("month-spreadsheet", 6, f'"2025-9-31" {MADE}'),
            ("month-spreadsheet", 7, f'"25-09" {MADE}'),
            ("month-missing", 8, "The month is missing."),
        ],
    ),
    "all at once": (
        "month,rating,stage,approved_on\n2025-13,好,maybe,never\n2025-09\n",
        [
            ("half-row", 3, "This is half a row: 1 of the 4 fields that the headings name."),
            ("month-form", 2, '"2025-13" is not a month.'),
            ("stage-unknown", 2, '"maybe" cannot stand under stage.'),
            ("date-form", 2, '"never" is not a date.'),
        ],
    ),
}


def loaded(folder: Path) -> Book:
    """The book of this folder, with the real contract."""
    shutil.copy(REAL_CONTRACT, folder / "contract.toml")
    return load_book(folder / "contract.toml")


def problems_of(folder: Path) -> list[tuple[str, str, str | None, int | None, str]]:
    """Severity, code, file, line and message of every problem of the folder's ratings.csv."""
    problems = loaded(folder).problems
    return [
        (one.severity, one.code, one.file, one.line, spoken(one.message, ENGLISH))
        for one in problems
    ]


@pytest.mark.parametrize(("data", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_every_error_of_a_file(
    tmp_path: Path, data: str | bytes, expected: list[tuple[str, int | None, str]]
) -> None:
    """Every error of a file is told at once, each with its code, its line and what is wrong."""
    (tmp_path / "ratings.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
    assert problems_of(tmp_path) == [
        ("error", code, "ratings.csv", line, message) for code, line, message in expected
    ]


def test_an_unknown_column_is_worth_knowing(tmp_path: Path) -> None:
    """A column the ledger does not read is a notice, and the row is read all the same."""
    (tmp_path / "ratings.csv").write_text("month,rating,mood\n2025-08,好,glad\n", encoding="utf-8")
    assert [one.rating for one in loaded(tmp_path).rows] == ["好"]
    assert problems_of(tmp_path) == [
        ("notice", "column-unknown", "ratings.csv", 1, "The ledger does not read the column mood.")
    ]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder of that name is said to be no plain file."""
    (tmp_path / "ratings.csv").mkdir()
    message = f"{tmp_path / 'ratings.csv'} is not a plain file."
    assert problems_of(tmp_path) == [("error", "not-a-file", "ratings.csv", None, message)]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """A named pipe is never opened, so nobody waits for it for ever."""
    os.mkfifo(tmp_path / "ratings.csv")
    message = f"{tmp_path / 'ratings.csv'} is not a plain file."
    assert problems_of(tmp_path) == [("error", "not-a-file", "ratings.csv", None, message)]


def test_a_link_to_nothing(tmp_path: Path) -> None:
    """A symbolic link whose target is gone is a problem, not an empty book."""
    (tmp_path / "ratings.csv").symlink_to(tmp_path / "gone.csv")
    message = f"{tmp_path / 'ratings.csv'} cannot be read: No such file or directory."
    assert problems_of(tmp_path) == [("error", "unreadable", "ratings.csv", None, message)]


def test_a_file_too_large(tmp_path: Path) -> None:
    """A file of more than 2 MiB is not read, and one of 2 MiB is."""
    path = tmp_path / "ratings.csv"
    blank = b" " * 65_535 + b"\n"
    path.write_bytes(b"month,rating\n" + (blank * 32)[13:])
    assert problems_of(tmp_path) == []
    with path.open("ab") as file:
        file.write(b"\n")
    message = f"{path} has 2097153 bytes; a book's file has at most 2097152."
    assert problems_of(tmp_path) == [("error", "too-large", "ratings.csv", None, message)]
