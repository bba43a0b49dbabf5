"""adjustments.csv, invoices.csv, payments.csv: what is read, and every problem of a row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.english import english
from zkrc_ledger.book.store import FILES
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.records import Adjustment, Invoice, Payment

if TYPE_CHECKING:
    from pathlib import Path

    from zkrc_ledger.book.record_file import RecordFile

NUMBER = "99000000000000000001"
OTHER = "99000000000000000002"
ADJUSTMENTS, INVOICES, PAYMENTS = (FILES[name] for name in ("adjustments", "invoices", "payments"))
A = "period,kind,amount\n"
I = "period,number,date,amount\n"  # noqa: E741  (beside A and P)
P = "period,date,amount\n"

NO_PERIOD = ("period-missing", 2, "The payment period is missing.")
NO_AMOUNT = ("amount-missing", 2, "The amount is missing.")
NO_DATE = ("date-form", 2, "The date is missing.")
NO_NUMBER = ("number-missing", 2, "The invoice number is missing.")


def sign(amount: str) -> tuple[str, int, str]:
    return ("money-sign", 2, f"The amount must be above zero, not {amount}.")


def figure(number: str) -> tuple[str, int, str]:
    return ("number-figure", 2, f'"{number}" is no invoice number any more.')


def form(amount: str) -> tuple[str, int, str]:
    return ("money-form", 2, f"Not an amount of money: {amount}.")


PROBLEMS: dict[str, tuple[RecordFile[Any], str, list[tuple[str, int, str]]]] = {
    "an adjustment without period": (ADJUSTMENTS, A + ",damages,5\n", [NO_PERIOD]),
    "an adjustment without kind": (
        ADJUSTMENTS, A + "P1,,5\n", [("kind-missing", 2, "The kind is missing.")]),
    "an unknown kind": (
        ADJUSTMENTS, A + "P1,fine,5\n",
        [("kind-unknown", 2, '"fine" is not a kind of adjustment.')]),
    "damages without amount": (ADJUSTMENTS, A + "P1,damages,\n", [NO_AMOUNT]),
    "fees without amount": (ADJUSTMENTS, A + "P1,fees,\n", [NO_AMOUNT]),
    "additional work without amount": (ADJUSTMENTS, A + "P1,增项,\n", [NO_AMOUNT]),
    "damages below zero": (ADJUSTMENTS, A + "P1,damages,-5\n", [sign("-5.00")]),
    "damages of zero": (ADJUSTMENTS, A + "P1,damages,0\n", [sign("0.00")]),
    "an amount in words": (ADJUSTMENTS, A + "P1,damages,五元\n", [form("五元")]),
    "an amount with three decimals": (ADJUSTMENTS, A + "P1,fees,5.005\n", [form("5.005")]),
    "a comma in the wrong place": (ADJUSTMENTS, A + 'P1,fees,"30,00"\n', [form("30,00")]),
    "an unknown stage": (
        ADJUSTMENTS, "period,kind,amount,stage\nP1,breach,,final\n",
        [("stage-unknown", 2, '"final" is not a stage.')]),
    "everything at once": (
        ADJUSTMENTS, "period,kind,amount,stage\n,x,y,z\n",
        [("kind-unknown", 2, '"x" is not a kind of adjustment.'), NO_PERIOD, form("y"),
         ("stage-unknown", 2, '"z" is not a stage.')]),
    "no kind column": (
        ADJUSTMENTS, "period,amount\nP1,5\n",
        [("column-missing", 1, "The column kind is missing.")]),
    "an invoice of nothing but a word": (
        INVOICES, I + ",,,x\n", [NO_PERIOD, form("x"), NO_NUMBER, NO_DATE]),
    "an invoice without number": (INVOICES, I + "P1,,2026-01-02,5\n", [NO_NUMBER]),
    "an invoice without date": (INVOICES, I + f"P1,{NUMBER},,5\n", [NO_DATE]),
    "an invoice without amount": (INVOICES, I + f"P1,{NUMBER},2026-01-02,\n", [NO_AMOUNT]),
    "an invoice below zero": (INVOICES, I + f"P1,{NUMBER},2026-01-02,-5\n", [sign("-5.00")]),
    "no day": (
        INVOICES, I + f"P1,{NUMBER},2026-02-30,5\n",
        [("date-form", 2, '"2026-02-30" is not a date.')]),
    "Excel's figure": (INVOICES, I + "P1,9.9E+19,2026-01-02,5\n", [figure("9.9E+19")]),
    "Excel's figure in small letters": (
        INVOICES, I + "P1,9.90000000000000e+19,2026-01-02,5\n", [figure("9.90000000000000e+19")]),
    "a figure with decimals": (
        INVOICES, I + f"P1,{NUMBER}.0,2026-01-02,5\n", [figure(f"{NUMBER}.0")]),
    "Excel's figure as the original": (
        INVOICES, f"period,number,date,amount,red_of\nP1,{NUMBER},2026-01-02,5,9.9E+19\n",
        [figure("9.9E+19")]),
    "no number column": (
        INVOICES, "period,date,amount\nP1,2026-01-02,5\n",
        [("column-missing", 1, "The column number is missing.")]),
    "a payment without period": (PAYMENTS, P + ",2026-01-02,5\n", [NO_PERIOD]),
    "a payment without date": (PAYMENTS, P + "P1,,5\n", [NO_DATE]),
    "a payment without amount": (PAYMENTS, P + "P1,2026-01-02,\n", [NO_AMOUNT]),
    "a payment in another money": (PAYMENTS, P + "P1,2026-01-02,$5\n", [form("$5")]),
    "a payment on a month": (
        PAYMENTS, P + "P1,2026-01,5\n", [("date-form", 2, '"2026-01" is not a date.')]),
    "half a row": (
        PAYMENTS, P + "P1,2026-01-02\n",
        [("half-row", 2,
          "This is half a row: 2 of the 3 fields that the first line names.")]),
    "one heading in two languages": (
        PAYMENTS, "period,付款周期,date,amount\nP1,P1,2026-01-02,5\n",
        [("column-twice", 1, "The column period stands here twice.")]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_every_problem_of_a_row(
    tmp_path: Path, file: RecordFile[Any], text: str, expected: list[tuple[str, int, str]]
) -> None:
    """Every problem of a file is told, with file and line, and what to do."""
    (tmp_path / file.name).write_text(text, encoding="utf-8")
    _, problems, _ = file.read(tmp_path)
    assert [(one.code, one.line, english(one.message)) for one in problems] == expected
    assert {(one.file, one.severity) for one in problems} == {(file.name, "error")}
    assert all(one.hint for one in problems if one.code != "number-missing")


KINDS = [
    ("breach", "breach"), ("违约扣款", "breach"), ("BREACH", "breach"),
    ("fees", "fees"), ("费用", "fees"),
    ("damages", "damages"), ("赔偿", "damages"),
    ("additional_work", "additional_work"), ("增项", "additional_work"),
]  # fmt: skip
STAGES = [
    ("", "agreed"), ("agreed", "agreed"), ("已确认", "agreed"),
    ("claimed", "claimed"), ("待确认", "claimed"), ("Claimed", "claimed"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "kind"), KINDS)
def test_kinds(tmp_path: Path, written: str, kind: str) -> None:
    """A kind is read in English and in Chinese."""
    (tmp_path / ADJUSTMENTS.name).write_text(A + f"P1,{written},5\n", encoding="utf-8")
    [record], problems, _ = ADJUSTMENTS.read(tmp_path)
    assert (record.kind, problems) == (kind, [])


@pytest.mark.parametrize(("written", "stage"), STAGES)
def test_stages(tmp_path: Path, written: str, stage: str) -> None:
    """A stage is read in English and in Chinese; an empty one is agreed."""
    text = f"period,kind,amount,stage\nP1,breach,,{written}\n"
    (tmp_path / ADJUSTMENTS.name).write_text(text, encoding="utf-8")
    [record], problems, _ = ADJUSTMENTS.read(tmp_path)
    assert (record.stage, problems) == (stage, [])


AMOUNTS = [
    ("5", "5"), ("3000.5", "3000.50"), ('"388,800.00"', "388800"), ("３０００．５０", "3000.50"),
    ('"３，０００"', "3000"), ("5元", "5"), (" 5 ", "5"), ("0.01", "0.01"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "amount"), AMOUNTS)
def test_amounts(tmp_path: Path, written: str, amount: str) -> None:
    """An amount may have separators, full-width digits and 元; a minus means money sent back."""
    for sign_, value in (("", Decimal(amount)), ("-", -Decimal(amount))):
        signed = written.replace('"', f'"{sign_}', 1) if '"' in written else sign_ + written.strip()
        (tmp_path / PAYMENTS.name).write_text(P + f"P1,2026-01-02,{signed}\n", encoding="utf-8")
        [record], problems, _ = PAYMENTS.read(tmp_path)
        assert (record.amount, problems) == (value, [])


@pytest.mark.parametrize(
    "written", [NUMBER, f" {NUMBER} ", "9900 0000 0000 0000 0001", "９９" + NUMBER[2:]]
)
def test_a_number_is_text(tmp_path: Path, written: str) -> None:
    """An invoice number keeps its twenty digits, however it was pasted."""
    (tmp_path / INVOICES.name).write_text(I + f"P1,{written},2026-01-02,5\n", encoding="utf-8")
    [record], problems, _ = INVOICES.read(tmp_path)
    assert (record.number, problems) == (NUMBER, [])


FULL = "A-1,p2,赔偿,5,待确认,四.4,清单,甲,A-0,错,2026-01-02T09:00:00+08:00,财务部\n"
RED_LETTER = (
    "开票日期,价税合计,发票号码,红冲发票号码,付款周期,备注\n"
    f"2026年1月2日,5,{NUMBER},{OTHER},Ｐ１,红冲\n"
)
CHINESE: dict[str, tuple[RecordFile[Any], str, Any]] = {
    "adjustments": (
        ADJUSTMENTS,
        "编号,付款周期,类别,金额,状态,条款,依据,备注,替换,原因,记录时间,记录人\n" + FULL,
        Adjustment(
            id="A-1", period="P2", kind="damages", amount=Decimal(5), stage="claimed",
            clause="四.4", basis="清单", note="甲", revises="A-0", reason="错",
            recorded_at="2026-01-02T09:00:00+08:00", recorded_by="财务部",
        ),
    ),
    "invoices": (
        INVOICES,
        RED_LETTER,
        Invoice(
            id="", period="P1", number=NUMBER, day=date(2026, 1, 2), amount=Decimal(5),
            red_of=OTHER, note="红冲",
        ),
    ),
    "payments": (
        PAYMENTS, "付款周期,到账日期,金额,凭证号\nP1,2026/1/2,-5,回单\n",
        Payment(id="", period="P1", day=date(2026, 1, 2), amount=Decimal(-5), ref="回单"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("file", "text", "expected"), CHINESE.values(), ids=CHINESE)
def test_chinese_headings(
    tmp_path: Path, file: RecordFile[Any], text: str, expected: Any, encoding: str
) -> None:
    """Every Chinese heading is read, in any order of columns and any of Excel's encodings."""
    (tmp_path / file.name).write_bytes(text.encode(encoding))
    [record], problems, _ = file.read(tmp_path)
    assert problems == []
    assert record == replace(expected, place=Place(file.name, 2))


TAKEN_BACK = {
    "adjustments": (ADJUSTMENTS, A.strip() + ",revises\nP1,,,A-1\n"),
    "invoices": (INVOICES, I.strip() + ",revises\nP1,,,,I-1\n"),
    "payments": (PAYMENTS, P.strip() + ",revises\nP1,,,P-1\n"),
}


@pytest.mark.parametrize(("file", "text"), TAKEN_BACK.values(), ids=TAKEN_BACK)
def test_a_row_that_only_names_another_takes_it_back(
    tmp_path: Path, file: RecordFile[Any], text: str
) -> None:
    """A row that names another and is otherwise empty takes that one back: nothing is missing."""
    (tmp_path / file.name).write_text(text, encoding="utf-8")
    [record], problems, _ = file.read(tmp_path)
    assert (record.takes_back, problems) == (True, [])


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("file", "text", "record"), CHINESE.values(), ids=CHINESE)
def test_what_is_added_is_read_again(
    tmp_path: Path, file: RecordFile[Any], text: str, record: Any, encoding: str
) -> None:
    """A record added to a file people made is read back as it was, in the file's own encoding."""
    path = tmp_path / file.name
    path.write_bytes(text.encode(encoding))
    _, _, table = file.read(tmp_path)
    path.write_bytes(file.with_records(table, [record], {2: "X-1"}))
    path.read_bytes().decode(encoding)  # still that encoding
    records, problems, _ = file.read(tmp_path)
    assert problems == []
    assert len(records) == 2
    kept, added = records
    assert kept.id in ("A-1", "X-1")
    assert added == replace(record, place=Place(file.name, 3))
