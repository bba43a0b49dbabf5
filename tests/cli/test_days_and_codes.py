"""What day it is, and how a run ends: 0 done, 1 refused, 2 wrong usage or no book."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk


def test_as_of_before_the_environment(quick: Callable[..., Answer]) -> None:
    """--as-of goes before LEDGER_TODAY, and that before the clock."""

    def ended(*options: str, **environment: str) -> bool:
        return bool(quick(*options, "due", "P1", "--json", **environment).json["ended"])

    # P1 runs until 2025-12-07
    assert ended("--as-of", "2025-12-08", LEDGER_TODAY="2025-12-07") is True
    assert ended("--as-of", "2025-12-07", LEDGER_TODAY="2025-12-08") is False
    assert ended(LEDGER_TODAY="2025-12-08") is True
    assert ended(LEDGER_TODAY="2025-12-07") is False
    clock = dt.date.today() > dt.date(2025, 12, 7)  # noqa: DTZ011
    assert ended(LEDGER_TODAY="") is clock


def test_the_day_hides_no_record(desk: Desk, quick: Callable[..., Answer]) -> None:
    """An earlier day changes what has ended, never which records count."""
    desk.write("ratings.csv", "month,rating\n2025-11,优秀\n")
    early = quick("--as-of", "2025-09-01", "due", "P1", "--json").json
    late = quick("--as-of", "2026-09-01", "due", "P1", "--json").json
    assert early["lines"] == late["lines"]
    assert (early["net"], late["net"]) == ("418800.00", "418800.00")


@pytest.mark.parametrize("written", ["2026/1/2", "2026年1月2日", "２０２６-01-02", " 2026-01-02 "])
def test_a_day_however_typed(quick: Callable[..., Answer], written: str) -> None:
    """--as-of takes a date in every form that a record takes."""
    assert quick("--as-of", written, "due", "P1", "--json").json["ended"] is True


@pytest.mark.parametrize("written", ["tomorrow", "2026-02-30", "2026-01", "20260102"])
def test_no_day(quick: Callable[..., Answer], written: str) -> None:
    """A day that is none is wrong usage, and names where it was given."""
    answer = quick("--as-of", written, "due", "P1")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f'Error: --as-of: "{written}" is not a date. [date-form]')
    answer = quick("due", "P1", LEDGER_TODAY=written)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f'Error: LEDGER_TODAY: "{written}" is not a date. [date-form]')


@pytest.mark.parametrize(
    ("arguments", "ratings", "code"),
    [
        (("schedule",), None, 0),
        (("due",), None, 0),
        (("due", "P1"), None, 0),  # incomplete is no error
        (("due", "P1", "--explain"), None, 0),
        (("check",), None, 0),  # unrated months are a notice
        (("check",), "month,rating\n2025-08,好\n2025-08,好\n", 0),  # so is a row twice
        (("due", "P1"), "month,rating\n2025-08,好\n2025-08,好\n", 0),
        (("check",), "month,rating\n2025-08,优\n", 1),
        (("due", "P1"), "month,rating\n2025-08,优\n", 1),
        (("due", "P3"), "month,rating\n2025-08,优\n", 1),
        (("schedule",), "month,rating\n2025-08,优\n", 1),
        (("schedule",), "month,rating\n2025-08\n", 1),
        (("due", "P4"), None, 1),
        (("due", "P0"), None, 1),
        (("due", "P1", "P2"), None, 2),
        (("owe",), None, 2),
    ],
)
def test_exit_codes(desk: Desk, arguments: tuple[str, ...], ratings: str | None, code: int) -> None:
    """0 is done, notices or not; 1 a book with an error or a refusal; 2 wrong usage."""
    if ratings is not None:
        desk.write("ratings.csv", ratings)
    answer = desk.ledger(*arguments)
    assert answer.code == code
    if code and arguments != ("check",):
        assert answer.out == ""
    if code:
        assert answer.err.startswith("Error")


def test_a_period_that_is_none(quick: Callable[..., Answer]) -> None:
    """A period the contract doesn't have is refused with the list of those it has."""
    answer = quick("due", "P4")
    assert answer.err == (
        "Error: P4 is not a payment period of this contract. [period-unknown]\n"
        "    The payment periods are: P1, P2, P3.\n"
    )


@pytest.mark.parametrize("as_json", [False, True])
def test_at_most_a_hundred_problems_a_file(
    desk: Desk, quick: Callable[..., Answer], *, as_json: bool
) -> None:
    """Of 150 errors the first 100 are told, with the count of all; the other file's too."""
    rows = "".join(f"2025-08,wrong {number}\n" for number in range(150))
    desk.write("ratings.csv", "month,rating,stage\n" + rows.replace("\n", ",never\n"))
    desk.edit_contract(("percent = 30", "percent = 130"))
    answer = quick("check", *(["--json"] if as_json else []))
    assert answer.code == 1
    if as_json:
        problems = answer.json["problems"]
        assert answer.json["count"] == 151
        assert [one["file"] for one in problems].count("ratings.csv") == 100
        assert [one["line"] for one in problems if one["line"]] == list(range(2, 102))
        assert [one["file"] for one in problems].count("contract.toml") == 1
    else:
        assert answer.err.count("[stage-unknown]") == 100
        assert "ratings.csv:101:" in answer.err
        assert "ratings.csv:102:" not in answer.err
        assert "[percent]" in answer.err
        assert "151 problems in all; the first of each file are shown." in answer.err
        assert answer.out == "Errors: 151; notices: 0.\n"
