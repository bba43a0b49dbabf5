"""The schedule of a contract: its service term, divided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.schedule import Schedule
from zkrc_ledger.rules.clauses.art2_service_term import service_months
from zkrc_ledger.rules.clauses.art3_2_payment_periods import payment_periods
from zkrc_ledger.rules.clauses.art7_1_force_majeure import extended
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import Terms


def schedule_of(contract: Contract, amendments: Iterable[Amendment] = ()) -> Schedule:
    """The schedule of a contract and amendments in which the checks found no error."""
    return schedule_under(terms_of(contract, amendments))


def schedule_under(terms: Terms) -> Schedule:
    """The schedule under these terms: extended, and without what a termination cut off."""
    months = extended(service_months(terms.final), terms.extensions, terms.final.readings)
    periods = payment_periods(terms, months)
    if terms.termination:
        periods = tuple(one for one in periods if one.start <= terms.termination.on)
    return Schedule(periods=periods)
