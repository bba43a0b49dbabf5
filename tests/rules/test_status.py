"""三.2: due, invoiced and received, and what to do next, each amount worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest

from tests.english import english
from tests.rules.books import APART, adjusted, assessed, claimed
from tests.rules.correction_cases import CORRECTIONS
from tests.rules.deadline_cases import DEADLINES
from tests.rules.stage_cases import FLAT, STAGES, Case
from zkrc_ledger.rules.stages import Stage

if TYPE_CHECKING:
    from zkrc_ledger.rules.stages import PeriodStage

CASES = STAGES | DEADLINES | CORRECTIONS


def stage(case: Case) -> PeriodStage:
    """Where the period stands on the day of the case; the book must be sound."""
    return assessed(*case.rows, on=case.day, **case.terms).stages[case.period]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_stage_and_what_to_do_next(case: Case) -> None:
    """三.2: a period's sums and stage, who does what by when, what may be held against whom."""
    found = stage(case)
    one = found.settled
    assert (str(one.due), str(one.invoiced), str(one.received)) == case.sums
    assert found.stage == case.stage
    assert [
        (english(step.text), step.who, step.by and step.by.isoformat()) for step in found.steps
    ] == case.steps
    assert [english(remark) for remark in found.remarks] == case.remarks


def test_every_stage_is_reached() -> None:
    """The table above holds a book for every stage there is."""
    assert {case.stage for case in CASES.values()} == set(get_args(Stage))


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
def test_days_are_counted_to_the_deadline(case: str, left: int | None) -> None:
    """三.2: days are left until the last day, and overdue from the day after."""
    (step,) = stage(CASES[case]).steps
    assert step.days_left(date.fromisoformat(CASES[case].day)) == left


def test_what_is_settled_apart_is_said() -> None:
    """四.7, a reading: what party B owes apart stands beside the period, positive."""
    rows = (adjusted("P1", "breach"), claimed("P1", "damages", "0.50"))
    found = assessed(*FLAT, *rows, on="2025-12-20", **APART).stages[0]
    assert found.stage == "ready_to_invoice"
    assert [english(remark) for remark in found.remarks] == ["To be settled apart: 349,920.50."]
