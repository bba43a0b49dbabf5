"""payments.csv: money received; with a minus sign, money sent back."""

from __future__ import annotations

from zkrc_ledger.book.record_file import NO_AMOUNT, NO_DATE, NO_PERIOD, Cells, RecordFile
from zkrc_ledger.model.parse import parse_amount, parse_date, parse_period
from zkrc_ledger.model.records import Payment


def _from_cells(cells: Cells) -> Payment:
    record = Payment(
        id="",
        period=cells.needed("period", parse_period, "", NO_PERIOD),
        day=cells.read("date", parse_date, None),
        amount=cells.read("amount", parse_amount, None),
        ref=cells.text("ref"),
    )
    if not (cells.text("revises") and not cells.text("amount")):
        cells.refused += [
            says
            for column, says in (("date", NO_DATE), ("amount", NO_AMOUNT))
            if not cells.text(column)
        ]
    return record


def _to_cells(record: Payment) -> dict[str, str]:
    return {
        "period": record.period,
        "date": record.day.isoformat() if record.day else "",
        "amount": "" if record.amount is None else str(record.amount),
        "ref": record.ref,
    }


PAYMENTS = RecordFile(
    name="payments.csv",
    prefix="P",
    columns={"period": "付款周期", "date": "到账日期", "amount": "金额", "ref": "凭证号"},
    required=("period", "date", "amount"),
    from_cells=_from_cells,
    to_cells=_to_cells,
)
