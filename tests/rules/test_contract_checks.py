"""Every cross-check of a contract file: what is changed in the real one, and what is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from tests.english import english
from tests.support import book_of, load_contract, problems_of
from zkrc_ledger.rules.checks.contract import contract_problems

GOOD = {"rating": "好", "reward": 10000}
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
        "整 is missing behind the words 叁拾捌万捌仟捌佰元.",
        "In words it is 叁拾捌万捌仟捌佰元整.",
    ),
    "the anchor lies before the term": Case(
        {"readings.anchor": date(2025, 8, 7)},
        "anchor",
        "readings.anchor",
        "The anchor 2025-08-07 is not within one evaluation cycle after the term's start "
        "2025-08-08.",
        "Choose a day from 2025-08-08 on and before 2025-10-08.",
    ),
    "the anchor lies a cycle after the start": Case(
        {"readings.anchor": date(2025, 10, 8)},
        "anchor",
        "readings.anchor",
        "The anchor 2025-10-08 is not within one evaluation cycle after the term's start "
        "2025-08-08.",
        "Choose a day from 2025-08-08 on and before 2025-10-08.",
    ),
    "the anchor leaves the last month without a day": Case(
        {
            "term": {"start": date(2027, 7, 31), "end": date(2028, 4, 29), "months": 9},
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
        "The rating 好 is listed twice.",
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
        "The readings are: anchor, breach_base, extension_falls, invoice_for, month_id, "
        "request_bounds, request_counted_from, rewards, rewards_paid, set_off.",
    ),
    "a year stands twice": Case(
        {"working_days": [{"year": 2027, **OFFICIAL}, {"year": 2027, **OFFICIAL}]},
        "year-twice",
        "working_days[1].year",
        "The year 2027 is listed twice.",
    ),
    "a day off of another year": Case(
        {"working_days": [{**OFFICIAL, "year": 2027, "days_off": [date(2029, 1, 1)]}]},
        "working-day",
        "working_days[0].days_off",
        "2029-01-01 is not a day of 2027.",
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
        f"Listed are: {', '.join(load_contract().clauses)}.",
    ),
    "no clause at all": Case(
        {"breach.clauses": []},
        "clause-missing",
        "breach.clauses",
        "No clause is named.",
        "Name the clause this term comes from.",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_contradiction_is_named(case: Case) -> None:
    """A contradiction is said with its key, what is wrong and what to do, and nothing else is."""
    (problem,) = problems_of(terms=case.changes)
    assert (problem.code, problem.key, problem.severity) == (case.code, case.key, "error")
    assert problem.file == "contract.toml"
    assert english(problem.message) == case.message
    assert english(problem.hint) == case.hint


@pytest.mark.parametrize("anchor", [date(2025, 8, 8), date(2025, 9, 8), date(2025, 10, 7)])
def test_the_anchor_may_lie_up_to_one_cycle_after_the_start(anchor: date) -> None:
    """三.2: any day of the first two months will do, for every phase of the calendar's cycles."""
    assert "anchor" not in {one.code for one in problems_of(terms={"readings.anchor": anchor})}


def test_a_price_without_tax_and_without_a_rate_is_noticed() -> None:
    """三.1: nothing can be added on top before the rate is named; figures are told all the same."""
    found = [one for one in problems_of(terms={"price.tax_inclusive": False}) if one.key]
    assert [(one.severity, one.code, one.key, english(one.message)) for one in found] == [
        (
            "notice",
            "tax-rate",
            "price.tax_inclusive",
            "The price is without tax, and no rate is named: no tax is added.",
        )
    ]
    named = {"price.tax_inclusive": False, "invoice.vat_percent": 6}
    assert "tax-rate" not in {one.code for one in problems_of(terms=named)}


def test_a_day_both_off_and_made_up_is_said_on_both_sides() -> None:
    """A day listed as off and as worked is wrong in both lists."""
    day = [date(2027, 1, 3)]
    notice = {"year": 2027, "source": "test", "days_off": day, "make_up_days": day}
    problems = problems_of(terms={"working_days": [notice]})
    assert [(problem.code, problem.key) for problem in problems] == [
        ("working-day", "working_days[0].days_off"),
        ("working-day", "working_days[0].make_up_days"),
    ]
    assert {english(problem.message) for problem in problems} == {
        "2027-01-03 is listed as a day off and as a make-up day."
    }


def test_a_notice_may_list_days_of_its_neighbours() -> None:
    """New Year's holiday begins in December: days of the year before and after are taken."""
    days = [date(2026, 12, 31), date(2027, 2, 8), date(2028, 1, 1)]
    notice = {"year": 2027, "source": "test", "days_off": days, "make_up_days": []}
    assert {one.code for one in problems_of(terms={"working_days": [notice]})} == {
        *("unrated", "deadline-passed"),
    }


def test_all_contradictions_are_said_at_once() -> None:
    """Several slips are told together, a broken key keeping only its own checks from running."""
    terms = {
        "term.months": "twelve",
        "price": {"total": 1, "in_words": "贰元整"},
        "readings.reward_ceiling": 5,
        "effect.clauses": ["十"],
    }
    assert [(one.code, one.key) for one in problems_of(terms=terms)] == [
        ("number", "term.months"),
        ("installment-sum", "payment_period.installments"),
        ("words", "price.in_words"),
        ("ceiling", "readings.reward_ceiling"),
        ("clause-unknown", "effect.clauses"),
    ]


def test_without_its_list_of_clauses_none_is_called_unknown() -> None:
    """A file without [clauses] lacks that key; its other clauses are not complained of."""
    parts = {name: part for name, part in book_of().parts.items() if name != "clauses"}
    assert contract_problems(parts) == []


def test_every_part_of_a_sound_contract_agrees() -> None:
    """The parts of the real contract contradict each other nowhere, nor does no part at all."""
    assert contract_problems(book_of().parts) == contract_problems({}) == []
