"""The schedule of a contract: its service term, divided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.schedule import Schedule
from zkrc_ledger.rules.clauses.art2_service_term import service_months
from zkrc_ledger.rules.clauses.art3_2_payment_periods import payment_periods

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract


def schedule_of(contract: Contract) -> Schedule:
    """The schedule of a contract that passed `rules.contract_checks`."""
    return Schedule(periods=payment_periods(contract, service_months(contract)))
