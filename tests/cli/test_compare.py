"""`ledger compare`: the other party's book beside one's own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.cli.life import contents, halfway

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

    Ledger = Callable[..., Answer]


@pytest.fixture
def other(desk: Desk) -> Desk:
    """A copy of the desk's book in the folder beside it."""
    halfway(desk)
    folder = desk.folder.parent / "other"
    shutil.copytree(desk.folder, folder)
    return replace(desk, folder=folder)


def test_the_same(other: Desk, quick: Ledger) -> None:
    """Two books that agree have one code, which `status` and `due --explain` show too."""
    answer = quick("compare", "../other")
    assert (answer.code, answer.err) == (0, "")
    code = answer.out.removeprefix("The same: settlement code ").strip()
    assert len(code) == 14
    assert f"\nSettlement code {code}\n" in quick("status").out
    assert f"\nSettlement code {code}\n" in quick("due", "P2", "--explain").out
    assert quick("status", "--json").json["settlement_code"] == code
    assert quick("due", "P2", "--explain", "--json").json["settlement_code"] == code
    assert quick("compare", str(other.folder / "contract.toml"), "--json").json == {
        "here": code,
        "there": code,
        "same": True,
        "differences": [],
        "problems": [],
    }


def test_where_they_differ(desk: Desk, other: Desk, quick: Ledger) -> None:
    """Each difference is a line: what it is about, what is here, what is there."""
    for name, old, new in (
        ("ratings.csv", "优秀", "良好"),
        ("adjustments.csv", "3000.50,claimed", "3000.50,agreed"),
        ("payments.csv", "T-1", "T-2"),
        ("amendments.toml", "days = 10", "days = 11"),
        ("contract.toml", "working_days = 20", "working_days = 21"),
    ):
        text = other.read(name).decode()
        assert old in text
        other.write(name, text.replace(old, new))
    before = contents(desk.folder), contents(other.folder)
    out = quick("compare", "../other").out
    assert [line.split("  ")[0].strip() for line in out.splitlines()[4:]] == [
        "Adjustment",
        "Amendment",
        "funds_request.working_days",
        "Payment",
        "Rating",
    ]
    words = [" ".join(line.split()) for line in out.splitlines()]
    assert "Rating 2025-08 rated 优秀: final 2025-08 rated 良好: final" in words
    assert "funds_request.working_days 20 21" in words
    # in words both would be "P1 received 300,000.00": then the whole record is shown
    assert "Payment 300000 · T-1 300000 · T-2" in words
    assert (contents(desk.folder), contents(other.folder)) == before


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_error_in_the_other_book_is_named_as_its_own(
    other: Desk, quick: Ledger, language: str
) -> None:
    """What is wrong with the other book is told with its folder, not as if it were one's own."""
    other.write("ratings.csv", "month,rating\n2025-08,好好\n")
    answer = quick("compare", "../other", LEDGER_LANG=language)
    assert (answer.code, answer.out) == (1, "")
    label = {"en": "Error", "zh": "错误"}[language]
    assert answer.err.startswith(f"{label} ../other/ratings.csv:2: ")


def test_no_other_book(quick: Ledger) -> None:
    """A folder without a contract is no book: wrong usage."""
    answer = quick("compare", "nowhere")
    assert (answer.code, answer.out) == (2, "")
    assert "[no-book]" in answer.err
