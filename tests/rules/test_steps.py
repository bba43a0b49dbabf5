"""What to do next where money was paid too much, or a period fell away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.books import (
    N1,
    P1,
    adjusted,
    all_rated,
    assessed,
    ended,
    invoiced,
    paid,
)
from zkrc_ledger.rules.steps import fallen_away_steps

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

SETTLED = (*all_rated(), paid("P1", "388800"), paid("P2", "388800"))


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ((), []),
        ((paid("P2", "100000"),), [("Received 100,000.00 too much: send it back.", "b")]),
    ],
)
def test_money_of_a_period_that_fell_away(
    received: tuple[Record, ...], expected: list[tuple[str, str]]
) -> None:
    """四.7: 300,000 is invoiced for P2, and what is received goes back; no period follows it."""
    rows = (*all_rated(months=P1), invoiced("P2", "300000", number=N1), *received)
    (fallen,) = assessed(*rows, ended("2025-12-07")).settlement.fallen_away
    assert [(english(step.text), step.who) for step in fallen_away_steps(fallen, "")] == [
        (f"Issue a red-letter invoice for 300,000.00 against {N1}.", "b"),
        *expected,
    ]


def test_too_much_received_in_the_last_period() -> None:
    """三.2: with no period after it to set off against, what came too much is sent back."""
    rows = (*SETTLED, invoiced("P3", "388800"), paid("P3", "400000"))
    last = assessed(*rows).stages[2]
    assert [english(step.text) for step in last.steps] == [
        "Received 11,200.00 too much: send it back."
    ]


def test_a_debt_in_the_last_period() -> None:
    """四.7: 349,920 and damages of 50,000 are 11,120 more than the 388,800 of P3."""
    rows = (*SETTLED, adjusted("P3", "breach"), adjusted("P3", "damages", "50000"))
    last = assessed(*rows).stages[2]
    assert english(last.steps[-1].text) == "Party B owes 11,120.00: pay it."
