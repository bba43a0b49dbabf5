"""The five record files: what is read from a row, every problem of one, and what is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from zkrc_ledger.book.record_file import read_records, with_records
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.records import Adjustment, Event, Invoice, Payment, Rating

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

NUMBER = "99000000000000000001"
OTHER = "99000000000000000002"
R = "month,rating\n"
A = "period,kind,amount\n"
I = "period,number,date,amount\n"  # noqa: E741  (beside A and P)
P = "period,date,amount\n"
E = "period,event,date\n"

PROBLEMS: dict[str, tuple[type[Record], str, list[tuple[str, str]]]] = {
    "no month": (Rating, R + ",好\n", [("month-missing", "The month is missing.")]),
    "no period": (
        Adjustment, A + ",damages,5\n", [("period-missing", "The period is missing.")]),
    "no kind": (Adjustment, A + "P1,,5\n", [("kind-missing", "The kind is missing.")]),
    "an unknown kind": (
        Adjustment, A + "P1,fine,5\n", [("kind-unknown", '"fine" cannot stand under kind.')]),
    "an unknown stage": (
        Adjustment, "period,kind,amount,stage\nP1,breach,,final\n",
        [("stage-unknown", '"final" cannot stand under stage.')]),
    "damages below zero": (
        Adjustment, A + "P1,damages,-5\n",
        [("money-sign", "The amount must be above zero, not -5.00.")]),
    "an amount in words": (
        Adjustment, A + "P1,damages,五元\n", [("money-form", "Not an amount of money: 五元.")]),
    "three decimals": (
        Adjustment, A + "P1,fees,5.005\n", [("money-form", "Not an amount of money: 5.005.")]),
    "void, perhaps": (
        Payment, "period,date,amount,void\nP1,2026-01-02,5,perhaps\n",
        [("void-unknown", '"perhaps" is neither yes nor no.')]),
    "no time of recording": (
        Payment, "period,date,amount,recorded_at\nP1,2026-01-02,5,yesterday\n",
        [("recorded-at", '"yesterday" is not a time of recording.')]),
    "no invoice number": (
        Invoice, I + "P1,,2026-01-02,5\n", [("number-missing", "The number is missing.")]),
    "no date": (
        Invoice, I + f"P1,{NUMBER},,5\n", [("date-missing", "The date is missing.")]),
    "no amount": (
        Invoice, I + f"P1,{NUMBER},2026-01-02,\n", [("amount-missing", "The amount is missing.")]),
    "no day of the calendar": (
        Invoice, I + f"P1,{NUMBER},2026-02-30,5\n",
        [("date-form", '"2026-02-30" is not a date.')]),
    "Excel's figure": (
        Invoice, I + "P1,9.9E+19,2026-01-02,5\n",
        [("number-figure", '"9.9E+19" is no invoice number any more.')]),
    "an unknown event": (
        Event, E + "P1,paid,2026-01-02\n", [("event-unknown", '"paid" cannot stand under event.')]),
    "everything at once": (
        Adjustment, "period,kind,amount,stage\nP1,x,y,z\n",
        [("kind-unknown", '"x" cannot stand under kind.'),
         ("money-form", "Not an amount of money: y."),
         ("stage-unknown", '"z" cannot stand under stage.')]),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_every_problem_of_a_row(
    kind: type[Record], text: str, expected: list[tuple[str, str]]
) -> None:
    """Every problem of a row is told, with its file and line; the row is no record."""
    records, problems, _ = read_records(text.encode(), kind)
    assert records == []
    assert sorted((one.code, english(one.message)) for one in problems) == sorted(expected)
    assert {(one.file, one.line, one.severity) for one in problems} == {(kind.FILE, 2, "error")}


def test_a_month_filled_in_ahead() -> None:
    """A month without a rating is a row without a problem: somebody has prepared the table."""
    [record], problems, _ = read_records((R + "2025-08,\n").encode(), Rating)
    assert (record, problems) == (Rating(month="2025-08", place=Place("ratings.csv", 2)), [])


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Rating, "month,rating,void\n2025-08,,是\n"),
        (Adjustment, "id,period,kind,amount,void\nA-1,P1,breach,,yes\n"),
        (Invoice, f"number,period,date,amount,作废\n{NUMBER},,,,1\n"),
        (Payment, "id,period,date,amount,void\nP-1,P1,,,true\n"),
    ],
)
def test_a_void_row_names_its_subject_alone(kind: type[Record], text: str) -> None:
    """A row that takes a subject back need not repeat what the subject said."""
    [record], problems, _ = read_records(text.encode(), kind)
    assert (record.void, record.said, problems) == (True, "void", [])


WORDS: list[tuple[type[Record], str, str, str]] = [
    (Rating, "month,rating,stage\n2025-08,好,{}\n", "stage",
     "final=通过 final=审议通过 proposed=待审议 proposed=Proposed"),
    (Adjustment, "period,kind,amount,basis\nP1,{},5,x\n", "kind",
     "breach=违约金 fees=律师费 damages=赔偿 additional_work=增项 offset=冲抵 breach=BREACH"),
    (Adjustment, "period,kind,amount,stage\nP1,damages,5,{}\n", "stage",
     "agreed=已确认 claimed=待确认 claimed=已提出、待确认"),
    (Event, "period,event,date\nP1,{},2026-01-02\n", "event",
     "invoice-received=已收发票 request-started=启动请款 settlement-confirmed=双方确认结算"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "column", "pairs"), WORDS)
def test_words_in_either_language(kind: type[Record], text: str, column: str, pairs: str) -> None:
    """A stage, a kind and an event are read in English and in Chinese."""
    for pair in pairs.split():
        value, written = pair.split("=")
        [record], problems, _ = read_records(text.format(written).encode(), kind)
        assert (getattr(record, column), problems) == (value, [])


TAIL = "备注,原为,原因,作废,记录时间,记录人"
CELLS = "甲,好,错,,2026-01-02T09:00:00+08:00,财务部"
DAY = date(2026, 1, 2)
CHINESE: list[tuple[str, str, Record]] = [
    ("月份,评价结果,状态,通过日期,依据", "2025年8月,优秀,待审议,2026/1/2,纪要",
     Rating(month="2025-08", rating="优秀", stage="proposed", approved_on=DAY, basis="纪要")),
    ("编号,付款周期,类别,金额,状态,条款,依据,冲抵至", "A-1,p1,冲抵,5,已确认,四.4,清单,P2",
     Adjustment(id="A-1", period="P1", kind="offset", amount=Decimal(5), stage="agreed",
                clause="四.4", basis="清单", to_period="P2")),
    ("开票日期,价税合计,发票号码,红冲发票号码,付款周期,红字信息确认单编号,红冲原因",
     f"2026年1月2日,5,{NUMBER},{OTHER},Ｐ１,3,开票有误",
     Invoice(number=NUMBER, period="P1", date=DAY, amount=Decimal(5), red_of=OTHER,
             form_number="3", red_reason="开票有误")),
    ("编号,付款周期,到账日期,金额,凭证号,付款方", "P-1,P1,2026/1/2,-5,回单,乙方",
     Payment(id="P-1", period="P1", date=DAY, amount=Decimal(-5), ref="回单", paid_by="b")),
    ("付款周期,事项,日期,发票号码", f"P1,发票签收,2026-01-02,{NUMBER}",
     Event(period="P1", event="invoice-received", date=DAY, number=NUMBER)),
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("headings", "cells", "record"), CHINESE)
def test_what_is_written_is_read_again(
    headings: str, cells: str, record: Record, encoding: str
) -> None:
    """Chinese headings are read in any order and encoding; a row added to them is read alike."""
    kind = type(record)
    at = "2026-01-02T09:00:00+08:00"
    whole = replace(record, note="甲", was="好", reason="错", recorded_at=at, recorded_by="财务部")
    data = f"{headings},{TAIL}\n{cells},{CELLS}\n".encode(encoding)
    [found], problems, table = read_records(data, kind)
    assert (found, problems) == (replace(whole, place=Place(kind.FILE, 2)), [])
    again, problems, _ = read_records(with_records(table, kind, [whole], {}), kind)
    assert problems == []
    assert again == [found, replace(whole, place=Place(kind.FILE, 3))]


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@x", "'x", "'=1", "''=1", "'", "x"])
def test_a_note_comes_back_as_it_was(note: str) -> None:
    """A note that begins like a formula is marked as words in the file, and read as it was."""
    payment = Payment(id="P-1", period="P1", date=DAY, amount=Decimal(-5), note=note)
    _, _, empty = read_records(b"", Payment)
    data = with_records(empty, Payment, [payment], {})
    assert not any(cell[:1] in "=+@" for cell in data.decode("utf-8-sig").split(",") if cell)
    [found], problems, _ = read_records(data, Payment)
    assert (found.note, found.amount, problems) == (note, Decimal(-5), [])
