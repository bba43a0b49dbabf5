"""What new records change in what is settled: sums and days, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.records import Rating
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment


def changes(before: Assessment | None, after: Assessment, new: Sequence[Record]) -> Iterator[Text]:
    """A sentence for each sum and day that is another now.

    Where there is no before, what holds now for the periods that the records are of.
    """
    if not new:
        return
    if before and before.schedule.end != after.schedule.end:
        yield Text(
            "The service term now ends on {end}, not {before}.",
            end=after.schedule.end,
            before=before.schedule.end,
        )
    if before:
        for gone in after.schedule.fallen_away:
            if gone not in before.schedule.fallen_away:
                yield Text("{period} falls away.", period=gone)
    concerned = {_period_of(after, record) for record in new}
    for settled in after.settlement.periods:
        was = before.settlement.period(settled.period.id) if before else None
        if was or settled.period.id in concerned:
            yield from _period(was, settled)


def _period_of(after: Assessment, record: Record) -> str:
    if isinstance(record, Rating):
        period = after.schedule.period_of(record.month)
        return period.id if period else ""
    return getattr(record, "period", "")


def _period(was: PeriodSettlement | None, now: PeriodSettlement) -> Iterator[Text]:
    period, by = now.period.id, now.period.request_by.day
    if was and by and by != was.period.request_by.day:
        yield Text("The request deadline of {period} is now {day}.", period=period, day=by)
    if was is None or (was.price, was.due, was.state) != (now.price, now.due, now.state):
        yield from _sums(was, now)
    if now.owed_by_contractor and (was is None or was.owed_by_contractor != now.owed_by_contractor):
        yield Text(
            "Nothing is due for {period}; party B owes {owed}.",
            period=period,
            owed=now.owed_by_contractor,
        )
    if now.claimed and (was is None or was.claimed != now.claimed):
        yield Text(
            "{claimed} is claimed against {period} and not counted; {undisputed} is undisputed.",
            claimed=now.claimed,
            period=period,
            undisputed=now.undisputed or ZERO,
        )
    if was and (was.invoiced, was.received) != (now.invoiced, now.received):
        yield from _account(was, now)


def _sums(was: PeriodSettlement | None, now: PeriodSettlement) -> Iterator[Text]:
    period, price, due = now.period.id, now.price, now.due
    if price is None or due is None:
        yield Text("The amount due of {period} is undetermined.", period=period)
        return
    if price != due and (was is None or was.price != price):
        yield Text("The price of {period} is now {price}.", period=period, price=price)
    if now.state == "final":
        yield Text("The amount due of {period} is now {due}.", period=period, due=due)
    else:
        yield Text("{period} comes to {due} so far; it is not final.", period=period, due=due)


def _account(was: PeriodSettlement, now: PeriodSettlement) -> Iterator[Text]:
    """What is invoiced and received, and what that leaves open."""
    period = now.period.id
    if was.invoiced != now.invoiced:
        if now.to_invoice is None:
            yield Text("{period}: {invoiced} is invoiced.", period=period, invoiced=now.invoiced)
        elif now.to_invoice < 0:
            yield Text(
                "{period}: {invoiced} is invoiced, {excess} too much.",
                period=period,
                invoiced=now.invoiced,
                excess=-now.to_invoice,
            )
        else:
            yield Text(
                "{period}: {invoiced} is invoiced, {left} is left to invoice.",
                period=period,
                invoiced=now.invoiced,
                left=now.to_invoice,
            )
    if was.received != now.received:
        if now.outstanding is None:
            yield Text("{period}: {received} is received.", period=period, received=now.received)
        elif now.outstanding < 0:
            yield Text(
                "{period}: {received} is received, {excess} is to be returned or paid by party B.",
                period=period,
                received=now.received,
                excess=-now.outstanding,
            )
        else:
            yield Text(
                "{period}: {received} is received, {left} is outstanding.",
                period=period,
                received=now.received,
                left=now.outstanding,
            )
