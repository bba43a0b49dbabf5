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
    from zkrc_ledger.model.terms import Governing


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


def breach_line(governing: Governing, record: Adjustment, additional_work: Decimal) -> Line:
    """四.7 A breach deduction or its fees: what it takes off the period it is set off against.

    Where the parties or a court set another amount, that one counts, and both are told.
    """
    contract = governing.contract
    percent = contract.breach.percent if contract.breach else ZERO
    share = breach_amount(contract, additional_work)
    keys: tuple[str, ...]
    if record.kind == "fees":
        amount, keys, text = record.amount or ZERO, (), Text("fees for the breach")
    elif record.amount is not None:
        amount, keys = record.amount, ("breach.percent", "price.total")
        text = Text(
            "breach deduction, set at {amount} instead of {percent}% ({share})",
            amount=record.amount,
            percent=f"{percent:f}",
            share=share,
        )
    else:
        amount, keys = share, ("breach.percent", "price.total")
        text = Text("breach deduction of {percent}%", percent=f"{percent:f}")
    provisions, changes = governing.provisions("breach", *keys)
    return Line(
        kind="fees" if record.kind == "fees" else "breach",
        amount=-amount,
        provisions=provisions,
        changes=changes,
        text=text,
        record=record,
    )
