"""`ledger confirm` and `ledger void`: a record about another record, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.rules.deeds import (
    MONTHS,
    adjusted,
    extension,
    invoiced,
    paid,
    records,
    refusals,
    withdrawn,
)
from tests.support import rated
from zkrc_ledger.model.amendments import Withdrawal
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.records import Adjustment, Invoice, Payment, RatingRecord, Records
from zkrc_ledger.rules.booking import (
    ask_confirm,
    ask_void,
    find_record,
    kind_of,
)

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

FLAT = rated(dict.fromkeys(MONTHS[:4], "一般"))
INVOICE = invoiced("I-2", "P1", "388800", "2025-12-10")
HISTORY = "See the records and their ids: ledger history"
CLAIM = adjusted("A-2", "P1", "damages", "3000.50", stage="claimed", basis="函")
AGREED = adjusted("A-3", "P1", "damages", "3000.50", revises="A-2", reason="confirmed")


@pytest.mark.parametrize(
    ("name", "basis", "expected_basis", "reason"),
    [
        ("A-2", "", "函", "confirmed"),
        (" A-2 ", "会议纪要", "会议纪要", "会议纪要"),
        ("adjustments.csv:2", "", "函", "confirmed"),
    ],
)
def test_a_claim_is_confirmed_by_a_record_that_replaces_it(
    name: str, basis: str, expected_basis: str, reason: str
) -> None:
    """四.4: agreed from now on, with the amount claimed; the claim stays readable."""
    found = ask_confirm(records(None, CLAIM), name, basis)
    assert refusals(found) == []
    assert found.records == (
        replace(
            CLAIM,
            id="",
            place=None,
            stage="agreed",
            revises="A-2",
            basis=expected_basis,
            reason=reason,
        ),
    )


@pytest.mark.parametrize(
    ("what", "name", "expected"),
    [
        (Records(), "A-2", ("nothing-to-confirm", "A-2 is no claimed deduction.", HISTORY)),
        (Records(), "", ("nothing-to-confirm", " is no claimed deduction.", HISTORY)),
        (
            records(None, replace(CLAIM, stage="agreed")),
            "A-2",
            ("nothing-to-confirm", "A-2 is no claimed deduction.", HISTORY),
        ),
        (
            records(FLAT),
            "2025-08",
            ("nothing-to-confirm", "2025-08 is no claimed deduction.", HISTORY),
        ),
        (
            records(None, CLAIM, AGREED),
            "A-2",
            (
                "holds-no-more",
                "A-2 no longer holds: see A-3.",
                "Correct the record that took its place: A-3.",
            ),
        ),
    ],
)
def test_only_a_standing_claim_is_confirmed(
    what: Records, name: str, expected: tuple[str, str, str]
) -> None:
    """What is no claim, or no longer holds, is not confirmed."""
    assert refusals(ask_confirm(what, name, "")) == [expected]


RATED = RatingRecord(id="R-2", month="2025-09", rating="好", place=Place("ratings.csv", 2))


@pytest.mark.parametrize(
    ("what", "name", "expected"),
    [
        (
            Records(ratings=(RATED,)),
            "2025-09",
            RatingRecord(id="", month="2025-09", rating="", revises="R-2", reason="记错"),
        ),
        (
            Records(ratings=(RATED,)),
            "ratings.csv:2",
            RatingRecord(id="", month="2025-09", rating="", revises="R-2", reason="记错"),
        ),
        (
            records(None, CLAIM),
            "A-2",
            Adjustment(id="", period="P1", kind="", revises="A-2", reason="记错"),
        ),
        (
            records(None, INVOICE),
            "I-2",
            Invoice(
                id="", period="P1", number="", day=None, amount=None, revises="I-2", reason="记错"
            ),
        ),
        (
            records(None, paid("P-2", "P1", "1", "2026-01-04")),
            "payments.csv:2",
            Payment(id="", period="P1", day=None, amount=None, revises="P-2", reason="记错"),
        ),
        (
            records(None, extension("S-1", 5, "2026-03-01")),
            "S-1",
            Withdrawal(id="", revises="S-1", reason="记错"),
        ),
        # what takes back can be taken back
        (
            records(None, extension("S-1", 5, "2026-03-01"), withdrawn("S-2", "S-1")),
            "S-2",
            Withdrawal(id="", revises="S-2", reason="记错"),
        ),
        # what replaced another can be taken back, and the other holds again
        (
            records(None, CLAIM, AGREED),
            "A-3",
            Adjustment(id="", period="P1", kind="", revises="A-3", reason="记错"),
        ),
    ],
)
def test_a_record_is_taken_back_by_a_record(what: Records, name: str, expected: Record) -> None:
    """Named by id, by FILE:LINE or a rating by its month, a record is taken back by another."""
    found = ask_void(what, name, "记错")
    assert refusals(found) == []
    assert found.records == (expected,)
    assert expected.takes_back
    assert getattr(what, kind_of(expected))


@pytest.mark.parametrize(
    ("what", "name", "expected"),
    [
        (records(FLAT), "R-9", ("record-unknown", "There is no record R-9.", HISTORY)),
        (records(FLAT), " ", ("record-unknown", "There is no record  .", HISTORY)),
        (records(FLAT), "2025-12", ("record-unknown", "There is no record 2025-12.", HISTORY)),
        (
            records(None, CLAIM, AGREED),
            "A-2",
            (
                "holds-no-more",
                "A-2 no longer holds: see A-3.",
                "Correct the record that took its place: A-3.",
            ),
        ),
        (
            records(None, extension("S-1", 5, "2026-03-01"), withdrawn("S-2", "S-1")),
            "S-1",
            (
                "holds-no-more",
                "S-1 no longer holds: see S-2.",
                "Correct the record that took its place: S-2.",
            ),
        ),
    ],
)
def test_what_no_longer_holds_is_not_taken_back_again(
    what: Records, name: str, expected: tuple[str, str, str]
) -> None:
    """A record that nobody has, was replaced or taken back already, is refused by name."""
    assert refusals(ask_void(what, name, "记错")) == [expected]


def test_a_record_is_found_in_whatever_file_it_stands() -> None:
    """Every kind of record is found by its id, and knows its place among the records."""
    rows = (
        CLAIM,
        INVOICE,
        paid("P-2", "P1", "1", "2026-01-04"),
        extension("S-1", 5, "2026-03-01"),
    )
    what = records(FLAT, *rows)
    assert [find_record(what, one.id) for one in rows] == list(rows)
    assert [kind_of(one) for one in what.everything] == [
        *["ratings"] * 4,
        *("adjustments", "invoices", "payments", "amendments"),
    ]
