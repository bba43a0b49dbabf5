"""What can be true of a book in order, and what deserves a second look; amounts by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.deeds import (
    MONTHS,
    N1,
    N2,
    N3,
    adjusted,
    invoiced,
    paid,
    records,
    termination,
)
from tests.support import rated
from zkrc_ledger.model.contract import Warnings
from zkrc_ledger.rules.checks import all_problems

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Adjustment, Invoice, Payment, Records

DAY = date(2026, 1, 5)
FLAT = rated(dict.fromkeys(MONTHS[:4], "一般"))  # 388,800 in P1
INVOICE = invoiced("I-2", "P1", "388800", "2025-12-10")
PAID = paid("P-2", "P1", "388800", "2026-01-04")
EXTRA = adjusted("A-2", "P1", "additional_work", "20000", basis="补充协议")
PERIODS = "The payment periods are: P1, P2, P3."
ONE_PERIOD = "A red-letter invoice takes back all or part of one invoice of the same period."
STATUS = "See what to do: ledger status"

NOTICED: dict[str, tuple[Records, str, str | None, int | None, str, str]] = {
    "a number of seven digits": (
        records(FLAT, replace(INVOICE, number="1234567")),
        *("number-form", "invoices.csv", 2),
        "1234567 has neither 20 digits (a fully digitalised invoice) nor 8.",
        "Check the number against the invoice.",
    ),
    "an invoice on the period's last day": (
        records(FLAT, replace(INVOICE, day=date(2025, 12, 7))),
        *("invoice-early", "invoices.csv", 2),
        "The invoice of 2025-12-07 was issued before P1 ended on 2025-12-07.",
        "Check the date; the amount due was not final then.",
    ),
    "an invoice above what is due": (
        records(FLAT, replace(INVOICE, amount=Decimal("388800.01"))),
        *("amounts-differ", "invoices.csv", 2),
        "P1: invoiced 388,800.01, due 388,800.00, a difference of 0.01.",
        STATUS,
    ),
    "an invoice where nothing is due": (
        records(
            FLAT,
            replace(INVOICE, amount=Decimal("0.50")),
            adjusted("A-2", "P1", "damages", "388800"),
        ),
        *("amounts-differ", "invoices.csv", 2),
        "P1: invoiced 0.50, due 0.00, a difference of 0.50.",
        STATUS,
    ),
    "a payment without an invoice": (
        records(FLAT, PAID),
        *("paid-before-invoice", "payments.csv", 2),
        "Paid on 2026-01-04, before any invoice for P1.",
        "Check the date and the period, or record the invoice.",
    ),
    "a payment a day before the invoice": (
        records(FLAT, INVOICE, replace(PAID, day=date(2025, 12, 9))),
        *("paid-before-invoice", "payments.csv", 2),
        "Paid on 2025-12-09, before any invoice for P1.",
        "Check the date and the period, or record the invoice.",
    ),
    "more sent back than received": (
        records(FLAT, INVOICE, paid("P-2", "P1", "-0.01", "2026-01-04")),
        *("returned-too-much", "payments.csv", 2),
        "P1: more was sent back than was received.",
        "Check the payments of this period.",
    ),
    "one payment twice": (
        records(
            FLAT,
            INVOICE,
            paid("P-2", "P1", "100", "2026-01-04"),
            paid("P-3", "P1", "100", "2026-01-04"),
        ),
        *("entered-twice", "payments.csv", 3),
        "P-2 and P-3 say the same; both count.",
        "If it happened once, take one back: ledger void P-3 --reason TEXT",
    ),
    "one additional work twice": (
        records(FLAT, EXTRA, replace(EXTRA, id="A-3")),
        *("entered-twice", "adjustments.csv", 2),
        "A-2 and A-3 say the same; both count.",
        "If it happened once, take one back: ledger void A-3 --reason TEXT",
    ),
    "a second breach": (
        records(FLAT, adjusted("A-2", "P1", "breach"), adjusted("A-3", "P2", "breach")),
        *("breach-twice", "adjustments.csv", 3),
        "A breach deduction is recorded already, A-2; this is another.",
        "If there was one breach, take one back: ledger void A-3 --reason TEXT",
    ),
    "a period that fell away": (
        records(FLAT, termination("S-1", "2025-12-07"), adjusted("A-2", "P2", "damages", "1")),
        *("period-fallen", "adjustments.csv", 2),
        "P2 fell away with the termination.",
        "If this did not happen, take it back: ledger void A-2 --reason TEXT",
    ),
    "a rating of a month that fell away": (
        records(rated(dict.fromkeys(MONTHS[:5], "一般")), termination("S-1", "2025-12-07")),
        *("month-fallen", "ratings.csv", 6),
        "2025-12 fell away with the termination.",
        "Its rating does not count.",
    ),
}

SOUND = {
    "nothing": records(FLAT),
    "invoiced and paid": records(FLAT, INVOICE, PAID),
    "a number of 8 digits, as invoices had before": records(
        FLAT, replace(INVOICE, number="12345678")
    ),
    "an invoice on the day after the period": records(
        FLAT, replace(INVOICE, day=date(2025, 12, 8))
    ),
    "all of an invoice taken back on its own day, and issued anew": records(
        FLAT,
        INVOICE,
        invoiced("I-3", "P1", "388800", "2025-12-10", N2, red_of=N1),
        invoiced("I-4", "P1", "388800", "2025-12-10", N3),
    ),
    "paid on the day of the invoice": records(FLAT, INVOICE, replace(PAID, day=INVOICE.day)),
    "two payments of one amount by two transfers": records(
        FLAT,
        INVOICE,
        paid("P-2", "P1", "100", "2026-01-04", "T-1"),
        paid("P-3", "P1", "100", "2026-01-04", "T-2"),
    ),
    "what party B owes, paid by it": records(
        rated(dict.fromkeys(MONTHS[:4], "差")),
        adjusted("A-2", "P1", "breach"),
        paid("P-2", "P1", "-1120", "2026-01-04"),
    ),
    "damages under a clause of the contract": records(
        FLAT, adjusted("A-2", "P1", "damages", "1", clause="四.7")
    ),
    "a period that fell away, its record taken back": records(
        FLAT,
        termination("S-1", "2025-12-07"),
        adjusted("A-2", "P2", "damages", "1"),
        adjusted("A-3", "P2", "", revises="A-2", reason="记错"),
    ),
    "a row that could not be read": records(FLAT, replace(PAID, period="", amount=None)),
}


@pytest.mark.parametrize("what", SOUND.values(), ids=SOUND)
def test_what_can_be_true_is_not_complained_of(contract: Contract, what: Records) -> None:
    """A book in order has no problem and no notice."""
    assert all_problems(contract, what, DAY) == []


@pytest.mark.parametrize(
    ("what", "code", "file", "line", "message", "hint"), NOTICED.values(), ids=NOTICED
)
def test_what_deserves_a_second_look_is_noticed(
    contract: Contract,
    what: Records,
    code: str,
    file: str,
    line: int,
    message: str,
    hint: str,
) -> None:
    """What can be true and may be a slip is noticed with its place, and nothing else is."""
    (problem,) = all_problems(contract, what, DAY)
    assert (problem.severity, problem.code) == ("notice", code)
    assert (problem.file, problem.line) == (file, line)
    assert english(problem.message) == message
    assert english(problem.hint) == hint


def codes(contract: Contract, what: Records, day: str) -> list[str]:
    """The codes of all that is said on a day."""
    return [one.code for one in all_problems(contract, what, date.fromisoformat(day))]


def test_two_invoices_for_one_amount_are_noticed(contract: Contract) -> None:
    """Two invoices of which something is left, both for 388,800, are flagged, never merged."""
    what = records(FLAT, INVOICE, invoiced("I-3", "P1", "388800", "2025-12-11", N2))
    twice, differ = all_problems(contract, what, DAY)
    assert (twice.code, twice.file, twice.line) == ("invoiced-twice", "invoices.csv", 3)
    assert english(twice.message) == f"{N1} and {N2} are both for 388,800.00."
    assert english(twice.hint) == (
        "If one was issued by mistake, take it back by a red-letter invoice."
    )
    assert differ.code == "amounts-differ"


@pytest.mark.parametrize(
    ("record", "amount"),
    [
        (adjusted("A-2", "P1", "damages", "3000.50"), "-3,000.50"),
        (adjusted("A-2", "P1", "breach"), "-349,920.00"),
        (adjusted("A-2", "P1", "fees", "5"), "-5.00"),
        (EXTRA, "20,000.00"),
    ],
)
def test_an_adjustment_of_a_settled_period_is_noticed(
    contract: Contract, record: Adjustment, amount: str
) -> None:
    """An adjustment without which the payments were right to the fen is flagged."""
    differ, after = all_problems(contract, records(FLAT, INVOICE, PAID, record), DAY)
    assert differ.code == "amounts-differ"
    assert (after.severity, after.code) == ("notice", "adjusted-after-settling")
    assert (after.file, after.line) == ("adjustments.csv", 2)
    assert english(after.message) == f"P1 was settled; this adjusts it by {amount}."
    assert english(after.hint) == STATUS


@pytest.mark.parametrize(
    ("deeds", "day", "noticed"),
    [
        ((), "2026-01-05", False),
        ((), "2026-01-06", True),
        ((INVOICE,), "2026-01-06", True),
        ((replace(INVOICE, amount=Decimal(388801)),), "2026-01-06", True),
        ((INVOICE, paid("P-2", "P1", "1", "2026-01-04")), "2026-01-06", False),
        ((INVOICE, PAID), "2026-01-06", False),
        ((adjusted("A-2", "P1", "breach"), adjusted("A-3", "P1", "fees", "38880")),
         "2026-01-06", False),
    ],
)  # fmt: skip
def test_a_request_deadline_that_passed_is_noticed(
    contract: Contract,
    deeds: tuple[Invoice | Payment | Adjustment, ...],
    day: str,
    *,
    noticed: bool,
) -> None:
    """三.2: from the day after the deadline on, as long as nothing was received of what is due."""
    what = records(FLAT, *deeds)
    assert ("deadline-passed" in codes(contract, what, day)) is noticed


def test_a_deadline_is_named_with_its_period(contract: Contract) -> None:
    """三.2: the notice says which period's deadline passed, and where to look."""
    (notice,) = all_problems(contract, records(FLAT), date(2026, 1, 6))
    assert (notice.severity, notice.code, notice.file) == ("notice", "deadline-passed", None)
    assert english(notice.message) == "The request deadline of P1, 2026-01-05, has passed."
    assert english(notice.hint) == STATUS


def test_additional_work_past_the_limit_is_noticed_where_asked_for(contract: Contract) -> None:
    """Law 49: 10% of 1,166,400 are 116,640; a fen more is flagged where the file turns it on."""
    warned = replace(contract, warnings=Warnings(supplement_percent=Decimal(10)))
    at, above = (
        records(FLAT, EXTRA, adjusted("A-3", "P2", "additional_work", amount, basis="补充协议二"))
        for amount in ("96640", "96640.01")
    )
    assert codes(warned, at, "2026-01-05") == []
    assert codes(contract, above, "2026-01-05") == []
    assert codes(replace(contract, warnings=Warnings()), above, "2026-01-05") == []
    (notice,) = all_problems(warned, above, DAY)
    assert (notice.severity, notice.code, notice.line) == ("notice", "supplement-limit", 3)
    assert english(notice.message) == (
        "Additional work comes to 116,640.01, above the 10% of the total (116,640.00)."
    )
    assert english(notice.hint) == "Government Procurement Law 49 limits supplements."


def test_a_notice_of_a_record_from_no_file_has_no_place(contract: Contract) -> None:
    """What is not written yet is flagged without file and line."""
    (notice,) = all_problems(contract, records(FLAT, replace(PAID, place=None)), DAY)
    assert (notice.code, notice.file, notice.line) == ("paid-before-invoice", None, None)
