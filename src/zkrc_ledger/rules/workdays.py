"""Working days: the State Council's yearly notices, make-up days (调休) counted.

`chinesecalendar` carries the notices and refuses a year it has none for. The contract file can
bring a year's notice, or add to one that is published. A year without any is estimated:
weekdays less the holidays of fixed date.
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
    """Which days are worked. What the contract file says of a day goes first.

    A notice may list days of the year before or after: the New Year holiday does.
    """

    def __init__(self, published: Iterable[PublishedYear] = ()) -> None:
        published = tuple(published)
        self._named = {day: False for notice in published for day in notice.days_off} | {
            day: True for notice in published for day in notice.make_up_days
        }
        self._years = {notice.year for notice in published}

    def is_working(self, day: date) -> tuple[bool, bool]:
        """Whether `day` is a working day, and whether that is only an estimate."""
        if day in self._named:
            return self._named[day], False
        official = _official(day)
        if official is not None:
            return official, False
        weekday = day.weekday() < SATURDAY
        if day.year in self._years:
            return weekday, False
        return weekday and (day.month, day.day) not in FIXED_HOLIDAYS, True

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


def is_published(year: int) -> bool:
    """Whether the calendar library has the notice of this year."""
    return _official(date(year, 1, 1)) is not None


@cache  # the library goes through all its days at each question, and one run asks the same often
def _official(day: date) -> bool | None:
    """Whether the library's notices say that `day` is worked; None for a year it has none for."""
    from chinese_calendar import is_workday  # 11 ms

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return None
