"""What adjustments, invoices and payments cannot be, and what only deserves a second look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from zkrc_ledger.rules.money_checks import money_problems

from tests.english import english
from tests.rules.deeds import (
    MONTHS,
    N1,
    N2,
    adjusted,
    invoiced,
    paid,
    records,
)
from tests.support import rated
from zkrc_ledger.rules.checks import all_problems

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Records

DAY = date(2026, 1, 5)
FLAT = rated(dict.fromkeys(MONTHS[:4], "一般"))  # 388,800 in P1
INVOICE = invoiced("I-2", "P1", "388800", "2025-12-10")
PAID = paid("P-2", "P1", "388800", "2026-01-04")
EXTRA = adjusted("A-2", "P1", "additional_work", "20000", basis="补充协议")
PERIODS = "The payment periods are: P1, P2, P3."
ONE_PERIOD = "A red-letter invoice takes back all or part of one invoice of the same period."
STATUS = "See what to do: ledger status"

IMPOSSIBLE: dict[str, tuple[Records, str, str, int, str, str]] = {
    "an adjustment of no period": (
        records(None, adjusted("A-2", "P4", "damages", "1")),
        *("period-unknown", "adjustments.csv", 2),
        "P4 is not a payment period of this contract.",
        PERIODS,
    ),
    "an invoice of no period": (
        records(None, replace(INVOICE, period="一期")),
        *("period-unknown", "invoices.csv", 2),
        "一期 is not a payment period of this contract.",
        PERIODS,
    ),
    "a payment of no period": (
        records(None, replace(PAID, period="P0")),
        *("period-unknown", "payments.csv", 2),
        "P0 is not a payment period of this contract.",
        PERIODS,
    ),
    "a clause that is not listed": (
        records(None, adjusted("A-2", "P1", "damages", "1", clause="四.8")),
        *("clause-unknown", "adjustments.csv", 2),
        "Clause 四.8 is not listed in [clauses].",
        "Listed are: 二, 三.1, 三.2, 三.3, 四.4, 四.5, 四.7, 七.1, 八.1, 九, 附件1.六, 附件1.七.",
    ),
    "additional work without its agreement": (
        records(None, replace(EXTRA, basis="")),
        *("basis-missing", "adjustments.csv", 2),
        "Additional work needs the written agreement it rests on.",
        "Fill in `basis`.",
    ),
    "one number for two invoices": (
        records(None, INVOICE, invoiced("I-3", "P2", "1", "2025-12-11")),
        *("number-twice", "invoices.csv", 3),
        f"The invoice number {N1} stands here and at I-2.",
        "A number is used once: correct one of the two, or take it back.",
    ),
    "a red-letter invoice against nothing": (
        records(None, invoiced("I-3", "P1", "1", "2025-12-11", N2, red_of=N1)),
        *("original-unknown", "invoices.csv", 3),
        f"The red-letter invoice {N2} names no invoice on record: {N1}.",
        "Record the original first, or correct its number.",
    ),
    "a red-letter invoice against one taken back": (
        records(
            None,
            INVOICE,
            invoiced("I-3", "P1", "1", "2025-12-11", N2, red_of=N1),
            replace(
                INVOICE, id="I-4", number="", day=None, amount=None, revises="I-2", reason="错"
            ),
        ),
        *("original-unknown", "invoices.csv", 3),
        f"The red-letter invoice {N2} names no invoice on record: {N1}.",
        "Record the original first, or correct its number.",
    ),
    "a red-letter invoice against itself": (
        records(None, invoiced("I-3", "P1", "1", "2025-12-11", N2, red_of=N2)),
        *("red-letter", "invoices.csv", 3),
        f"{N2} is itself a red-letter invoice.",
        ONE_PERIOD,
    ),
    "a red-letter invoice of another period": (
        records(None, INVOICE, invoiced("I-3", "P2", "1", "2025-12-11", N2, red_of=N1)),
        *("red-letter", "invoices.csv", 3),
        f"{N1} is an invoice of P1.",
        ONE_PERIOD,
    ),
    "a red-letter invoice before its original": (
        records(None, INVOICE, invoiced("I-3", "P1", "1", "2025-12-09", N2, red_of=N1)),
        *("red-letter", "invoices.csv", 3),
        f"{N1} was issued on 2025-12-10, after this red-letter invoice.",
        ONE_PERIOD,
    ),
    "a red-letter invoice above its original": (
        records(None, INVOICE, invoiced("I-3", "P1", "388800.01", "2025-12-10", N2, red_of=N1)),
        *("red-letter", "invoices.csv", 3),
        f"The red-letter invoices against {N1} (388,800.00) come to 0.01 more than it.",
        ONE_PERIOD,
    ),
    "a correction of a row that there is not": (
        records(None, adjusted("A-2", "P1", "damages", "1", revises="A-9", reason="错")),
        *("revises-unknown", "adjustments.csv", 2),
        "This row replaces A-9, and there is no such record.",
        "`revises` takes the id of another row of the same kind.",
    ),
    "a correction without a reason": (
        records(
            None,
            adjusted("A-2", "P1", "damages", "1"),
            adjusted("A-3", "P1", "damages", "2", revises="A-2"),
        ),
        *("reason-missing", "adjustments.csv", 3),
        "This row replaces adjustments.csv:2 without saying why.",
        "Fill in `reason`.",
    ),
    "two rows that replace each other": (
        records(
            None,
            adjusted("A-2", "P1", "damages", "1", revises="A-3", reason="错"),
            adjusted("A-3", "P1", "damages", "2", revises="A-2", reason="错"),
        ),
        *("revision-ring", "adjustments.csv", 2),
        "These rows replace each other in a ring: adjustments.csv:2, adjustments.csv:3.",
        "Clear `revises` in the row that was written first.",
    ),
    "one id for two rows": (
        records(None, PAID, replace(PAID, amount=Decimal(1))),
        *("id-twice", "payments.csv", 2),
        "The id P-2 stands here and at payments.csv:2.",
        "Give one of the two rows another id, or delete the copy.",
    ),
}


@pytest.mark.parametrize(
    ("what", "code", "file", "line", "message", "hint"), IMPOSSIBLE.values(), ids=IMPOSSIBLE
)
def test_what_cannot_be_true_is_an_error(
    contract: Contract, what: Records, code: str, file: str, line: int, message: str, hint: str
) -> None:
    """What contradicts the contract or another record is said with its place, and nothing else."""
    (problem,) = money_problems(contract, what)
    assert problem.severity == "error"
    assert (problem.code, problem.file, problem.line) == (code, file, line)
    assert english(problem.message) == message
    assert english(problem.hint) == hint


def test_a_breach_needs_a_breach_clause(contract: Contract) -> None:
    """四.7: a contract without it has no breach deduction and no fees; damages stand."""
    without = replace(contract, breach=None)
    for kind in ("breach", "fees"):
        (problem,) = money_problems(without, records(None, adjusted("A-2", "P1", kind, "5")))
        assert (problem.severity, problem.code, problem.line) == ("error", "no-provision", 2)
        assert english(problem.message) == "This contract has no breach clause."
        assert english(problem.hint) == "Record damages, or add [breach] to contract.toml."
    assert money_problems(without, records(None, adjusted("A-2", "P1", "damages", "5"))) == []


def test_a_record_from_no_file_has_no_place(contract: Contract) -> None:
    """What is not written yet is complained of without file and line."""
    asked = replace(adjusted("A-2", "P4", "damages", "1"), place=None)
    (problem,) = money_problems(contract, records(None, asked))
    assert (problem.file, problem.line) == (None, None)


def test_what_cannot_be_true_is_said_before_anything_else(contract: Contract) -> None:
    """Guards compute on sound records only: where there is an error, no notice is made of it."""
    what = records(FLAT, PAID, adjusted("A-2", "P4", "damages", "1"))
    assert [one.code for one in all_problems(contract, what, DAY)] == ["period-unknown"]
    unreadable = all_problems(contract, records(FLAT, PAID), DAY, readable=False)
    assert unreadable == []
