"""The contract's time as a picture in plain characters: one bar a period, today marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.views.blocks import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from zkrc_ledger.model.settlement import Settlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.status import PeriodStatus
    from zkrc_ledger.views.blocks import Block

WIDTH = 70


def timeline_blocks(
    settlement: Settlement, statuses: Sequence[PeriodStatus], tr: Translator
) -> list[Block]:
    """A bar a period: served and still to serve, then the days to the request deadline."""
    periods = settlement.schedule.periods
    first = periods[0].start
    last = max(day for one in statuses for day in _days(one))
    span = max((last - first).days, 1)

    def column(day: date) -> int:
        return min(max((day - first).days * (WIDTH - 1) // span, 0), WIDTH - 1)

    rows = [_row(one, column, settlement.as_of) for one in statuses]
    lines: list[Block] = [
        Line(f"{one.reconciled.settled.period.id:<4}{''.join(row).rstrip()}")
        for one, row in zip(statuses, rows, strict=True)
    ]
    if first <= settlement.as_of <= last:
        marker = " " * (4 + column(settlement.as_of)) + "^"
        lines.append(Line(f"{marker} {settlement.as_of.isoformat()}", "strong"))
    lines.append(
        Line(
            tr("= served, - to serve, . until the request deadline |, I invoice, $ payment"),
            "quiet",
        )
    )
    return lines


def _days(one: PeriodStatus) -> Iterable[date]:
    yield one.reconciled.settled.period.request_by.day
    yield from (invoice.day for invoice in one.reconciled.invoices if invoice.day)
    yield from (payment.day for payment in one.reconciled.payments if payment.day)


def _row(one: PeriodStatus, column: Callable[[date], int], today: date) -> list[str]:
    period = one.reconciled.settled.period
    row = [" "] * WIDTH
    deadline = column(period.request_by.day)
    for place in range(column(period.start), deadline):
        row[place] = "."
    for place in range(column(period.start), column(period.end) + 1):
        row[place] = "-"
    if today >= period.start:
        for place in range(column(period.start), column(min(today, period.end)) + 1):
            row[place] = "="
    row[deadline] = "|"
    for invoice in one.reconciled.invoices:
        if invoice.day and not invoice.red_of:
            row[column(invoice.day)] = "I"
    for payment in one.reconciled.payments:
        if payment.day:
            row[column(payment.day)] = "$"
    return row
