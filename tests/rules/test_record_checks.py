"""Whether the rows of ratings.csv fit the contract: errors, notices, and months not rated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from zkrc_ledger.rules.record_checks import record_problems, unrated_months

from tests.english import english
from tests.rules.rows import row
from tests.support import rated
from zkrc_ledger.model.records import RatingRecord, Records

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract

TODAY = date(2026, 1, 2)
MONTHS_HINT = "The service months are 2025-08 to 2026-07."


@pytest.mark.parametrize(
    "record",
    [
        row(2, "好"),
        row(2, "好", "proposed"),
        row(2, "好", approved_on=date(2025, 10, 15)),
        row(2, "好", month="2025-12"),  # runs until 2026-01-07
        row(2, "", month="2026-07"),  # filled in ahead
        row(2, "好", month=""),  # nobody can read its month, and the reader has said so
    ],
)
def test_a_row_that_fits_is_not_complained_of(contract: Contract, record: RatingRecord) -> None:
    """A rated month that has begun, and a month filled in ahead, are sound."""
    assert record_problems(contract, Records(ratings=(record,)), TODAY) == []


@pytest.mark.parametrize(
    ("record", "severity", "code", "message", "hint"),
    [
        (
            row(2, "好", month="2026-08"),
            "error",
            "month-outside",
            (
                "2026-08 is not a service month of this contract; "
                "2026-08-01 falls in 2026-07 (2026-07-08 to 2026-08-07)."
            ),
            MONTHS_HINT,
        ),
        (
            row(2, "", month="2026-09"),
            "error",
            "month-outside",
            "2026-09 is not a service month of this contract.",
            MONTHS_HINT,
        ),
        (
            row(2, "好", month="2025-09-01"),
            "error",
            "month-outside",
            (
                "2025-09-01 is not a service month of this contract; "
                "2025-09-01 falls in 2025-08 (2025-08-08 to 2025-09-07)."
            ),
            MONTHS_HINT,
        ),
        (
            row(2, "好", month="2026-01"),
            "notice",
            "month-not-begun",
            "2026-01 begins on 2026-01-08 and is already rated.",
            "Check that the month is the one meant.",
        ),
        (
            row(2, "优"),
            "error",
            "rating-unknown",
            '"优" is not in the rating scale.',
            "The scale is: 优秀, 良好, 好, 一般, 差. Write one of these in full.",
        ),
        (
            row(2, "好", "proposed", approved_on=date(2025, 10, 15)),
            "notice",
            "stage-date",
            "This rating is only proposed, and has a date on which it was passed.",
            "Clear the date, or make the stage final.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_named(
    contract: Contract, record: RatingRecord, severity: str, code: str, message: str, hint: str
) -> None:
    """A row that does not fit the contract is told with its line, what is wrong and what to do."""
    (problem,) = record_problems(contract, Records(ratings=(record,)), TODAY)
    assert (problem.severity, problem.code) == (severity, code)
    assert (problem.file, problem.line) == ("ratings.csv", 2)
    assert english(problem.message) == message
    assert english(problem.hint) == hint


def test_a_month_begins_on_its_first_day(contract: Contract) -> None:
    """A rating is no longer early on the first day of its month."""
    records = Records(ratings=(row(2, "好"),))
    assert record_problems(contract, records, date(2025, 9, 8)) == []
    (early,) = record_problems(contract, records, date(2025, 9, 7))
    assert early.code == "month-not-begun"


def test_contradictions_and_misfits_are_told_together(contract: Contract) -> None:
    """Rows that contradict each other and rows that do not fit come in one list."""
    records = Records(ratings=(row(2, "好"), row(3, "差"), row(4, "优", month="2030-01")))
    codes = [problem.code for problem in record_problems(contract, records, TODAY)]
    assert codes == ["rating-conflict", "month-outside", "rating-unknown"]


def test_a_record_from_no_file_has_no_line(contract: Contract) -> None:
    """A record that was not read from a file is complained of without a place."""
    record = replace(row(2, "优"), place=None)
    (problem,) = record_problems(contract, Records(ratings=(record,)), TODAY)
    assert (problem.file, problem.line) == (None, None)


@pytest.mark.parametrize(
    ("day", "ratings", "missing"),
    [
        (date(2025, 9, 7), {}, None),  # the first month's last day
        (date(2025, 9, 8), {}, "2025-08"),
        (date(2026, 1, 2), {"2025-09": "好"}, "2025-08, 2025-10, 2025-11"),
        (date(2026, 1, 2), {"2025-09": ""}, "2025-08, 2025-09, 2025-10, 2025-11"),
        (
            date(2026, 1, 2),
            {"2025-08": "好", "2025-09": "好", "2025-10": "好", "2025-11": "差"},
            None,
        ),
    ],
)
def test_months_over_and_not_rated_are_noticed(
    contract: Contract, day: date, ratings: dict[str, str], missing: str | None
) -> None:
    """A notice lists the months whose last day has passed and that have no rating."""
    notices = unrated_months(contract, rated(ratings), day)
    assert len(notices) == (missing is not None)
    for notice in notices:
        assert (notice.severity, notice.code, notice.file) == ("notice", "unrated", "ratings.csv")
        assert english(notice.message) == f"These months are over and not rated: {missing}."
        first = missing.split(", ")[0]
        assert english(notice.hint) == f"Record each with: ledger rate {first} RATING"
