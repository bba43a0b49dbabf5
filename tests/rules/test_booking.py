"""What is asked to be recorded: what it comes to, and each way it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from zkrc_ledger.rules.booking import (
    ask_adjustments,
    ask_invoice,
    ask_payment,
)

from tests.rules.deeds import (
    MONTHS,
    N1,
    N2,
    adjusted,
    invoiced,
    paid,
    records,
    refusals,
    termination,
)
from tests.support import rated
from zkrc_ledger.model.records import Invoice, Payment, Records

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract

TODAY = date(2026, 1, 5)
FLAT = rated(dict.fromkeys(MONTHS[:4], "一般"))  # 388,800 in P1
INVOICE = invoiced("I-2", "P1", "388800", "2025-12-10")
PERIODS = "The payment periods are: P1, P2, P3."
HISTORY = "See the records and their ids: ledger history"
ALL_THE_SAME = "An invoice that was issued all the same is recorded with its amount."


def bill(
    period: str = "P1",
    amount: str | None = None,
    *,
    number: str = N2,
    day: str = "2026-01-05",
    red_of: str = "",
) -> Invoice:
    """What a clerk asks to record as an invoice."""
    return Invoice(
        id="",
        period=period,
        number=number,
        day=date.fromisoformat(day),
        amount=None if amount is None else Decimal(amount),
        red_of=red_of,
    )


def money(amount: str, period: str = "P1", day: str = "2026-01-05") -> Payment:
    """What a clerk asks to record as a payment; with a minus sign, sent back."""
    return Payment(id="", period=period, day=date.fromisoformat(day), amount=Decimal(amount))


@pytest.mark.parametrize(
    ("what", "asked", "amount", "red_of"),
    [
        (FLAT, bill(), "388800.00", ""),
        (FLAT, bill(number="12345678"), "388800.00", ""),
        (FLAT, bill(amount="5"), "5", ""),
        # what was invoiced already is not invoiced again
        (records(FLAT, replace(INVOICE, amount=Decimal("88800.50"))), bill(), "299999.50", ""),
        (
            records(FLAT, INVOICE, adjusted("A-2", "P1", "additional_work", "20000", basis="函")),
            *(bill(), "20000.00", ""),
        ),
        # an amount that is said stands, final or not
        (Records(), bill(amount="388800"), "388800", ""),
        # a red-letter invoice, by number or by id: all that is left, or what is said
        (records(FLAT, INVOICE), bill(red_of=N1), "388800.00", N1),
        (records(FLAT, INVOICE), bill(red_of="I-2"), "388800.00", N1),
        (records(FLAT, INVOICE), bill(amount="10000", red_of=N1), "10000", N1),
        (
            records(FLAT, INVOICE, invoiced("I-3", "P1", "10000", "2025-12-11", N2, red_of=N1)),
            *(bill(red_of=N1), "378800.00", N1),
        ),
        # of an original nobody has, the checks speak
        (FLAT, bill(amount="1", red_of="x"), "1", "x"),
    ],
)
def test_an_invoice_is_for_what_is_due_unless_refusals(
    contract: Contract, what: Records, asked: Invoice, amount: str, red_of: str
) -> None:
    """三.2: without an amount it is what is due and not invoiced, or what is left to take back."""
    found = ask_invoice(contract, what, asked, TODAY)
    assert refusals(found) == []
    (record,) = found.records
    assert record == replace(asked, amount=Decimal(amount), red_of=red_of)


@pytest.mark.parametrize(
    ("what", "asked", "expected"),
    [
        (
            FLAT,
            bill("P4"),
            [("period-unknown", "P4 is not a payment period of this contract.", PERIODS)],
        ),
        (
            Records(),
            bill(),
            [
                (
                    "not-final",
                    "The amount due for P1 is not final yet.",
                    f"See what is missing: ledger due P1. {ALL_THE_SAME}",
                )
            ],
        ),
        (
            records(FLAT, termination("S-1", "2025-11-30")),
            bill(),
            [
                (
                    "not-final",
                    "The amount due for P1 is not final yet.",
                    f"See what is missing: ledger due P1. {ALL_THE_SAME}",
                )
            ],
        ),
        (
            records(FLAT, INVOICE),
            bill(),
            [
                (
                    "nothing-to-invoice",
                    (
                        "P1: 388,800.00 is due and 388,800.00 is invoiced; "
                        "nothing is left to invoice."
                    ),
                    ALL_THE_SAME,
                )
            ],
        ),
        (
            records(FLAT, adjusted("A-2", "P1", "damages", "388800")),
            bill(),
            [
                (
                    "nothing-to-invoice",
                    "P1: 0.00 is due and 0.00 is invoiced; nothing is left to invoice.",
                    ALL_THE_SAME,
                )
            ],
        ),
        (
            records(FLAT, INVOICE, invoiced("I-3", "P1", "388800", "2025-12-11", N2, red_of=N1)),
            bill(amount="1", red_of="I-2"),
            [("red-letter", f"Nothing is left of invoice {N1} to take back.", HISTORY)],
        ),
        (
            FLAT,
            bill(number="123456789", day="2026-01-06"),
            [
                (
                    "not-come-yet",
                    "2026-01-06 has not come yet; today is 2026-01-05.",
                    "Check the date.",
                ),
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
    contract: Contract, what: Records, asked: Invoice, expected: list[tuple[str, str, str]]
) -> None:
    """An invoice without a period, an amount, a number or a day of its own is not recorded."""
    assert refusals(ask_invoice(contract, what, asked, TODAY)) == expected


@pytest.mark.parametrize(
    ("what", "asked", "problem"),
    [
        (FLAT, money("388800"), None),
        (FLAT, money("0.01", day="2025-08-08"), None),
        (records(FLAT, paid("P-2", "P1", "100", "2026-01-04")), money("-100"), None),
        (
            records(FLAT, paid("P-2", "P1", "100", "2026-01-04")),
            money("-100.01"),
            (
                "returned-too-much",
                "100.01 cannot be sent back: 100.00 was received for P1.",
                "Check the amount and the period.",
            ),
        ),
        (  # party B owes 1,120, and may pay just that
            records(
                rated(dict.fromkeys(MONTHS[:4], "差")),
                adjusted("A-2", "P1", "breach"),
            ),
            money("-1120"),
            None,
        ),
        (
            records(
                rated(dict.fromkeys(MONTHS[:4], "差")),
                adjusted("A-2", "P1", "breach"),
            ),
            money("-1120.01"),
            (
                "returned-too-much",
                "1,120.01 cannot be sent back: 0.00 was received for P1.",
                "Check the amount and the period.",
            ),
        ),
        (
            FLAT,
            money("1", day="2026-01-06"),
            (
                "not-come-yet",
                "2026-01-06 has not come yet; today is 2026-01-05.",
                "Check the date.",
            ),
        ),
        (
            records(FLAT, termination("S-1", "2025-12-07")),
            money("1", "P2"),
            (
                "period-unknown",
                "P2 is not a payment period of this contract.",
                "The payment periods are: P1.",
            ),
        ),
    ],
)
def test_money_is_recorded_where_it_can_have_moved(
    contract: Contract, what: Records, asked: Payment, problem: tuple[str, str, str] | None
) -> None:
    """三.2: money received counts; sent back is no more than was received, or party B owes."""
    found = ask_payment(contract, what, asked, TODAY)
    assert refusals(found) == ([problem] if problem else [])
    assert found.records == (() if problem else (asked,))


def test_an_adjustment_rests_on_its_own_clause_unless_refusals(contract: Contract) -> None:
    """四.7, 四.4, 三.1: each kind has its clause; another that is named stays."""
    asked = [
        adjusted("A-2", "P1", "breach"),
        adjusted("A-3", "P1", "fees", "1"),
        adjusted("A-4", "P1", "damages", "1"),
        adjusted("A-5", "P1", "additional_work", "1", basis="函"),
        adjusted("A-6", "P1", "damages", "1", clause="五.2"),
    ]
    found = ask_adjustments(contract, Records(), asked, TODAY)
    assert refusals(found) == []
    assert found.records == tuple(
        replace(one, clause=clause)
        for one, clause in zip(asked, ["四.7", "四.7", "四.4", "三.1", "五.2"], strict=True)
    )
    without = replace(contract, damages=None)
    (bare,) = ask_adjustments(without, Records(), asked[2:3], TODAY).records
    assert bare == asked[2]


def test_an_adjustment_needs_a_period(contract: Contract) -> None:
    """A period that the contract does not have is refused, and the others are named."""
    found = ask_adjustments(contract, Records(), [adjusted("A-2", "P9", "breach")], TODAY)
    assert refusals(found) == [
        ("period-unknown", "P9 is not a payment period of this contract.", PERIODS)
    ]
