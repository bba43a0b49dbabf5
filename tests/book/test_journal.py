"""The journal: a chain of lines, each naming those before it; what breaks it and what does not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.book.books import (
    NOON,
    accept,
    by_hand,
    edit,
    files,
    journal,
    new_book,
    outside,
    payment,
    problems,
    rating,
    record,
)
from zkrc_ledger.book.journal import JOURNAL_FILE, digest
from zkrc_ledger.book.store import load_book
from zkrc_ledger.rules.assess import UnsoundError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

MERGED = ("notice", "journal-merged", None)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book whose journal has three lines."""
    contract = new_book(tmp_path / "book")
    for month in ("2025-08", "2025-09", "2025-10"):
        record(contract, rating(month, "好"), did=f"rate {month} 好")
    return contract


def lines(contract: Path) -> list[bytes]:
    """The journal's lines, with their ends."""
    return (contract.parent / JOURNAL_FILE).read_bytes().splitlines(keepends=True)


def put(contract: Path, *new: bytes) -> None:
    """Give the journal these lines."""
    (contract.parent / JOURNAL_FILE).write_bytes(b"".join(new))


def test_a_line_for_each_write(book: Path) -> None:
    """A line says when, who and what, the rows as they stand, every file, and the line before."""
    first, *_, last = journal(book)
    assert [line["did"][:12] for line in journal(book)][::2] == ["rate 2025-08", "rate 2025-10"]
    assert (last["at"], last["by"], last["contract"]) == (
        NOON.isoformat(),
        "clerk",
        "ZKRCHY20250001",
    )
    [row] = last["rows"]
    assert row["file"] == "ratings.csv"
    assert (row["month"], row["rating"], row["stage"]) == ("2025-10", "好", "final")
    assert last["files"] == {
        name: digest((book.parent / name).read_bytes()) for name in ("contract.toml", "ratings.csv")
    }
    assert first["previous"] == []
    assert last["previous"] == [digest(lines(book)[1].rstrip())]


def test_what_stood_there_before_the_first_line(tmp_path: Path) -> None:
    """The first line takes the rows and terms that it finds, so none counts as changed later."""
    contract = new_book(tmp_path)
    by_hand(contract, "ratings.csv", "month,rating\n2025-08,好\n")
    by_hand(contract, "payments.csv", "period,date,amount\n" + "P1,2025-12-30,50\n" * 2)
    assert outside(contract) == []
    record(contract, rating("2025-09", "好"))
    [line] = journal(contract)
    assert len(line["baseline"]) == 3
    assert line["terms"]["price.total"] == "1166400"
    assert outside(contract) == []
    record(contract, payment("x"))
    assert outside(contract) == []


def test_a_torn_last_line(book: Path) -> None:
    """A last line that is torn is a notice; the next write cuts it off and records its rows."""
    *whole, last = lines(book)
    put(book, *whole, last[:40])
    assert problems(book) == [("notice", "journal-torn", 3)]
    assert outside(book) == ["2025-10 was typed in outside the ledger: 好 final."]
    record(book, payment("x"))
    assert problems(book) == []
    assert lines(book)[:2] == whole
    assert [row["month"] for row in journal(book)[2]["found"]] == ["2025-10"]
    assert outside(book) == ["2025-10 was typed in outside the ledger: 好 final."]
    accept(book)
    assert outside(book) == []


def test_a_last_line_without_its_end(book: Path) -> None:
    """A last line that lacks only its line end is whole, and followed like any other."""
    *first, last = lines(book)
    put(book, *first, last.rstrip(b"\n"))
    assert problems(book) == []
    record(book, payment("x"))
    assert problems(book) == []
    assert len(journal(book)) == 4


@pytest.mark.parametrize("line_end", [b"\r\n", b"\r"], ids=["crlf", "cr"])
def test_other_line_ends(book: Path, line_end: bytes) -> None:
    """Line ends that another program rewrote break nothing, in any file of the book."""
    for path in book.parent.glob("[!.]*"):
        plain = path.read_bytes().replace(b"\r\n", b"\n")
        if path.suffix != ".toml" or line_end == b"\r\n":
            path.write_bytes(plain.replace(b"\n", line_end))
    assert problems(book) == []
    assert outside(book) == []
    record(book, payment("x"))
    assert (problems(book), outside(book)) == ([], [])


EDITED = {
    "the first line deleted": (lambda one: one[1:], 1),
    "a line deleted": (lambda one: [one[0], one[2]], 2),
    "a line edited": (lambda one: [one[0], one[1].replace(b"clerk", b"x"), one[2]], 3),
    "the first line edited": (lambda one: [one[0].replace(b"clerk", b""), *one[1:]], 2),
    "a line that is none": (lambda one: [one[0], b"{}\n", *one[1:]], 2),
    "words": (lambda one: [*one, b"approved\n"], 4),
}


@pytest.mark.parametrize(("change", "line"), EDITED.values(), ids=EDITED)
def test_a_journal_that_was_edited(book: Path, change: Any, line: int) -> None:
    """A line whose predecessor is nowhere, or that is none, is an error until it is accepted."""
    put(book, *change(lines(book)))
    found = [one for one in problems(book) if one != MERGED]
    assert found == [("error", "journal-broken", line)]
    with pytest.raises(UnsoundError):
        record(book, payment("x"))
    before = files(book.parent)
    accept(book, "from the backup")
    assert b'"reason":"from the backup"' in lines(book)[-1]
    assert problems(book) == []
    assert outside(book) == []
    assert {**files(book.parent), JOURNAL_FILE: b""} == {**before, JOURNAL_FILE: b""}
    record(book, payment("x"))
    assert (problems(book), outside(book)) == ([], [])


def test_blank_and_doubled_lines(book: Path) -> None:
    """Blank lines, and a line that stands there twice, say nothing."""
    one, two, three = lines(book)
    put(book, b"\n", one, two, b"\r\n", two, three, three)
    assert (problems(book), outside(book)) == ([], [])


def test_lines_in_another_order(book: Path) -> None:
    """A journal that was sorted is not broken: each line still follows one that is there."""
    put(book, *reversed(lines(book)))
    assert problems(book) == []
    assert outside(book) == ["The file was changed or sorted; what it says is the same."]
    accept(book)
    assert (problems(book), outside(book)) == ([], [])


def test_what_a_chain_without_a_key_cannot_show(book: Path) -> None:
    """A journal that lost its last lines is whole; what they recorded counts as typed in."""
    put(book, *lines(book)[:1])
    assert problems(book) == []
    assert outside(book) == [
        "2025-09 was typed in outside the ledger: 好 final.",
        "2025-10 was typed in outside the ledger: 好 final.",
    ]
    (book.parent / JOURNAL_FILE).unlink()
    assert (problems(book), outside(book)) == ([], [])
    record(book, payment("x"))
    assert len(journal(book)) == 1


def test_two_contracts_in_one_folder(book: Path) -> None:
    """Records of one contract are not read as those of another, whose number is not theirs."""
    other = book.with_name("other.toml")
    other.write_bytes(book.read_bytes().replace(b"ZKRCHY20250001", b"ZKRCHY20250002"))
    [problem] = [one for one in problems(other) if one[0] == "error"]
    assert problem == ("error", "other-contract", None)
    with pytest.raises(UnsoundError):
        record(other, payment("x"))
    assert problems(book) == []


def test_a_contract_number_corrected(book: Path) -> None:
    """Where the number itself was corrected, `accept` says so."""
    edit(book, "contract.toml", "ZKRCHY20250001", "ZKRCHY20250009")
    assert [code for _, code, _ in problems(book)] == ["other-contract"]
    accept(book)
    assert (problems(book), outside(book)) == ([], [])


FORGED = {
    "nothing": {},
    "rows that are a number": {"rows": 3},
    "a row that is a number": {"rows": [3]},
    "a row of no file": {"rows": [{"id": "P-1"}]},
    "half a character": {"rows": [{"file": "payments.csv", "id": "\ud800"}]},
    "cells that are numbers": {"baseline": [{"file": "ratings.csv", "month": 3}]},
    "terms that are a number": {"terms": 3},
    "files that are a list": {"files": []},
    "stamped rows without their like": {"stamped": [[{"file": "ratings.csv"}]]},
    "accepted words": {"accepted": "all"},
    "a number mended": {"mended": [1]},
    "no predecessors": {"previous": None},
}


@pytest.mark.parametrize("entry", FORGED.values(), ids=FORGED)
def test_a_forged_line(book: Path, entry: dict[str, Any]) -> None:
    """A line that the ledger never writes is an error, whatever it follows; `accept` ends it."""
    whole = {"at": "x", "by": "x", "did": "x", "contract": "ZKRCHY20250001", "files": {}}
    forged = json.dumps(whole | {"previous": []} | entry if entry else {}).encode()
    put(book, *lines(book), forged + b"\n")
    assert problems(book) == [("error", "journal-broken", 4)]
    accept(book)
    assert (problems(book), outside(book)) == ([], [])


def test_a_line_whose_key_is_misspelt(book: Path) -> None:
    """A last line that names no files is an error, which `accept` ends."""
    *before, last = lines(book)
    put(book, *before, last.replace(b'"files":', b'"filez":'))
    assert problems(book) == [("error", "journal-broken", 3)]
    accept(book)
    assert problems(book) == []


def test_a_forged_line_of_unknown_records(book: Path) -> None:
    """Records of a file that no book has are told as deleted, in words."""
    row = {"file": "else.csv", "id": "X-1", "amount": "1"}
    entry = {"at": "", "by": "", "did": "", "contract": "ZKRCHY20250001", "rows": [row]}
    previous = [digest(lines(book)[-1].rstrip())]
    put(book, *lines(book), json.dumps(entry | {"previous": previous, "files": {}}).encode())
    assert "X-1 was deleted outside the ledger: 1." in outside(book)
    accept(book)
    assert outside(book) == []


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"at":' + b"9" * 100_000 + b"}\n", b"\0\n"])
def test_endless_things(book: Path, data: bytes) -> None:
    """Endless brackets and numbers are no line, and take no time."""
    put(book, data + b"\n", *lines(book))
    assert ("error", "journal-broken", 1) in problems(book)


def test_accepted_twice(book: Path) -> None:
    """What was accepted is known; accepting again changes nothing that is told."""
    edit(book, "ratings.csv", "2025-09,好", "2025-09,优秀")
    accept(book)
    accept(book)
    assert (problems(book), outside(book)) == ([], [])
    assert load_book(book).journal.loose == ()
