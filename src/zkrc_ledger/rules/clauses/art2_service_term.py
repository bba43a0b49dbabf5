"""二: the service term, and the service months it is made of."""

from __future__ import annotations

from datetime import date, timedelta
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

    Month k starts k months after the anchor, always counted from the anchor itself, so that a
    31st does not wear down to a 28th. The first reaches back to the term's start, the last
    ends with the term.
    """
    term, readings = contract.term, contract.readings
    anchor = anchor_day(term, readings)
    months = []
    for k in range(term.months):
        nominal_start, nominal_end = months_after(anchor, k), last_day(anchor, k + 1)
        named_by = nominal_start if readings.month_id == "starts_in" else nominal_end
        months.append(
            ServiceMonth(
                id=f"{named_by:%Y-%m}",
                start=term.start if k == 0 else nominal_start,
                end=term.end if k == term.months - 1 else nominal_end,
            )
        )
    return tuple(months)
