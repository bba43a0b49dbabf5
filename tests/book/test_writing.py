"""What `ledger rate` leaves in ratings.csv: one row more, everything else to the byte."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

COLUMNS = "id,month,rating,stage,approved_on,basis,note,revises,reason,recorded_at,recorded_by"
CHINESE_COLUMNS = "编号,月份,评价结果,状态,通过日期,依据,备注,替换,原因,记录时间,记录人"
ADDED = re.compile(r"R-[2-9a-z]{6},2025-09,好,final,,,,,,[0-9T:+-]{25},clerk")


def test_a_new_file(desk: Desk, quick: Callable[..., Answer]) -> None:
    """A new ratings.csv is UTF-8 with a mark and CRLF, so that Excel opens it."""
    assert quick("rate", "2025-09", "好").code == 0
    data = desk.read()
    assert data.startswith(codecs.BOM_UTF8)
    text = data.decode("utf-8-sig")
    heading, row, rest = text.split("\r\n")
    assert heading == COLUMNS
    assert ADDED.fullmatch(row)
    assert rest == ""
    assert "\n" not in text.replace("\r\n", "")


def test_every_cell_of_a_row(desk: Desk, quick: Callable[..., Answer]) -> None:
    """Every option of `ledger rate` has its cell; quotes and separators in it are kept."""
    answer = quick(
        *("rate", "2025-09", "好", "--approved-on", "2025/10/15"),
        *("--basis", '纪要 "3", 号', "--note", "a;b"),
    )
    assert answer.code == 0
    [row] = csv.DictReader(io.StringIO(desk.read().decode("utf-8-sig"), newline=""))
    when = row.pop("recorded_at")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", when)
    assert re.fullmatch(r"R-[2-9a-z]{6}", row.pop("id"))
    assert row == {
        "month": "2025-09",
        "rating": "好",
        "stage": "final",
        "approved_on": "2025-10-15",
        "basis": '纪要 "3", 号',
        "note": "a;b",
        "revises": "",
        "reason": "",
        "recorded_by": "clerk",
    }


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, b"\r\n\r\n"])
def test_an_empty_file(desk: Desk, quick: Callable[..., Answer], data: bytes) -> None:
    """An empty ratings.csv is filled as a new one is: with the mark that Excel needs."""
    (desk.folder / "ratings.csv").write_bytes(data)
    assert quick("rate", "2025-09", "好").code == 0
    heading = codecs.BOM_UTF8 + COLUMNS.encode()
    assert desk.read().startswith(heading + b"\r\n")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("separator", [",", "\t", ";"], ids=["comma", "tab", "semicolon"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
    ids=["utf8", "utf8-bom", "gb18030", "utf16-le", "utf16-be"],
)
def test_an_existing_file_keeps_its_form(
    desk: Desk,
    quick: Callable[..., Answer],
    mark: bytes,
    encoding: str,
    separator: str,
    line_end: str,
) -> None:
    """Encoding, separator, line ends and every byte before the new row stay as they were."""
    # oddities on purpose: quotes that are not needed, blanks, a blank line, a row of nothing
    text = f'{COLUMNS}\n"R-1","2025-08",优秀 ,,,,"甲",,,,\n\n,,,,,,,,,,\n'
    written = text.replace(",", separator).replace("\n", line_end)
    before = mark + written.encode(encoding)
    (desk.folder / "ratings.csv").write_bytes(before)
    answer = quick("rate", "2025-09", "好")
    assert answer.code == 0
    after = desk.read()
    assert after.startswith(before)
    row = after.removeprefix(before).decode(encoding)
    assert row.endswith(line_end)
    assert ADDED.fullmatch(row.removesuffix(line_end).replace(separator, ","))
    assert "ratings.csv:5" in answer.out


def test_no_last_line_end(desk: Desk, quick: Callable[..., Answer]) -> None:
    """A last row without a line end gets one before the new row, and is still one row."""
    before = f"{COLUMNS}\nR-1,2025-08,优秀,,,,,,,,".encode()
    (desk.folder / "ratings.csv").write_bytes(before)
    assert quick("rate", "2025-09", "好").code == 0
    assert desk.read().startswith(before + b"\nR-")
    assert desk.read().endswith(b",clerk\n")


def test_columns_are_added(desk: Desk, quick: Callable[..., Answer]) -> None:
    """Columns the file lacks are added on the right, and each of its rows gets an id."""
    desk.write("ratings.csv", 'rating;month;mood\n优秀;2025-08;"glad; calm"\n')
    assert quick("rate", "2025-09", "好").code == 0
    heading, first, second, rest = desk.read().decode("utf-8").split("\n")
    added = "id;stage;approved_on;basis;note;revises;reason;recorded_at;recorded_by"
    assert heading == f"rating;month;mood;{added}"
    assert re.fullmatch(r'优秀;2025-08;"glad; calm";R-[2-9a-z]{6};;;;;;;;', first)
    assert re.fullmatch(r"好;2025-09;;R-[2-9a-z]{6};final;;;;;;[0-9T:+-]{25};clerk", second)
    assert rest == ""


def test_excels_separator_line_stays(desk: Desk, quick: Callable[..., Answer]) -> None:
    """A first line `sep=;` is still the first line after columns were added."""
    desk.write("ratings.csv", "sep=;\r\nmonth;rating\r\n2025-08;优秀\r\n")
    assert quick("rate", "2025-09", "好").code == 0
    lines = desk.read().decode("utf-8").split("\r\n")
    assert lines[0] == "sep=;"
    assert lines[1].startswith("month;rating;id;")
    assert re.fullmatch(r"2025-08;优秀;R-[2-9a-z]{6};;;;;;;;", lines[2])


def test_chinese_headings_stay_chinese(desk: Desk, quick: Callable[..., Answer]) -> None:
    """A file with Chinese headings gets the missing ones in Chinese."""
    desk.write("ratings.csv", "月份,评价结果\n2025-08,优秀\n", encoding="gbk")
    assert quick("rate", "2025-09", "好").code == 0
    heading = desk.read().decode("gb18030").split("\n")[0]
    assert heading.startswith("月份,评价结果,")
    assert set(heading.split(",")) == set(CHINESE_COLUMNS.split(","))


def test_what_was_written_is_read(desk: Desk, quick: Callable[..., Answer]) -> None:
    """A character that GBK lacks is written into a GBK file so that it is read again."""
    desk.write("ratings.csv", f"{COLUMNS}\nR-1,2025-08,优秀,,,甲,,,,,\n", encoding="gbk")
    assert quick("rate", "2025-09", "好", "--note", "€ 😀 𠮷").code == 0
    assert "€ 😀 𠮷" in quick("due", "P1", "--explain").out
    assert quick("check").code == 0


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [
        ("one\n=======\ntwo", "one ======= two"),
        ("<<<<<<< a\r\n>>>>>>> b", "<<<<<<< a >>>>>>> b"),
        ("甲\u2028乙\x85丙\x0b丁", "甲 乙 丙 丁"),
        ("  wide \t gap  ", "wide \t gap"),
        ("half \udcff byte", "half ? byte"),
    ],
)
def test_a_note_is_one_line(
    desk: Desk, quick: Callable[..., Answer], typed: str, recorded: str
) -> None:
    """However a note is typed, it is recorded on one line, and the file can be read again."""
    assert quick("rate", "2025-09", "好", "--note", typed, "--json").json["recorded"] is True
    [row] = csv.DictReader(io.StringIO(desk.read().decode("utf-8-sig"), newline=""))
    assert row["note"] == recorded
    assert quick("check").code == 0
    assert quick("rate", "2025-09", "好", "--note", typed, "--json").json["recorded"] is False


def test_a_name_of_several_lines(desk: Desk, quick: Callable[..., Answer]) -> None:
    """Who records is one line too, whatever LEDGER_USER holds."""
    assert quick("rate", "2025-09", "好", LEDGER_USER="a\n=======\nb").code == 0
    assert quick("check").code == 0
    assert desk.read().endswith(b",a ======= b\r\n")
