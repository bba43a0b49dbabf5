"""Months, dates, amounts, periods and words as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.english import english
from zkrc_ledger.model.parse import (
    parse_amount,
    parse_date,
    parse_month,
    parse_period,
    parse_positive_amount,
    parse_words,
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
        ("2025-09-20", "2025-09-20"),
        ("2025/9/1", "2025-09-01"),
        ("2025年9月20日", "2025-09-20"),
    ],
)
def test_a_month_is_read_however_it_is_typed(written: str, month: str) -> None:
    """A month is read in every way people type it; a whole date stays a whole date."""
    assert parse_month(written) == month


@pytest.mark.parametrize(
    "written",
    ["", "9", "09-2025", "2025", "2025-13", "2025-00", "2025-9-", "202509", "25-09", "Sep-25",
     "2025-09 x", "0000-01", "九月"],
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
    ],
)
def test_a_date_is_read_however_it_is_typed(written: str, day: date) -> None:
    """A date is read in every way people type it."""
    assert parse_date(written) == day


@pytest.mark.parametrize(
    "written",
    ["", "2025-10", "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "15-10-2025",
     "10/15/2025", "0000-01-01", "2025-10-15T12:00", "昨天"],
)  # fmt: skip
def test_what_is_no_date_is_refused(written: str) -> None:
    """Anything but a day of the calendar is refused, quoted as it was typed."""
    with pytest.raises(Refused) as refused:
        parse_date(written)
    assert refused.value.code == "date-form"
    assert english(refused.value.message) == f'"{written}" is not a date.'
    assert english(refused.value.hint) == "Write year, month and day, as 2025-10-15."


@pytest.mark.parametrize("written", ["2025-02-30", "2025-13-01"])
def test_a_day_that_does_not_exist_is_no_month(written: str) -> None:
    """Where a month is asked for, a whole date that is not in the calendar is refused as a date."""
    with pytest.raises(Refused) as refused:
        parse_month(written)
    assert refused.value.code == "date-form"


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
    assert parse_month(day.isoformat()) == day.isoformat()
    assert parse_month(day.isoformat()[:7]) == day.isoformat()[:7]


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}[-/.年][0-9]{1,2}月?", fullmatch=True))
def test_what_is_read_as_a_month_has_a_first_day(written: str) -> None:
    """Whatever is typed, it is refused or names a month or a day of the calendar."""
    try:
        month = parse_month(written)
    except Refused:
        return
    first = date.fromisoformat(month if len(month) == 10 else f"{month}-01")
    assert first.isoformat().startswith(month)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("3000.50", "3000.50"),
        ("3000.5", "3000.50"),
        ("388800", "388800.00"),
        ("388,800.00", "388800.00"),
        ("1,166,400", "1166400.00"),
        ("３８８，８００．５", "388800.50"),
        (" 5元 ", "5.00"),
        ("0.01", "0.01"),
        ("007", "7.00"),
        ("999,999,999,999.99", "999999999999.99"),
    ],
)
def test_an_amount_is_read_however_it_is_typed(written: str, amount: str) -> None:
    """Yuan with or without separators, decimals, full-width digits; exact to the fen."""
    assert str(parse_amount(written)) == amount
    assert str(parse_positive_amount(written)) == amount
    assert parse_amount(f"-{written.strip()}") == -parse_amount(written)
    assert parse_amount(f"−{written.strip()}") == -parse_amount(written)  # a minus sign


@pytest.mark.parametrize(
    "written",
    ["", "元", "5.001", "5.", ".5", "1,00", "1,0000", "12,34.5", "1e3", "5 0", "+5", "--5", "¥5",
     "五", "1234567890123", "NaN", "٣"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(written: str) -> None:
    """Anything that is not an amount to the fen is refused, never rounded or guessed at."""
    for read in (parse_amount, parse_positive_amount):
        with pytest.raises(Refused) as refused:
            read(written)
        assert refused.value.code == "money-form"
        assert english(refused.value.message) == (
            f"Not an amount of money: {written}."
            if written != "1234567890123"
            else 'Not an amount of money: "1234567890123".'
        )


@pytest.mark.parametrize("written", ["0", "-0", "0.00", "-5"])
def test_an_amount_must_be_above_zero(written: str) -> None:
    """Where the kind of record says which way it counts, nothing and less is refused."""
    with pytest.raises(Refused) as refused:
        parse_positive_amount(written)
    assert refused.value.code == "money-sign"
    assert english(refused.value.hint) == (
        "Write it without a sign; the kind of record says which way it counts."
    )


@pytest.mark.parametrize(
    ("written", "period"),
    [("P1", "P1"), ("p2", "P2"), (" Ｐ３ ", "P3"), ("x" * 100, "X" * 40), ("", "")],
)
def test_a_period_is_read_however_it_is_typed(written: str, period: str) -> None:
    """A payment period's id in any width or case; whether there is one is asked elsewhere."""
    assert parse_period(written) == period


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("会议纪要", "会议纪要"),
        (" 一行 \r\n\n 二行\t", "一行  二行"),
        ("\ud800坏", "?坏"),
        ("", ""),
    ],
)
def test_words_stand_on_one_line(written: str, words: str) -> None:
    """What is typed over several lines becomes one, and what is no character a question mark."""
    assert parse_words(written) == words
