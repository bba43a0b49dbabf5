"""Records and amendments: their subjects, what they say, and what each version may follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.deeds import N1, adjusted, change, extension, invoiced, marked, paid, termination
from tests.rules.rows import row
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.record import Place, Record
from zkrc_ledger.model.records import Adjustment, Payment, Rating
from zkrc_ledger.model.row_fields import parse_moment

CLAIM = adjusted("A-2", "P1", "damages", "3000.50", stage="claimed")
AGREED = adjusted("A-2", "P1", "damages", "3000.50")
ENDED = termination("S-1", "2026-03-01")


@pytest.mark.parametrize(
    ("record", "subject", "name"),
    [
        (row(2, "好"), ("2025-09",), "2025-09"),
        (CLAIM, ("A-2",), "A-2"),
        (invoiced("I-2", "P1", "5", "2025-12-10"), (N1,), N1),
        (paid("P-3", "P1", "5", "2025-12-10"), ("P-3",), "P-3"),
        (extension("S-1", 5, "2026-03-01"), ("S-1",), "S-1"),
        (
            marked("E-2", "P1", "invoice-received", "2025-12-11", N1),
            ("P1", "invoice-received", N1),
            f"P1 invoice-received {N1}",
        ),
        (
            marked("E-2", "P1", "request-started", "2025-12-11"),
            ("P1", "request-started", ""),
            "P1 request-started",
        ),
        # typed by hand, and not yet given an id: its line
        (
            Payment(period="P1", place=Place("payments.csv", 3)),
            ("payments.csv:3",),
            "payments.csv:3",
        ),
    ],
)
def test_a_row_is_a_version_of_one_subject(
    record: Record, subject: tuple[str, ...], name: str
) -> None:
    """A month, a number, an event of a period or an id is what a row is a version of."""
    assert (record.subject, record.name) == (subject, name)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (row(2, "好"), "好 final"),
        (row(2, "好", "proposed"), "好 proposed"),
        (row(2, "好", void=True), "void"),
        (CLAIM, "P1 damages 3000.50 claimed"),
        (adjusted("A-2", "P1", "breach"), "P1 breach agreed"),
        (adjusted("A-2", "P1", "offset", "5.00", to_period="P2"), "P1 offset 5.00 agreed P2"),
        (invoiced("I-2", "P1", "5.00", "2025-12-10"), "P1 2025-12-10 5.00"),
        (paid("P-2", "P1", "-5.00", "2025-12-10"), "P1 2025-12-10 -5.00"),
        (marked("E-2", "P1", "request-started", "2025-12-11"), "2025-12-11"),
        (extension("S-1", 5, "2026-03-01"), "5 2026-03-01"),
        (ENDED, "2026-03-01"),
        (termination("S-1", "2026-03-01", "0.00"), "2026-03-01 0.00"),
        (change("S-1", "P3", {"price.tax_inclusive": False}), "P3 price.tax_inclusive = false"),
    ],
)
def test_a_revision_quotes_what_it_replaced(record: Record, said: str) -> None:
    """`was` is the value of the row before, in one phrase."""
    assert record.said == said
    assert record.was_said(said)


def test_was_typed_by_hand_may_leave_out_the_stage() -> None:
    """Who fills in `was` writes the rating; anything but what the row says does not fit."""
    assert row(2, "好").was_said("好")
    assert not row(2, "好").was_said("良好")
    assert not CLAIM.was_said("3000.50")


@pytest.mark.parametrize(
    ("later", "earlier", "follows"),
    [
        # 附件1.七: the meeting passes what was proposed, as it decides
        (row(3, "好"), row(2, "好", "proposed"), True),
        (row(3, "良好"), row(2, "好", "proposed"), True),
        (row(3, "好", "proposed"), row(2, "好"), False),
        (row(3, "良好"), row(2, "好"), False),
        (row(3, "好", "proposed"), row(2, "差", "proposed"), False),
        (row(3, "好", void=True), row(2, "好", "proposed"), False),
        # 四.4, 四.7: a claim is agreed, at its sum or another
        (AGREED, CLAIM, True),
        (replace(AGREED, amount=Decimal(5)), CLAIM, True),
        (CLAIM, AGREED, False),
        # 四.7: the amount for the period that was cut comes later
        (termination("S-1", "2026-03-01", "0"), ENDED, True),
        (termination("S-1", "2026-03-02", "5"), ENDED, False),
        (termination("S-1", "2026-03-01", "6"), termination("S-1", "2026-03-01", "5"), False),
        (replace(ENDED, void=True), ENDED, False),
        (replace(termination("S-1", "2026-03-01", "5"), void=True), ENDED, False),
        (ENDED, extension("S-1", 5, "2026-03-01"), False),
        (paid("P-2", "P1", "5", "2025-12-11"), paid("P-2", "P1", "5", "2025-12-10"), False),
    ],
)
def test_the_natural_next_step_needs_no_reason(
    later: Record, earlier: Record, *, follows: bool
) -> None:
    """Final after proposed, agreed after claimed, an amount after a termination; nothing else."""
    assert later.follows(earlier) is follows


def test_a_deduction_is_agreed_with_a_basis_and_claimed_without() -> None:
    """四.4: an empty stage follows the basis; one that is written stands."""
    assert Adjustment(basis="会议纪要").stage == "agreed"
    assert Adjustment().stage == "claimed"
    assert Adjustment(basis="函", stage="claimed").stage == "claimed"


def test_a_red_letter_invoice_counts_against_its_original() -> None:
    """Amounts are positive in the file; a red-letter one is taken off what is invoiced."""
    plain = invoiced("I-2", "P1", "5.00", "2025-12-10")
    red = replace(plain, red_of=N1)
    empty = replace(plain, amount=None)
    assert [str(one.signed) for one in (plain, red, empty)] == ["5.00", "-5.00", "0.00"]


def test_a_change_governs_what_begins_under_it() -> None:
    """八.1: from a period on by its number, from a day on by its first day."""
    by_period, by_day = change("S-1", "P3", {}), change("S-1", "2026-01-08", {})
    assert [by_period.governs(number, date(2025, 8, 8)) for number in (2, 3, 4)] == [
        *(False, True, True)
    ]
    assert [by_day.governs(1, date(2026, 1, day)) for day in (7, 8, 9)] == [False, True, True]


def test_the_last_day_lost_is_counted_from_the_first() -> None:
    """七.1: five days from 1 March on are lost until 5 March."""
    assert extension("S-1", 5, "2026-03-01").last_day == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-10-15T09:30:00+08:00", "2025-10-15T09:30:00+08:00"),
        ("2025-10-15 09:30:00", "2025-10-15T09:30:00+08:00"),
        ("2025/10/15 9:30", "2025-10-15T09:30:00+08:00"),  # as Excel rewrites it
        ("2025-10-15T01:30:00Z", "2025-10-15T01:30:00+00:00"),
        ("2025-10-15T01:30:00.123456-0500", "2025-10-15T01:30:00-05:00"),
    ],
)
def test_a_time_of_recording_keeps_its_offset(written: str, moment: str) -> None:
    """A time is read with the offset it has, and is China's where it has none."""
    assert parse_moment(written) == moment


@pytest.mark.parametrize(
    "written",
    ["昨天", "2025-10-15", "2025-02-30T09:00:00", "2025-10-15T25:00:00", "0001-01-01T00:00:00",
     "2025-10-15T09:30:00+99:99", "2025-10-15T09:30:00+08:00x", "45945.39", "٢٠٢٥-10-15T09:30:00"],
)  # fmt: skip
def test_what_is_no_time_of_recording_is_refused(written: str) -> None:
    """Anything else is refused rather than taken for the newest or the oldest."""
    with pytest.raises(Refused, match="recorded-at"):
        parse_moment(written)


def test_a_rating_is_final_unless_it_says_otherwise() -> None:
    """附件1.七: an empty stage is final; no row is void by itself."""
    assert (Rating(month="2025-09", rating="好").stage, Rating().void) == ("final", False)
