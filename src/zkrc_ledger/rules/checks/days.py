"""Implausible days: after today, or far from the contract's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.records import notice_at
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.art2_service_term import months_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.records import Event, Invoice, Payment, Record
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.in_effect import InEffect

_MONTHS_AFTER = 36  # nobody settles a contract so long after its end


def day_notices(assessment: Assessment) -> Iterator[Problem]:
    """A notice for each record of a day that has not come, or is far from the contract."""
    first = assessment.contract.contract.signed_on or assessment.contract.term.start
    last = months_after(assessment.schedule.end, _MONTHS_AFTER)
    for record, day in _days(assessment.records):
        if day > assessment.today:
            yield notice_at(
                record,
                "day-to-come",
                Text("{day} is after today, {today}.", day=day, today=assessment.today),
                Text("Check the date."),
            )
        if not min(first, assessment.contract.term.start) <= day <= last:
            yield notice_at(
                record,
                "day-far",
                Text(
                    "{day} is far from the contract's own days, {start} to {end}.",
                    day=day,
                    start=assessment.contract.term.start,
                    end=assessment.schedule.end,
                ),
                Text("Check the year."),
            )


def _days(records: InEffect) -> Iterator[tuple[Record, date]]:
    for rating in records.ratings.values():
        if rating.approved_on:
            yield rating, rating.approved_on
    on_a_day: tuple[Invoice | Payment | Event, ...] = (
        *records.invoices,
        *records.payments,
        *records.events,
    )
    yield from ((dated, dated.date) for dated in on_a_day if dated.date)
