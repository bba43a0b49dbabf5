"""Every cross-check of a contract file: what is changed in the real one, and what is said."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w
from zkrc_ledger.rules.contract_checks import contract_problems

from tests.english import english
from tests.support import REAL_CONTRACT, load_contract
from zkrc_ledger.book.contract_file import read_contract

if TYPE_CHECKING:
    from pathlib import Path

    from zkrc_ledger.model.problem import Problem

GOOD = {"rating": "好", "reward": 10000}
TERM = {"clauses": ["二"], "summary": {"zh": "略"}}
OFFICIAL = {"source": "test", "days_off": [], "make_up_days": []}


@dataclass(frozen=True)
class Case:
    """Keys put into the real contract, and the problem that must come of it."""

    changes: dict[str, Any]
    code: str
    key: str
    message: str
    hint: str = ""


def installments(*amounts: object) -> list[dict[str, object]]:
    """The installments of these amounts, without words."""
    return [{"amount": amount} for amount in amounts]


CASES = {
    "the term ends a day late": Case(
        {"term.end": date(2026, 8, 8)},
        "term-length",
        "term.end",
        "12 months from 2025-08-08 end on 2026-08-07, not on 2026-08-08.",
        "Correct `start`, `end` or `months`; both days are in the term.",
    ),
    "the term ends before it starts": Case(
        {"term.end": date(2025, 8, 7)},
        "term-length",
        "term.end",
        "12 months from 2025-08-08 end on 2026-08-07, not on 2025-08-07.",
        "Correct `start`, `end` or `months`; both days are in the term.",
    ),
    "months do not divide into cycles": Case(
        {"evaluation_cycle.months": 5},
        "term-split",
        "evaluation_cycle.months",
        "12 months do not divide into whole evaluation cycles of 5.",
    ),
    "cycles do not divide into periods": Case(
        {"payment_period.cycles": 4},
        "term-split",
        "payment_period.cycles",
        "6 evaluation cycles do not divide into whole payment periods of 4.",
    ),
    "an installment too few": Case(
        {"payment_period.installments": installments(388800, 777600)},
        "installment-count",
        "payment_period.installments",
        "The term has 3 payment periods, and 2 installments are listed.",
        "List one installment for each payment period, in order.",
    ),
    "the installments are a fen too much": Case(
        {"payment_period.installments": installments(388800, 388800, "388800.01")},
        "installment-sum",
        "payment_period.installments",
        "The installments sum to 1,166,400.01, the contract's total is 1,166,400.00: "
        "a difference of 0.01.",
        "Correct the installments or `price.total` by the contract.",
    ),
    "the installments are too little": Case(
        {"payment_period.installments": installments(388800, 388800, 288800)},
        "installment-sum",
        "payment_period.installments",
        "The installments sum to 1,066,400.00, the contract's total is 1,166,400.00: "
        "a difference of -100,000.00.",
        "Correct the installments or `price.total` by the contract.",
    ),
    "the total's words say another amount": Case(
        {"price.in_words": "壹佰壹拾陆万陆仟肆佰元零壹分"},
        "words",
        "price.in_words",
        "The words 壹佰壹拾陆万陆仟肆佰元零壹分 do not say 1,166,400.00.",
        "In words it is 壹佰壹拾陆万陆仟肆佰元整.",
    ),
    "an installment's words lack 整": Case(
        {
            "payment_period.installments": [
                {"amount": 388800, "in_words": "叁拾捌万捌仟捌佰元整"},
                {"amount": 388800, "in_words": "叁拾捌万捌仟捌佰元"},
                {"amount": 388800},
            ]
        },
        "words",
        "payment_period.installments[1].in_words",
        "The words 叁拾捌万捌仟捌佰元 do not say 388,800.00.",
        "In words it is 叁拾捌万捌仟捌佰元整.",
    ),
    "the anchor lies before the term": Case(
        {"readings.anchor": date(2025, 8, 7)},
        "anchor",
        "readings.anchor",
        "The anchor 2025-08-07 is not within a month after the term's start 2025-08-08.",
        "Choose a day from 2025-08-08 on and before 2025-09-08.",
    ),
    "the anchor lies a month after the start": Case(
        {"readings.anchor": date(2025, 9, 8)},
        "anchor",
        "readings.anchor",
        "The anchor 2025-09-08 is not within a month after the term's start 2025-08-08.",
        "Choose a day from 2025-08-08 on and before 2025-09-08.",
    ),
    "the anchor leaves the last month without a day": Case(
        {
            "term": {**TERM, "start": date(2027, 7, 31), "end": date(2028, 4, 29), "months": 9},
            "evaluation_cycle.months": 3,
            "payment_period.cycles": 1,
            "readings.anchor": date(2027, 8, 30),
        },
        "anchor",
        "readings.anchor",
        "Counted from the anchor 2027-08-30, the last service month would begin "
        "after the term's end 2028-04-29.",
        "Choose an earlier day, from 2027-07-31 on.",
    ),
    "the scale is empty": Case(
        {"evaluation.scale": []},
        "scale-empty",
        "evaluation.scale",
        "The rating scale is empty.",
    ),
    "the scale is endless": Case(
        {"evaluation.scale": [{"rating": f"等级{step}", "reward": step} for step in range(101)]},
        "scale-long",
        "evaluation.scale",
        "The rating scale has 101 steps; at most 100 are read.",
    ),
    "a rating stands twice": Case(
        {"evaluation.scale": [GOOD, {"rating": "差", "deduction": 10000}, GOOD]},
        "scale-twice",
        "evaluation.scale",
        "The rating 好 stands in the scale twice.",
    ),
    "a rating rewards and deducts": Case(
        {"evaluation.scale": [{"rating": "优"}, {**GOOD, "deduction": 1}]},
        "scale-both",
        "evaluation.scale[1]",
        "The rating 好 has both a reward and a deduction.",
        "Leave one of the two out.",
    ),
    "a ceiling is not named": Case(
        {"readings.rewards": "within_ceiling"},
        "ceiling",
        "readings.reward_ceiling",
        "Rewards are read as within a ceiling, and no ceiling is named.",
        "Add `reward_ceiling`, in yuan.",
    ),
    "a ceiling that does not bind": Case(
        {"readings.reward_ceiling": 100000},
        "ceiling",
        "readings.reward_ceiling",
        "A ceiling is named, and rewards are read as on top of the total.",
        'Write rewards = "within_ceiling", or delete `reward_ceiling`.',
    ),
    "a reading that does not exist is confirmed": Case(
        {
            "readings.confirmed": [
                {"reading": "month_id", "by": "甲方", "on": date(2025, 9, 1)},
                {"reading": "reward_ceiling", "by": "甲方", "on": date(2025, 9, 1)},
            ]
        },
        "reading-unknown",
        "readings.confirmed[1].reading",
        "There is no reading reward_ceiling.",
        "The readings are: anchor, breach_base, extension_falls, month_id, request_bounds, "
        "rewards, rewards_paid, set_off.",
    ),
    "a year stands twice": Case(
        {"working_days": [{"year": 2027, **OFFICIAL}, {"year": 2027, **OFFICIAL}]},
        "year-twice",
        "working_days[1].year",
        "The year 2027 stands here twice.",
    ),
    "a day off of another year": Case(
        {"working_days": [{**OFFICIAL, "year": 2027, "days_off": [date(2028, 1, 1)]}]},
        "working-day",
        "working_days[0].days_off",
        "2028-01-01 is not a day of 2027.",
    ),
    "a make-up day on a Monday": Case(
        {"working_days": [{**OFFICIAL, "year": 2027, "make_up_days": [date(2027, 1, 4)]}]},
        "working-day",
        "working_days[0].make_up_days",
        "2027-01-04 is no weekend day, so it cannot be a make-up day.",
    ),
    "a clause that is not listed": Case(
        {"funds_request.clauses": ["三.2", "三.9"]},
        "clause-unknown",
        "funds_request.clauses",
        "Clause 三.9 is not listed in [clauses].",
        "Listed are: 二, 三.1, 三.2, 三.3, 四.4, 四.5, 四.7, 七.1, 八.1, 九, 附件1.六, 附件1.七.",
    ),
    "no clause at all": Case(
        {"breach.clauses": []},
        "clause-missing",
        "breach.clauses",
        "No clause is named.",
        "Name the clause this term comes from.",
    ),
}


def real_tree() -> dict[str, Any]:
    """The real contract file as TOML reads it."""
    return tomllib.loads(REAL_CONTRACT.read_text(encoding="utf-8"))


def put(tree: dict[str, Any], path: str, value: object) -> None:
    """Set the key at a dotted path."""
    *tables, key = path.split(".")
    for table in tables:
        tree = tree[table]
    tree[key] = value


def problems_of(folder: Path, tree: dict[str, Any]) -> list[Problem]:
    """Every problem of a contract file that holds this tree."""
    path = folder / "contract.toml"
    path.write_text(tomli_w.dumps(tree), encoding="utf-8")
    contract, problems = read_contract(path, contract_problems)
    assert (contract is None) == bool(problems)
    return problems


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_contradiction_is_named(tmp_path: Path, case: Case) -> None:
    """A contradiction is said with its key, what is wrong and what to do, and nothing else is."""
    tree = real_tree()
    for path, value in case.changes.items():
        put(tree, path, value)
    (problem,) = problems_of(tmp_path, tree)
    assert (problem.code, problem.key, problem.severity) == (case.code, case.key, "error")
    assert problem.file == "contract.toml"
    assert english(problem.message) == case.message
    assert english(problem.hint) == case.hint


def test_a_day_both_off_and_made_up_is_said_on_both_sides(tmp_path: Path) -> None:
    """A day listed as off and as worked is wrong in both lists."""
    tree = real_tree()
    day = date(2027, 1, 3)
    tree["working_days"] = [
        {"year": 2027, "source": "test", "days_off": [day], "make_up_days": [day]}
    ]
    problems = problems_of(tmp_path, tree)
    assert [(problem.code, problem.key) for problem in problems] == [
        ("working-day", "working_days[0].days_off"),
        ("working-day", "working_days[0].make_up_days"),
    ]
    for problem in problems:
        message = "2027-01-03 is listed as a day off and as a make-up day."
        assert english(problem.message) == message


def test_all_contradictions_are_said_at_once(tmp_path: Path) -> None:
    """Several slips are told together, a broken key keeping only its own checks from running."""
    tree = real_tree()
    put(tree, "term.months", "twelve")
    put(tree, "price.total", 1)
    put(tree, "price.in_words", "贰元整")
    put(tree, "readings.reward_ceiling", 5)
    put(tree, "effect.clauses", ["十"])
    found = [(problem.code, problem.key) for problem in problems_of(tmp_path, tree)]
    assert found == [
        ("number", "term.months"),
        ("installment-sum", "payment_period.installments"),
        ("words", "price.in_words"),
        ("ceiling", "readings.reward_ceiling"),
        ("clause-unknown", "effect.clauses"),
    ]


def test_without_its_list_of_clauses_none_is_called_unknown(tmp_path: Path) -> None:
    """A file without [clauses] lacks that key; its other clauses are not complained of."""
    tree = real_tree()
    del tree["clauses"]
    (problem,) = problems_of(tmp_path, tree)
    assert (problem.code, problem.key) == ("key-missing", "clauses")


def test_every_part_of_a_sound_contract_agrees() -> None:
    """The parts of the real contract contradict each other nowhere, nor does no part at all."""
    contract = load_contract()
    parts = {part.name: getattr(contract, part.name) for part in fields(contract)}
    assert contract_problems(parts) == []
    assert contract_problems({}) == []
