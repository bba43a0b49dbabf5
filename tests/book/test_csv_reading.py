"""ratings.csv is read as people keep it: any of Excel's encodings, separators and line ends."""

from __future__ import annotations

import codecs
from datetime import date
from typing import TYPE_CHECKING

import pytest

from zkrc_ledger.book.record_file import read_records
from zkrc_ledger.model.records import Rating

if TYPE_CHECKING:
    from pathlib import Path


ENGLISH = "month,rating,note\n2025-08,优秀,按时\n2025-09,差,\n"
CHINESE = "月份,评价结果,备注\n2025-08,优秀,按时\n2025-09,差,\n"


def records_of(folder: Path, data: bytes) -> list[Rating]:
    """What a sound ratings.csv of these bytes records."""
    (folder / "ratings.csv").write_bytes(data)
    records, problems, _ = read_records((folder / "ratings.csv").read_bytes(), Rating)
    assert problems == []
    return records


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["english", "chinese"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("separator", [",", "\t", ";"], ids=["comma", "tab", "semicolon"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (b"", "gbk"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
    ids=["utf8", "utf8-bom", "gb18030", "gbk", "utf16-le", "utf16-be"],
)
def test_every_form_excel_writes(
    tmp_path: Path, mark: bytes, encoding: str, separator: str, line_end: str, text: str
) -> None:
    """The same rows are read whatever the encoding, separator, line ends and headings are."""
    written = text.replace(",", separator).replace("\n", line_end)
    records = records_of(tmp_path, mark + written.encode(encoding))
    assert [(one.month, one.rating, one.note) for one in records] == [
        ("2025-08", "优秀", "按时"),
        ("2025-09", "差", ""),
    ]
    assert [str(one.place) for one in records] == ["ratings.csv:2", "ratings.csv:3"]


@pytest.mark.parametrize("hint", ["sep=;", "SEP=;"])
def test_excels_separator_line(tmp_path: Path, hint: str) -> None:
    """Excel's own first line `sep=;` is no heading, and line numbers still count it."""
    records = records_of(tmp_path, f"{hint}\r\nmonth;rating\r\n2025-08;好\r\n".encode())
    assert [(one.month, one.rating, str(one.place)) for one in records] == [
        ("2025-08", "好", "ratings.csv:3")
    ]


def test_columns_in_any_order(tmp_path: Path) -> None:
    """Cells go by their column's heading, never by its place."""
    text = (
        "recorded_by,note,rating,approved_on,was,stage,basis,month,reason,recorded_at\n"
        "clerk,备注,差,2025-10-15,好,final,纪要3号,2025-09,笔误,2025-10-15T09:00:00+08:00\n"
    )
    [record] = records_of(tmp_path, text.encode())
    assert (record.month, record.rating, record.stage) == ("2025-09", "差", "final")
    assert record.approved_on == date(2025, 10, 15)
    assert (record.basis, record.note) == ("纪要3号", "备注")
    assert (record.was, record.reason) == ("好", "笔误")
    assert (record.recorded_at, record.recorded_by) == ("2025-10-15T09:00:00+08:00", "clerk")


def test_every_chinese_heading(tmp_path: Path) -> None:
    """月份, 评价结果, 状态, 通过日期, 依据 and 备注 are the columns of the same meaning."""
    text = "备注,依据,通过日期,状态,评价结果,月份\n口头,纪要,2025年10月15日,通过,好,2025年9月\n"
    [record] = records_of(tmp_path, text.encode("gbk"))
    assert (record.month, record.rating, record.stage) == ("2025-09", "好", "final")
    assert record.approved_on == date(2025, 10, 15)
    assert (record.basis, record.note) == ("纪要", "口头")


@pytest.mark.parametrize(
    "written",
    [
        "2025-09",
        "2025-9",
        "2025/09",
        "2025/9",
        "2025.9",
        "2025年9月",
        "2025年09月",
        "2025 年 9 月",
        "２０２５-０９",
        "２０２５年９月",
        "2025－09",
        "2025–9",
        "  2025-09\u3000",
        " 2025-9 ",
    ],
)
def test_a_month_as_people_type_it(tmp_path: Path, written: str) -> None:
    """A month reads the same in every form that has its year and its number."""
    [record] = records_of(tmp_path, f"month,rating\n{written},好\n".encode())
    assert record.month == "2025-09"


@pytest.mark.parametrize(
    "written",
    ["2025-10-05", "2025-10-5", "2025/10/05", "2025年10月5日", "２０２５-１０-０５", " 2025.10.5 "],
)
def test_a_date_as_people_type_it(tmp_path: Path, written: str) -> None:
    """A date of approval reads the same in every form that has year, month and day."""
    [record] = records_of(tmp_path, f"month,rating,approved_on\n2025-09,好,{written}\n".encode())
    assert record.approved_on == date(2025, 10, 5)


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("", "final"),
        ("final", "final"),
        ("Final", "final"),
        ("通过", "final"),
        ("已通过", "final"),
        ("工委扩大会通过", "final"),
        ("proposed", "proposed"),
        ("待通过", "proposed"),
    ],
)
def test_stages(tmp_path: Path, written: str, stage: str) -> None:
    """A stage is read in both languages, and an empty one is final."""
    [record] = records_of(tmp_path, f"month,rating,stage\n2025-09,好,{written}\n".encode())
    assert record.stage == stage


def test_stray_blanks(tmp_path: Path) -> None:
    """Blanks around headings and cells mean nothing, whatever their width."""
    [record] = records_of(tmp_path, " Month , RATING\n 2025-09 ,\u3000好 \n".encode())
    assert (record.month, record.rating) == ("2025-09", "好")


def test_months_filled_in_ahead(tmp_path: Path) -> None:
    """A month with an empty rating is on the list and unrated."""
    records = records_of(tmp_path, "month,rating\n2025-08,好\n2025-09,\n2025-10, \n".encode())
    assert [(one.month, one.rating) for one in records] == [
        ("2025-08", "好"),
        ("2025-09", ""),
        ("2025-10", ""),
    ]


def test_blank_lines(tmp_path: Path) -> None:
    """Blank lines and rows of bare separators are passed over, and lines still count them."""
    records = records_of(tmp_path, "month,rating\n\n2025-08,好\n,\n \n\n2025-09,差\n".encode())
    assert [(one.month, str(one.place)) for one in records] == [
        ("2025-08", "ratings.csv:3"),
        ("2025-09", "ratings.csv:7"),
    ]


def test_quoted_cells(tmp_path: Path) -> None:
    """A quoted cell may hold separators, quotes and line ends, and lines still count right."""
    text = 'month,rating,note\n2025-08,好,"甲, ""乙""\n丙"\n2025-09,差,\n'
    first, second = records_of(tmp_path, text.encode())
    assert first.note == '甲, "乙"\n丙'
    assert [str(first.place), str(second.place)] == ["ratings.csv:2", "ratings.csv:4"]


def test_empty_columns_on_the_right(tmp_path: Path) -> None:
    """Separators that Excel leaves behind the last column are no columns and no extra fields."""
    records = records_of(tmp_path, "month,rating,,\n2025-08,好,,\n2025-09,差,,,\n".encode())
    assert [(one.month, one.rating) for one in records] == [("2025-08", "好"), ("2025-09", "差")]


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, b"\r\n", b"month,rating\r\n"])
def test_nothing_recorded(tmp_path: Path, data: bytes) -> None:
    """An empty file, and one with headings only, is a book without records."""
    assert records_of(tmp_path, data) == []
