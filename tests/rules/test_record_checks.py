"""Whether ratings fit the contract: errors, notices, months not rated, meetings not dated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.deeds import MONTHS, said, termination
from tests.rules.rows import row, typed
from tests.support import OTHER_CONTRACTS, assessed, problems_of, rated
from zkrc_ledger.rules.checks.money import unknown_period
from zkrc_ledger.rules.checks.ratings import unknown_month

if TYPE_CHECKING:
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Rating

TODAY = date(2026, 1, 2)
MEETING = date(2025, 10, 15)
SCALE = "The scale is: 优秀, 良好, 好, 一般, 差. Write one of these in full."
OUTSIDE = "is not a service month of this contract."
SERVICE_MONTHS = "The service months are 2025-08 to 2026-07."
# what is said of any book with months to rate, and of their sum
ALWAYS = {"unrated", "undocumented", "over-total", "deadline-passed"}


def found(*rows: Record, day: date = TODAY) -> list[Problem]:
    """What is said of these rows in particular."""
    return [one for one in problems_of(*rows, day=day) if one.code not in ALWAYS]


@pytest.mark.parametrize(
    "record",
    [
        row(2, "好"),
        row(2, "好", "proposed"),
        row(2, "好", approved_on=MEETING),
        row(2, "", month="2026-07"),  # filled in ahead
        row(2, "", month="2030-01"),  # and no version of anything
        row(2, "优", void=True, reason="记错"),  # taken back
    ],
)
def test_a_row_that_fits_is_not_complained_of(record: Rating) -> None:
    """A rated month that is over, and a month filled in ahead, are sound."""
    assert found(record) == []


@pytest.mark.parametrize(
    ("record", "severity", "code", "message", "hint"),
    [
        *[
            (
                row(2, "好", month=month),
                "error",
                "month-outside",
                f"{month} {OUTSIDE} Did you mean {near}?",
                SERVICE_MONTHS,
            )
            for month, near in (
                ("2025-07", "2026-07"),
                ("2026-08", "2025-08"),
                ("2026-09", "2025-09"),
            )
        ],
        (
            row(2, "好", month="2026-01"),
            "notice",
            "month-not-begun",
            "2026-01 begins on 2026-01-08 and is already rated.",
            "Check that the month is the one meant.",
        ),
        (
            row(2, "好", month="2025-12"),
            "notice",
            "month-running",
            "2025-12 runs until 2026-01-07 and is already rated.",
            "",
        ),
        (row(2, "优"), "error", "rating-unknown", '"优" is not in the rating scale.', SCALE),
        (
            row(2, "好" * 50),
            "error",
            "rating-unknown",
            f'"{"好" * 40}" is not in the rating scale.',
            SCALE,
        ),
        (
            row(2, "好", "proposed", approved_on=MEETING),
            "notice",
            "stage-date",
            "This rating is only proposed, and has a date on which it was passed.",
            "Clear the date, or make the stage final.",
        ),
        # 附件1.七: a meeting before the month was over, on its last day too
        (
            row(2, "好", approved_on=date(2025, 10, 7)),
            "notice",
            "approved-early",
            (
                "The rating of 2025-09 was passed on 2025-10-07, before the month was over on "
                "2025-10-07."
            ),
            "Check the date.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_named(
    record: Rating, severity: str, code: str, message: str, hint: str
) -> None:
    """A row that does not fit the contract has its line, what is wrong and what to do."""
    (problem,) = found(record)
    assert (problem.severity, problem.file, problem.line) == (severity, "ratings.csv", 2)
    assert said([problem]) == [(code, message, hint)]
    (bare,) = found(replace(record, place=None))
    assert (bare.code, bare.file, bare.line) == (code, None, None)


def test_a_month_begins_on_its_first_day() -> None:
    """A rating is no longer early on the first day of its month, and runs to its last."""
    codes = {
        day.isoformat(): [one.code for one in found(row(2, "好"), day=day)]
        for day in (date(2025, 9, 7), date(2025, 9, 8), date(2025, 10, 7), date(2025, 10, 8))
    }
    assert codes == {
        "2025-09-07": ["month-not-begun"],
        "2025-09-08": ["month-running"],
        "2025-10-07": ["month-running"],
        "2025-10-08": [],
    }


def test_a_meeting_the_day_after_the_month_is_in_order() -> None:
    """附件1.七: 2025-09 runs until 7 October, and may be passed on the 8th."""
    assert found(row(2, "好", approved_on=date(2025, 10, 8))) == []


def test_a_rating_of_a_month_that_fell_away_does_not_count() -> None:
    """四.7: ended on 7 December, the months from 2025-12 on are not served."""
    (problem,) = found(row(2, "好", month="2025-12"), termination("S-1", "2025-12-07"), day=TODAY)[
        :1
    ]
    assert (problem.severity, problem.code) == ("notice", "month-fallen")
    assert english(problem.message) == "2025-12 fell away with the termination."


def test_errors_come_all_at_once() -> None:
    """Contradictions, unknown months and unknown ratings are told together, and nothing else."""
    unknown = row(4, "优", month="2025-10"), row(5, "好", month="2030-01")
    found = problems_of(typed(2, "好"), typed(3, "差"), *unknown, day=TODAY)
    assert [one.code for one in found] == ["conflict", "rating-unknown", "month-outside"]


@pytest.mark.parametrize(
    ("day", "ratings", "missing"),
    [
        (date(2025, 9, 7), {}, None),  # the first month's last day
        (date(2025, 9, 8), {}, "2025-08"),
        (TODAY, {"2025-09": "好"}, "2025-08, 2025-10, 2025-11"),
        (TODAY, {"2025-09": ""}, "2025-08, 2025-09, 2025-10, 2025-11"),
        (TODAY, dict.fromkeys(MONTHS[:4], "好"), None),
    ],
)
def test_months_over_and_not_rated_are_noticed(
    day: date, ratings: dict[str, str], missing: str | None
) -> None:
    """A notice lists the months whose last day has passed and that have no rating."""
    notices = [one for one in problems_of(*rated(ratings), day=day) if one.code == "unrated"]
    assert [(one.severity, one.file) for one in notices] == [("notice", "ratings.csv")] * len(
        notices
    )
    assert said(notices) == (
        [
            (
                "unrated",
                f"These months are over and not rated: {missing}.",
                f"Record each with: ledger rate {missing[:7]} RATING",
            )
        ]
        if missing
        else []
    )


def test_final_ratings_without_a_meetings_date_are_noticed() -> None:
    """附件1.七: of four rated months, those that are final and undated are named."""
    rows = (
        row(2, "好", month="2025-10"),
        row(3, "差", month="2025-08"),
        row(4, "好", approved_on=MEETING),
        row(5, "好", "proposed", month="2025-11"),
    )
    notices = [one for one in problems_of(*rows, day=TODAY) if one.code == "undocumented"]
    assert said(notices) == [
        (
            "undocumented",
            "Final ratings without the date of the meeting: 2025-08, 2025-10.",
            "Add it: ledger rate 2025-08 差 --approved-on DATE",
        )
    ]


@pytest.mark.parametrize("asked", ["2025-12", "202512", "2025年12月", "12月", "１２月份"])
def test_a_month_where_a_period_is_wanted_names_its_period(asked: str) -> None:
    """2025-12 is in P2, whatever way it is written; P9 is in none."""
    schedule = assessed().schedule
    message, hint = unknown_period(schedule, asked)
    assert english(message) == f"{asked} is not a payment period of this contract."
    assert english(hint) == "The month 2025-12 is in P2."
    assert english(unknown_period(schedule, "P9")[1]) == "The payment periods are: P1, P2, P3."
    assert english(unknown_period(schedule, "2030-01")[1]) == "The payment periods are: P1, P2, P3."


def test_a_month_that_no_year_would_put_into_the_term() -> None:
    """Where the term has no such month in any year, none is suggested."""
    terms = assessed(contract=OTHER_CONTRACTS / "canteen_anchored.toml").terms
    numbers = {month.id[-2:] for month in terms.months}
    absent = next(f"2030-{n:02}" for n in range(1, 13) if f"{n:02}" not in numbers)
    message, _ = unknown_month(terms, absent)
    assert english(message) == f"{absent} {OUTSIDE}"
