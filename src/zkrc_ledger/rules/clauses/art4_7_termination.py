"""四.7: party A may end the contract. What comes after the last day falls away.

The contract does not say how a period that is cut is paid: its amount stays undetermined
until both parties agree on one. Pro rata by days is shown as an estimate and never counted.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP
from typing import TYPE_CHECKING, TypeVar

from zkrc_ledger.model.money import FEN
from zkrc_ledger.model.schedule import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.schedule import PaymentPeriod

Unit = TypeVar("Unit", bound=Span)


def ended_on(day: date, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """四.7 The units that had begun by the last day of service, the one that holds it cut there."""
    return tuple(replace(unit, end=min(unit.end, day)) for unit in units if unit.start <= day)


def pro_rata(period: PaymentPeriod) -> Decimal:
    """The installment by the share of days served, in yuan, rounded half up: an estimate."""
    served = (period.end - period.start).days + 1
    whole = (period.whole_end - period.start).days + 1
    return (period.installment * served / whole).quantize(FEN, ROUND_HALF_UP)
