"""`ledger export`: one file, whole or not at all, over nothing by accident."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

import pytest

from tests.cli.life import halfway
from zkrc_ledger.book.store import RECORD_FILES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk


@pytest.fixture
def shelf(desk: Desk) -> Path:
    """The folder of a book halfway through its first year, where the clerk sits."""
    halfway(desk)
    desk.ledger("check")
    return desk.folder


OWN = {"contract.toml", *RECORD_FILES, "journal.jsonl", ".ledger.lock"}


def written(shelf: Path) -> set[str]:
    """The files beside those of the book."""
    return {one.name for one in shelf.iterdir()} - OWN


def table(data: bytes) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_file_named_by_contract_and_period(desk: Desk, shelf: Path) -> None:
    """The lines add up to the net of the period; the file opens in Excel."""
    answer = desk.ledger("export", "csv", "P1", "--json")
    assert answer.code == 0, answer.err
    file = shelf / "ZKRCHY20250001-P1.csv"
    assert answer.json["file"] == str(file)
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    headings, *rows = table(data)
    yuan = headings.index("Yuan")
    net = desk.ledger("due", "P1", "--json").json["net"]
    assert f"{sum(float(row[yuan]) for row in rows):.2f}" == net


def test_without_a_period_all_of_them(desk: Desk, shelf: Path) -> None:
    """Every period's lines, and - writes them to the pipe."""
    piped = desk.ledger("export", "csv", "-o", "-")
    periods = {row[1] for row in csv.reader(io.StringIO(piped.out.lstrip("\ufeff")))}
    assert periods == {"Period", "P1", "P2", "P3"}
    assert not written(shelf)


def test_nothing_is_overwritten_by_accident(desk: Desk, shelf: Path) -> None:
    """A file that is there is replaced only by --force."""
    kept = shelf / "x.csv"
    kept.write_text("mine", encoding="utf-8")
    refused = desk.ledger("export", "csv", "-o", "x.csv")
    assert (refused.code, kept.read_text(encoding="utf-8")) == (1, "mine")
    assert "--force" in refused.err
    assert desk.ledger("export", "csv", "-o", "x.csv", "--force").code == 0
    assert kept.read_bytes().startswith(b"\xef\xbb\xbf")
    assert written(shelf) == {"x.csv"}


@pytest.mark.parametrize("name", ["contract.toml", "ratings.csv", "events.csv", "journal.jsonl"])
def test_the_books_own_files_are_never_replaced(desk: Desk, name: str) -> None:
    """Not even by --force, not even one that is not there yet, nor by way of a link."""
    halfway(desk)
    before = {one.name: one.read_bytes() for one in desk.folder.iterdir()}
    way = desk.folder.parent / "way"
    way.symlink_to(desk.folder / name)
    for path in (desk.folder / name, way):
        answer = desk.ledger("export", "csv", "-o", str(path), "--force")
        assert answer.code == 1
        assert "of the book" in answer.err
    assert before == {one.name: one.read_bytes() for one in desk.folder.iterdir()}


def test_a_folder_takes_the_file_under_its_own_name(desk: Desk, shelf: Path) -> None:
    """`-o FOLDER` writes into it; a folder that is not there is named."""
    (shelf / "out").mkdir()
    assert desk.ledger("export", "csv", "P1", "-o", "out").code == 0
    assert (shelf / "out" / "ZKRCHY20250001-P1.csv").is_file()
    missing = desk.ledger("export", "csv", "-o", "nowhere/x.csv")
    assert (missing.code, "nowhere" in missing.err) == (1, True)


def test_a_full_disk(desk: Desk, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing half-written stays, and the file that was there is as it was."""
    kept = shelf / "x.csv"
    kept.write_text("mine", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    answer = desk.ledger("export", "csv", "-o", "x.csv", "--force")
    assert answer.code == 1
    assert "No space left" in answer.err
    assert (written(shelf), kept.read_text(encoding="utf-8")) == ({"x.csv"}, "mine")


def test_final_refuses_what_is_not(desk: Desk, shelf: Path) -> None:
    """P2 is running: `--final` names what it waits for, and writes nothing."""
    answer = desk.ledger("export", "csv", "P2", "--final")
    assert answer.code == 1
    assert "P2 is not final" in answer.err
    month = desk.ledger("export", "docx", "--form", "2026-02", "--final")
    assert (month.code, "2026-02 is not final" in month.err) == (1, True)
    assert not written(shelf)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("pdf",), "There is no format pdf."),
        (("csv", "--open"), "--open does not go with csv."),
        (("csv", "--form", "2025-09", "--acceptance"), "--acceptance does not go with csv."),
        (("template", "--template", "x"), "--template does not go with template."),
        (("docx",), "Which payment period"),
    ],
)
def test_what_does_not_fit(desk: Desk, shelf: Path, typed: tuple[str, ...], said: str) -> None:
    """Wrong usage is said, and nothing is written."""
    answer = desk.ledger("export", *typed)
    assert (answer.code, written(shelf)) == (2, set())
    assert said in answer.err


def test_the_papers_of_word(desk: Desk, shelf: Path) -> None:
    """A period's papers, a month's form, the acceptance record, and a template to edit."""
    assert desk.ledger("export", "docx", "P1").code == 0
    assert desk.ledger("export", "docx", "--form", "9月").code == 0
    assert desk.ledger("export", "docx", "P1", "--acceptance").code == 0
    assert desk.ledger("export", "template").code == 0
    assert written(shelf) == {
        "ZKRCHY20250001-P1.docx",
        "ZKRCHY20250001-P1-履约验收单.docx",
        "评价表-2025-09.docx",
        "payment.docx",
    }
    again = desk.ledger("export", "docx", "P1", "--template", "payment.docx", "-o", "own.docx")
    assert again.code == 0, again.err
    (shelf / "broken.docx").write_text("no", encoding="utf-8")
    broken = desk.ledger("export", "docx", "P1", "--template", "broken.docx", "-o", "b.docx")
    assert (broken.code, (shelf / "b.docx").exists()) == (1, False)
    lost = desk.ledger("export", "docx", "P1", "--template", "gone.docx", "-o", "b.docx")
    assert (lost.code, "gone.docx" in lost.err) == (1, True)


@pytest.mark.parametrize(
    "basis", ["=1+1", "@x", "a\x1b[31m\u202eb", "<script>", "{{ 7*7 }}", "x" * 300]
)
def test_what_was_typed_is_only_text(desk: Desk, shelf: Path, basis: str) -> None:
    """No formula, no control character, and all of the words."""
    assert desk.ledger("extra", "P1", "1", "--basis", basis.replace("\x1b", " ")).code in (0, 1)
    assert desk.ledger("export", "csv", "P1", "-o", "x.csv").code == 0
    for row in table((shelf / "x.csv").read_bytes()):
        for cell in row:
            assert cell.isprintable()
            assert not cell.startswith(("=", "@", "+"))
