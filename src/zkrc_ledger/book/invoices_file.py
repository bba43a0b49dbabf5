"""invoices.csv: VAT invoices and red-letter invoices. The number is text, never a figure."""

from __future__ import annotations

import re

from zkrc_ledger.book.record_file import NO_AMOUNT, NO_DATE, NO_PERIOD, Cells, RecordFile
from zkrc_ledger.model.parse import (
    parse_date,
    parse_number,
    parse_period,
    parse_positive_amount,
)
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import Invoice
from zkrc_ledger.model.text import Text

_MADE_A_FIGURE = re.compile(r"[0-9.]+E\+?[0-9]+|[0-9]+\.[0-9]+", re.IGNORECASE)
_NO_NUMBER = Refused("number-missing", Text("The invoice number is missing."))


def _from_cells(cells: Cells) -> Invoice:
    record = Invoice(
        id="",
        period=cells.needed("period", parse_period, "", NO_PERIOD),
        number=cells.read("number", _number, ""),
        day=cells.read("date", parse_date, None),
        amount=cells.read("amount", parse_positive_amount, None),
        red_of=cells.read("red_of", _number, ""),
    )
    if not (cells.text("revises") and not cells.text("amount")):
        cells.refused += [
            says
            for column, says in (("number", _NO_NUMBER), ("date", NO_DATE), ("amount", NO_AMOUNT))
            if not cells.text(column)
        ]
    return record


def _to_cells(record: Invoice) -> dict[str, str]:
    return {
        "period": record.period,
        "number": record.number,
        "date": record.day.isoformat() if record.day else "",
        "amount": "" if record.amount is None else str(record.amount),
        "red_of": record.red_of,
    }


def _number(written: str) -> str:
    """The number as text; one that a spreadsheet made a figure of has lost its last digits."""
    if _MADE_A_FIGURE.fullmatch(written):
        raise Refused(
            "number-figure",
            Text('"{number}" is no invoice number any more.', number=written[:40]),
            Text("Excel made a figure of it: type the number again, in a column set to text."),
        )
    return parse_number(written)


INVOICES = RecordFile(
    name="invoices.csv",
    prefix="I",
    columns={
        "period": "付款周期",
        "number": "发票号码",
        "date": "开票日期",
        "amount": "价税合计",
        "red_of": "红冲发票号码",
    },
    required=("period", "number", "date", "amount"),
    from_cells=_from_cells,
    to_cells=_to_cells,
)
