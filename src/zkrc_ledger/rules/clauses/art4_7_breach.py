"""四.7: breach costs a percentage of the contract's total, and fees beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO, percent_of, total
from zkrc_ledger.model.settlement import Line
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Adjustment
    from zkrc_ledger.model.schedule import PaymentPeriod
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import Terms


def agreed_additional_work(adjustments: Iterable[Adjustment]) -> Decimal:
    """三.1 What the agreed additional work comes to, in yuan."""
    return total(
        one.amount
        for one in adjustments
        if one.kind == "additional_work" and one.stage == "agreed" and one.amount
    )


def breach_amount(contract: Contract, additional_work: Decimal) -> Decimal:
    """四.7 The percentage of the total, in yuan, rounded half up to the fen.

    By the other reading the agreed additional work is part of what it is taken of.
    """
    base = contract.price.total
    if contract.readings.breach_base == "total_with_additional_work":
        base += additional_work
    percent = contract.breach.percent if contract.breach else ZERO
    return percent_of(percent, base)


def breach_line(
    terms: Terms, period: PaymentPeriod, record: Adjustment, additional_work: Decimal
) -> Line:
    """四.7 A breach deduction or its fees: what it takes off the period it is set off against."""
    contract = terms.for_period(period)
    taken_of = "price" if record.kind == "breach" and record.amount is None else ""
    provisions, changes = terms.provisions("breach", period.number, period.start, taken_of)
    if record.kind == "fees":
        amount = total([record.amount] if record.amount else [])
        text = Text("fees for the breach")
    elif record.amount is not None:
        amount, text = record.amount, Text("breach deduction, amount as recorded")
    else:
        amount = breach_amount(contract, additional_work)
        text = Text(
            "breach deduction of {percent}%",
            percent=f"{contract.breach.percent:f}" if contract.breach else "0",
        )
    return Line(
        kind="fees" if record.kind == "fees" else "breach",
        amount=-amount,
        provisions=provisions,
        changes=changes,
        text=text,
        record=record,
    )
