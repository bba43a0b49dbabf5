"""`ledger status`, `forecast`, `readings`, `history`: shapes and figures that programs rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.life import FIRST, halfway

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

    Ledger = Callable[..., Answer]


def test_status_tells_the_three_sums_and_their_differences(desk: Desk, quick: Ledger) -> None:
    """三.2 P1: 428,800 due, invoiced, 300,000 received, 128,800 to pay; party A acts."""
    halfway(desk)
    first = quick("status", "--json").json["periods"][0]
    sums = ("due", "invoiced", "received", "to_invoice", "outstanding", "owed_by_contractor")
    assert [first[name] for name in sums] == [
        "428800.00", "428800.00", "300000.00", "0.00", "128800.00", "0.00",
    ]  # fmt: skip
    assert first["stage"] == "partly_paid"
    assert first["next"] == [
        {"text": "Pay the remaining 128,800.00.", "who": "a", "by": None, "days_left": None}
    ]
    assert [one["number"] for one in first["invoices"]] == [FIRST]
    assert [one["ref"] for one in first["payments"]] == ["T-1"]


def test_forecast_of_an_empty_book(quick: Ledger) -> None:
    """附件1.六 Nothing rated: 1,166,400 - 12 x 10,000 to 1,166,400 + 12 x 30,000."""
    tree = quick("forecast", "--json").json
    assert (tree["low"], tree["high"]) == ("1046400.00", "1526400.00")
    # 388,800 - 40,000 and 388,800 + 120,000
    assert {(one["low"], one["high"]) for one in tree["periods"]} == {("348800.00", "508800.00")}
    assert tree["what_if"] is None
    said = quick("forecast").out
    assert "keep the contract within its total of 1,166,400.00" in said
    assert "at the most 360,000.00 (30.9%) above it is possible." in said


def test_what_if(desk: Desk, quick: Ledger) -> None:
    """附件1.六, 四.7 Assumed ratings and an assumed breach move only what they touch."""
    halfway(desk)
    assume = ("--assume", "2026-01=差", "--assume", "2025-09=优秀", "--assume", "breach")
    tree = quick("forecast", *assume, "--json").json
    assert tree["assumed"] == ["2026-01=差", "2025-09=优秀", "breach=P2"]
    assert [one["what_if"] for one in tree["periods"]] == [
        # 差 becomes 优秀: 428,800 + 40,000
        {"low": "468800.00", "high": "468800.00"},
        # P2 runs: 388,800 - 50 - 349,920 - 10,000 (差) = 28,830; three months are open, so
        # 30,000 and the claimed 3,000.50 less at the lowest, 90,000 more at the highest
        {"low": "-4170.50", "high": "118830.00"},
        {"low": "348800.00", "high": "508800.00"},
    ]
    placed = quick("forecast", "--assume", "breach=P3", "--json").json["periods"]
    # 348,800 - 349,920 and 508,800 - 349,920
    assert placed[2]["what_if"] == {"low": "-1120.00", "high": "158880.00"}


@pytest.mark.parametrize(
    ("assumption", "code"),
    [
        ("2026-08=差", "month-outside"),
        ("2026-01=优", "rating-unknown"),
        ("2026-01", "rating-unknown"),
        ("soon=差", "month-form"),
        ("breach=P4", "period-unknown"),
    ],
)
def test_what_cannot_be_assumed(quick: Ledger, assumption: str, code: str) -> None:
    """An assumption about no month, no rating or no period is refused, not left out."""
    answer = quick("forecast", "--assume", assumption, "--json")
    assert (answer.code, [one["code"] for one in answer.json["problems"]]) == (1, [code])


def test_history_of_an_empty_book(quick: Ledger) -> None:
    """A book without records has an empty history, and says so."""
    assert quick("history", "--json").json["records"] == []
    assert quick("history").out.endswith("history\nNothing is recorded yet.\n")
