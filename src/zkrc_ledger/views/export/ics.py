"""A calendar: the days on which something ends, is to be rated, or is due.

An event's UID is made of what it is about, so that importing the calendar again updates it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event, vText

from zkrc_ledger.views.layout import harmless
from zkrc_ledger.views.words import days, request_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment

_BEFORE = timedelta(days=-3)


def render(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> bytes:
    """Period ends, request deadlines and rating days of some periods, each a whole day."""
    calendar = Calendar()
    calendar.add("prodid", "-//zkrc-ledger//")
    calendar.add("version", "2.0")
    name = vText(harmless(assessment.contract.contract.name))  # else it is not escaped
    calendar.add("x-wr-calname", name, encode=False)
    for settled in periods:
        for about, day, summary, text in _days(assessment, settled, tr):
            calendar.add_component(_event(assessment, about, day, summary, text))
    return bytes(calendar.to_ical())


def _days(
    assessment: Assessment, settled: PeriodSettlement, tr: Translator
) -> Iterator[tuple[str, date, str, str]]:
    """What each day is about, the day, what it is called, and more about it."""
    period, by = settled.period, settled.period.request_by
    for month in period.months:
        # a month can be rated once it is over
        said = tr("Rate {month}", month=month.id)
        yield f"rate-{month.id}", month.end + timedelta(days=1), said, days(month, tr)
    said = tr("{period} ends", period=period.id)
    yield f"end-{period.id}", period.end, said, days(period, tr)
    if by.day:
        contract = assessment.terms.governing_period(period.number).contract
        said = tr("Last day to start the funds request for {period}", period=period.id)
        yield f"request-{period.id}", by.day, said, request_sentence(contract, by, tr)


def _event(assessment: Assessment, about: str, day: date, summary: str, text: str) -> Event:
    number = assessment.contract.number
    event, alarm = Event(), Alarm()
    event.add("uid", harmless(f"{about}-{number}@zkrc-ledger"))
    event.add("dtstamp", datetime.combine(assessment.today, time(), UTC))
    event.add("sequence", assessment.today.toordinal())  # a later calendar replaces an earlier
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))  # exclusive, by the standard
    event.add("summary", harmless(f"{number} {summary}"))
    event.add("description", harmless(text))
    alarm.add("action", "DISPLAY")
    alarm.add("description", harmless(summary))
    alarm.add("trigger", _BEFORE)
    event.add_component(alarm)
    return event
