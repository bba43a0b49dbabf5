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
        "Error: P4 is not a payment period of this contract.\n"
        "    The payment periods are: P1, P2, P3.\n"
    )
