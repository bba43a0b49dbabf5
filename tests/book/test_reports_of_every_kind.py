"""Any table of any kind, made a report or a workbook as people do, reads the same."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkrc_ledger.book.rating_file import read_ratings
from zkrc_ledger.book.record_file import headings_of, read_records
from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.records import KINDS, Rating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record

# a cell as the ledger writes it, and as people have it
Cell = tuple[str, str]
MONTHS: list[Cell] = [
    ("2025-08", "2025年8月份"),
    ("2025-09", "２０２５／９"),
    ("2025-10", "'2025-10"),
    ("2025-11", "2025.11"),
]
PERIODS: list[Cell] = [("P1", "第一期"), ("P2", "第 2 期"), ("P3", "p3\u200b")]
DAYS: list[Cell] = [
    ("2025-12-20", "2025/12/20 0:00"),
    ("2025-12-20", "46011"),
    ("2025-12-21", "20251221"),
    ("2025-12-22", "2025年12月22日"),
]
AMOUNTS: list[Cell] = [
    ("388800.00", "￥388,800.00元"),
    ("5.50", " ５．５０ "),
    ("20000", '="20,000"'),
]
NUMBERS: list[Cell] = [
    ("25990000000000000001", "'25990000000000000001"),
    ("25990000000000000002", "2599 0000 0000 0000 0002"),
    ("25990000000000000003", '="25990000000000000003"'),
]
EMPTY: list[Cell] = [("", "/"), ("", "—"), ("", " ")]
WORDS: list[Cell] = [("会议纪要3号", " 会议纪要3号\u200b"), ("一、二", "⼀、二"), *EMPTY]
# what stands in each column of a kind, and near names of its headings
TABLES: dict[str, dict[str, tuple[list[Cell], str]]] = {
    "ratings.csv": {
        "month": (MONTHS, "服务月份"),
        "rating": ([("一般", "⼀般"), ("优秀", "优 秀"), ("好", "“好”")], "评价等级"),
        "stage": ([("final", "审议通过"), ("proposed", "待审议")], "状态"),
        "approved_on": ([*DAYS, *EMPTY], "会议日期"),
        "basis": (WORDS, "会议纪要"),
    },
    "adjustments.csv": {
        "period": (PERIODS, "付款期次"),
        "kind": ([("damages", "赔偿"), ("additional_work", "新增服务费用")], "类型"),
        "amount": (AMOUNTS, "金额（元）"),
        "stage": ([("agreed", "已确认"), ("claimed", "待确认")], "状态"),
        "clause": ([("四.4", "四．4"), *EMPTY], "合同条款"),
        "basis": ([("函", " 函 ")], "依据文件"),
    },
    "invoices.csv": {
        "number": (NUMBERS, "发票号"),
        "period": (PERIODS, "期次"),
        "date": (DAYS, "开具日期"),
        "amount": (AMOUNTS, "价税合计（元）"),
        "red_of": ([*NUMBERS, *EMPTY], "红冲发票号码"),
        "note": (WORDS, "说明"),
    },
    "payments.csv": {
        "period": (PERIODS, "结算周期"),
        "date": (DAYS, "收款日期"),
        "amount": ([*AMOUNTS, ("-300", "（300）"), ("-300", "300-")], "到账金额【元】"),
        "ref": ([NUMBERS[0], NUMBERS[2], *EMPTY], "回单号"),
        "paid_by": ([("a", "甲方"), ("b", "乙方"), *EMPTY], "付款方"),
    },
    "events.csv": {
        "period": (PERIODS, "付款期"),
        "event": ([("invoice-received", "甲方签收发票"), ("request-started", "启动请款")], "事项"),
        "date": (DAYS, "日期(年/月/日)"),
        "number": ([*NUMBERS, *EMPTY], "发票号码"),
    },
}
TITLES = st.lists(st.sampled_from([("汇总表",), ("（2025 年）", "", ""), ("",)]), max_size=2)
LAST = st.lists(
    st.sampled_from([("合计",), ("小计", "", "388,800.00"), ("制表：甲", "", "审核：乙")]),
    max_size=2,
)


def read(data: bytes, kind: type[Record]) -> tuple[list[Record], list[Problem]]:
    """The records in a file's bytes wherever they stand, and its problems."""
    records, problems, _ = read_records(data, kind)
    return [replace(one, place=None) for one in records], problems


def as_csv(rows: Sequence[Sequence[str]], separator: str = ",", line_end: str = "\r\n") -> str:
    """The rows as a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=line_end).writerows(rows)
    return out.getvalue()


def drawn(data: st.DataObject, kind: type[Record]) -> tuple[list[list[str]], list[list[str]]]:
    """A table of a kind, headings first: as the ledger writes it, and as people have it."""
    columns = TABLES[kind.FILE]
    cells = st.tuples(*(st.sampled_from(choices) for choices, _ in columns.values()))
    rows = data.draw(st.lists(cells, min_size=1, max_size=4))
    order = data.draw(st.permutations(range(len(columns))))
    own, near = list(columns), [heading for _, heading in columns.values()]
    plain = [own, *([cell[0] for cell in row] for row in rows)]
    dressed = [[near[at] for at in order], *([row[at][1] for at in order] for row in rows)]
    return plain, dressed


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.FILE)
@given(
    data=st.data(),
    titles=TITLES,
    last=LAST,
    separator=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\r\n", "\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_report_of_any_kind(
    kind: type[Record],
    data: st.DataObject,
    titles: list[tuple[str, ...]],
    last: list[tuple[str, ...]],
    separator: str,
    line_end: str,
    encoding: str,
) -> None:
    """Titles, units, near headings, totals, signs for empty and other forms change no record."""
    plain, dressed = drawn(data, kind)
    records, problems = read(as_csv(plain).encode(), kind)
    assert problems == []
    assert len(records) == len(plain) - 1
    report = as_csv([*titles, *dressed, *last], separator, line_end).encode(encoding)
    again, problems = read(report, kind)
    assert again == records
    assert {one.code for one in problems} <= {"line-passed-over"}
    assert len(problems) == len(last)


@pytest.mark.slow
@given(data=st.data(), titles=TITLES, last=LAST)
def test_a_workbook_of_ratings(
    data: st.DataObject, titles: list[tuple[str, ...]], last: list[tuple[str, ...]]
) -> None:
    """A workbook of a table reads as the table does, each row at its place in the sheet."""
    plain, dressed = drawn(data, Rating)
    records, _ = read(as_csv(plain).encode(), Rating)
    book = openpyxl.Workbook()
    for row in (*titles, *dressed, *last):
        book.worksheets[0].append(row)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.xlsx"
        book.save(path)
        found, problems = read_ratings(path)
    assert errors(problems) == []
    assert [replace(one, place=None) for one in found] == records
    lines = [one.place.line for one in found if one.place]
    assert lines == [len(titles) + 2 + at for at in range(len(records))]


def test_every_kind_is_here() -> None:
    """Each kind's own headings are in the table above."""
    assert TABLES.keys() == {kind.FILE for kind in KINDS}
    for kind in KINDS:
        assert TABLES[kind.FILE].keys() <= headings_of(kind).keys()
        assert TABLES[kind.FILE].keys() >= {*kind.NEEDED}
