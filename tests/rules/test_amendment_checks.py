"""Every problem of the amendments: what was agreed, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.amendment_cases import BAD, SOUND
from tests.rules.change_cases import BAD_CHANGES
from tests.rules.deeds import change, extension, said, termination
from tests.support import assessed, problems_of

if TYPE_CHECKING:
    from zkrc_ledger.model.amendments import Amendment


@pytest.mark.parametrize("amendments", SOUND.values(), ids=SOUND)
def test_what_can_be_agreed_is_not_complained_of(amendments: tuple[Amendment, ...]) -> None:
    """Amendments that fit the contract and each other are sound, and everything can be told."""
    codes = {one.code for one in assessed(*amendments).problems}
    assert codes <= {"unrated", "deadline-passed"}


@pytest.mark.parametrize(
    ("amendments", "code", "line", "message", "hint"),
    (BAD | BAD_CHANGES).values(),
    ids=BAD | BAD_CHANGES,
)
def test_each_problem_of_the_amendments_is_named(
    amendments: tuple[Amendment, ...], code: str, line: int, message: str, hint: str
) -> None:
    """What does not fit is said with its place, what is wrong and what to do, and nothing else."""
    (problem,) = problems_of(*amendments)
    assert (problem.severity, problem.file, problem.line) == ("error", "amendments.toml", line)
    assert said([problem]) == [(code, message, hint)]


def test_a_problem_of_changed_terms_names_its_key() -> None:
    """八.1: what the changed contract file would be refused for is told with the key."""
    (problem,) = problems_of(change("S-1", "P1", {"price.totl": 5}))
    assert problem.key == "price.totl"


OVERLAP = "If the days were lost once, take one back: ledger void S-2 --reason TEXT"


@pytest.mark.parametrize(
    ("first", "other", "days"),
    [
        ((5, "2026-03-01"), (5, "2026-03-01"), "2026-03-01 to 2026-03-05"),
        ((5, "2026-03-01"), (5, "2026-03-04"), "2026-03-04 to 2026-03-05"),
        ((5, "2026-03-01"), (30, "2026-02-10"), "2026-03-01 to 2026-03-05"),
        ((5, "2026-03-01"), (1, "2026-03-05"), "2026-03-05 to 2026-03-05"),
        ((5, "2026-03-01"), (1, "2026-03-06"), None),
    ],
)
def test_two_extensions_that_overlap_are_noticed_and_both_count(
    first: tuple[int, str], other: tuple[int, str], days: str | None
) -> None:
    """七.1: days that count twice are named, never merged."""
    rows = extension("S-1", *first), extension("S-2", *other)
    found = assessed(*rows)
    notices = [one for one in found.problems if one.code == "extensions-overlap"]
    assert len(notices) == (days is not None)
    for notice in notices:
        assert notice.severity == "notice"
        assert english(notice.message).startswith(f"{days} count twice, in S-")
    added = (found.schedule.end - date(2026, 8, 7)).days
    assert added == first[0] + other[0]


def test_an_overlap_says_what_each_extension_says() -> None:
    """七.1: both are quoted, and the later one is the one to take back."""
    rows = extension("S-1", 5, "2026-03-01"), extension("S-2", 6, "2026-03-04")
    assert said(one for one in assessed(*rows).problems if one.code == "extensions-overlap") == [
        (
            "extensions-overlap",
            (
                "2026-03-04 to 2026-03-05 count twice, in S-1 (extension by 5 days from "
                "2026-03-01 on) and in S-2 (extension by 6 days from 2026-03-04 on)."
            ),
            OVERLAP,
        )
    ]


def test_an_amendment_from_no_file_has_no_place() -> None:
    """An amendment that is not written yet is complained of without file and line."""
    asked = (
        termination("S-1", "2026-08-08"),
        change("S-2", "P1", {"price.total": 1, "price.in_words": "壹元整"}),
    )
    for one in asked:
        (problem,) = problems_of(replace(one, place=None))
        assert (problem.file, problem.line) == (None, None)


def test_a_period_beyond_the_calendar_is_refused_like_any_other() -> None:
    """P999 of a contract with periods of ten years would begin in the year 12005; none such is."""
    decade = {
        "term.months": 120,
        "term.end": date(2035, 8, 7),
        "evaluation_cycle.months": 12,
        "payment_period": {"cycles": 10, "installments": [{"amount": 1166400}]},
    }
    (problem,) = problems_of(change("S-1", "P999", {"breach.percent": 20}), terms=decade)
    assert problem.code == "change-start"
    assert english(problem.hint) == "The payment periods are: P1 … P1."
