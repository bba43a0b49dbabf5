"""`ledger void` and `ledger confirm`: the record that is meant, and the row that it comes to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.rules.deeds import N1, adjusted, paid, refused
from tests.rules.row_cases import (
    BILL,
    CHANGED,
    CLAIM,
    ENDED,
    GONE,
    LOST,
    PAID,
    RECEIVED,
    REVISED,
)
from tests.rules.rows import on, row, written
from zkrc_ledger.rules.in_effect import in_effect
from zkrc_ledger.rules.named_record import find_subject
from zkrc_ledger.rules.requests import confirmed, void_of

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Adjustment

Rows = tuple["Record", ...]
HISTORY = "See the records and their ids: ledger history"


def find(rows: Rows, name: str) -> Record | None:
    return find_subject(in_effect(rows), name).effect


FILE: Rows = (
    *(row(2, "好"), row(3, "差", **REVISED), row(4, "好", month="2025-10")),
    *(CLAIM, BILL, PAID, RECEIVED, LOST),
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2025-09", FILE[1]),
        (" 2025-10 ", FILE[2]),
        ("ratings.csv:3", FILE[1]),
        ("A-2", CLAIM),
        (N1, BILL),
        ("payments.csv:2", PAID),
        (f"P1 invoice-received {N1}", RECEIVED),
        ("S-1", LOST),
        ("amendments.toml:2", LOST),
    ],
)
def test_a_record_is_found_by_any_of_its_names(name: str, found: Record) -> None:
    """An id, a month, a number, an event, or the line on which it stands."""
    assert find(FILE, name) == found


def test_a_row_without_an_id_is_found_by_its_line() -> None:
    """Typed by hand and not yet given an id, a payment goes by its line."""
    by_hand = replace(PAID, id="", recorded_at="")
    assert find((by_hand,), "payments.csv:2") == by_hand


UNFOUND: dict[str, tuple[Rows, str, tuple[str, str, str]]] = {
    "unknown": (FILE, "R-9", ("record-unknown", "There is no record R-9.", HISTORY)),
    "nothing": (FILE, " ", ("record-unknown", "There is no record .", HISTORY)),
    "a prefix": (FILE, "2025", ("record-unknown", "There is no record 2025.", HISTORY)),
    "a line that is not there": (
        FILE,
        "ratings.csv:9",
        ("record-unknown", "There is no record ratings.csv:9.", HISTORY),
    ),
    "a row that was replaced": (
        FILE,
        "ratings.csv:2",
        (
            "row-replaced",
            "The row ratings.csv:2 does not count; ratings.csv:3 does: 2025-09 rated 差 (final).",
            "Name that one: ratings.csv:3",
        ),
    ),
    "one id in two files": (
        (on(2, paid("1", "P1", "100", "2026-01-04")), on(2, adjusted("1", "P1", "damages", "5"))),
        "1",
        (
            "record-ambiguous",
            "1 may be one of several records.",
            (
                "Name one by its file and line: adjustments.csv:2 (P1 damages 5.00 (agreed)), "
                "payments.csv:2 (P1 received 100.00, 2026-01-04)."
            ),
        ),
    ),
    "taken back": (
        (row(2, "好"), row(3, "好", **GONE)),
        "2025-09",
        (
            "taken-back",
            "2025-09 was taken back (ratings.csv:3).",
            "To bring it back, record it anew.",
        ),
    ),
    "a row that was taken back": (
        (row(2, "好"), row(3, "好", **GONE)),
        "ratings.csv:2",
        (
            "taken-back",
            "2025-09 was taken back (ratings.csv:3).",
            "To bring it back, record it anew.",
        ),
    ),
}


@pytest.mark.parametrize(("rows", "name", "expected"), UNFOUND.values(), ids=UNFOUND)
def test_a_name_that_fits_none_or_several_is_refused(
    rows: Rows, name: str, expected: tuple[str, str, str]
) -> None:
    """Nothing is guessed: the candidates are named, or the row that counts."""
    assert refused(lambda: find(rows, name)) == [expected]


def test_an_id_that_is_in_effect_in_one_file_alone_is_not_ambiguous() -> None:
    """Of two records of one id, the one that was taken back is not meant."""
    gone, stands = (
        on(2, adjusted("1", "P1", "breach"), **GONE),
        on(2, paid("1", "P1", "1", "2026-01-04")),
    )
    assert find((gone, stands), "1") == stands


@pytest.mark.parametrize(
    "record", [row(2, "好"), CLAIM, BILL, PAID, RECEIVED, LOST, ENDED, CHANGED]
)
def test_any_record_is_taken_back_and_brought_back(record: Record) -> None:
    """A void row quotes what it takes back; recorded anew, it counts without a reason."""
    gone = void_of(find_subject(in_effect((record,)), record.name), "记错")
    assert gone == replace(record, void=True, reason="记错", was=record.said, recorded_at="")
    assert written((record,), gone) is None
    anew = replace(record, recorded_at="", place=None)
    assert written((record, on(58, gone)), anew) == on(59, record)


def test_a_void_row_ends_a_conflict() -> None:
    """Two copies that differ are ended by taking the month back."""
    rows = row(2, "好"), row(3, "差")
    gone = void_of(find_subject(in_effect(rows), "2025-09"), "记错")
    assert written(rows, gone) is None


def agree(rows: Rows, amount: str | None = None, note: str = "") -> Adjustment:
    wish = adjusted("A-9", "P9", "damages", amount, basis="会议纪要", note=note)
    return confirmed(find_subject(in_effect(rows), rows[0].name), wish)


@pytest.mark.parametrize(
    ("amount", "agreed"), [(None, "3000.50"), ("2000", "2000"), ("5000", "5000")]
)
def test_a_claim_is_agreed_at_its_sum_or_another(amount: str | None, agreed: str) -> None:
    """四.4, 四.7: agreed on a basis, without a reason; the claim stays readable."""
    claim = replace(CLAIM, note="楼道漏水", clause="四.4")
    new = agree((claim,), amount)
    assert new == replace(
        claim,
        stage="agreed",
        amount=Decimal(agreed),
        basis="会议纪要",
        was="P1 damages 3000.50 claimed",
        recorded_at="",
    )
    assert written((claim,), new) == on(59, new)


def test_a_breach_is_agreed_at_the_contracts_share_unless_said() -> None:
    """四.7: a claim of 30% without a sum is agreed without one; a note of its own replaces its."""
    breach = on(2, adjusted("A-2", "P1", "breach", stage="claimed", note="旧"))
    assert (agree((breach,)).amount, agree((breach,), note="新").note) == (None, "新")


@pytest.mark.parametrize(
    "rows",
    [
        (on(2, adjusted("A-2", "P1", "damages", "5")),),
        (CLAIM, on(3, adjusted("A-2", "P1", "damages", "5"))),
        (row(2, "好"),),
        (PAID,),
    ],
)
def test_only_a_claim_is_confirmed(rows: Rows) -> None:
    """What is agreed already, or is no deduction at all, is not confirmed."""
    assert refused(lambda: agree(rows)) == [
        ("nothing-to-confirm", f"{rows[0].name} is no claimed deduction.", HISTORY)
    ]
