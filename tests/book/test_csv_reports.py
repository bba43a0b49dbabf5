"""A table that is a report: titles, units, near headings, totals, signatures, empty signs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.english import english
from zkrc_ledger.book.table import Table, table_of
from zkrc_ledger.model.problem import errors

if TYPE_CHECKING:
    from collections.abc import Sequence

RATINGS = {"月份": "month", "评价结果": "rating", "状态": "stage", "通过日期": "approved_on"}
PAYMENTS = {"付款周期": "period", "到账日期": "date", "金额": "amount", "凭证号": "ref"}
INVOICES = {"付款周期": "period", "发票号码": "number", "开票日期": "date", "价税合计": "amount"}
COMMON = {"依据": "basis", "备注": "note"}
TOTALS = "This looks like a totals line and is passed over."
SIGNATURES = "This looks like a line of signatures or remarks and is passed over."


def names(headings: dict[str, str]) -> dict[str, str]:
    """Every heading that a kind of file may have, in both languages."""
    both = headings | COMMON
    return both | {column: column for column in both.values()}


def ratings(text: str | bytes) -> Table:
    """A ratings.csv of this text."""
    data = text if isinstance(text, bytes) else text.encode()
    return table_of(data, "ratings.csv", names(RATINGS), ("month", "rating"))


def payments(text: str) -> Table:
    """A payments.csv of this text."""
    return table_of(text.encode(), "payments.csv", names(PAYMENTS), ("period", "date", "amount"))


def invoices(text: str) -> Table:
    """An invoices.csv of this text."""
    needed = ("period", "number", "date", "amount")
    return table_of(text.encode(), "invoices.csv", names(INVOICES), needed)


def told(table: Table) -> list[tuple[str, str, int | None, str]]:
    """Severity, code, line and message of every problem."""
    return [(one.severity, one.code, one.line, english(one.message)) for one in table.problems]


def values(table: Table, *columns: str) -> list[tuple[str, ...]]:
    """The cells of these columns, row by row."""
    return [tuple(row.cells[column] for column in columns) for row in table.rows]


@pytest.mark.parametrize(
    "title",
    [
        "霍营街道月度评价汇总表,,,\n",
        '"霍营街道\n月度评价汇总表",,,\n\n,,,\n',
        "sep=,\r\n霍营街道月度评价汇总表\n",
        "霍营街道;第一期\t\n",  # its separators are not the table's
    ],
)
def test_titles_above_the_headings(title: str) -> None:
    """A title above the headings is passed over, kept for writing, and lines still count it."""
    table = ratings(f"{title}月份,评价结果,依据,备注\n2025-08,好,纪要,\n")
    assert table.problems == []
    assert values(table, "month", "rating", "basis") == [("2025-08", "好", "纪要")]
    assert table.preface == title
    lines = title.count("\n")
    assert (table.lines, table.rows[0].line) == ((lines + 1, lines + 2), lines + 2)


def test_a_line_of_labels_above_the_headings() -> None:
    """Who made the report and when is passed over with a notice."""
    table = ratings("编制单位：甲,,日期：2025-12-20\n月份,评价结果,备注\n2025-08,好,\n")
    message = "This line stands above the headings and is passed over."
    assert told(table) == [("notice", "line-passed-over", 1, message)]
    assert values(table, "month", "rating") == [("2025-08", "好")]


def test_a_record_above_the_headings() -> None:
    """Headings that were sorted into the middle hide no record: that is an error."""
    table = payments("P1,2025-12-20,388800\n付款周期,到账日期,金额\nP2,2026-04-20,388800\n")
    message = "This row stands above the headings, where no record is read."
    assert told(table) == [("error", "row-above-headings", 1, message)]
    assert table.rows == ()


@pytest.mark.parametrize(
    "headings",
    [
        *("付款周期,到账日期,金额（元）,凭证号", "付款周期,到账日期,金额(元),凭证号"),
        *("付款期次, 到账日期 ,金额（人民币元）,回单号", "期次,日期,金额（单位：元）,流水号"),
        *(
            "＊付款周期,到账日期（年/月/日）,金额/元,凭证号:",
            "付 款 周 期,收款日期,到账金额【元】,凭证号码",
        ),
        *("Period,Date,Amount (yuan),Reference", "payment period,DATE,Amount (RMB),ref"),
    ],
)
def test_near_headings_of_payments(headings: str) -> None:
    """Units and near names of headings mean the same column."""
    table = payments(f"{headings}\nP1,2025-12-20,388800,回单1\n")
    assert table.columns == ("period", "date", "amount", "ref")
    assert table.problems == []


def test_near_headings_of_ratings() -> None:
    """服务月份 and 评价等级 are the month and the rating."""
    table = ratings("服务月份,评价等级\n2025-08,好\n")
    assert (table.columns, table.problems) == (("month", "rating"), [])


@pytest.mark.parametrize("heading", ["金额（万元）", "金额(千元)", "金额（单位：万元）"])
def test_amounts_in_another_unit(heading: str) -> None:
    """Ten thousands of yuan are never read as yuan."""
    table = payments(f"付款周期,到账日期,{heading}\nP1,2025-12-20,38.88\n")
    [problem] = errors(table.problems)
    assert problem.code == "heading-unit"
    assert english(problem.hint) == "Write the amounts in yuan and name the column 金额."
    assert table.rows == ()


@pytest.mark.parametrize("heading", ["不含税金额", "金额（不含税）", "金额（美元）", "应收金额"])
def test_another_amount_is_not_the_amount(heading: str) -> None:
    """What only sounds like the amount is not taken for it."""
    [problem] = errors(payments(f"付款周期,到账日期,{heading}\n").problems)
    assert problem.code in ("column-missing", "heading-unit")


def test_a_tax_offices_list_of_invoices() -> None:
    """Beside 税额, 金额 is the price without tax: only 价税合计 is the invoice's amount."""
    head = "期次,发票号码,开票日期,金额,税额"
    row = "P1,25990000000000000001,2025-12-20,366792.45,22007.55"
    table = invoices(f"{head},价税合计\n{row},388800\n")
    assert values(table, "amount") == [("388800",)]
    [problem] = errors(invoices(f"{head}\n{row}\n").problems)
    assert english(problem.message) == "The column 价税合计 is missing."
    assert values(invoices("期次,发票号,日期,金额\nP1,2599,2025-12-20,5\n"), "amount") == [("5",)]


def test_two_headings_of_one_column() -> None:
    """Two headings that mean one column are an error that names both."""
    [problem] = payments("付款周期,到账日期,收款日期,金额\n").problems
    assert problem.code == "column-twice"
    assert english(problem.message) == "The headings 到账日期 and 收款日期 both mean 到账日期."


def test_hints_speak_as_the_headings_do() -> None:
    """What a Chinese file lacks is named in Chinese."""
    [problem] = payments("付款周期,到账日期,凭证号\n").problems
    assert english(problem.message) == "The column 金额 is missing."
    assert english(problem.hint) == "The headings needed are: 付款周期, 到账日期, 金额."
    table = payments("期次,日期,金额\n")
    assert (table.is_chinese, table.heading("date"), table.heading("ref")) == (True, "日期", "ref")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        *((line, TOTALS) for line in ("合计,,388800,", "合 计：,,￥388800.00,", ",合计,388800")),
        *(
            (line, TOTALS)
            for line in ("小计", "P1,小计,388800,", "第一期小计,,388800,", "Total,,5,")
        ),
        *(
            (line, TOTALS)
            for line in ("总计（大写）叁拾捌万元整,,,", "合计2笔,,388,800.00", "累计,,5")
        ),
        ("制表：张三,,审核：李四,", SIGNATURES),
        ("制表人,张三,审核人,李四", SIGNATURES),
        ("单位负责人（签字）：,,,", SIGNATURES),
        ("填表日期：2025年12月22日", SIGNATURES),
        ("备注：以上均已到账,,,", SIGNATURES),
        ("Prepared by: Zhang,,,", SIGNATURES),
    ],
)
def test_totals_and_signatures(line: str, message: str) -> None:
    """A line of totals or signatures is passed over with a notice that names it."""
    table = payments(f"付款周期,到账日期,金额,凭证号\nP1,2025-12-20,388800,回单\n{line}\n")
    assert told(table) == [("notice", "line-passed-over", 3, message)]
    assert values(table, "period", "amount") == [("P1", "388800")]


@pytest.mark.parametrize(
    "row",
    ["审核无误,P1,2025-12-20,388800", "合计两笔：,P1,2025-12-20,388800", "备注：,P1,2025-12-20,5"],
)
def test_a_whole_record_is_never_passed_over(row: str) -> None:
    """A row that has all it needs is a record, whatever its note says."""
    table = payments(f"备注,付款周期,到账日期,金额\n{row}\n")
    assert table.problems == []
    assert values(table, "period") == [("P1",)]


def test_half_a_record_is_no_total() -> None:
    """A row that lacks something is handed on, for its reader to refuse."""
    table = ratings("月份,评价结果\n2025-08,审核通过\n")
    assert values(table, "rating") == [("审核通过",)]


@pytest.mark.parametrize("sign", ["/", "／", "—", "——", "-", "－", "N/A", " / "])
def test_signs_for_an_empty_cell(sign: str) -> None:
    """A stroke or a dash alone is an empty cell, in every column."""
    table = ratings(f"月份,评价结果,状态,依据,备注\n2025-08,{sign},{sign},{sign},{sign}\n")
    assert table.problems == []
    assert values(table, "month", "rating", "stage", "basis", "note") == [
        ("2025-08", "", "", "", "")
    ]


def test_none_is_empty_where_it_is_no_answer() -> None:
    """无 in words or as a day is none; as a rating or a stage it is for the reader to refuse."""
    table = ratings("月份,评价结果,状态,通过日期,依据\n2025-08,无,无,无,无\n")
    assert values(table, "rating", "stage", "approved_on", "basis") == [("无", "无", "", "")]


def test_numbered_rows_that_are_not_filled_in() -> None:
    """A row with nothing in a column that the ledger reads is passed over."""
    table = ratings("序号,月份,评价结果\n1,2025-08,好\n2,,\n3,/,/\n")
    assert values(table, "month") == [("2025-08",)]
    assert [one.code for one in table.problems] == ["column-unknown"]


CELL = st.text(st.sampled_from("好差ab1 /，,;\"'“”\n（）:：合计审核"), max_size=6)
ROW = st.tuples(
    st.sampled_from(["P1", "P2", "第一期"]),
    st.sampled_from(["2025-12-20", "46011"]),
    st.sampled_from(["388800", "￥388,800.00", "5.00", "(300)"]),
    CELL.map(lambda cell: f"号{cell}"),
    CELL,
)


def written(rows: Sequence[Sequence[str]], separator: str, line_end: str) -> str:
    """The rows as a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(
        rows
    )
    return out.getvalue()


@given(
    rows=st.lists(ROW, max_size=5),
    titles=st.lists(st.sampled_from(["汇总表", "（2025 年）", "一、\n到账", ""]), max_size=3),
    headings=st.sampled_from(
        [
            ("付款周期", "到账日期", "金额（元）", "凭证号", "备注"),
            ("期次", "日期", "到账金额(元)", "回单号", "说明"),
            ("period", "date", "Amount (yuan)", "Reference", "Remarks"),
        ]
    ),
    last=st.lists(
        st.sampled_from([("合计", "", "388,800.00"), ("制表：甲", "", "审核：乙"), ("小计",)]),
        max_size=3,
    ),
    separator=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\r\n", "\n", "\r"]),
)
def test_a_report_reads_as_the_table_it_is_made_of(
    rows: list[tuple[str, ...]],
    titles: list[str],
    headings: tuple[str, ...],
    last: list[tuple[str, ...]],
    separator: str,
    line_end: str,
) -> None:
    """Titles, units, near headings and totals change nothing of what is read."""
    plain = payments(
        written([("付款周期", "到账日期", "金额", "凭证号", "备注"), *rows], separator, line_end)
    )
    report = payments(
        written([*([title] for title in titles), headings, *rows, *last], separator, line_end)
    )
    assert plain.problems == []
    assert [row.cells for row in report.rows] == [row.cells for row in plain.rows]
    assert {one.code for one in report.problems} <= {"line-passed-over"}
    assert len(report.problems) == len(last)
