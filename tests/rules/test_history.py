"""History: every row, what it says, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.deeds import (
    N1,
    N2,
    adjusted,
    change,
    extension,
    invoiced,
    marked,
    paid,
    termination,
)
from tests.rules.row_cases import AGAIN, CLAIM, GONE, PAID, REVISED
from tests.rules.rows import minute, on, row, typed
from zkrc_ledger.model.amendments import Amendment
from zkrc_ledger.rules.history import history
from zkrc_ledger.rules.in_effect import in_effect
from zkrc_ledger.rules.says import says

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (row(2, "好"), "2025-09 rated 好 (final)"),
        (row(2, "好", "proposed"), "2025-09 rated 好 (proposed)"),
        (row(2, "好", **GONE), "2025-09 taken back"),
        (replace(CLAIM, void=True), "A-2 taken back"),
        (adjusted("A-2", "P1", "breach"), "P1 breach deduction (agreed)"),
        (adjusted("A-2", "P1", "fees", "5"), "P1 fees for the breach 5.00 (agreed)"),
        (CLAIM, "P1 damages 3,000.50 (claimed)"),
        (adjusted("A-2", "P1", "additional_work", "5"), "P1 additional work 5.00 (agreed)"),
        (
            adjusted("A-2", "P1", "offset", "5", to_period="P2"),
            "P1 offset of 5.00 against P2",
        ),
        (invoiced("I-2", "P1", "388800", "2025-12-10"), f"P1 invoice {N1}, 2025-12-10, 388,800.00"),
        (
            invoiced("I-2", "P1", "5", "2025-12-10", N2, red_of=N1),
            f"P1 red-letter invoice {N2}, 2025-12-10, 5.00",
        ),
        (paid("P-2", "P1", "388800", "2026-01-04"), "P1 received 388,800.00, 2026-01-04"),
        (paid("P-2", "P1", "-0.50", "2026-01-04"), "P1 sent back 0.50, 2026-01-04"),
        (
            paid("P-2", "P1", "-5", "2026-01-04", paid_by="b"),
            "P1 party B paid 5.00, 2026-01-04",
        ),
        (
            marked("E-2", "P1", "invoice-received", "2025-12-12"),
            "P1 invoice received by party A, 2025-12-12",
        ),
        (
            marked("E-2", "P1", "request-started", "2025-12-12"),
            "P1 funds request started, 2025-12-12",
        ),
        (
            marked("E-2", "P1", "settlement-confirmed", "2025-12-12"),
            "P1 settlement confirmed by both parties, 2025-12-12",
        ),
        (extension("S-1", 30, "2026-03-01"), "extension by 30 days from 2026-03-01 on"),
        (termination("S-1", "2026-03-01"), "termination on 2026-03-01"),
        (termination("S-1", "2026-03-01", "0"), "termination on 2026-03-01, 0.00 agreed"),
        (
            change("S-1", "P2", {"evaluation.scale[5]": {"rating": "极好"}, "breach.percent": 20}),
            'change from P2 on: evaluation.scale[5] = { rating = "极好" }, breach.percent = 20',
        ),
        (Amendment(id="S-3", basis="补充协议"), "a record"),
    ],
)
def test_a_record_says_what_it_is_in_one_phrase(record: Record, text: str) -> None:
    """Every kind of record is told in words, amounts and dates as people read them."""
    assert english(says(record)) == text


def test_rows_are_told_in_the_order_of_recording() -> None:
    """By the moment, whatever its offset; rows typed by hand are the newest, by file and line."""
    late = on(2, PAID, id="P-3", recorded_at=minute(40))
    early = row(9, "好", month="2025-11", at=3)
    berlin = on(2, extension("S-2", 5, "2026-03-01"), recorded_at="2025-10-15T03:05:00+02:00")
    by_hand = typed(3, "好"), typed(5, "差", month="2025-10")
    told = history(in_effect((*by_hand, late, berlin, early)))
    assert [entry.record for entry in told] == [early, berlin, late, *by_hand]


def test_every_version_is_told_with_what_took_its_place() -> None:
    """What was replaced or taken back stays, and names the row that did it."""
    first, revised, gone = row(2, "好"), row(3, "差", **REVISED), row(4, "差", **GONE)
    claim, agreed = CLAIM, on(30, adjusted("A-2", "P1", "damages", "5"))
    told = history(in_effect((gone, agreed, revised, first, claim)))
    assert {str(one.record.place): (one.in_effect, one.replaced_by) for one in told} == {
        "ratings.csv:2": (False, revised),
        "ratings.csv:3": (False, gone),
        "ratings.csv:4": (False, None),
        "adjustments.csv:2": (False, agreed),
        "adjustments.csv:30": (True, None),
    }


def test_a_row_that_fills_in_takes_the_place_of_the_one_before() -> None:
    """附件1.七: of rows of one value the last is in effect."""
    first, again = row(2, "好"), row(3, "好", **AGAIN)
    told = history(in_effect((first, again)))
    assert [(one.record, one.in_effect, one.replaced_by) for one in told] == [
        (first, False, again),
        (again, True, None),
    ]
