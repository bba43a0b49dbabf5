"""Implausible days: after today, far from the contract's own, or out of their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.record import notice_at
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.art2_service_term import months_after
from zkrc_ledger.rules.says import says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Event, Invoice, Payment
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.in_effect import InEffect

_MONTHS_AFTER = 36  # nobody settles a contract so long after its end


def day_notices(assessment: Assessment) -> Iterator[Problem]:
    """A notice for each record of a day that has not come, or is far from the contract.

    And for each event before what it follows.
    """
    yield from _too_early(assessment)
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


def _too_early(assessment: Assessment) -> Iterator[Problem]:
    """三.2 What is requested or confirmed is over; what was received had been issued."""
    issued = {one.number: one.date for one in assessment.records.invoices}
    for event in assessment.records.events:
        period = assessment.schedule.period(event.period)
        invoice = issued.get(event.number)
        if period and event.date and event.event != "invoice-received" and event.date < period.end:
            yield notice_at(
                event,
                "event-early",
                Text("{event}, before {end}, its last day.", event=says(event), end=period.end),
                Text("Check the date."),
            )
        elif event.date and invoice and event.date < invoice:
            yield notice_at(
                event,
                "event-early",
                Text(
                    "{event}, before the invoice was issued on {day}.",
                    event=says(event),
                    day=invoice,
                ),
                Text("Check the date."),
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
