"""Invoices, payments and ratings as they are asked for: their sums, and each refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.rules.deeds import MONTHS, N1, N2, adjusted, invoiced, paid, refused, termination
from tests.rules.rows import asked
from tests.support import assessed, rated
from zkrc_ledger.model.records import Invoice, Payment
from zkrc_ledger.rules.bookings import (
    held_against_days,
    held_against_received,
    settled_period,
    with_invoice_sum,
)

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Rating

Rows = tuple["Record", ...]
TODAY = date(2026, 1, 5)
FLAT = rated(dict.fromkeys(MONTHS[:4], "一般"))  # 388,800 in P1
WORST = rated(dict.fromkeys(MONTHS[:4], "差"))  # 348,800
BREACH = adjusted("A-2", "P1", "breach")  # 349,920
BILLED = invoiced("I-2", "P1", "388800", "2025-12-10")
PERIODS = "The payment periods are: P1, P2, P3."
ALL_THE_SAME = "An invoice that was issued all the same is recorded with its amount."
NOT_COME = (
    "not-come-yet",
    "2026-01-06 has not come yet; today is 2026-01-05.",
    "Check the date.",
)
NOT_FINAL = (
    "not-final",
    "The amount due for P1 is not final yet.",
    f"See what is missing: ledger due P1. {ALL_THE_SAME}",
)


def bill(
    amount: str | None = None,
    *,
    number: str = N2,
    day: str = "2026-01-05",
    red_of: str = "",
    period: str = "P1",
) -> Invoice:
    """What a clerk asks to record as an invoice."""
    return Invoice(
        period=period,
        number=number,
        date=date.fromisoformat(day),
        amount=None if amount is None else Decimal(amount),
        red_of=red_of,
    )


def money(amount: str, period: str = "P1", day: str = "2026-01-05", paid_by: str = "") -> Payment:
    """What a clerk asks to record as a payment; with a minus sign, sent back."""
    return Payment(
        period=period, date=date.fromisoformat(day), amount=Decimal(amount), paid_by=paid_by
    )


@pytest.mark.parametrize(
    ("rows", "wish", "amount"),
    [
        (FLAT, bill(), "388800.00"),
        (FLAT, bill(number="12345678"), "388800.00"),
        (FLAT, bill("5"), "5"),
        # what was invoiced already is not invoiced again
        ((*FLAT, replace(BILLED, amount=Decimal("88800.50"))), bill(), "299999.50"),
        ((*FLAT, BILLED, adjusted("A-2", "P1", "additional_work", "20000")), bill(), "20000.00"),
        # 三.2: the invoice is for the price; a set-off only lowers the payment
        ((*FLAT, adjusted("A-2", "P1", "damages", "3000.50")), bill(), "388800.00"),
        # an amount that is named stands, final or not
        ((), bill("388800"), "388800"),
        # a red-letter invoice is for all that is left, or what is named
        ((*FLAT, BILLED), bill(red_of=N1), "388800.00"),
        ((*FLAT, BILLED), bill("10000", red_of=N1), "10000"),
        (
            (*FLAT, BILLED, invoiced("I-3", "P1", "10000", "2025-12-11", "12345678", red_of=N1)),
            bill(red_of=N1),
            "378800.00",
        ),
        # an original that nobody knows is for the checks to name
        (FLAT, bill("1", red_of="x"), "1"),
        # 四.7: what was invoiced for a period that fell away is taken back
        (
            (*FLAT, replace(BILLED, period="P2"), termination("S-1", "2025-12-07")),
            bill(red_of=N1, period="P2"),
            "388800.00",
        ),
    ],
)
def test_an_invoice_is_for_what_may_be_invoiced_unless_said(
    rows: Rows, wish: Invoice, amount: str
) -> None:
    """三.2: without an amount it is price less invoiced, or what is left of the original."""
    found = with_invoice_sum(assessed(*rows, day=TODAY), wish)
    assert found == replace(wish, amount=Decimal(amount))


def test_an_invoice_can_be_read_as_for_the_amount_due() -> None:
    """三.2, a reading: 388,800 less 3,000.50 of damages are 385,799.50."""
    rows = (*FLAT, adjusted("A-2", "P1", "damages", "3000.50"))
    terms = {"readings.invoice_for": "amount_due"}
    found = with_invoice_sum(assessed(*rows, day=TODAY, terms=terms), bill())
    assert str(found.amount) == "385799.50"


@pytest.mark.parametrize(
    ("rows", "wish", "expected"),
    [
        (
            FLAT,
            bill(period="P4"),
            [("period-unknown", "P4 is not a payment period of this contract.", PERIODS)],
        ),
        ((), bill(), [NOT_FINAL]),
        ((*FLAT, termination("S-1", "2025-11-30")), bill(), [NOT_FINAL]),
        (
            (*FLAT, BILLED),
            bill(),
            [
                (
                    "nothing-to-invoice",
                    "P1: 388,800.00 is to be invoiced, 388,800.00 is invoiced; nothing is left.",
                    ALL_THE_SAME,
                )
            ],
        ),
        (
            (*FLAT, BILLED, invoiced("I-3", "P1", "388800", "2025-12-11", N2, red_of=N1)),
            bill("1", number="12345678", red_of=N1),
            [
                (
                    "red-letter",
                    f"Nothing is left of invoice {N1} to take back.",
                    "See the records and their ids: ledger history",
                )
            ],
        ),
        (
            FLAT,
            bill(number="123456789", day="2026-01-06"),
            [
                NOT_COME,
                (
                    "number-form",
                    "123456789 has neither 20 digits (a fully digitalised invoice) nor 8.",
                    "Copy the number from the invoice.",
                ),
            ],
        ),
    ],
)
def test_an_invoice_that_cannot_be_recorded_is_refused(
    rows: Rows, wish: Invoice, expected: list[tuple[str, str, str]]
) -> None:
    """An invoice without a period, a sum, a number or a day that has come is not recorded."""
    assessment = assessed(*rows, day=TODAY)
    assert refused(lambda: with_invoice_sum(assessment, wish)) == expected


PAID_100 = paid("P-2", "P1", "100", "2026-01-04")


@pytest.mark.parametrize(
    ("rows", "wish"),
    [
        (FLAT, money("388800")),
        (FLAT, money("0.01", day="2025-08-08")),
        ((*FLAT, PAID_100), money("-100")),
        # 348,800 − 349,920: party B owes 1,120, and may pay that, or more where it says so
        ((*WORST, BREACH), money("-1120")),
        ((*WORST, BREACH), money("-5000", paid_by="b")),
        # 四.7: what was received for a period that fell away is sent back
        (
            (*FLAT, replace(PAID_100, period="P2"), termination("S-1", "2025-12-07")),
            money("-100", "P2"),
        ),
    ],
)
def test_money_is_recorded_where_it_can_have_moved(rows: Rows, wish: Payment) -> None:
    """三.2: money received counts; what is sent back was received, or is owed."""
    assert held_against_received(assessed(*rows, day=TODAY), wish) == wish


@pytest.mark.parametrize(
    ("rows", "wish", "expected"),
    [
        (
            (*FLAT, PAID_100),
            money("-100.01"),
            (
                "returned-too-much",
                "100.01 cannot be sent back: 100.00 was received for P1.",
                "Check the amount and the period.",
            ),
        ),
        (
            (*WORST, BREACH),
            money("-1120.01"),
            (
                "returned-too-much",
                "1,120.01 cannot be sent back: 0.00 was received for P1.",
                "Check the amount and the period.",
            ),
        ),
        (FLAT, money("1", day="2026-01-06"), NOT_COME),
    ],
)
def test_money_that_cannot_have_moved_is_refused(
    rows: Rows, wish: Payment, expected: tuple[str, str, str]
) -> None:
    """A fen more than was received or is owed is not sent back; no day is to come."""
    assessment = assessed(*rows, day=TODAY)
    assert refused(lambda: held_against_received(assessment, wish)) == [expected]


def test_a_period_that_fell_away_is_no_period_to_settle() -> None:
    """四.7: after a termination only the periods that were served are settled."""
    assessment = assessed(*FLAT, termination("S-1", "2025-12-07"), day=TODAY)
    assert settled_period(assessment, "P1").period.id == "P1"
    assert refused(lambda: settled_period(assessment, "P2")) == [
        (
            "period-unknown",
            "P2 is not a payment period of this contract.",
            "The payment periods are: P1.",
        )
    ]


@pytest.mark.parametrize(
    ("wish", "day"),
    [
        (asked(), date(2025, 9, 8)),  # the month's first day
        (asked(approved_on=date(2025, 9, 8)), TODAY),
        (asked(approved_on=TODAY), TODAY),
    ],
)
def test_a_month_can_be_rated_from_its_first_day(wish: Rating, day: date) -> None:
    """附件1.七: the meeting was held between the month's first day and today."""
    assert held_against_days(assessed(day=day), wish) == wish


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (
            asked(month="2026-01"),
            [
                (
                    "month-not-begun",
                    "2026-01 begins on 2026-01-08.",
                    "A month can be rated once it has begun; today is 2026-01-05.",
                )
            ],
        ),
        (
            asked(month="x"),
            [
                (
                    "month-form",
                    '"x" is not a month.',
                    (
                        "Write year and month, as 2025-09; where Excel turns it into a date, "
                        "format the column as text."
                    ),
                )
            ],
        ),
        (
            asked(month="2026-01", approved_on=date(2026, 1, 6)),
            [
                NOT_COME,
                (
                    "month-not-begun",
                    "2026-01 begins on 2026-01-08.",
                    "A month can be rated once it has begun; today is 2026-01-05.",
                ),
            ],
        ),
        (
            asked(approved_on=date(2025, 9, 7)),
            [
                (
                    "approved-on",
                    (
                        "2025-09 begins on 2025-09-08: no meeting can have passed its rating on "
                        "2025-09-07."
                    ),
                    "Check the day of the meeting.",
                )
            ],
        ),
    ],
)
def test_a_rating_before_its_month_is_refused(
    wish: Rating, expected: list[tuple[str, str, str]]
) -> None:
    """附件1.七: nobody rates a month that has not begun, and no meeting passed it before."""
    assessment = assessed(day=TODAY)
    assert refused(lambda: held_against_days(assessment, wish)) == expected
