"""The contract's time as a picture in plain characters: one bar a period, today marked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from zkrc_ledger.views.blocks import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Block

_WIDTH, _MARGIN = 54, 4  # together no wider than a narrow screen


def timeline(assessment: Assessment, tr: Translator) -> list[Block]:
    """A bar a period: served and still to serve, then the days to the request deadline."""
    settlement, today = assessment.settlement, assessment.today
    first = settlement.schedule.periods[0].start
    due_last = max(_last_day(one) for one in settlement.periods)
    marked = [day for one in settlement.periods for day, _ in _marks(one)]
    # a day mistyped by decades must not press the rest together
    last = min(max([due_last, *marked]), due_last + timedelta(days=366))
    span = max((last - first).days, 1)

    def column(day: date) -> int:
        return min(max((day - first).days * (_WIDTH - 1) // span, 0), _WIDTH - 1)

    lines: list[Block] = [
        Line(f"{one.period.id:<{_MARGIN}}{_bar(one, column, today)}") for one in settlement.periods
    ]
    if first <= today <= last:
        lines.append(Line(_today(_MARGIN + column(today), today), "strong"))
    lines.append(
        Line(
            tr(
                "= served, - to serve, . until the request deadline |; "
                "I invoice, R funds request started, $ payment"
            ),
            "quiet",
        )
    )
    return lines


def _today(place: int, today: date) -> str:
    """Today under its place; the date stands before the mark where there is no room after it."""
    date_first = f"{today} ^"
    if place + len(date_first) > _MARGIN + _WIDTH:
        return date_first.rjust(place + 1)
    return " " * place + f"^ {today}"


def _last_day(one: PeriodSettlement) -> date:
    return one.period.request_by.day or one.period.end


def _marks(one: PeriodSettlement) -> Iterator[tuple[date, str]]:
    """What happened, the least telling first: of two on one place the later one is seen."""
    yield from ((each.date, "I") for each in one.account.invoices if each.date and not each.red_of)
    if started := one.account.day_of("request-started"):
        yield started, "R"
    yield from ((each.date, "$") for each in one.account.payments if each.date)


def _bar(one: PeriodSettlement, column: Callable[[date], int], today: date) -> str:
    period, bar = one.period, [" "] * _WIDTH

    def fill(start: date, end: date, mark: str) -> None:
        for place in range(column(start), column(end) + 1):
            bar[place] = mark

    if deadline := period.request_by.day:
        fill(period.start, deadline, ".")
        bar[column(deadline)] = "|"
    fill(period.start, period.end, "-")
    if today >= period.start:
        fill(period.start, min(today, period.end), "=")
    for day, mark in _marks(one):
        bar[column(day)] = mark
    return "".join(bar).rstrip()
