"""What can be true of a book in order, and what is valid but suspicious; amounts by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.books import (
    FOR_THE_AMOUNT_DUE,
    N1,
    N2,
    N3,
    P1,
    adjusted,
    all_rated,
    assessed,
    claimed,
    codes,
    ended,
    extra,
    invoiced,
    lost,
    marked,
    offset,
    paid,
    rated,
    said,
)

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Adjustment

DAY = "2026-01-05"
FLAT = all_rated(months=P1)  # 388,800 in P1
INVOICE = invoiced("P1", "388800")
PAID = paid("P1", "388800")
EXTRA = extra("P1", "20000")
STATUS = "See what to do: ledger status"
DATE = "Check the date."
BESIDE = ("unrated", "month-running")

NOTICED: dict[str, tuple[tuple[Record, ...], str, str | None, int | None, str, str]] = {
    "a settlement confirmed before the period was over": (
        (*FLAT, marked("P1", "settlement-confirmed", "2025-12-06")),
        *("event-early", "events.csv", 2),
        "P1 settlement confirmed by both parties, 2025-12-06, before 2025-12-07, its last day.",
        DATE,
    ),
    "an invoice received before it was issued": (
        (*FLAT, INVOICE, marked("P1", "invoice-received", "2025-12-08", N1)),
        *("event-early", "events.csv", 2),
        (
            "P1 invoice received by party A, 2025-12-08, before the invoice was issued on "
            "2025-12-10."
        ),
        DATE,
    ),
    "a number of seven digits": (
        (*FLAT, replace(INVOICE, number="1234567")),
        *("number-form", "invoices.csv", 2),
        "1234567 has neither 20 digits (a fully digitalised invoice) nor 8.",
        "Check the number against the invoice.",
    ),
    "a number that a spreadsheet cut at 15 digits": (
        (*FLAT, replace(INVOICE, number="25112000000000100000")),
        *("number-rounded", "invoices.csv", 2),
        (
            "The last digits of 25112000000000100000 are zeros, as a spreadsheet leaves them when "
            "it keeps 15 digits."
        ),
        "Compare it with the invoice; type it in a column set to text.",
    ),
    "an invoice on the period's last day": (
        (*FLAT, replace(INVOICE, date=date(2025, 12, 7))),
        *("invoice-early", "invoices.csv", 2),
        "The invoice of 2025-12-07 was issued before P1 ended on 2025-12-07.",
        "Check the date; the price was not final then.",
    ),
    "an invoice above the price": (
        (*FLAT, invoiced("P1", "388800.01")),
        *("amounts-differ", "invoices.csv", 2),
        "P1: 388,800.01 is invoiced, 388,800.00 is to be invoiced in all.",
        STATUS,
    ),
    "a payment without an invoice": (
        (*FLAT, PAID),
        *("paid-before-invoice", "payments.csv", 2),
        "Paid on 2026-01-04, before any invoice for P1.",
        "Check the date and the period, or record the invoice.",
    ),
    "a payment a day before the invoice": (
        (*FLAT, INVOICE, replace(PAID, date=date(2025, 12, 9))),
        *("paid-before-invoice", "payments.csv", 2),
        "Paid on 2025-12-09, before any invoice for P1.",
        "Check the date and the period, or record the invoice.",
    ),
    "more received than is due": (
        (*FLAT, INVOICE, paid("P1", "388800.01")),
        *("paid-too-much", "payments.csv", 2),
        "P1: received 388,800.01, due 388,800.00: 0.01 too much.",
        STATUS,
    ),
    "more received where nothing is due": (
        (*FLAT, INVOICE, adjusted("P1", "damages", "388801"), paid("P1", "0.50")),
        *("paid-too-much", "payments.csv", 2),
        "P1: received 0.50, due 0.00: 0.50 too much.",
        STATUS,
    ),
    "more sent back than received": (
        (*FLAT, INVOICE, paid("P1", "-0.01")),
        *("returned-too-much", "payments.csv", 2),
        "P1: more was sent back than was received.",
        "Check the payments of this period.",
    ),
    "one payment twice": (
        (*FLAT, INVOICE, paid("P1", "100"), paid("P1", "100")),
        *("entered-twice", "payments.csv", 3),
        "P-2 and P-3 say the same; both count.",
        "If it happened once, take one back: ledger void P-3 --reason TEXT",
    ),
    "one additional work twice": (
        (*FLAT, EXTRA, EXTRA),
        *("entered-twice", "adjustments.csv", 3),
        "A-2 and A-3 say the same; both count.",
        "If it happened once, take one back: ledger void A-3 --reason TEXT",
    ),
    "a second breach": (
        (*FLAT, adjusted("P1", "breach"), adjusted("P2", "breach")),
        *("breach-twice", "adjustments.csv", 3),
        "A breach deduction is recorded already, A-2; this is another.",
        "If there was one breach, take one back: ledger void A-3 --reason TEXT",
    ),
    "a period that fell away": (
        (*FLAT, ended("2025-12-07"), adjusted("P2", "damages", "1")),
        *("period-fallen", "adjustments.csv", 2),
        "P2 fell away with the termination.",
        "It counts nowhere: record it for a period that was served.",
    ),
    "a rating of a month that fell away": (
        (*FLAT, *rated({"2025-12": "一般"}, stage="proposed"), ended("2025-12-07")),
        *("month-fallen", "ratings.csv", 6),
        "2025-12 fell away with the termination.",
        "Its rating does not count.",
    ),
    "a payment of a day that has not come": (
        (*FLAT, INVOICE, replace(PAID, date=date(2026, 1, 6))),
        *("day-to-come", "payments.csv", 2),
        "2026-01-06 is after today, 2026-01-05.",
        DATE,
    ),
    "a payment of ten years ago, before the contract": (
        (*FLAT, INVOICE, paid("P1", "-1", "2015-12-28"), paid("P1", "388801")),
        *("day-far", "payments.csv", 2),
        "2015-12-28 is far from the contract's own days, 2025-08-08 to 2026-08-07.",
        "Check the year.",
    ),
    "a meeting before the month was over": (
        (*FLAT[1:], replace(FLAT[0], approved_on=date(2025, 9, 7))),
        *("approved-early", "ratings.csv", 5),
        "The rating of 2025-08 was passed on 2025-09-07, before the month was over on 2025-09-07.",
        DATE,
    ),
    "a proposed rating with a meeting's date": (
        (*FLAT[1:], replace(FLAT[0], stage="proposed")),
        *("stage-date", "ratings.csv", 5),
        "This rating is only proposed, and has a date on which it was passed.",
        "Clear the date, or make the stage final.",
    ),
    "an event of an invoice that is not there": (
        (*FLAT, INVOICE, marked("P1", "invoice-received", "2025-12-11", N2)),
        *("event-invoice", "events.csv", 2),
        f"P1 has no invoice {N2} on record.",
        "Record the invoice, or correct the number.",
    ),
    "two extensions over the same days": (
        # together they lengthen P1's last month by 13 days, to 2025-12-20, rated at its end
        (*all_rated(months=P1[:3]), lost(10, "2025-11-10"), replace(lost(3, "2025-11-18"), id="2")),
        *("extensions-overlap", "amendments.toml", 3),
        (
            "2025-11-18 to 2025-11-19 count twice, in S-lost (extension by 10 days from 2025-11-10 "
            "on) and in 2 (extension by 3 days from 2025-11-18 on)."
        ),
        "If the days were lost once, take one back: ledger void 2 --reason TEXT",
    ),
}

SOUND: dict[str, tuple[Record, ...]] = {
    "nothing": FLAT,
    "invoiced and paid": (*FLAT, INVOICE, PAID),
    "a number of 8 digits, as invoices had before": (*FLAT, replace(INVOICE, number="12345678")),
    "an invoice on the day after the period": (*FLAT, replace(INVOICE, date=date(2025, 12, 8))),
    "all of an invoice taken back on its own day, and issued anew": (
        *FLAT,
        INVOICE,
        invoiced("P1", "388800", number=N2, red_of=N1),
        invoiced("P1", "388800", number=N3),
    ),
    "paid on the day of the invoice": (*FLAT, INVOICE, replace(PAID, date=INVOICE.date)),
    "two payments of one amount by two transfers": (
        *FLAT,
        INVOICE,
        paid("P1", "100", ref="T-1"),
        paid("P1", "100", ref="T-2"),
    ),
    "what party B owes, paid by it": (
        *all_rated("差", P1),
        adjusted("P1", "breach"),
        paid("P1", "-1120", paid_by="b"),
    ),
    "an invoice for the price, whatever is set off": (*FLAT, adjusted("P1", "breach"), INVOICE),
    "damages under any clause of the contract": (
        *FLAT,
        *(
            adjusted("P1", "damages", "1", clause=clause)
            for clause in ("一.1", "一.2", "四.1", "四.3", "五.1", "五.2", "六", "附件1.五")
        ),
    ),
    "what was overpaid, set off": (
        *FLAT,
        INVOICE,
        paid("P1", "400000"),
        offset("P1", "P2", "11200"),
    ),
    "every event of a period": (
        *FLAT,
        INVOICE,
        marked("P1", "invoice-received", "2025-12-11", N1),
        marked("P1", "request-started", "2025-12-12"),
        marked("P1", "settlement-confirmed", "2025-12-09"),
    ),
    "a claim with its basis to come": (*FLAT, claimed("P1", "damages", "5")),
}


@pytest.mark.parametrize("rows", SOUND.values(), ids=SOUND)
def test_what_can_be_true_is_not_complained_of(rows: tuple[Record, ...]) -> None:
    """A book in order has no problem and no notice."""
    assert assessed(*rows, on=DAY).problems == ()


@pytest.mark.parametrize(
    ("rows", "code", "file", "line", "message", "hint"), NOTICED.values(), ids=NOTICED
)
def test_what_is_suspicious_is_noticed(
    rows: tuple[Record, ...],
    code: str,
    file: str,
    line: int,
    message: str,
    hint: str,
) -> None:
    """What can be true and may be a slip is noticed with its place, and nothing else is."""
    # that a month waits for its rating or still runs is noticed elsewhere
    found = [one for one in assessed(*rows, on=DAY).problems if one.code not in BESIDE]
    assert list(map(said, found)) == [("notice", code, file, line, message, hint)]


def test_a_day_far_ahead_is_noticed_twice() -> None:
    """2052 for 2025 is a day to come, and far from the contract."""
    assert codes(assessed(*FLAT, invoiced("P1", "388800", "2052-12-10"), on=DAY)) == [
        "day-to-come",
        "day-far",
    ]


def test_two_invoices_for_one_amount_are_noticed() -> None:
    """Two invoices of which something is left, both for 388,800, are noticed, never merged."""
    found = assessed(*FLAT, INVOICE, invoiced("P1", "388800", "2025-12-11", N2), on=DAY)
    twice, differ = found.problems
    assert said(twice) == (
        *("notice", "invoiced-twice", "invoices.csv", 3),
        f"{N1} and {N2} are both for 388,800.00.",
        "If one was issued by mistake, take it back by a red-letter invoice.",
    )
    assert differ.code == "amounts-differ"


@pytest.mark.parametrize(
    ("record", "amount"),
    [
        (adjusted("P1", "damages", "3000.50"), "-3,000.50"),
        (adjusted("P1", "breach"), "-349,920.00"),
        (adjusted("P1", "fees", "5"), "-5.00"),
        (EXTRA, "20,000.00"),
    ],
)
def test_an_adjustment_of_a_settled_period_is_noticed(record: Adjustment, amount: str) -> None:
    """An adjustment without which the payments were right to the fen is named."""
    found = assessed(*FLAT, INVOICE, PAID, record, on=DAY, **FOR_THE_AMOUNT_DUE)
    (after,) = [one for one in found.problems if one.code == "adjusted-after-settling"]
    assert said(after) == (
        *("notice", "adjusted-after-settling", "adjustments.csv", 2),
        f"P1 was settled; this adjusts it by {amount}.",
        STATUS,
    )


@pytest.mark.parametrize(
    ("rows", "day", "noticed"),
    [
        ((), "2026-01-05", False),
        ((), "2026-01-06", True),
        ((INVOICE,), "2026-01-06", True),
        ((invoiced("P1", "388801"),), "2026-01-06", True),
        ((INVOICE, paid("P1", "1")), "2026-01-06", False),
        ((INVOICE, PAID), "2026-01-06", False),
        # who acted in time is not named: party A started, or had the invoice too late
        ((INVOICE, marked("P1", "request-started", "2026-01-05")), "2026-01-06", False),
        ((invoiced("P1", "388800", "2026-01-06"),), "2026-01-06", False),
        # nothing is due, and the price is invoiced
        ((INVOICE, adjusted("P1", "damages", "388800")), "2026-01-06", False),
    ],
)
def test_a_request_deadline_that_passed_is_noticed(
    rows: tuple[Record, ...], day: str, *, noticed: bool
) -> None:
    """三.2: from the day after the deadline on, as long as nothing was received of what is due."""
    assert ("deadline-passed" in codes(assessed(*FLAT, *rows, on=day))) is noticed


def test_a_deadline_is_named_with_its_period() -> None:
    """三.2: the notice says which period's deadline passed, and where to look."""
    (notice,) = assessed(*FLAT, on="2026-01-06").problems
    assert said(notice) == (
        *("notice", "deadline-passed", None, None),
        "The request deadline of P1, 2026-01-05, has passed.",
        STATUS,
    )


def test_months_that_are_over_and_not_rated_are_named_together() -> None:
    """附件1.六: one notice names them all."""
    (notice,) = assessed(*FLAT[:1], on="2025-11-10").problems
    assert (notice.code, english(notice.message)) == (
        "unrated",
        "These months are over and not rated: 2025-09, 2025-10.",
    )
