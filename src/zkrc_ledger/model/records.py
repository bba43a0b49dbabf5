"""The kinds of records: what happened under a contract, and the columns of their files."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from zkrc_ledger.model.fields import Check
from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.parse import parse_number
from zkrc_ledger.model.record import Record
from zkrc_ledger.model.row_fields import (
    CellAmount,
    CellDate,
    CellMonth,
    CellPeriod,
    CellPositiveAmount,
    CellText,
    choice,
)
from zkrc_ledger.model.value import value_class


def _stage(**words: tuple[str, ...]) -> Check:
    return choice("stage", words)


@value_class()
class Rating(Record):
    """One row of ratings.csv: a service month's rating and how far it has come.

    `stage` is "final" once the body that decides has passed it (附件1.七); `approved_on` is the
    day of that meeting, None where it is not known.
    """

    month: CellMonth = ""
    rating: CellText = ""
    stage: Annotated[
        str,
        _stage(
            final=("通过", "已通过", "审议通过", "工委扩大会通过", "工委扩大会审议通过"),
            proposed=("待审议", "待通过", "拟定"),
        ),
    ] = "final"
    approved_on: CellDate = None
    basis: CellText = ""

    FILE = "ratings.csv"
    COLUMNS = {
        "month": "月份",
        "rating": "评价结果",
        "stage": "状态",
        "approved_on": "通过日期",
        "basis": "依据",
    }
    NEEDED = ("month", "rating")
    SUBJECT = ("month",)
    VALUE = ("rating", "stage")

    @property
    def settled(self) -> bool:
        """Whether it is final."""
        return self.stage == "final" and not self.void

    def was_said(self, was: str) -> bool:
        """A rating alone will do: who fills in `was` by hand writes no stage."""
        return was in (self.said, self.rating)


@value_class()
class Adjustment(Record):
    """One row of adjustments.csv: breach deduction, fees, damages, additional work, offset.

    `amount` in yuan, positive whichever way it counts; None for a breach deduction of the
    contract's own percentage (四.7). Only an agreed one counts. An offset moves its amount
    from `period` to `to_period`.
    """

    id: CellText = ""
    period: CellPeriod = ""
    kind: Annotated[
        str,
        choice(
            "kind",
            {
                "breach": ("违约金", "违约扣款"),
                "fees": ("费用", "律师费", "公证费", "保全费"),
                "damages": ("赔偿", "损失赔偿"),
                "additional_work": ("新增服务费用", "新增服务", "增项"),
                "offset": ("冲抵",),
            },
        ),
    ] = ""
    amount: CellPositiveAmount = None
    stage: Annotated[
        str,
        _stage(agreed=("已确认", "确认"), claimed=("已提出、待确认", "待确认", "已提出")),
    ] = ""
    clause: CellText = ""
    basis: CellText = ""
    to_period: CellPeriod = ""

    FILE = "adjustments.csv"
    PREFIX = "A"
    COLUMNS = {
        "period": "付款周期",
        "kind": "类别",
        "amount": "金额",
        "stage": "状态",
        "clause": "条款",
        "basis": "依据",
        "to_period": "冲抵至",
    }
    NEEDED = ("period", "kind")
    VALUE = ("period", "kind", "amount", "stage", "to_period")

    def __post_init__(self) -> None:
        """Where no stage is written, it is agreed if it has a basis, else claimed."""
        if not self.stage:
            object.__setattr__(self, "stage", "agreed" if self.basis else "claimed")

    @property
    def settled(self) -> bool:
        """Whether it is agreed."""
        return self.stage == "agreed" and not self.void


@value_class()
class Invoice(Record):
    """One row of invoices.csv: a VAT invoice issued. `amount` in yuan, tax included.

    A red-letter invoice names its original's number in `red_of`; its amount is positive too.
    """

    number: Annotated[str, Check(parse_number)] = ""
    period: CellPeriod = ""
    date: CellDate = None
    amount: CellAmount = None
    red_of: Annotated[str, Check(parse_number)] = ""
    form_number: CellText = ""
    red_reason: CellText = ""

    FILE = "invoices.csv"
    COLUMNS = {
        "number": "发票号码",
        "period": "付款周期",
        "date": "开票日期",
        "amount": "价税合计",
        "red_of": "红冲发票号码",
        "form_number": "红字信息确认单编号",
        "red_reason": "红冲原因",
    }
    NEEDED = ("number", "period", "date", "amount")
    SUBJECT = ("number",)
    VALUE = ("period", "date", "amount", "red_of")

    def __post_init__(self) -> None:
        """A red-letter invoice below zero, as tax exports have it, is read without the sign."""
        if self.red_of and self.amount is not None:
            object.__setattr__(self, "amount", abs(self.amount))

    @property
    def signed(self) -> Decimal:
        """What it adds to what is invoiced: negative for a red-letter invoice."""
        amount = self.amount or ZERO
        return -amount if self.red_of else amount


@value_class()
class Payment(Record):
    """One row of payments.csv: money from party A, in yuan.

    Negative for money sent back to party A, or paid by party B.
    """

    id: CellText = ""
    period: CellPeriod = ""
    date: CellDate = None
    amount: CellAmount = None
    ref: CellText = ""
    paid_by: Annotated[str, choice("paid_by", {"a": ("甲方",), "b": ("乙方",)})] = ""

    FILE = "payments.csv"
    PREFIX = "P"
    COLUMNS = {
        "period": "付款周期",
        "date": "到账日期",
        "amount": "金额",
        "ref": "凭证号",
        "paid_by": "付款方",
    }
    NEEDED = ("period", "date", "amount")
    VALUE = ("period", "date", "amount")

    @property
    def from_contractor(self) -> bool:
        """Whether party B paid it: a debt, a breach deduction."""
        return self.paid_by == "b"


@value_class()
class Event(Record):
    """One row of events.csv: what was done for a period, and on which day.

    `invoice-received`: party A signed for the invoice `number`. `request-started`: it started
    the funds request. `settlement-confirmed`: both parties confirmed the amount.
    """

    period: CellPeriod = ""
    event: Annotated[
        str,
        choice(
            "event",
            {
                "invoice-received": ("已收发票", "甲方签收发票", "发票签收"),
                "request-started": ("已启动请款", "启动请款"),
                "settlement-confirmed": ("已确认结算", "双方确认结算", "结算确认"),
            },
        ),
    ] = ""
    date: CellDate = None
    number: Annotated[str, Check(parse_number)] = ""

    FILE = "events.csv"
    COLUMNS = {
        "period": "付款周期",
        "event": "事项",
        "date": "日期",
        "number": "发票号码",
    }
    NEEDED = ("period", "event", "date")
    SUBJECT = ("period", "event", "number")
    VALUE = ("date",)

    @property
    def name(self) -> str:
        """The period, the event and the invoice, where one is named."""
        return " ".join(part for part in self.subject if part)


def is_invoice_number(number: str) -> bool:
    """Whether a number is 20 digits (数电票), or 8 (the older kinds)."""
    return number.isascii() and number.isdigit() and len(number) in (20, 8)


# every kind of record that is kept in a CSV file
KINDS: tuple[type[Record], ...] = (Rating, Adjustment, Invoice, Payment, Event)
