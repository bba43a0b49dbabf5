"""Files that were read wrongly or refused with bad advice, each with what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.cases import INVOICES, NUMBER, PAYMENTS, clerk, months, received, told, words
from tests.support import REAL_CONTRACT

if TYPE_CHECKING:
    from tests.support import Desk

__all__ = ["clerk"]  # a fixture


def test_1_a_number_that_a_spreadsheet_rounded(clerk: Desk) -> None:
    """Zeros at the end of a number are a notice, in the file and as typed."""
    number = "24952000000010900000"
    clerk.write("invoices.csv", f"{INVOICES}{number},P1,2025-12-20,388800,\n")
    assert told(clerk) == [("notice", "number-rounded", "invoices.csv", 2)]
    (clerk.folder / "invoices.csv").unlink()
    typed = ("invoice", "P1", "388800", "--number", number, "--date", "2025-12-20")
    assert "zeros" in clerk.ledger(*typed).err
    for said in words(clerk):
        assert number in said


def test_2_a_comma_that_parts_an_amount(clerk: Desk) -> None:
    """The error shows how the amount was read and how to write it."""
    clerk.write("payments.csv", f"{PAYMENTS}P1,2025-12-20,388,800.00,回单1\n")
    assert told(clerk) == [("error", "amount-parted", "payments.csv", 2)]
    for said in words(clerk):
        assert '"388"' in said
        assert '"800.00"' in said
        assert '"388,800.00"' in said


def test_3_a_notice_that_adds_to_a_published_year(clerk: Desk) -> None:
    """Its days are added, and the rest of the year stays."""
    with (clerk.folder / "contract.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[working_days]]\nyear = 2026\nsource = "补充通知"\n'
            "days_off = [2026-05-06]\nmake_up_days = []\n"
        )
    periods = clerk.ledger("schedule", "--json").json["periods"]
    assert [one["request_by"] for one in periods] == ["2026-01-05", "2026-05-09", "2026-09-04"]
    [(severity, _, file, _)] = told(clerk)
    assert (severity, file) == ("notice", "contract.toml")


def test_4_a_day_far_away(clerk: Desk) -> None:
    """2052 for 2025 is noticed twice: it is to come, and far from the contract."""
    clerk.write("invoices.csv", f"{INVOICES}{NUMBER},P1,2052-12-20,388800,\n")
    found = told(clerk)
    assert {one[0] for one in found} == {"notice"}
    assert {one[1] for one in found} == {"day-to-come", "day-far"}


@pytest.mark.parametrize("name", ["ratings.xlsx", "ratings.csv.txt", "ratings (1).csv", "评价.csv"])
def test_5_a_file_that_is_not_read(clerk: Desk, name: str) -> None:
    """The notice names the file and says what to do."""
    clerk.write(name, "月份,评价结果\n2025-08,好\n")
    assert told(clerk) == [("notice", "file-not-read", name, None)]
    for said in words(clerk):
        assert name in said
        assert "ratings.csv" in said


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(
            (one, "2025-09")
            for one in ("2025/9/1", "2025-09-01", "Sep-25", "45901", "2025年9月1日")
        ),
        *((one, "2025-09") for one in ("2025-09-01 00:00:00", "20250901", "25-Sep", "25年9月")),
        ("2025.1", "2025-10"),
    ],
)
def test_6_a_month_that_became_a_day(clerk: Desk, written: str, meant: str) -> None:
    """It is refused with the month that it may have been, and never another one alone."""
    clerk.write("ratings.csv", f"月份,评价结果\n{written},好\n")
    assert told(clerk) == [("error", "month-spreadsheet", "ratings.csv", 2)]
    for said in words(clerk):
        assert meant in said
        assert "2025-08" not in said


def test_7_a_title_above_the_headings(clerk: Desk) -> None:
    """The title is passed over."""
    clerk.write(
        "ratings.csv", "霍营街道月度评价汇总表,,,\n月份,评价结果,通过日期,依据\n2025-08,好,,\n"
    )
    assert (told(clerk), months(clerk)) == ([], {"2025-08": "好"})


def test_8_headings_with_units_and_near_names(clerk: Desk) -> None:
    """金额（元）, 服务月份 and 评价等级 are what they mean."""
    clerk.write("payments.csv", "付款周期,到账日期,金额（元）,凭证号\nP1,2025-12-20,5,a\n")
    clerk.write("ratings.csv", "服务月份,评价等级\n2025-08,好\n")
    assert (told(clerk), months(clerk), received(clerk)) == ([], {"2025-08": "好"}, "5.00")


def test_9_a_totals_line(clerk: Desk) -> None:
    """It is passed over with a notice that names it."""
    clerk.write("payments.csv", f"{PAYMENTS}P1,2025-12-20,388800,a,\n合计,,388800,\n")
    assert told(clerk) == [("notice", "line-passed-over", "payments.csv", 3)]
    assert received(clerk) == "388800.00"


def test_10_a_number_with_a_marker(clerk: Desk) -> None:
    """The marker is no part of the number: its red letter finds it, and it counts once."""
    clerk.write("invoices.csv", f"{INVOICES}'{NUMBER},P1,2025-12-20,388800,\n")
    again = clerk.ledger("invoice", "P1", "388800", "--number", NUMBER, "--date", "2025-12-20")
    assert (again.code, "nothing changed" in again.out) == (0, True)
    red = ("--number", "25990000000000000002", "--red", NUMBER, "--date", "2025-12-21")
    assert clerk.ledger("invoice", "P1", "100", *red).code == 0
    assert clerk.ledger("due", "P1", "--json").json["invoiced"] == "388700.00"


def test_11_a_workbook_by_a_tables_name(clerk: Desk) -> None:
    """It is named as what it is."""
    (clerk.folder / "ratings.csv").write_bytes(b"PK\x03\x04[Content_Types].xml xl/workbook.xml")
    assert told(clerk) == [("error", "not-text", "ratings.csv", None)]
    english, chinese = words(clerk)
    assert "Excel workbook" in english
    assert "CSV (UTF-8)" in english
    assert "Excel 工作簿" in chinese


@pytest.mark.parametrize("rating", ["\u2f00般", "一\u200b般", " 一 般", "一般\u00a0", "`一般"])
def test_12_a_rating_from_a_pdf(clerk: Desk, rating: str) -> None:
    """What only looks alike is read as what it looks like."""
    clerk.write("ratings.csv", f"月份,评价结果\n2025-08,{rating}\n")
    assert (told(clerk), months(clerk)) == ([], {"2025-08": "一般"})


@pytest.mark.parametrize(
    "said", ["壹佰壹拾陸萬陸仟肆佰圓整", "人民币（大写）：壹佰壹拾陆万陆仟肆佰元整"]
)
def test_13_words_in_traditional_characters(clerk: Desk, said: str) -> None:
    """Traditional forms and a label in front are accepted."""
    clerk.edit_contract(("壹佰壹拾陆万陆仟肆佰元整", said))
    assert told(clerk) == []


def test_13_only_zheng_is_missing(clerk: Desk) -> None:
    """Where only 整 is missing, the message says just that."""
    clerk.edit_contract(("壹佰壹拾陆万陆仟肆佰元整", "壹佰壹拾陆万陆仟肆佰元"))
    assert [one[0] for one in told(clerk)] == ["error"]
    for said in words(clerk):
        assert "整" in said


@pytest.mark.parametrize(
    ("sound", "slip"),
    [
        ('in_words = "壹佰壹拾陆万陆仟肆佰元整"', "in_words = “壹佰壹拾陆万陆仟肆佰元整”"),
        ("total = 1166400", "total ＝ 1166400"),
        ("total = 1166400", "total = １１６６４００"),
    ],
)
def test_15_a_character_that_is_not_tomls(clerk: Desk, sound: str, slip: str) -> None:
    """The full-width character is named."""
    clerk.edit_contract((sound, slip))
    assert [one[:3] for one in told(clerk)] == [("error", "toml", "contract.toml")]
    character = next(char for char in slip if char in "“＝１")
    for said in words(clerk):
        assert character in said.split("|")[0]


@pytest.mark.parametrize("id_", ["", "P-aaaaaa"])
def test_16_a_row_below_a_cell_of_three_lines(clerk: Desk, id_: str) -> None:
    """What is taken back is shown, whatever line a spreadsheet calls it."""
    clerk.write(
        "payments.csv",
        f'id,period,date,amount,note\nP-bbbbbb,P1,2025-12-20,5,"a\nb\nc"\n{id_},P1,2025-12-21,6,\n',
    )
    answer = clerk.ledger("void", "payments.csv:5", "--reason", "错")
    assert answer.code == 0
    assert "It takes back payments.csv:5: P1 received 6.00, 2025-12-21." in answer.out
    assert received(clerk) == "5.00"
    assert "收" in clerk.ledger("history", LEDGER_LANG="zh").out


def test_16_other_rows_typed_by_hand_without_an_id(clerk: Desk) -> None:
    """A claim is confirmed, and a termination's sum agreed, as versions of those rows."""
    clerk.write("adjustments.csv", "period,kind,amount\nP1,damages,100\nP1,damages,200\n")
    answer = clerk.ledger("confirm", "adjustments.csv:3", "--basis", "函")
    assert "It replaces adjustments.csv:3" in answer.out
    first = clerk.ledger("due", "P1", "--json").json
    assert (first["breach"], first["claimed"]) == ("-200.00", "100.00")
    clerk.write(
        "amendments.toml", '[[amendment]]\nkind = "termination"\non = 2025-12-15\nbasis = "函"\n'
    )
    assert "undetermined" in clerk.ledger("due", "--json").out
    settle = ("amend", "terminate", "--on", "2025-12-15", "--settle", "9000", "--basis", "函")
    assert clerk.ledger(*settle).code == 0
    assert [one for one in told(clerk) if one[0] == "error"] == []
    assert "undetermined" not in clerk.ledger("due", "--json").out


def test_the_shipped_contract_is_the_cases_own() -> None:
    """The cases say of the shipped contract what its file says."""
    text = REAL_CONTRACT.read_text(encoding="utf-8")
    assert "total = 1166400" in text
    assert 'in_words = "壹佰壹拾陆万陆仟肆佰元整"' in text
