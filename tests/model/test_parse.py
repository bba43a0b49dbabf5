"""Months and dates as people type them and as spreadsheets leave them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.english import english
from zkrc_ledger.model.parse import (
    MONTH_HINT,
    parse_date,
    parse_month,
    parse_month_in,
)
from zkrc_ledger.model.problem import Refused


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
        ("202509", "2025-09"),
        ("2025年9月份", "2025-09"),
        ("2025年九月", "2025-09"),
        ("2025年十二月份", "2025-12"),
        ("2025.10", "2025-10"),
        ("2025.01", "2025-01"),
        ("'2025-09", "2025-09"),
        ('="2025-09"', "2025-09"),
        ("`202509", "2025-09"),
        ("“2025-09”", "2025-09"),
        ("\ufeff2025-09\u200b", "2025-09"),
        ("2025年9⽉", "2025-09"),  # U+2F49, as a PDF has it
    ],
)
def test_a_month_is_read_however_it_is_typed(written: str, month: str) -> None:
    """A month is read in every way people type it."""
    assert parse_month(written) == month
    assert parse_month_in(written, ()) == month


@pytest.mark.parametrize(
    "written",
    ["2025/9/1", "2025-09-01", "2025-09-20", "2025年9月5日", "2025/9/1 0:00", "20250901",
     "2025-09-01 00:00:00", "2025年9月1日星期一", "45901", "45901.0", "Sep-25", "sept-25",
     "25-Sep", "Sep 2025", "September 2025", "2025-Sep", "25-09", "25年9月", "２０２５／９／１"],
)  # fmt: skip
def test_a_month_that_a_spreadsheet_made_a_day_of(written: str) -> None:
    """A day where a month belongs is refused with the month that may have been typed."""
    with pytest.raises(Refused) as refused:
        parse_month(written)
    assert refused.value.code == "month-spreadsheet"
    assert english(refused.value.message) == (
        f'"{written}" is not a month: a spreadsheet may have made a day or a figure of it.'
    )
    assert english(refused.value.hint) == (
        "If 2025-09 was meant, write 2025-09, in a column set to text."
    )


def test_a_month_that_lost_its_zero() -> None:
    """Of 2025.10 a spreadsheet keeps 2025.1, and so it does of 2025.1: both are named."""
    with pytest.raises(Refused) as refused:
        parse_month("2025.1")
    assert refused.value.code == "month-spreadsheet"
    assert english(refused.value.hint) == (
        "If 2025-10 was meant, write 2025-10; if 2025-01, write 2025-01; in a column set to text."
    )


@pytest.mark.parametrize("written", ["9月", "9月份", "九月", "09月", "９月", " 9 月 "])
def test_a_month_without_its_year(written: str) -> None:
    """9月 names no year; where the term has one September it is that one, and else refused."""
    with pytest.raises(Refused) as refused:
        parse_month(written)
    assert refused.value.code == "month-year"
    assert parse_month_in(written, ["2025-08", "2025-09", "2026-08"]) == "2025-09"
    for months, hint in (
        (["2025-09", "2026-09"], "Write the one that is meant: 2025-09, 2026-09."),
        (["2025-08"], english(MONTH_HINT)),
    ):
        with pytest.raises(Refused) as refused:
            parse_month_in(written, months)
        assert (refused.value.code, english(refused.value.hint)) == ("month-year", hint)


@pytest.mark.parametrize(
    "written",
    ["", "9", "09-2025", "2025", "2025-13", "2025-00", "2025-9-", "202513", "09-25", "Foo-25",
     "2025-09 x", "0000-01", "13月", "20259", "2025-13-01", "2025.100", "2025²", "2025-①"],
)  # fmt: skip
def test_what_is_no_month_is_refused(written: str) -> None:
    """Anything but a year and a month of it is refused, quoted as it was typed."""
    with pytest.raises(Refused) as refused:
        parse_month(written)
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
        ("2025-12-20 10:33:21", date(2025, 12, 20)),
        ("2025/12/20 0:00", date(2025, 12, 20)),
        ("2025-12-20T10:33:21.123", date(2025, 12, 20)),
        ("2025年12月20日星期六", date(2025, 12, 20)),
        ("20251220", date(2025, 12, 20)),
        ("20251220103321", date(2025, 12, 20)),
        ("46011", date(2025, 12, 20)),
        ("46011.4396", date(2025, 12, 20)),
        ("'2025-12-20", date(2025, 12, 20)),
    ],
)
def test_a_date_is_read_however_it_is_typed(written: str, day: date) -> None:
    """A date is read in every way people type it."""
    assert parse_date(written) == day


@pytest.mark.parametrize(
    "written",
    ["", "2025-10", "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "15-10-2025",
     "10/15/2025", "0000-01-01", "2025-10-15T25:00", "2025-10-15T12:00Z", "20251320", "昨天",
     "9999", "12345", "99999", "146011", "46011²", "2025-10-1①"],
)  # fmt: skip
def test_what_is_no_date_is_refused(written: str) -> None:
    """Anything but a day of the calendar is refused, quoted as it was typed."""
    with pytest.raises(Refused) as refused:
        parse_date(written)
    assert refused.value.code == "date-form"
    assert english(refused.value.message) == f'"{written}" is not a date.'
    assert english(refused.value.hint) == "Write year, month and day, as 2025-10-15."


def test_an_endless_cell_is_quoted_only_in_part() -> None:
    """Of a cell without end the message quotes the first forty characters."""
    for read, what in ((parse_month, "month"), (parse_date, "date")):
        with pytest.raises(Refused) as refused:
            read("二" * 1_000_000)
        assert english(refused.value.message) == f'"{"二" * 40}" is not a {what}.'


@given(st.dates(min_value=date(1, 1, 1)))
def test_iso_dates_are_read_as_they_are(day: date) -> None:
    """Every ISO date and every ISO month is read as itself."""
    assert parse_date(day.isoformat()) == day
    assert parse_month(day.isoformat()[:7]) == day.isoformat()[:7]


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}[-/.年][0-9]{1,2}月?", fullmatch=True))
def test_what_is_read_as_a_month_has_a_first_day(written: str) -> None:
    """Whatever is typed, it is refused or names a month of the calendar."""
    try:
        month = parse_month(written)
    except Refused:
        return
    assert date.fromisoformat(f"{month}-01").isoformat().startswith(month)


@pytest.mark.parametrize("written", ["2025年十十月", "十十月"])
def test_a_number_that_counts_nothing(written: str) -> None:
    """十十 is no number: no month is read from it."""
    with pytest.raises(Refused):
        parse_month_in(written, ("2025-10",))
