"""What the ledger writes into a record file: new rows, and what rows typed by hand lack."""

from __future__ import annotations

import codecs
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.book.books import (
    NOON,
    by_hand,
    edit,
    extension,
    files,
    new_book,
    outside,
    payment,
    problems,
    rating,
    record,
    rows,
)
from zkrc_ledger.book import write as writing
from zkrc_ledger.book.files import NotWrittenError
from zkrc_ledger.book.store import load_book
from zkrc_ledger.book.table import MOST_LINES
from zkrc_ledger.book.write import Stamp, propose, write
from zkrc_ledger.rules.assess import UnsoundError

if TYPE_CHECKING:
    from pathlib import Path

STAMP = Stamp(NOON, "clerk", "rate 2025-08 好")
COLUMNS = "month,rating,stage,approved_on,basis,note,was,reason,void,recorded_at,recorded_by"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A contract file without any records beside it."""
    return new_book(tmp_path / "book")


def test_a_new_file(book: Path) -> None:
    """A new file has every column, a mark and CRLF, so that Excel opens it."""
    assert record(book, rating("2025-08", "好")) is None
    data = (book.parent / "ratings.csv").read_bytes()
    assert data.startswith(codecs.BOM_UTF8)
    row = "2025-08,好,final,,,,,,,2026-01-02T12:00:00+08:00,clerk"
    assert data.decode("utf-8-sig") == f"{COLUMNS}\r\n{row}\r\n"


def test_rows_by_hand_get_what_they_lack(book: Path) -> None:
    """When the ledger writes a file, rows typed by hand get ids and times and keep their order."""
    typed = "ref,period,date,amount\nb,P1,2025-12-30,５０\na,P1,2025-12-31,7\n"
    by_hand(book, "payments.csv", typed)
    record(book, payment("c"))
    told = rows(book, "payments.csv")
    assert [row["ref"] for row in told] == ["b", "a", "c"]
    assert [row["amount"] for row in told] == ["５０", "7", "100"]
    assert len({row["id"] for row in told}) == 3
    assert all(row["id"].startswith("P-") for row in told)
    first, second, new = (row["recorded_at"] for row in told)
    assert first == second == NOON.isoformat()
    assert new == (NOON + timedelta(seconds=1)).isoformat()
    assert [row["recorded_by"] for row in told] == ["", "", "clerk"]


def test_only_the_file_that_is_written_is_filled_in(book: Path) -> None:
    """Rows typed into another file stay as they are until the ledger writes that one."""
    by_hand(book, "ratings.csv", "month,rating\n2025-08,好\n")
    record(book, payment("a"))
    assert (book.parent / "ratings.csv").read_bytes() == "month,rating\n2025-08,好\n".encode()


def test_a_clock_set_back(book: Path) -> None:
    """What is recorded is later than every row of its file, whatever the clock says."""
    record(book, rating("2025-08", "好"))
    record(book, rating("2025-08", "差", reason="复核"), at=NOON - timedelta(days=365))
    record(book, rating("2025-09", "好"), at=NOON - timedelta(days=365))
    times = [row["recorded_at"] for row in rows(book)]
    assert times == sorted(set(times))
    assert times[0] == NOON.isoformat()


def test_rows_of_one_command_have_one_time(book: Path) -> None:
    """Several rows written together were recorded at one moment."""
    record(book, rating("2025-08", "好"), rating("2025-09", "差"))
    assert [row["recorded_at"] for row in rows(book)] == [NOON.isoformat()] * 2


def test_ids_are_unlike_all_others(book: Path) -> None:
    """An id that stands in another file is not given out, whoever typed it."""
    by_hand(book, "payments.csv", "id,period,date,amount\n1,P1,2025-12-30,5\n")
    by_hand(book, "adjustments.csv", "id,period,kind,amount,basis\n1,P1,damages,5,x\n")
    record(book, payment("a"))
    kept, new = (row["id"] for row in rows(book, "payments.csv"))
    assert kept == "1"
    assert new.startswith("P-")
    assert outside(book) == []


def test_what_is_proposed_is_read_back(book: Path) -> None:
    """The rows of a proposal are those that the new bytes hold, each with its line."""
    by_hand(book, "ratings.csv", "month,rating\n2025-08,好\n")
    proposal = propose(load_book(book), [rating("2025-09", " 差 ")], STAMP)
    [new] = proposal.new
    assert (str(new.place), new.recorded_by, new.said) == ("ratings.csv:3", "clerk", "差 final")
    assert proposal.data == _written(book, proposal)


def _written(book: Path, proposal: writing.Proposal) -> bytes:
    write(load_book(book), proposal, STAMP)
    return (book.parent / "ratings.csv").read_bytes()


def test_a_refused_proposal_changes_nothing(book: Path) -> None:
    """A row that contradicts another is seen before anything is written."""
    record(book, rating("2025-08", "好"))
    before = files(book.parent)
    with pytest.raises(UnsoundError):
        record(book, rating("2025-08", "差"))
    assert files(book.parent) == before


@pytest.mark.parametrize("name", ["ratings.csv", "payments.csv", "contract.toml", "journal.jsonl"])
def test_changed_by_another_program_meanwhile(book: Path, name: str) -> None:
    """Nothing is written over what another program saved after the book was read."""
    record(book, rating("2025-08", "好"))
    loaded = load_book(book)
    proposal = propose(loaded, [rating("2025-09", "好")], STAMP)
    with (book.parent / name).open("ab") as file:
        file.write(b"\n")
    before = files(book.parent)
    with pytest.raises(NotWrittenError) as refused:
        write(loaded, proposal, STAMP)
    assert refused.value.problem.code == "changed-meanwhile"
    assert files(book.parent) == before


def test_a_file_that_never_rests(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changes while it is read is read again; one that never rests is an error."""
    from zkrc_ledger.book import store

    changes = iter(range(1, 1000))
    read = store.read_journal

    def disturbed(data: bytes, number: str | None) -> object:
        by_hand(book, "payments.csv", "period,date,amount\n" + "\n" * next(changes))
        return read(data, number)

    monkeypatch.setattr(store, "read_journal", disturbed)
    assert problems(book) == [("error", "never-still", None)]
    changes = iter(range(1, 2))

    def disturbed_once(data: bytes, number: str | None) -> object:
        for _ in changes:
            by_hand(book, "payments.csv", "period,date,amount\nP1,2025-12-30,5\n")
        return read(data, number)

    monkeypatch.setattr(store, "read_journal", disturbed_once)
    assert len(load_book(book).rows) == 1


AMENDED = """# what the sub-district sent
[[ amendment ]]   # the flood
kind = 'extension'
days = 3          # not 4
start = 2026-03-01
basis = "函〔2026〕3 号"

# nothing more so far
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_amendments_keep_their_comments(book: Path, line_end: str) -> None:
    """Comments and tables typed by hand stay, and get an id and a time, when one is added."""
    by_hand(book, "amendments.toml", AMENDED.replace("\n", line_end))
    record(book, extension(5))
    text = (book.parent / "amendments.toml").read_bytes().decode()
    assert text.count("\n") == text.count(line_end)
    kept, new = text.replace("\r\n", "\n").rsplit("\n[[amendment]]\n", 1)
    lines = kept.splitlines(keepends=True)
    assert lines[2] == 'recorded_at = "2026-01-02T12:00:00+08:00"\n'
    assert lines[3].startswith('id = "S-')
    assert "".join(lines[:2] + lines[4:]) == AMENDED
    assert 'recorded_at = "2026-01-02T12:00:01+08:00"' in new
    assert problems(book) == []


def test_amendments_in_brackets(book: Path) -> None:
    """A list in brackets is written anew with everything it says, ids and times filled in."""
    one = '{kind="extension", days=3, start=2026-03-01, basis="x", note="甲"}'
    by_hand(book, "amendments.toml", f"amendment = [\n  {one},\n  {one},\n]\n")
    record(book, extension(5))
    found = load_book(book).rows
    assert [(row.note, row.recorded_by) for row in found] == [("甲", ""), ("甲", ""), ("", "clerk")]
    assert all(row.recorded_at for row in found)
    assert len({row.subject for row in found}) == 3


def test_comments_without_any_amendment_stay(book: Path) -> None:
    """A file of comments alone keeps them."""
    by_hand(book, "amendments.toml", "# none so far\n")
    record(book, extension(5))
    assert (book.parent / "amendments.toml").read_bytes().startswith(b"# none so far\n")


@pytest.mark.parametrize(
    ("encoding", "kept"),
    [("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16", "utf-16")],
)
def test_an_encoding_is_kept(book: Path, encoding: str, kept: str) -> None:
    """A file stays in the encoding it has, and every row of it is read again."""
    by_hand(book, "ratings.csv", f"{COLUMNS}\n2025-08,好,,,,甲,,,,,\n", encoding)
    record(book, rating("2025-09", "差", note="€ 😀 𠮷"))
    assert "€ 😀 𠮷" in (book.parent / "ratings.csv").read_bytes().decode(kept)
    assert [row.note for row in load_book(book).rows] == ["甲", "€ 😀 𠮷"]


def test_half_a_character(book: Path) -> None:
    """Half a character, which a command line can hold, is written as a question mark."""
    record(book, rating("2025-09", "差", note="half \udcff"))
    assert [row.note for row in load_book(book).rows] == ["half ?"]
    assert problems(book) == []


def test_a_table_that_is_full(book: Path) -> None:
    """The row after the last that is read is refused, and the book stays as it was."""
    lines = "P1,2025-12-30,1\n" * (MOST_LINES - 1)
    by_hand(book, "payments.csv", f"period,date,amount\n{lines}")
    before = files(book.parent)
    with pytest.raises(NotWrittenError) as refused:
        propose(load_book(book), [payment("x")], STAMP)
    assert refused.value.problem.code == "too-many-lines"
    assert files(book.parent) == before


def test_an_amendment_that_is_too_long(book: Path) -> None:
    """A note of 100,000 characters fits once; the second is refused."""
    record(book, extension(1, note="x" * 100_000))
    with pytest.raises(NotWrittenError) as refused:
        record(book, extension(2, note="x" * 100_000))
    assert refused.value.problem.code == "too-large"


def test_a_journal_that_is_full(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the journal could not be read again, the rows are not written either."""
    record(book, payment("a"))
    before = files(book.parent)
    monkeypatch.setattr(writing, "LARGEST_FILE", len(before["journal.jsonl"]) + 100)
    with pytest.raises(NotWrittenError) as refused:
        record(book, payment("b"))
    assert refused.value.problem.code == "too-large"
    assert files(book.parent) == before


def test_what_was_recorded_ahead_of_the_clock(book: Path) -> None:
    """A row recorded more than a day ahead of the machine's clock is a notice."""
    record(book, rating("2025-08", "好"), at=NOON + timedelta(days=2))
    ahead = load_book(book, NOON).problems
    assert [(one.severity, one.code) for one in ahead] == [("notice", "recorded-ahead")]
    assert load_book(book, NOON + timedelta(days=1)).problems == ()


def test_an_edit_is_told_by_subject_and_file(book: Path) -> None:
    """Where rows of two files share an id, the change of one is told of that one alone."""
    by_hand(book, "payments.csv", "id,period,date,amount\n1,P1,2025-12-30,5\n")
    by_hand(book, "adjustments.csv", "id,period,kind,amount,basis\n1,P1,damages,5,x\n")
    record(book, rating("2025-08", "好"))
    edit(book, "payments.csv", ",5", ",6")
    [change] = load_book(book).outside
    assert (change.file, change.subject, change.period) == ("payments.csv", ("1",), "P1")
    assert outside(book) == ["1 amount 5.00 → 6.00, changed outside the ledger"]
