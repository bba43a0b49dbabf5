"""What was changed outside the ledger is told with its difference, until it is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.book.books import (
    accept,
    by_hand,
    edit,
    extension,
    journal,
    new_book,
    outside,
    payment,
    rating,
    record,
    rows,
)
from zkrc_ledger.book.store import load_book

if TYPE_CHECKING:
    from pathlib import Path

SAME = "The file was changed or sorted; what it says is the same."


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with two ratings, recorded by the ledger."""
    contract = new_book(tmp_path / "book")
    record(contract, rating("2025-08", "优秀"), rating("2025-09", "好"))
    return contract


def places(contract: Path) -> list[tuple[str, int | None]]:
    """Where each change stands."""
    return [(str(one.problem.file), one.problem.line) for one in load_book(contract).outside]


def typed(contract: Path, row: str, name: str = "ratings.csv") -> None:
    """Type a row under the others."""
    path = contract.parent / name
    empty = "," * (len(path.read_bytes().split(b"\r\n")[0].split(b",")) - row.count(",") - 1)
    path.write_bytes(path.read_bytes() + f"{row}{empty}\r\n".encode())


def test_a_cell_edited(book: Path) -> None:
    """A cell changed by hand is told with its month, column and both values, and the line."""
    edit(book, "ratings.csv", "2025-09,好", "2025-09,优秀")
    assert outside(book) == ["2025-09 rating 好 → 优秀, changed outside the ledger"]
    assert places(book) == [("ratings.csv", 3)]
    [change] = load_book(book).outside
    assert (change.problem.severity, change.problem.code) == ("notice", "changed-outside")
    assert change.subject == ("2025-09",)


def test_a_row_added(book: Path) -> None:
    """A row typed in is told, before and after the ledger gives it a time."""
    typed(book, "2025-10,差")
    told = ["2025-10 was typed in outside the ledger: 差 final."]
    assert outside(book) == told
    record(book, rating("2025-11", "好"))
    assert rows(book)[2]["recorded_at"]
    assert outside(book) == told
    assert [row["month"] for row in journal(book)[-1]["found"]] == ["2025-10"]


def test_a_row_deleted(book: Path) -> None:
    """A row that is gone is told with what it said."""
    path = book.parent / "ratings.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    assert outside(book) == ["2025-09 was deleted outside the ledger: 好 final."]
    assert places(book) == [("ratings.csv", None)]


def test_a_file_deleted(book: Path) -> None:
    """Where a file is gone every row of it is told."""
    (book.parent / "ratings.csv").unlink()
    assert len(outside(book)) == 2


def test_sorted_or_saved_in_another_form(book: Path) -> None:
    """Rows sorted, another encoding, a comment: only the form of the file has changed."""
    head, *lines = (book.parent / "ratings.csv").read_bytes().decode("utf-8-sig").splitlines()
    by_hand(book, "ratings.csv", "\n".join([head, *reversed(lines)]) + "\n", "gb18030")
    edit(book, "contract.toml", "[price]", "# seen\n[price]")
    assert outside(book) == [SAME, SAME]
    assert [name for name, _ in places(book)] == ["contract.toml", "ratings.csv"]


def test_a_term_changed(book: Path) -> None:
    """A term of the contract file is told by its key; it concerns every figure."""
    edit(book, "contract.toml", "percent = 30", "percent = 29")
    assert outside(book) == ["breach.percent 30 → 29, changed outside the ledger"]
    [change] = load_book(book).outside
    assert (change.file, change.subject) == ("contract.toml", ())


def test_an_amendment_edited(book: Path) -> None:
    """A table of amendments.toml is told like a row."""
    record(book, extension(30))
    edit(book, "amendments.toml", "days = 30", "days = 31")
    [said] = outside(book)
    assert said.endswith(" days 30 → 31, changed outside the ledger")


def test_rows_alike(book: Path) -> None:
    """Two rows that say the same are two; of one deleted, one is told."""
    by_hand(book, "payments.csv", "period,date,amount\n" + "P1,2025-12-30,50\n" * 2)
    assert len(outside(book)) == 2
    accept(book)
    assert outside(book) == []
    by_hand(book, "payments.csv", "period,date,amount\nP1,2025-12-30,50\n")
    assert outside(book) == ["- was deleted outside the ledger: P1 2025-12-30 50.00."]


def test_it_stays_told_until_accepted(book: Path) -> None:
    """Recording something else takes no change into the journal; `accept` does."""
    edit(book, "ratings.csv", "2025-09,好", "2025-09,优秀")
    told = outside(book)
    record(book, payment("x"))
    record(book, rating("2025-10", "好"))
    assert outside(book) == told
    accept(book, "the form says so")
    assert outside(book) == []
    assert journal(book)[-1]["reason"] == "the form says so"
    assert [row["rating"] for row in journal(book)[-1]["accepted"]["new"]] == ["优秀"]
    assert [row["rating"] for row in journal(book)[-1]["accepted"]["gone"]] == ["好"]


def test_put_back(book: Path) -> None:
    """A change that was put back is told no more."""
    edit(book, "ratings.csv", "2025-09,好", "2025-09,优秀")
    edit(book, "ratings.csv", "2025-09,优秀", "2025-09,好")
    assert outside(book) == []


def test_nothing_is_told_of_a_file_with_errors(book: Path) -> None:
    """Rows that were not understood do not count as deleted."""
    edit(book, "ratings.csv", "2025-09,好", "2025-13,好")
    assert outside(book) == []
    assert [one.code for one in load_book(book).problems] == ["month-form"]


def test_a_crash_before_the_journal(book: Path) -> None:
    """Rows whose line in the journal is missing count as typed in; the next write finds them."""
    before = (book.parent / "journal.jsonl").read_bytes()
    record(book, rating("2025-10", "差"))
    (book.parent / "journal.jsonl").write_bytes(before)
    told = ["2025-10 was typed in outside the ledger: 差 final."]
    assert outside(book) == told
    record(book, payment("x"))
    assert [row["month"] for row in journal(book)[-1]["found"]] == ["2025-10"]
    assert outside(book) == told
    accept(book)
    assert outside(book) == []
