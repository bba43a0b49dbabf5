"""Files that a spreadsheet program itself has saved; needs LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.cli.importing import rated, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

SOFFICE = shutil.which("soffice")
CSV = "csv:Text - txt - csv (StarCalc):{},34,{},1"  # separator, quotes, encoding, first line

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with formulas, days that show as months, and a totals line."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("霍营街道月度评价汇总表",),
        ("服务月份", "评价等级", "通过日期", "会议纪要", "奖励（元）"),
        ('=TEXT(DATE(2025,8,1),"yyyy-mm")', "良好", "=DATE(2025,9,20)", '=IF(1=2,"x","")', 20000),
        (date(2025, 9, 1), "=B3", datetime(2025, 10, 15, 10, 30), "纪要2号", 10000),  # noqa: DTZ001
        ('=IF(1=2,1,"")', "", "", "", ""),
        ("合计", None, None, None, "=SUM(E3:E5)"),
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet["C3"].number_format = "yyyy-mm-dd"
    sheet["A4"].number_format = 'yyyy"年"m"月"'
    book.save(tmp_path / "报表.xlsx")
    return tmp_path / "报表.xlsx"


def saved(file: Path, form: str) -> Path:
    """The file opened in LibreOffice and saved in another form."""
    folder = file.parent / "saved"
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    subprocess.run(
        [SOFFICE or "", profile, "--headless", "--convert-to", form, "--outdir", folder, file],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return next(folder.iterdir())


@pytest.mark.parametrize(
    "form", ["xlsx", CSV.format(44, 76), CSV.format(59, 76), CSV.format(9, 65)]
)
def test_it_is_read(desk: Desk, report: Path, form: str) -> None:
    """Formulas count by what they come to; a text that came to nothing is empty."""
    answer = desk.ledger("import", str(saved(report, form)))
    assert answer.code == 0, answer.err
    assert rated(desk) == {"2025-08": ("良好", "final"), "2025-09": ("良好", "final")}
    rows = desk.read().decode("utf-8-sig")
    assert "2025-08,良好,final,2025-09-20,," in rows
    assert "2025-09,良好,final,2025-10-15,纪要2号," in rows


@pytest.mark.parametrize("form", ["ods", "xls", "pdf", "html"])
def test_it_is_named(desk: Desk, report: Path, form: str) -> None:
    """Another form is named as what it is, by its own name and as ratings.csv in the book."""
    file = saved(report, form)
    assert told(desk.ledger("import", str(file), "--json"))[0][0] == "not-text"
    shutil.copy(file, desk.folder / "ratings.csv")
    assert told(desk.ledger("check", "--json")) == [("not-text", "ratings.csv", None)]


def test_before_it_was_computed(desk: Desk, report: Path) -> None:
    """A workbook that no spreadsheet has opened has formulas without values: each is named."""
    found = told(desk.ledger("import", str(report), "--json"))
    assert {one[0] for one in found} == {"cell-without-value"}
    assert [one[2] for one in found] == [3, 3, 3, 4, 5]
