"""What is asked to be recorded: the row it comes to, or why it is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.rules.deeds import N1, N2, adjusted, invoiced, marked, paid, refused, termination
from tests.rules.row_cases import (
    AGAIN,
    BILL,
    ENDED,
    GONE,
    LATER,
    MEETING,
    PAID,
    RECEIVED,
    REVISED,
)
from tests.rules.rows import asked, minute, on, row, typed, written
from zkrc_ledger.rules.in_effect import in_effect
from zkrc_ledger.rules.requests import (
    next_version,
    once,
)

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Rating

Rows = tuple["Record", ...]
REVISE = "If that is meant, add --revise REASON."
HISTORY = "See the records and their ids: ledger history"


# the rows there are, what is asked, and the row that is recorded
RECORDED: dict[str, tuple[Rows, Rating, Rating]] = {
    "a first rating": ((), asked(), asked()),
    "a month filled in ahead": ((row(2, ""),), asked(), asked()),
    "another month": ((row(2, "差", month="2025-10"),), asked(), asked()),
    # 附件1.七: the meeting passes a proposed rating, or another
    "passed": ((row(2, "好", "proposed"),), asked(), asked(was="好 proposed")),
    "decided otherwise": ((row(2, "好", "proposed"),), asked("差"), asked("差", was="好 proposed")),
    "another, with a reason": ((row(2, "好"),), asked("差", **AGAIN), asked("差", **REVISED)),
    "only proposed, with a reason": (
        (row(2, "好"),),
        asked("好", "proposed", **AGAIN),
        asked("好", "proposed", **REVISED),
    ),
    "the meeting's date is added": (
        (row(2, "好"),),
        asked(approved_on=MEETING),
        asked(approved_on=MEETING),
    ),
    "another date, with a reason": (
        (row(2, "好", approved_on=MEETING),),
        asked(approved_on=LATER, **AGAIN),
        asked(approved_on=LATER, **REVISED),
    ),
    "recorded anew": ((row(2, "好"), row(3, "好", **GONE)), asked("差"), asked("差")),
    "two copies merged, and decided": (
        (row(2, "好"), row(3, "差")),
        asked("好", **AGAIN),
        asked("好", reason="复核", was="差 final"),
    ),
    "decided for the one that counts already": (
        (row(2, "好"), row(3, "差")),
        asked("差", **AGAIN),
        asked("差", reason="复核", was="差 final"),
    ),
    "a conflict that was taken back is ended by a reason": (
        (row(2, "好"), row(3, "差"), row(4, "差", void=True)),
        asked("差", **AGAIN),
        asked("差", **AGAIN),
    ),
    "typed by hand, and corrected": (
        (typed(2, "好"),),
        asked("差", **AGAIN),
        asked("差", **REVISED),
    ),
}


@pytest.mark.parametrize(("rows", "wish", "new"), RECORDED.values(), ids=RECORDED)
def test_what_is_recorded_counts(rows: Rows, wish: Rating, new: Rating) -> None:
    """A rating that is not refused is recorded with what it replaces, and is then in effect."""
    found = next_version(in_effect(rows), wish)
    assert found == new
    rows = tuple(replace(one, recorded_at=one.recorded_at or minute(58)) for one in rows)
    effect = written(rows, new)
    assert effect is not None
    assert effect.value == wish.value


def test_a_date_added_later_leaves_the_rest_as_it_was() -> None:
    """What is filled in stands beside what was there."""
    before = row(2, "好", basis="会议纪要", note="口头")
    new = next_version(in_effect((before,)), asked(approved_on=MEETING))
    assert new is not None
    effect = written((before,), new)
    assert effect == on(59, before, approved_on=MEETING)


@pytest.mark.parametrize(
    ("rows", "wish"),
    [
        ((row(2, "好"),), asked()),
        ((row(2, "好"),), asked(**AGAIN)),
        ((row(2, "好", "proposed"),), asked("好", "proposed")),
        ((row(2, "好", approved_on=MEETING, basis="函"),), asked(approved_on=MEETING)),
        ((row(2, "好", approved_on=MEETING), row(3, "好", basis="函")), asked(approved_on=MEETING)),
    ],
)
def test_what_is_recorded_already_is_not_recorded_again(rows: Rows, wish: Rating) -> None:
    """A command given twice records once, with --revise or without."""
    assert next_version(in_effect(rows), wish) is None


# the rows there are, what is asked, and what is said
REFUSED: dict[str, tuple[Rows, Record, tuple[str, str, str]]] = {
    "nothing to revise": (
        (),
        asked(**AGAIN),
        ("nothing-to-revise", "There is no record of 2025-09 to replace.", "Leave out --revise."),
    ),
    "another rating": (
        (row(2, "好"),),
        asked("差"),
        (
            "needs-revise",
            (
                "Recorded already: 2025-09 rated 好 (final) (ratings.csv:2). "
                "This would replace it: 2025-09 rated 差 (final)."
            ),
            REVISE,
        ),
    ),
    "final, and then only proposed": (
        (row(5, "好"),),
        asked("好", "proposed"),
        (
            "needs-revise",
            (
                "Recorded already: 2025-09 rated 好 (final) (ratings.csv:5). "
                "This would replace it: 2025-09 rated 好 (proposed)."
            ),
            REVISE,
        ),
    ),
    "another proposal": (
        (row(2, "好", "proposed"),),
        asked("差", "proposed"),
        (
            "needs-revise",
            (
                "Recorded already: 2025-09 rated 好 (proposed) (ratings.csv:2). "
                "This would replace it: 2025-09 rated 差 (proposed)."
            ),
            REVISE,
        ),
    ),
    "the same date changed": (
        (row(2, "好", approved_on=MEETING, basis="函"),),
        asked(approved_on=LATER, basis="纪要"),
        (
            "needs-revise",
            (
                "Recorded already: 2025-09 rated 好 (final) (ratings.csv:2), "
                "with another approved_on, basis."
            ),
            REVISE,
        ),
    ),
    "an invoice of another amount": (
        (BILL,),
        replace(BILL, amount=Decimal(6), recorded_at=""),
        (
            "needs-revise",
            (
                f"Recorded already: P1 invoice {N1}, 2025-12-10, 5.00 (invoices.csv:2). "
                f"This would replace it: P1 invoice {N1}, 2025-12-10, 6.00."
            ),
            REVISE,
        ),
    ),
    "an event of another day": (
        (RECEIVED,),
        replace(RECEIVED, date=MEETING),
        (
            "needs-revise",
            (
                "Recorded already: P1 invoice received by party A, 2025-12-12 (events.csv:2). "
                "This would replace it: P1 invoice received by party A, 2025-10-15."
            ),
            REVISE,
        ),
    ),
}


@pytest.mark.parametrize(("rows", "wish", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_would_replace_another_needs_a_reason(
    rows: Rows, wish: Record, expected: tuple[str, str, str]
) -> None:
    """What the row rule would call a conflict is refused before it is written; both are named."""
    assert refused(lambda: next_version(in_effect(rows), wish)) == [expected]


ALIKE = replace(PAID, id="", recorded_at="", place=None)
OTHERS: tuple[Record, ...] = (
    PAID,
    on(3, paid("P-3", "P1", "100", "2026-01-05", "回单1")),
    on(2, adjusted("A-2", "P1", "damages", "5", note="楼道漏水")),
)


@pytest.mark.parametrize(
    "wish",
    [
        replace(ALIKE, amount=Decimal(101)),
        replace(ALIKE, date=MEETING),
        replace(ALIKE, ref="回单1"),
        replace(ALIKE, period="P2"),
        replace(ALIKE, paid_by="b"),
        adjusted("A-9", "P1", "damages", "5", basis="会议纪要"),
        adjusted("A-9", "P1", "damages", "5", basis="函", stage="claimed"),
    ],
)
def test_what_differs_anywhere_is_another_record(wish: Record) -> None:
    """One letter of the reference apart, two payments are two."""
    assert once(OTHERS, wish, again=False) == wish


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (ALIKE, "P1 received 100.00, 2026-01-04 (P-2, payments.csv:2)"),
        (replace(ALIKE, note="第二次"), "P1 received 100.00, 2026-01-04 (P-2, payments.csv:2)"),
        (
            adjusted("A-9", "P1", "damages", "5"),
            "P1 damages 5.00 (agreed) (A-2, adjustments.csv:2)",
        ),
    ],
)
def test_a_command_given_twice_records_once(wish: Record, says: str) -> None:
    """What is in effect to the letter is refused, but for its note, unless it happened twice."""
    assert refused(lambda: once(OTHERS, wish, again=False)) == [
        (
            "already-recorded",
            f"This is recorded already: {says}.",
            "If it happened twice, add --again.",
        )
    ]
    assert once(OTHERS, wish, again=True) == wish


def test_what_cannot_happen_twice_is_not_offered_again() -> None:
    """八.1, 四.7: `amend terminate` and `amend change` have no --again, and are not told of one."""
    again = replace(ENDED, id="S-9")
    ((code, _, hint),) = refused(lambda: once((ENDED,), again, again=None))
    assert (code, hint) == ("already-recorded", "")


def test_the_amount_after_a_termination_is_the_next_version_of_it() -> None:
    """四.7: recorded under the termination's id, the amount needs no reason."""
    settled = termination("S-1", "2026-01-20", "150000")
    assert next_version(in_effect((ENDED,)), settled) == replace(settled, was="2026-01-20")


def test_a_second_invoice_and_another_event_are_first_versions() -> None:
    """Another number or another event is another subject."""
    records = in_effect((BILL, RECEIVED))
    for wish in (
        invoiced("I-3", "P1", "5", "2025-12-10", N2),
        marked("E-3", "P1", "invoice-received", "2025-12-12", N2),
        marked("E-4", "P1", "request-started", "2025-12-12"),
    ):
        assert next_version(records, wish) == wish
