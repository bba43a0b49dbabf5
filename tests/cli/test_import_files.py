"""What `ledger import` reads of a workbook's cells and sheets, and the files it refuses."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.book.test_csv_cells import OLD_OFFICE, archive
from tests.cli.importing import FIRST, HEAD, ROWS, SECOND, rated, told, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk


def test_a_report(desk: Desk, tmp_path: Path) -> None:
    """Merged titles, sheets of other things, totals and signatures are passed over."""
    file = tmp_path / "r.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["说明"])
    sheet = book.create_sheet("汇总")
    sheet.append(["霍营街道月度评价汇总表"])
    sheet.merge_cells("A1:D1")
    for row in (*ROWS, ("合计", None, None, None), ("制表：甲", None, "审核：乙", None)):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    book.save(file)
    answer = desk.ledger("import", str(file), "--json")
    assert answer.code == 0
    notices = [(one["code"], one["line"]) for one in answer.json["problems"]]
    assert notices == [("row-hidden", 4), ("line-passed-over", 5), ("line-passed-over", 6)]
    assert set(rated(desk)) == {"2025-08", "2025-09"}


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (datetime(2025, 9, 1), "mmm-yy"),  # noqa: DTZ001  (a cell has no zone)
        (date(2025, 9, 1), 'yyyy"年"m"月"'),
        (date(2025, 9, 1), 'yyyy"年"m"月";@'),
        (date(2025, 9, 8), "[$-804]yyyy/mm"),
        (date(2025, 9, 1), 'm"月"'),
        (202509, "General"),
        (2025.09, "0.00"),
        ("2025年9月份", "General"),
        ("'2025-09", "@"),
    ],
)
def test_a_month_in_a_cell(desk: Desk, tmp_path: Path, value: Any, form: str) -> None:
    """A day whose format shows a month is that month."""
    book = openpyxl.Workbook()
    book.active.append(["月份", "评价结果"])
    book.active.append([value, "好"])
    book.active["A2"].number_format = form
    book.save(tmp_path / "r.xlsx")
    answer = desk.ledger("import", str(tmp_path / "r.xlsx"))
    assert (answer.code, rated(desk)) == (0, {"2025-09": ("好", "final")})


@pytest.mark.parametrize(
    ("value", "meant"), [(date(2025, 9, 1), "2025-09"), (45901, "2025-09"), (2025.1, "2025-10")]
)
def test_a_cell_that_is_no_month(desk: Desk, tmp_path: Path, value: Any, meant: str) -> None:
    """A day that shows as one is refused with the month it may have been."""
    file = workbook(tmp_path, ("月份", "评价结果"), (value, "好"))
    for language in ("en", "zh"):
        answer = desk.ledger("import", str(file), LEDGER_LANG=language)
        assert answer.code == 1
        assert meant in answer.err
        assert "2025-08" not in answer.err
    assert not (desk.folder / "ratings.csv").exists()


@pytest.mark.parametrize(
    ("number", "value", "code"), [(57, 45901, 0), (27, 45908, 0), (31, 45901, 1), (57, 1e12, 1)]
)
def test_a_format_that_is_a_number_only(
    desk: Desk, tmp_path: Path, number: int, value: float, code: int
) -> None:
    """57 shows a month in Chinese programs, 31 a day; a figure of no day stays one."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["月份", "评价结果"])
    sheet.append([value, "好"])
    sheet["A2"].number_format = "yyyy-mm"  # so that the cell has a form of its own
    sheet["A2"]._style.numFmtId = number  # noqa: SLF001  (the library writes no such number)
    book.save(tmp_path / "r.xlsx")
    assert desk.ledger("import", str(tmp_path / "r.xlsx")).code == code
    assert rated(desk) == ({} if code else {"2025-09": ("好", "final")})


def test_a_table_somewhere_on_the_sheet(desk: Desk, tmp_path: Path) -> None:
    """It may begin in any row and column, and have columns of no concern."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows = ("序号", *HEAD), (1, *FIRST), (2, *SECOND), (3, None, None, None, None)
    for line, row in enumerate(rows, start=5):
        for column, value in enumerate(row, start=3):
            sheet.cell(line, column, value)
    book.save(tmp_path / "r.xlsm")
    answer = desk.ledger("import", str(tmp_path / "r.xlsm"), "--json")
    assert answer.code == 0
    assert [one["code"] for one in answer.json["problems"]] == ["column-unknown"]
    assert set(rated(desk)) == {"2025-08", "2025-09"}


def test_several_sheets(desk: Desk, tmp_path: Path) -> None:
    """Where several fit, the one meant must be named; hidden ones are asked for by name."""
    book = openpyxl.Workbook()
    book.active.title = "旧"
    for title, rating in (("旧", "差"), ("新", "好")):
        sheet = book.active if title == "旧" else book.create_sheet(title)
        sheet.append(["月份", "评价结果"])
        sheet.append(["2025-08", rating])
    file = str(tmp_path / "r.xlsx")
    book.save(file)
    assert told(desk.ledger("import", file, "--json")) == [("sheet-ambiguous", "r.xlsx", None)]
    asked = desk.ledger("import", file, "--sheet", "没有", "--json")
    assert told(asked) == [("sheet-missing", "r.xlsx", None)]
    assert "旧, 新" in asked.json["problems"][0]["message"]
    book["旧"].sheet_state = "hidden"
    book.save(file)
    assert desk.ledger("import", file).code == 0
    assert rated(desk) == {"2025-08": ("好", "final")}
    assert desk.ledger("import", file, "--sheet", "旧").code == 1  # it would change 2025-08


def test_no_sheet_of_ratings(desk: Desk, tmp_path: Path) -> None:
    """Two sheets without the headings are named."""
    book = openpyxl.Workbook()
    book.create_sheet("其他").append(["x"])
    book.save(tmp_path / "r.xlsx")
    answer = desk.ledger("import", str(tmp_path / "r.xlsx"), "--json")
    assert told(answer) == [("sheet-missing", "r.xlsx", None)]
    assert "月份, 评价结果" in answer.json["problems"][0]["hint"]


@pytest.mark.parametrize("formula", ["=B9", "=1/0"])
def test_a_formula_without_a_value(desk: Desk, tmp_path: Path, formula: str) -> None:
    """A value that no program stored is never taken for an empty cell."""
    file = workbook(tmp_path, *ROWS, ("2025-10", formula, None, None))
    for language in ("en", "zh"):
        answer = desk.ledger("import", str(file), LEDGER_LANG=language)
        assert (answer.code, "B4" in answer.err) == (1, True)


def test_a_formula_that_nobody_reads(desk: Desk, tmp_path: Path) -> None:
    """In a column of no concern, above the headings or in a totals line it is passed over."""
    head, row = (*HEAD, "奖励（元）"), (*FIRST, "=2*10000")
    file = workbook(tmp_path, ("=TODAY()",), head, row, ("合计", "=COUNTA(B3)"))
    assert desk.ledger("import", str(file)).code == 0
    assert rated(desk) == {"2025-08": ("良好", "final")}


@pytest.mark.parametrize(
    ("data", "english", "chinese"),
    [
        (OLD_OFFICE, "an Excel workbook of the old form (.xls)", "旧格式"),
        (archive("mimetype", "opendocument.spreadsheet"), "an OpenDocument", "OpenDocument"),
        (archive("word/document.xml"), "a text document", "文字处理文档"),
        (b"%PDF-1.7\n", "a PDF document", "PDF"),
        (archive("xl/workbook.xml"), "The workbook cannot be read", "无法读取工作簿"),
        (b"PK\x03\x04xl/workbook.xml", "The workbook cannot be read", "无法读取工作簿"),
        (b"", "There are no ratings in this file.", "没有评价结果"),
        ("月份,评价结果\n".encode(), "There are no ratings in this file.", "没有评价结果"),
        (b"x,y\n1,2\n", "is missing", "缺少"),
        (b"\xff\xfe\xff", "UTF-8", "UTF-8"),
    ],
)
def test_a_file_that_is_none(
    desk: Desk, tmp_path: Path, data: bytes, english: str, chinese: str
) -> None:
    """It is named as what it is, in either language, and nothing is written."""
    (tmp_path / "x.xls").write_bytes(data)
    for language, words in (("en", english), ("zh", chinese)):
        answer = desk.ledger("import", str(tmp_path / "x.xls"), LEDGER_LANG=language)
        assert answer.code == 1
        assert words in answer.err
    assert not (desk.folder / "ratings.csv").exists()


def test_a_workbook_that_grows_without_end(desk: Desk, tmp_path: Path) -> None:
    """A small file that unpacks to a giant is not unpacked."""
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b" " * (17 * 1024 * 1024))
    answer = desk.ledger("import", str(tmp_path / "x.xlsx"))
    assert (answer.code, "it is too large" in answer.err) == (1, True)
