"""History: every record, what it says, and what became of it."""

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
    paid,
    records,
    termination,
    withdrawn,
)
from tests.rules.rows import row
from zkrc_ledger.model.amendments import Amendment
from zkrc_ledger.model.records import Records
from zkrc_ledger.rules.history import history, says

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (row(2, "好"), "2025-09 rated 好: final"),
        (row(2, "好", "proposed"), "2025-09 rated 好: proposed"),
        (row(2, ""), "2025-09, not rated"),
        (row(2, "", revises="R-9"), "takes back R-9"),
        (adjusted("A-2", "P1", "breach"), "P1 breach deduction (agreed)"),
        (adjusted("A-2", "P1", "fees", "5"), "P1 fees for the breach 5.00 (agreed)"),
        (
            adjusted("A-2", "P1", "damages", "3000.50", stage="claimed"),
            "P1 damages 3,000.50 (claimed)",
        ),
        (adjusted("A-2", "P1", "additional_work", "5"), "P1 additional work 5.00 (agreed)"),
        (adjusted("A-2", "P1", "", revises="A-9"), "takes back A-9"),
        (invoiced("I-2", "P1", "388800", "2025-12-10"), f"P1 invoice {N1}, 388,800.00"),
        (
            invoiced("I-2", "P1", "5", "2025-12-10", N2, red_of=N1),
            f"P1 red-letter invoice {N2}, 5.00",
        ),
        (paid("P-2", "P1", "388800", "2026-01-04"), "P1 received 388,800.00"),
        (paid("P-2", "P1", "-0.50", "2026-01-04"), "P1 sent back 0.50"),
        (extension("S-1", 30, "2026-03-01"), "extension by 30 days from 2026-03-01 on"),
        (termination("S-1", "2026-03-01"), "termination on 2026-03-01"),
        (termination("S-1", "2026-03-01", "0"), "termination on 2026-03-01, 0.00 agreed"),
        (
            change("S-1", "P2", **{"evaluation.scale[0].reward": 5, "breach.percent": "7.5"}),
            "change from P2 on: evaluation.scale[0].reward = 5, breach.percent = 7.5",
        ),
        (withdrawn("S-2", "S-1"), "takes back S-1"),
        (Amendment(id="S-3", basis="补充协议"), "a record"),
    ],
)
def test_a_record_says_what_it_is_in_one_phrase(record: Record, text: str) -> None:
    """Every kind of record is told in words, amounts and dates as people read them."""
    assert english(says(record)) == text


def test_records_are_told_oldest_first() -> None:
    """Rows without a time come first, then by time; of one time by file and line."""
    late = replace(paid("P-2", "P1", "1", "2026-01-04"), recorded_at="2026-01-04T09:00:00+08:00")
    soon = replace(paid("P-3", "P1", "1", "2026-01-04"), recorded_at="2025-12-04T09:00:00+08:00")
    same = replace(extension("S-1", 5, "2026-03-01"), recorded_at=soon.recorded_at)
    by_hand = row(3, "好"), row(2, "差", month="2025-10")
    nowhere = replace(row(9, "好", month="2025-11"), place=None)
    what = replace(records(None, late, soon, same), ratings=(*by_hand, nowhere))
    assert [entry.record for entry in history(what)] == [
        nowhere,
        *reversed(by_hand),
        same,
        soon,
        late,
    ]


def test_a_correction_is_told_beside_what_it_corrects() -> None:
    """What was replaced or taken back stays, and names the record that did it."""
    claim = adjusted("A-2", "P1", "damages", "5", stage="claimed")
    agreed = adjusted("A-3", "P1", "damages", "5", revises="A-2", reason="confirmed")
    gone, back = extension("S-1", 5, "2026-03-01"), withdrawn("S-2", "S-1")
    found = {one.record.id: one for one in history(records(None, claim, agreed, gone, back))}
    assert (found["A-2"].in_effect, found["A-2"].replaced_by) == (False, agreed)
    assert (found["A-3"].in_effect, found["A-3"].replaced_by) == (True, None)
    assert (found["S-1"].in_effect, found["S-1"].taken_back_by) == (False, back)
    assert (found["S-2"].in_effect, found["S-2"].taken_back_by) == (False, None)


def test_a_rating_that_was_passed_no_longer_counts() -> None:
    """附件1.七: of a proposed and a final row only the final one is in effect."""
    proposed, final = row(2, "好", "proposed", id_="R-2"), row(3, "好", id_="R-3")
    found = history(Records(ratings=(proposed, final)))
    assert [(one.record, one.in_effect) for one in found] == [(proposed, False), (final, True)]
