"""The schedule under some terms: the service term, divided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.schedule import Schedule
from zkrc_ledger.rules.clauses.art3_2_payment_periods import payment_periods

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zkrc_ledger.model.account import Account
    from zkrc_ledger.model.terms import Terms


def build_schedule(terms: Terms, accounts: Mapping[str, Account]) -> Schedule:
    """The payment periods under these terms, without what a termination cut off.

    `accounts` tell when party A received each period's invoice, which may move its deadline.
    """
    received = {period: one.invoice_received_on for period, one in accounts.items()}
    periods = payment_periods(terms, received)
    last_day = terms.termination.on if terms.termination else terms.months[-1].end
    return Schedule(
        periods=tuple(one for one in periods if one.start <= last_day),
        fallen_away=tuple(one.id for one in periods if one.start > last_day),
    )
