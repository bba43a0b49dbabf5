"""Offsets (冲抵): what was paid too much for one period, or is owed on it, is set off on another.

No clause speaks of them: both parties agree on one, and the record names that agreement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.settlement import FallenAway, Line
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from decimal import Decimal

    from zkrc_ledger.model.records import Adjustment
    from zkrc_ledger.model.settlement import PeriodSettlement, Settlement


def offset_line(record: Adjustment, period: str) -> Line:
    """What an offset does to one of its two periods, in yuan: it adds there, and takes off here."""
    amount = record.amount or ZERO
    gives = record.period == period
    text = (
        Text("set off against {period}", period=record.to_period)
        if gives
        else Text("offset from {period}", period=record.period)
    )
    return Line(
        kind="offset",
        amount=amount if gives else -amount,
        provisions=(),
        text=text,
        record=record,
        other_clause=record.clause,
    )


def to_set_off(settled: PeriodSettlement | FallenAway) -> Decimal:
    """What party B owes on a period or was paid too much for it, in yuan; nothing: 0.00.

    Nothing while the period's amount is not final.
    """
    return max(-(settled.outstanding or ZERO), ZERO)


def offset_target(settlement: Settlement, period: str, amount: Decimal) -> str:
    """The period to set `amount` yuan off against: the next with as much still to pay.

    Else an earlier one; else one with anything to pay.
    """
    ids = [one.period.id for one in settlement.periods]
    start = ids.index(period) + 1 if period in ids else 0
    open_ = [
        (one.period.id, one.outstanding is None or one.outstanding >= amount)
        for one in (*settlement.periods[start:], *settlement.periods[:start])
        if one.period.id != period and (one.outstanding is None or one.outstanding > 0)
    ]
    return next((id_ for id_, enough in open_ if enough), open_[0][0] if open_ else "")
