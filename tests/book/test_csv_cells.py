"""Where one cell ends and the next begins, and the bytes that other programs leave."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest

from tests.book.test_csv_reports import names, payments, ratings, told, values
from tests.english import english
from zkrc_ledger.book.decode import Content, conflict_marks, decode
from zkrc_ledger.book.table import table_of
from zkrc_ledger.book.table_writing import with_rows
from zkrc_ledger.model.problem import Problem

HEAD = "付款周期,到账日期,金额,凭证号,备注\n"
HEADINGS = {"month": "月份", "rating": "评价结果", "note": "备注"}
NEW = [{"month": "2025-09", "rating": "差", "note": "甲\n乙"}]


@pytest.mark.parametrize(
    ("row", "amount", "cells"),
    [
        ("P1,2025-12-20,388,800.00,回单1", "388,800.00", '"388", "800.00"'),
        ("P1,2025-12-20,388,800", "388,800", '"388", "800"'),
        ("P1,2025-12-20,1,166,400.00,回单1", "1,166,400.00", '"1", "166", "400.00"'),
        ("P1,2025-12-20,388,800.00,回单1,x", "388,800.00", '"388", "800.00"'),
        ("P1,2025-12-20,￥388,800.00元,回单1", "¥388,800.00元", '"¥388", "800.00元"'),
        ("P1,2025-12-20,-388,800.00,回单1", "-388,800.00", '"-388", "800.00"'),
        ("P1,2025-12-20,（388,800.00）,回单1", "(388,800.00)", '"(388", "800.00)"'),
        ("P1,2025-12-20,３８８,８００,回单1", "388,800", '"388", "800"'),
        ("P1,2025-12-20,“388,800.00”,回单1", "388,800.00", '"388", "800.00"'),
        ("P1,2025-12-20,20,000,回单1", "20,000", '"20", "000"'),
    ],
)
def test_an_amount_that_its_comma_parts(row: str, amount: str, cells: str) -> None:
    """A comma between thousands is never one between cells: the error shows both."""
    table = payments(f"{HEAD}{row}\n")
    count = cells.count(",") + 1
    message = f"The comma in {amount} parts it into {count} cells: {cells}."
    assert told(table) == [("error", "amount-parted", 2, message)]
    assert english(table.problems[0].hint).startswith(f"Write {amount.replace(',', '')}, or ")
    assert table.rows == ()


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (HEAD + 'P1,2025-12-20,"388,800.00",回单1\n', "388,800.00"),
        (HEAD + "P1,2025-12-20,388.00,800\n", "388.00"),
        (HEAD + "P1,2025-12-20,388800,800\n", "388800"),
        (HEAD.replace(",", "\t") + "P1\t2025-12-20\t388,800.00\t回单\n", "388,800.00"),
        (HEAD.replace(",", ";") + "P1;2025-12-20;388,800.00;回单\n", "388,800.00"),
        (HEAD.replace(",", ";") + "P1;2025-12-20;388;800\n", "388"),
    ],
)
def test_an_amount_in_one_cell(text: str, amount: str) -> None:
    """A cell in quotes, or between other separators, holds its comma."""
    table = payments(text)
    assert (table.problems, values(table, "amount")) == ([], [(amount,)])


def test_optional_fields_at_the_end_may_be_missing() -> None:
    """A row that ends before columns nobody needs is read; one that lacks a needed one is not."""
    table = payments(f"{HEAD}P1,2025-12-20,388800\nP1,2025-12-20,5,回单\nP1,2025-12-20\n")
    assert values(table, "amount", "ref", "note") == [("388800", "", ""), ("5", "回单", "")]
    message = "This is half a row: 2 of the 5 fields that the headings name."
    assert told(table) == [("error", "half-row", 4, message)]
    hint = "金额 is missing; an empty field still needs its separator."
    assert english(table.problems[0].hint) == hint


@pytest.mark.parametrize(
    "text",
    [
        "街道;汇总;表\n月份,评价结果\n2025-08,好\n",
        "sep=;\n月份,评价结果\n2025-08,好\n",
        "甲,乙,丙\n月份;评价结果\n2025-08;好\n",
        "月份\t评价结果\n2025-08\t好\n",
    ],
)
def test_the_headings_say_what_separates(text: str) -> None:
    """The separator is the one that parts the headings, whatever stands above."""
    assert values(ratings(text), "month", "rating") == [("2025-08", "好")]


@pytest.mark.parametrize("line_ends", ["\r\n\n\r", "\r\r\n\n", "\n\r\r\n"])
def test_line_ends_of_any_kind_in_one_file(line_ends: str) -> None:
    """Each line may end in its own way, and lines still count right."""
    first, second, third = (
        line_ends.replace("\r\n", "w")[position].replace("w", "\r\n") for position in range(3)
    )
    table = ratings(f"月份,评价结果{first}2025-08,好{second}2025-09,差{third}2025-10,差")
    assert [row.line for row in table.rows] == [2, 3, 4]
    assert table.line_end == first


@pytest.mark.parametrize("line_end", ["\r", "\n", "\r\n"])
def test_a_row_is_added_with_the_files_own_line_end(line_end: str) -> None:
    """What stands in the file stays to the byte; a cell may hold another line end."""
    text = line_end.join(["汇总表", "month,rating,note", "2025-08,好", "合计", ""])
    data = text.encode()
    table = ratings(data)
    after = with_rows(table, NEW, HEADINGS, {})
    assert after == data + f'2025-09,差,"甲\n乙"{line_end}'.encode()
    again = ratings(after)
    assert values(again, "month", "note") == [("2025-08", ""), ("2025-09", "甲\n乙")]


def test_columns_that_are_added_keep_what_stands_above() -> None:
    """Titles, headings and rows stay as they stand where a column must be added."""
    table = ratings("汇总表,,\n服务月份 ,评价等级（月）,（其他）\n'2025-08,⼀般,x\n")
    after = with_rows(table, [], HEADINGS, {3: {"note": "补"}}).decode()
    assert after == "汇总表,,\n服务月份 ,评价等级（月）,（其他）,备注\n'2025-08,⼀般,x,补\n"


def test_a_file_of_ascii_alone_gets_the_mark() -> None:
    """What is added may be Chinese, and without the mark Excel would garble it."""
    table = ratings(b"month,rating\n2025-08,A\n")
    assert with_rows(table, NEW, HEADINGS, {}).startswith(codecs.BOM_UTF8 + b"month,rating")
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        data = "month,rating,note\n2025-08,好,\n".encode(encoding)
        assert with_rows(ratings(data), NEW, HEADINGS, {}).startswith(data)


def test_a_number_keeps_its_mark_in_the_file_only() -> None:
    """Cells are read in normal form; what stands in the file stays."""
    data = "付款周期,到账日期,金额,凭证号\nP1,2025-12-20,5,'25990000000000000001\n"
    table = payments(data)
    assert values(table, "ref") == [("25990000000000000001",)]
    assert table.raw[1][3] == "'25990000000000000001"


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def archive(*members: str) -> bytes:
    """A zip archive that has these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for member in members:
            file.writestr(member, "x" * 10_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (
            archive("[Content_Types].xml", "docProps/app.xml", "xl/workbook.xml"),
            "an Excel workbook",
        ),
        (OLD_OFFICE, "an Excel workbook of the old form (.xls)"),
        (OLD_OFFICE + "WordDocument".encode("utf-16-le"), "a text document"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "an Office file with a password"),
        (
            archive("mimetype", "opendocument.spreadsheet"),
            "an OpenDocument spreadsheet",
        ),
        (b'<?xml version="1.0"?>\n<?mso-application?><Workbook xmlns="x">', "an Excel workbook"),
        (archive("word/document.xml"), "a text document"),
        (archive("ratings.csv"), "an archive"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\r\n<!DOCTYPE html>\n<html>", "a web page"),
        (codecs.BOM_UTF8 + b"<HTML><head>", "a web page"),
        (codecs.BOM_UTF16_LE + "<table border=1>".encode("utf-16-le"), "a web page"),
        (b"<!-- x --><html xmlns:x='urn:schemas-microsoft-com:office:excel'>", "a web page"),
    ],
)
def test_another_programs_file(data: bytes, what: str) -> None:
    """A workbook, a page or an archive by the name of a table is named as what it is."""
    message = f"This is {what}, whatever its name says."
    table = ratings(data)
    assert told(table) == [("error", "not-text", None, message)]
    hint = "Open it in the program it is from and save it as CSV (UTF-8)."
    assert english(table.problems[0].hint) == hint
    problem = decode(data, "contract.toml")
    assert isinstance(problem, Problem)
    assert english(problem.hint) == "Take the plain text file from a backup."


@pytest.mark.parametrize("data", [b"", b"<", b"PK", "月份,<html>".encode(), b"<b>,x"])
def test_text_is_text(data: bytes) -> None:
    """A few signs in front make no page and no archive."""
    assert isinstance(decode(data, "ratings.csv"), Content)


def test_a_merge_in_a_file_of_carriage_returns() -> None:
    """The marks of a merge are seen whatever the line ends are."""
    [problem] = conflict_marks("month,rating\r<<<<<<< a\r2025-08,x\r", "ratings.csv")
    assert problem.line == 2


def test_columns_of_words_can_be_chosen() -> None:
    """Which columns keep their punctuation is the kind's own business."""
    data = "月份,评价结果,备注\n2025-08,好，,好，\n".encode()
    known = names({"月份": "month", "评价结果": "rating"})
    table = table_of(data, "x.csv", known, ("month",), words=("rating",))
    assert values(table, "rating", "note") == [("好，", "好,")]
