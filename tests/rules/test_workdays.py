"""Working days against the State Council's notices for 2025 and 2026, written out here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.deeds import said
from tests.support import assessed
from zkrc_ledger.model.contract import PublishedYear
from zkrc_ledger.rules.workdays import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Iterator

SATURDAY = 5
# First and last day off of each holiday, and the weekend days worked instead (调休).
NOTICES: dict[int, tuple[list[tuple[str, str]], list[str]]] = {
    2025: (
        [
            ("01-01", "01-01"),  # New Year
            ("01-28", "02-04"),  # Spring Festival
            ("04-04", "04-06"),  # Qingming
            ("05-01", "05-05"),  # Labour Day
            ("05-31", "06-02"),  # Dragon Boat Festival
            ("10-01", "10-08"),  # National Day and Mid-Autumn
        ],
        ["01-26", "02-08", "04-27", "09-28", "10-11"],
    ),
    2026: (
        [
            ("01-01", "01-03"),  # New Year
            ("02-15", "02-23"),  # Spring Festival
            ("04-04", "04-06"),  # Qingming
            ("05-01", "05-05"),  # Labour Day
            ("06-19", "06-21"),  # Dragon Boat Festival
            ("09-25", "09-27"),  # Mid-Autumn
            ("10-01", "10-07"),  # National Day
        ],
        ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
    ),
}


def every_day(first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both in it."""
    for count in range((last - first).days + 1):
        yield first + timedelta(days=count)


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_the_year_follows_the_notice(year: int) -> None:
    """A day is worked if it is a weekday and not off, or a make-up day; that is no estimate."""
    holidays, make_up = NOTICES[year]
    off = {
        day
        for first, last in holidays
        for day in every_day(
            date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}")
        )
    }
    worked = {date.fromisoformat(f"{year}-{day}") for day in make_up}
    days = WorkingDays()
    for day in every_day(date(year, 1, 1), date(year, 12, 31)):
        expected = day in worked or (day.weekday() < SATURDAY and day not in off)
        assert days.is_working(day) == (expected, False), day


@pytest.mark.parametrize("year", range(2010, 2027))
def test_another_program_has_the_same_working_days(year: int) -> None:
    """Every day of every published year is worked or not as another source has it."""
    source, days = holidays.country_holidays("CN", years=year), WorkingDays()
    for day in every_day(date(year, 1, 1), date(year, 12, 31)):
        assert days.is_working(day) == (source.is_working_day(day), False), day


@pytest.mark.parametrize("year", NOTICES)
def test_a_year_has_248_working_days(year: int) -> None:
    """2025 and 2026 have 261 weekdays each, 13 of them statutory holidays."""
    year_round = every_day(date(year, 1, 1), date(year, 12, 31))
    assert sum(WorkingDays().is_working(day)[0] for day in year_round) == 248


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 1, 1), False),  # New Year, a Friday
        (date(2027, 1, 4), True),
        (date(2027, 2, 8), True),  # Spring Festival follows the moon: not known before the notice
        (date(2028, 5, 1), False),  # Labour Day, a Monday
        (date(2028, 5, 2), False),  # since 2025 two days
        (date(2028, 5, 3), True),
        (date(2029, 10, 1), False),  # National Day, Monday to Wednesday
        (date(2029, 10, 2), False),
        (date(2029, 10, 3), False),
        (date(2029, 10, 4), True),
        (date(2027, 10, 9), False),  # a Saturday that a notice may yet make a working day
        (date(2003, 6, 2), True),  # before the notices that the library holds
    ],
)
def test_a_year_without_a_notice_is_estimated(day: date, *, works: bool) -> None:
    """Without a notice, weekdays less the holidays of fixed date stand in, and it is said."""
    assert WorkingDays().is_working(day) == (works, True)


def notice(year: int, days_off: list[date], make_up_days: list[date]) -> PublishedYear:
    """An invented notice."""
    return PublishedYear(
        year=year,
        source="test",
        days_off=tuple(days_off),
        make_up_days=tuple(make_up_days),
    )


def test_a_notice_in_the_contract_file_makes_a_year_official() -> None:
    """A year of the contract file is no estimate, and only its own days off are off."""
    days = WorkingDays([notice(2027, [date(2027, 1, 1), date(2027, 2, 8)], [date(2027, 1, 3)])])
    assert days.is_working(date(2027, 1, 1)) == (False, False)
    assert days.is_working(date(2027, 1, 3)) == (True, False)  # a Sunday
    assert days.is_working(date(2027, 1, 9)) == (False, False)  # a Saturday
    assert days.is_working(date(2027, 2, 8)) == (False, False)
    assert days.is_working(date(2027, 10, 1)) == (True, False)  # not off, this notice says
    assert days.is_working(date(2028, 1, 4)) == (True, True)


def test_a_notice_in_the_contract_file_adds_to_a_published_year() -> None:
    """Its own days win; every other day stays as it was published."""
    days = WorkingDays([notice(2026, [date(2026, 3, 2), date(2026, 5, 9)], [date(2026, 5, 2)])])
    assert days.is_working(date(2026, 3, 2)) == (False, False)
    assert days.is_working(date(2026, 5, 9)) == (False, False)  # a make-up day, taken back
    assert days.is_working(date(2026, 5, 2)) == (True, False)  # a day off, worked after all
    assert days.is_working(date(2026, 1, 4)) == (True, False)  # a Sunday worked, as published
    assert days.is_working(date(2026, 5, 5)) == (False, False)  # off, as published


def test_a_notice_names_days_of_the_year_before() -> None:
    """New Year's holiday reaches back: 2027-12-31 is off by the notice for 2028."""
    days = WorkingDays([notice(2028, [date(2027, 12, 31)], [date(2027, 12, 26)])])
    assert days.is_working(date(2027, 12, 31)) == (False, False)
    assert days.is_working(date(2027, 12, 26)) == (True, False)  # a Sunday
    assert days.is_working(date(2027, 12, 30)) == (True, True)


def test_one_day_off_more_moves_the_deadlines_by_a_day() -> None:
    """三.2: with 2026-05-06 off, P2's day moves from 8 May to Saturday 9 May, a make-up day."""
    extra = {"year": 2026, "source": "补充通知", "days_off": [date(2026, 5, 6)], "make_up_days": []}
    found = assessed(day=date(2025, 12, 22), terms={"working_days": [extra]})
    deadlines = [(str(one.request_by.day), one.request_by.basis) for one in found.schedule.periods]
    assert deadlines == [
        *[("2026-01-05", "official"), ("2026-05-09", "official"), ("2026-09-04", "official")]
    ]
    (noticed,) = (one for one in found.problems if one.code == "year-published")
    assert (noticed.severity, noticed.file, noticed.key) == (
        *("notice", "contract.toml", "working_days[0]"),
    )
    assert said([noticed]) == [
        (
            "year-published",
            "The working days of 2026 are published; these days are added to them.",
            "If they say the same, this entry can be deleted.",
        )
    ]


@pytest.mark.parametrize(
    ("period_end", "request_by"),
    [
        # 三.2, 20 working days from the day after the period's last
        (date(2025, 12, 7), date(2026, 1, 5)),
        (date(2026, 4, 7), date(2026, 5, 8)),
        (date(2026, 8, 7), date(2026, 9, 4)),
    ],
)
def test_twenty_working_days_after_each_period(period_end: date, request_by: date) -> None:
    """三.2: the request deadlines of the contract's three periods, none an estimate."""
    assert WorkingDays().after(period_end, 20) == (request_by, False)


def test_the_contract_says_its_deadlines() -> None:
    """三.2: each period carries its deadline, how it was counted and from which day."""
    deadlines = [period.request_by for period in assessed().schedule.periods]
    assert [deadline.day for deadline in deadlines] == [
        date(2026, 1, 5),
        date(2026, 5, 8),
        date(2026, 9, 4),
    ]
    assert [deadline.counted_from for deadline in deadlines] == [
        date(2025, 12, 8),
        date(2026, 4, 8),
        date(2026, 8, 8),
    ]
    assert {deadline.working_days for deadline in deadlines} == {20}
    assert {deadline.basis for deadline in deadlines} == {"official"}


def test_a_deadline_that_runs_into_an_unpublished_year_is_an_estimate() -> None:
    """Friday 2026-12-25 and five working days: four in 2026, and New Year's Day 2027 is off."""
    assert WorkingDays().after(date(2026, 12, 25), 4) == (date(2026, 12, 31), False)
    assert WorkingDays().after(date(2026, 12, 25), 5) == (date(2027, 1, 4), True)


def test_a_count_through_an_unpublished_year_stays_an_estimate() -> None:
    """From Thursday 2027-12-30, estimated, the count goes on into a 2028 that is published."""
    days = WorkingDays([notice(2028, [], [])])
    assert days.after(date(2027, 12, 30), 2) == (date(2028, 1, 3), True)
    assert days.after(date(2027, 12, 31), 1) == (date(2028, 1, 3), False)


LATER = {"term.start": date(2026, 8, 8), "term.end": date(2027, 8, 7)}
OFF = [date(2027, 1, 1), date(2027, 1, 4)]


@pytest.mark.parametrize(
    ("days", "deadline"),
    [
        # 2027 has no notice: a term a year later, so P1 ends on 2026-12-07 and 20 days reach 2027
        (None, ("2027-01-05", "estimated")),
        ({"days_off": OFF, "make_up_days": []}, ("2027-01-06", "official")),
        ({"days_off": OFF, "make_up_days": [date(2027, 1, 3)]}, ("2027-01-05", "official")),
    ],
)
def test_a_notice_for_a_year_to_come(
    days: dict[str, Any] | None, deadline: tuple[str, str]
) -> None:
    """三.2: a day off in the contract file moves the deadline on, a make-up day brings it back."""
    terms: dict[str, Any] = dict(LATER)
    if days:
        terms["working_days"] = [{"year": 2027, "source": "test", **days}]
    found = assessed(terms=terms).schedule.periods[0].request_by
    assert (str(found.day), found.basis) == deadline


@given(st.dates(date(2024, 1, 1), date(2029, 12, 31)), st.integers(1, 40))
def test_the_count_ends_on_the_right_working_day(day: date, count: int) -> None:
    """So many working days lie after the day counted from, up to the deadline, which is one."""
    days = WorkingDays()
    deadline, _ = days.after(day, count)
    assert days.is_working(deadline)[0]
    after = every_day(day + timedelta(days=1), deadline)
    assert sum(days.is_working(each)[0] for each in after) == count
