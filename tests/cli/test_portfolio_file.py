"""`ledger portfolio DIR -o FILE`: the lines that are shown, as a file."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.support import Desk, desk_with, new_desk, rated

if TYPE_CHECKING:
    from pathlib import Path

MONTHS = ("2025-08", "2025-09", "2025-10", "2025-11")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with a rated book, an empty one, and one that is broken."""
    desk_with(tmp_path / "rated", *rated(dict.fromkeys(MONTHS, "好")))
    new_desk(tmp_path / "empty")
    new_desk(tmp_path / "=broken").write("contract.toml", "[contract")
    return Desk(tmp_path)


def test_csv(desk: Desk) -> None:
    """Each contract is a row with its sums; a formula is marked, an error is in its row."""
    answer = desk.ledger("portfolio", ".", "-o", "all.csv")
    assert (answer.code, answer.err) == (0, "")
    data = desk.read("all.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert [row[0] for row in rows] == ["Folder", "'=broken", "empty", "rated"]
    # 388,800 + 4 x 10,000
    assert rows[3][4] == "428800.00"
    assert rows[1][-1]
    assert rows[1][1:-1] == [""] * 10


def test_xlsx(desk: Desk) -> None:
    """The workbook has the same rows, and sums that follow them."""
    assert desk.ledger("portfolio", ".", "-o", "all.xlsx").code == 0
    sheet = load_workbook(desk.folder / "all.xlsx").worksheets[0]
    assert [row[0].value for row in sheet.iter_rows()] == [
        *("Folder", "=broken", "empty", "rated", "Total")
    ]
    assert sheet["A2"].data_type == "s"
    assert (sheet["E4"].value, sheet["E5"].value) == (428800, "=SUM('Portfolio'!$E$2:$E$4)")
    seen = load_workbook(desk.folder / "all.xlsx", data_only=True).worksheets[0]
    assert seen["E5"].value == 428800


def test_json(desk: Desk) -> None:
    """The file is what --json shows."""
    shown = desk.ledger("portfolio", ".", "--json", "-o", "all.json").json
    assert json.loads(desk.read("all.json")) == {k: shown[k] for k in ("contracts", "total")}


def test_refused(desk: Desk) -> None:
    """Another kind of file is wrong usage; a file that is there stays unless forced."""
    assert desk.ledger("portfolio", ".", "-o", "all.pdf").code == 2
    assert desk.ledger("portfolio", ".", "-o", "all.csv").code == 0
    before = desk.read("all.csv")
    assert desk.ledger("portfolio", "rated", "-o", "all.csv").code == 1
    assert desk.read("all.csv") == before
    assert desk.ledger("portfolio", "rated", "-o", "all.csv", "--force").code == 0
    assert desk.read("all.csv") != before
