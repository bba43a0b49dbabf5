"""Working days: the State Council's yearly notices, make-up days (调休) counted.

`chinesecalendar` carries the notices and refuses a year it has none for. The contract file
can add such a year; until then weekdays less the holidays of fixed date stand in for it,
and whatever was counted through that year is an estimate.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.model.contract import PublishedYear

SATURDAY = 5
# 全国年节及纪念日放假办法 (2025): New Year, Labour Day, National Day; others follow the moon.
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


class WorkingDays:
    """Which days are worked: the contract file's years first, then the library's."""

    def __init__(self, published: Iterable[PublishedYear] = ()) -> None:
        self._published = {
            notice.year: (frozenset(notice.days_off), frozenset(notice.make_up_days))
            for notice in published
        }

    def is_working(self, day: date) -> tuple[bool, bool]:
        """Whether `day` is a working day, and whether that is only an estimate."""
        weekday = day.weekday() < SATURDAY
        if notice := self._published.get(day.year):
            days_off, make_up_days = notice
            return (weekday and day not in days_off) or day in make_up_days, False
        official = _official(day)
        if official is None:
            return weekday and (day.month, day.day) not in FIXED_HOLIDAYS, True
        return official, False

    def after(self, day: date, count: int) -> tuple[date, bool]:
        """The `count`-th working day after `day`, and whether any day counted is an estimate.

        The day itself is not counted (Civil Code 201); a day that is not worked never ends
        the count (Civil Code 203).
        """
        estimated = False
        while count:
            day += timedelta(days=1)
            works, guessed = self.is_working(day)
            estimated = estimated or guessed
            count -= works
        return day, estimated


@cache  # the library goes through all its days at each question, and one run asks the same often
def _official(day: date) -> bool | None:
    """Whether the library's notices say that `day` is worked; None for a year it has none for."""
    from chinese_calendar import is_workday  # 11 ms

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return None
