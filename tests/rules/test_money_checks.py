"""What adjustments, invoices, payments and events cannot be: each an error with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.books import (
    N1,
    N2,
    P1,
    adjusted,
    all_rated,
    book,
    claimed,
    extra,
    invoiced,
    marked,
    offset,
    paid,
    said,
)
from zkrc_ledger.rules.assess import UnsoundError, assess

if TYPE_CHECKING:
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record

DAY = date(2025, 8, 8)
INVOICE = invoiced("P1", "388800")
PERIODS = "The payment periods are: P1, P2, P3."
ONE_PERIOD = "A red-letter invoice takes back all or part of one invoice of the same period."

IMPOSSIBLE: dict[str, tuple[tuple[Record, ...], str, str, int, str, str]] = {
    "an adjustment of no period": (
        (adjusted("P4", "damages", "1"),),
        *("period-unknown", "adjustments.csv", 2),
        "P4 is not a payment period of this contract.",
        PERIODS,
    ),
    "an invoice of no period": (
        (replace(INVOICE, period="P4"),),
        *("period-unknown", "invoices.csv", 2),
        "P4 is not a payment period of this contract.",
        PERIODS,
    ),
    "a payment of no period": (
        (paid("P9", "1"),),
        *("period-unknown", "payments.csv", 2),
        "P9 is not a payment period of this contract.",
        PERIODS,
    ),
    "an event of no period": (
        (marked("P9", "request-started", "2025-12-10"),),
        *("period-unknown", "events.csv", 2),
        "P9 is not a payment period of this contract.",
        PERIODS,
    ),
    "a clause that is not listed": (
        (adjusted("P1", "damages", "1", clause="四.8"),),
        *("clause-unknown", "adjustments.csv", 2),
        "Clause 四.8 is not listed in [clauses].",
        (
            "Listed are: 一.1, 一.2, 二, 三.1, 三.2, 三.3, 四.1, 四.2, 四.3, 四.4, 四.5, 四.6, "
            "四.7, 五.1, 五.2, 六, 七.1, 八.1, 九, 附件1.一, 附件1.二, 附件1.三, 附件1.四, "
            "附件1.五, 附件1.六, 附件1.七."
        ),
    ),
    "additional work without its agreement": (
        (extra("P1", "1", basis=""),),
        *("basis-missing", "adjustments.csv", 2),
        "Additional work needs the written agreement it rests on.",
        "Fill in `basis`.",
    ),
    "an offset without its agreement": (
        (offset("P1", "P2", "1", basis=""),),
        *("basis-missing", "adjustments.csv", 2),
        "An offset needs the agreement it rests on.",
        "Fill in `basis`.",
    ),
    "a deduction agreed on no basis": (
        (claimed("P1", "breach", stage="agreed"),),
        *("basis-missing", "adjustments.csv", 2),
        "A deduction is agreed only with the basis it was agreed on.",
        "Fill in `basis`.",
    ),
    "damages without an amount": (
        (adjusted("P1", "damages"),),
        *("amount-missing", "adjustments.csv", 2),
        "The amount is missing.",
        "Write yuan with at most two decimals, as 3000.50.",
    ),
    "an offset against its own period": (
        (offset("P1", "P1", "1"),),
        *("offset-period", "adjustments.csv", 2),
        "An offset is between two periods; this one names P1 twice.",
        "Name the other period under `to_period`.",
    ),
    "an offset against no period": (
        (offset("P1", "P4", "1"),),
        *("period-unknown", "adjustments.csv", 2),
        "P4 is not a payment period of this contract.",
        PERIODS,
    ),
    "one number for two invoices": (
        (INVOICE, invoiced("P2", "1", "2025-12-11")),
        *("conflict", "invoices.csv", 3),
        (
            f"Two rows contradict each other on {N1}: invoices.csv:2 says P1 invoice {N1}, "
            f"2025-12-10, 388,800.00, invoices.csv:3 says P2 invoice {N1}, 2025-12-11, 1.00."
        ),
        "Delete the wrong row, or fill in `reason` in the row that counts.",
    ),
    "an invoice of nothing": (
        (invoiced("P1", "0"),),
        *("money-sign", "invoices.csv", 2),
        "The amount must be above zero, not 0.00.",
        "If it is a red-letter invoice, name the invoice it takes back under `red_of`.",
    ),
    "a red-letter invoice against nothing": (
        (invoiced("P1", "1", "2025-12-11", N2, N1),),
        *("original-unknown", "invoices.csv", 2),
        f"The red-letter invoice {N2} names no invoice on record: {N1}.",
        "Record the original first, or correct its number.",
    ),
    "a red-letter invoice against one taken back": (
        (
            INVOICE,
            invoiced("P1", "1", "2025-12-11", N2, N1),
            replace(INVOICE, void=True, reason="错"),
        ),
        *("original-unknown", "invoices.csv", 3),
        f"The red-letter invoice {N2} names no invoice on record: {N1}.",
        "Record the original first, or correct its number.",
    ),
    "a red-letter invoice against itself": (
        (invoiced("P1", "1", "2025-12-11", N2, N2),),
        *("red-letter", "invoices.csv", 2),
        f"{N2} is itself a red-letter invoice.",
        ONE_PERIOD,
    ),
    "a red-letter invoice of another period": (
        (INVOICE, invoiced("P2", "1", "2025-12-11", N2, N1)),
        *("red-letter", "invoices.csv", 3),
        f"{N1} is an invoice of P1.",
        ONE_PERIOD,
    ),
    "a red-letter invoice before its original": (
        (INVOICE, invoiced("P1", "1", "2025-12-09", N2, N1)),
        *("red-letter", "invoices.csv", 3),
        f"{N1} was issued on 2025-12-10, after this red-letter invoice.",
        ONE_PERIOD,
    ),
    "a red-letter invoice above its original": (
        (INVOICE, invoiced("P1", "388800.01", "2025-12-10", N2, N1)),
        *("red-letter", "invoices.csv", 3),
        f"The red-letter invoices against {N1} (388,800.00) come to 0.01 more than it.",
        ONE_PERIOD,
    ),
}


def problems(*rows: Record, **terms: object) -> tuple[Problem, ...]:
    """All problems of a book that has an error."""
    with pytest.raises(UnsoundError) as unsound:
        assess(book(*rows, **terms), DAY)
    return unsound.value.problems


@pytest.mark.parametrize(
    ("rows", "code", "file", "line", "message", "hint"), IMPOSSIBLE.values(), ids=IMPOSSIBLE
)
def test_what_cannot_be_true_is_an_error(
    rows: tuple[Record, ...], code: str, file: str, line: int, message: str, hint: str
) -> None:
    """What contradicts the contract or another record is said with its place, and nothing else."""
    (problem,) = problems(*rows)
    assert said(problem) == ("error", code, file, line, message, hint)


@pytest.mark.parametrize("kind", ["breach", "fees"])
def test_a_breach_needs_a_breach_clause(kind: str) -> None:
    """四.7: a contract without it has no breach deduction and no fees."""
    (problem,) = problems(adjusted("P1", kind, "5"), breach=None)
    assert (problem.code, english(problem.message), english(problem.hint)) == (
        "no-provision",
        "This contract has no breach clause.",
        "Record damages, or add [breach] to contract.toml.",
    )


def test_damages_need_no_breach_clause() -> None:
    """四.4: they stand in a contract without one."""
    found = assess(book(adjusted("P1", "damages", "5"), breach=None), DAY)
    assert str(found.settlement.periods[0].net) == "388795.00"


def test_every_error_is_said_at_once() -> None:
    """Errors of several files are reported together, and no suspicion beside them."""
    rows = (
        *all_rated("一般", P1),
        paid("P1", "388800"),
        adjusted("P4", "damages", "1"),
        invoiced("P4", "1"),
    )
    errors = [one for one in problems(*rows) if one.severity == "error"]
    assert [(one.code, one.file) for one in errors] == [
        ("period-unknown", "adjustments.csv"),
        ("period-unknown", "invoices.csv"),
    ]
    assert "paid-before-invoice" not in [one.code for one in problems(*rows)]
