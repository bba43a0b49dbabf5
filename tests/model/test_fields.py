"""What one field of a contract file may hold, and what is said when it holds something else."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from tests.english import english
from zkrc_ledger.model.fields import (
    Months,
    read_anchor,
    read_day,
    read_label,
    read_percent,
    read_start,
    read_yes_no,
    whole,
)
from zkrc_ledger.model.problem import Refused

MONTHS = whole(1, 600).read
NOON = datetime(2025, 8, 8, 12, tzinfo=UTC)
NO_QUOTES = "Write a date without quotes: 2025-08-08."
PERCENT = 'Write 30 for 30%, or "7.5" in quotes.'
TERM_START = 'Write "term_start" in quotes, or a date without: 2025-09-01.'
ONE_LINE = "One line of at most 500 plain characters is needed here."


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (MONTHS, 1, 1),
        (MONTHS, 600, 600),
        (read_label, " 服务期限 ", "服务期限"),
        (read_label, "\u3000服务期限\u3000", "服务期限"),
        (read_label, "x" * 500, "x" * 500),
        (read_day, date(1990, 1, 1), date(1990, 1, 1)),
        (read_day, date(2150, 12, 31), date(2150, 12, 31)),
        (read_percent, 0, Decimal(0)),
        (read_percent, 100, Decimal(100)),
        (read_percent, "7.5", Decimal("7.5")),
        (read_percent, "99.9999", Decimal("99.9999")),
        (read_yes_no, True, True),
        (read_yes_no, False, False),
        (read_anchor, "term_start", "term_start"),
        (read_anchor, date(2025, 9, 1), date(2025, 9, 1)),
    ],
)
def test_a_sound_value_is_taken(read: Any, written: object, value: object) -> None:
    """A value of the right kind and within its bounds is taken, blanks around it left out."""
    assert read(written) == value


@pytest.mark.parametrize(
    ("read", "written", "code", "message", "hint"),
    [
        (MONTHS, 0, "number", "A whole number from 1 to 600 is needed here, not 0.", ""),
        (MONTHS, 601, "number", "A whole number from 1 to 600 is needed here, not 601.", ""),
        (MONTHS, True, "number", "A whole number from 1 to 600 is needed here, not true.", ""),
        (MONTHS, 2.0, "number", "A whole number from 1 to 600 is needed here, not 2.0.", ""),
        (MONTHS, "2", "number", 'A whole number from 1 to 600 is needed here, not "2".', ""),
        (read_label, 5, "text", "Text in quotes is needed here, not 5.", ""),
        (read_label, "", "text", "This is empty.", ""),
        (read_label, "  \n", "text", "This is empty.", ""),
        (read_label, "x" * 501, "text", ONE_LINE, ""),
        (read_label, "two\nlines", "text", ONE_LINE, ""),
        (read_label, "a\x07bell", "text", ONE_LINE, ""),
        (read_day, "2025-08-08", "date", 'A date is needed here, not "2025-08-08".', NO_QUOTES),
        (
            read_day,
            NOON,
            "date",
            "A date is needed here, not 2025-08-08 12:00:00+00:00.",
            NO_QUOTES,
        ),
        (read_day, time(12), "date", "A date is needed here, not 12:00:00.", NO_QUOTES),
        (
            read_day,
            date(1989, 12, 31),
            "date",
            "The year of 1989-12-31 is not between 1990 and 2150.",
            "",
        ),
        (
            read_day,
            date(2151, 1, 1),
            "date",
            "The year of 2151-01-01 is not between 1990 and 2150.",
            "",
        ),
        (
            read_percent,
            101,
            "percent",
            "A percentage from 0 to 100 is needed here, not 101.",
            PERCENT,
        ),
        (
            read_percent,
            "100.0001",
            "percent",
            'A percentage from 0 to 100 is needed here, not "100.0001".',
            PERCENT,
        ),
        (
            read_percent,
            -1,
            "percent",
            "A percentage from 0 to 100 is needed here, not -1.",
            PERCENT,
        ),
        (
            read_percent,
            "30%",
            "percent",
            'A percentage from 0 to 100 is needed here, not "30%".',
            PERCENT,
        ),
        (
            read_percent,
            math.inf,
            "percent",
            "A percentage from 0 to 100 is needed here, not inf.",
            PERCENT,
        ),
        (
            read_percent,
            True,
            "percent",
            "A percentage from 0 to 100 is needed here, not true.",
            PERCENT,
        ),
        (read_yes_no, 1, "yes-no", "true or false is needed here, not 1.", ""),
        (read_yes_no, "true", "yes-no", 'true or false is needed here, not "true".', ""),
        (
            read_anchor,
            "2025-09-01",
            "choice",
            'This is not one of the choices: "2025-09-01".',
            TERM_START,
        ),
        (read_anchor, 2025, "date", "A date is needed here, not 2025.", NO_QUOTES),
    ],
)
def test_an_unsound_value_is_refused(
    read: Any, written: object, code: str, message: str, hint: str
) -> None:
    """A value of another kind or out of bounds is refused, in words a clerk understands."""
    with pytest.raises(Refused) as refused:
        read(written)
    assert str(refused.value) == refused.value.code == code
    assert english(refused.value.message) == message
    assert english(refused.value.hint) == hint


@pytest.mark.parametrize("read", [MONTHS, read_percent])
def test_an_endless_number_is_refused_like_any_other(read: Any) -> None:
    """A number too long to print is refused, with only its beginning in the message."""
    with pytest.raises(Refused) as refused:
        read(16**5000)
    assert len(english(refused.value.message)) < 150


def test_pydantic_calls_the_check() -> None:
    """Pydantic hands the raw value to the check and reports what it refused."""
    from pydantic import TypeAdapter, ValidationError

    months = TypeAdapter(Months)
    assert months.validate_python(12) == 12
    with pytest.raises(ValidationError) as invalid:
        months.validate_python(0)
    (detail,) = invalid.value.errors()
    assert isinstance(detail["ctx"]["error"], Refused)


@pytest.mark.parametrize("start", ["P1", "P3", "P999", date(2026, 4, 8)])
def test_changed_terms_begin_with_a_period_or_on_a_day(start: object) -> None:
    """A payment period's id, or a date without quotes, is when changed terms take hold."""
    assert read_start(start) == start


@pytest.mark.parametrize(
    ("start", "code", "message"),
    [
        ("P0", "period-form", '"P0" is not a payment period.'),
        ("p1", "period-form", '"p1" is not a payment period.'),
        ("P1000", "period-form", '"P1000" is not a payment period.'),
        ("2026-04-08", "period-form", '"2026-04-08" is not a payment period.'),
        (3, "date", "A date is needed here, not 3."),
    ],
)
def test_terms_begin_with_nothing_else(start: object, code: str, message: str) -> None:
    """Anything but a payment period or a date is refused, quoted as it was written."""
    with pytest.raises(Refused) as refused:
        read_start(start)
    assert refused.value.code == code
    assert english(refused.value.message) == message
