"""Months and dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.english import english
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.reading_text import read_date, read_month


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2025-09", "2025-09"),
        ("2025-9", "2025-09"),
        ("2025/09", "2025-09"),
        ("2025/9", "2025-09"),
        ("2025.9", "2025-09"),
        ("2025年9月", "2025-09"),
        ("2025年09月", "2025-09"),
        ("2025年9", "2025-09"),
        (" 2025 - 09 ", "2025-09"),
        ("\u30002025年 9 月\u3000", "2025-09"),
        ("２０２５－０９", "2025-09"),
        ("２０２５／９", "2025-09"),
        ("2025–09", "2025-09"),  # an en dash, as Word makes of a hyphen
        ("2025−12", "2025-12"),  # a minus sign
        ("2025-09-20", "2025-09-20"),
        ("2025/9/1", "2025-09-01"),
        ("2025年9月20日", "2025-09-20"),
    ],
)
def test_a_month_is_read_however_it_is_typed(written: str, month: str) -> None:
    """A month is read in every way people type it; a whole date stays a whole date."""
    assert read_month(written) == month


@pytest.mark.parametrize(
    "written",
    ["", "9", "09-2025", "2025", "2025-13", "2025-00", "2025-9-", "202509", "25-09", "Sep-25",
     "2025-09 x", "0000-01", "九月"],
)  # fmt: skip
def test_what_is_no_month_is_refused(written: str) -> None:
    """Anything but a year and a month of it is refused, quoted as it was typed."""
    with pytest.raises(Refused) as refused:
        read_month(written)
    assert refused.value.code == "month-form"
    assert english(refused.value.message) == f'"{written}" is not a month.'
    assert english(refused.value.hint) == (
        "Write year and month, as 2025-09; "
        "where Excel turns it into a date, format the column as text."
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-10-15", date(2025, 10, 15)),
        ("2025/10/15", date(2025, 10, 15)),
        ("2025.1.5", date(2025, 1, 5)),
        ("2025年10月15日", date(2025, 10, 15)),
        ("2025年1月5", date(2025, 1, 5)),
        ("２０２８年２月２９日", date(2028, 2, 29)),
        (" 2025 - 10 - 15 ", date(2025, 10, 15)),
    ],
)
def test_a_date_is_read_however_it_is_typed(written: str, day: date) -> None:
    """A date is read in every way people type it."""
    assert read_date(written) == day


@pytest.mark.parametrize(
    "written",
    ["", "2025-10", "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "15-10-2025",
     "10/15/2025", "0000-01-01", "2025-10-15T12:00", "昨天"],
)  # fmt: skip
def test_what_is_no_date_is_refused(written: str) -> None:
    """Anything but a day of the calendar is refused, quoted as it was typed."""
    with pytest.raises(Refused) as refused:
        read_date(written)
    assert refused.value.code == "date-form"
    assert english(refused.value.message) == f'"{written}" is not a date.'
    assert english(refused.value.hint) == "Write year, month and day, as 2025-10-15."


@pytest.mark.parametrize("written", ["2025-02-30", "2025-13-01"])
def test_a_day_that_does_not_exist_is_no_month(written: str) -> None:
    """Where a month is asked for, a whole date that is not in the calendar is refused as a date."""
    with pytest.raises(Refused) as refused:
        read_month(written)
    assert refused.value.code == "date-form"


def test_an_endless_cell_is_quoted_only_in_part() -> None:
    """Of a cell without end the message quotes the first forty characters."""
    for read, what in ((read_month, "month"), (read_date, "date")):
        with pytest.raises(Refused) as refused:
            read("二" * 1_000_000)
        assert english(refused.value.message) == f'"{"二" * 40}" is not a {what}.'


@given(st.dates(min_value=date(1, 1, 1)))
def test_iso_dates_are_read_as_they_are(day: date) -> None:
    """Every ISO date and every ISO month is read as itself."""
    assert read_date(day.isoformat()) == day
    assert read_month(day.isoformat()) == day.isoformat()
    assert read_month(day.isoformat()[:7]) == day.isoformat()[:7]


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}[-/.年][0-9]{1,2}月?", fullmatch=True))
def test_what_is_read_as_a_month_has_a_first_day(written: str) -> None:
    """Whatever is typed, it is refused or names a month or a day of the calendar."""
    try:
        month = read_month(written)
    except Refused:
        return
    first = date.fromisoformat(month if len(month) == 10 else f"{month}-01")
    assert first.isoformat().startswith(month)
