"""三.2: due, invoiced and received, and what to do next, each amount worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.correction_cases import CORRECTIONS
from tests.rules.deeds import (
    adjusted,
    paid,
    records,
    termination,
)
from tests.rules.stage_cases import BREACH, FLAT, INVOICE, ONE_WORSE, STAGES, Case
from tests.support import reading
from zkrc_ledger.model.problem import errors
from zkrc_ledger.rules.checks import all_problems
from zkrc_ledger.rules.reconciliation import reconcile
from zkrc_ledger.rules.settlement import settle
from zkrc_ledger.rules.status import status_of

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.rules.status import PeriodStatus

CASES = STAGES | CORRECTIONS


def status(contract: Contract, case: Case) -> PeriodStatus:
    """The period's status on the day of the case; the book must be sound."""
    today = date.fromisoformat(case.day)
    assert errors(all_problems(contract, case.what, today)) == []
    settlement = settle(contract, case.what, today)
    return status_of(reconcile(settlement, case.what), today)[case.period]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_stage_and_what_to_do_next(contract: Contract, case: Case) -> None:
    """三.2: a period's sums and stage, who does what by when, what may be held against whom."""
    found = status(contract, case)
    one = found.reconciled
    assert (str(one.due), str(one.invoiced), str(one.received)) == case.sums
    assert found.stage == case.stage
    assert [
        (english(step.text), step.who, step.by and step.by.isoformat()) for step in found.steps
    ] == case.steps
    assert [english(remark) for remark in found.remarks] == case.remarks


def test_every_stage_is_reached() -> None:
    """The table above holds a book for every stage there is."""
    assert {case.stage for case in CASES.values()} == {
        "undetermined",
        "running",
        "awaiting_ratings",
        "awaiting_meeting",
        "ready_to_invoice",
        "correct_invoice",
        "invoiced",
        "request_date_passed",
        "partly_paid",
        "overpaid",
        "owed_by_contractor",
        "settled",
    }


@pytest.mark.parametrize(
    ("case", "left"),
    [
        ("the day after the period", 28),  # 8 December to 5 January
        ("no invoice on the last day", 0),
        ("no invoice a day later", -1),
        ("the request's day passed", -1),
        ("partly paid", None),  # the contract sets no day for the payment
    ],
)
def test_days_are_counted_to_the_deadline(contract: Contract, case: str, left: int | None) -> None:
    """三.2: days are left until the last day, and overdue from the day after."""
    (step,) = status(contract, CASES[case]).steps
    assert step.days_left(date.fromisoformat(CASES[case].day)) == left


def test_what_is_settled_apart_is_said(contract: Contract) -> None:
    """四.7, a reading: what party B owes apart stands beside the period, positive."""
    apart = reading(contract, set_off="settled_apart")
    what = records(FLAT, INVOICE, BREACH, adjusted("A-3", "P1", "damages", "0.50"))
    found = status(apart, Case(what, "2025-12-20", "", ("", "", ""), []))
    assert found.stage == "invoiced"
    assert [english(remark) for remark in found.remarks] == ["To be settled apart: 349,920.50."]


def test_the_differences_are_due_less_invoiced_and_net_less_received(contract: Contract) -> None:
    """三.2: 378,800 due, 388,800 invoiced, 88,800 received: −10,000 and 290,000."""
    what = records(ONE_WORSE, INVOICE, paid("P-2", "P1", "88800", "2026-01-20"))
    one, _, _ = reconcile(settle(contract, what, date(2026, 2, 1)), what)
    assert (str(one.to_invoice), str(one.outstanding)) == ("-10000.00", "290000.00")
    cut = records(FLAT, termination("S-1", "2025-11-30"))
    (none,) = reconcile(settle(contract, cut, date(2026, 2, 1)), cut)
    assert (none.to_invoice, none.outstanding, none.invoiced_on) == (None, None, None)
