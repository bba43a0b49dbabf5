"""二: the service term, and the service months it is made of."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from zkrc_ledger.model.schedule import ServiceMonth

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract, Readings, Term

ONE_DAY = timedelta(days=1)


def months_after(day: date, count: int) -> date:
    """The day `count` months after `day`; the month's last day where there is no such day."""
    return day + relativedelta(months=count)


def last_day(start: date, months: int) -> date:
    """The last day, inclusive, of a term of `months` months that starts on `start`."""
    return months_after(start, months) - ONE_DAY


def anchor_day(term: Term, readings: Readings) -> date:
    """The day that months, cycles and periods are counted from (a reading)."""
    return term.start if readings.anchor == "term_start" else readings.anchor


def service_months(contract: Contract) -> tuple[ServiceMonth, ...]:
    """二 The service months of the term, in order, inclusive, without gap or overlap.

    Each starts whole months after the anchor or before it, always counted from the anchor
    itself, so that a 31st does not wear down to a 28th. The first reaches back to the term's
    start, the last ends with the term.
    """
    term, readings = contract.term, contract.readings
    anchor, lead = anchor_day(term, readings), months_before_anchor(term, readings)
    months = []
    for k in range(term.months):
        nominal_start, nominal_end = months_after(anchor, k - lead), last_day(anchor, k - lead + 1)
        named_by = nominal_start if readings.month_id == "starts_in" else nominal_end
        months.append(
            ServiceMonth(
                id=f"{named_by:%Y-%m}",
                start=term.start if k == 0 else nominal_start,
                end=term.end if k == term.months - 1 else nominal_end,
            )
        )
    return tuple(months)


def months_before_anchor(term: Term, readings: Readings) -> int:
    """How many whole months of the term lie before the anchor; the first cycle holds them too."""
    anchor = anchor_day(term, readings)
    return sum(months_after(anchor, -count) >= term.start for count in range(1, term.months))


def cycle_bounds(contract: Contract, cycles: int = 1) -> tuple[tuple[int, int], ...]:
    """三.2 Each evaluation cycle's first month and the one after its last, by their places.

    The first cycle reaches back to the term's start, the last is cut at its end.
    """
    size = contract.evaluation_cycle.months
    lead = months_before_anchor(contract.term, contract.readings)
    starts = (0, *range(size + lead, contract.term.months, size))
    return tuple(pairwise((*starts[::cycles], contract.term.months)))


def period_bounds(contract: Contract) -> tuple[tuple[int, int], ...]:
    """三.2 Each payment period's first month and the one after its last, by their places."""
    return cycle_bounds(contract, contract.payment_period.cycles)
