"""Whatever is answered, the new contract file says it: it loads, and its sums agree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import AFTER_ALL
from zkrc_ledger.book.contract_file import read_contract
from zkrc_ledger.book.new_book import shipped, template
from zkrc_ledger.cli.new_contract import (
    QUESTIONS,
    as_typed,
    contract_errors,
    contract_text,
    equal_installments,
)
from zkrc_ledger.model.book import Book
from zkrc_ledger.model.parse import parse_words
from zkrc_ledger.rules.assess import assess

PLAIN = st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" \u3000")
WORDS = st.text(PLAIN, min_size=1, max_size=30).filter(parse_words)
AMOUNTS = st.integers(1, 10**14 - 1).map(lambda fen: Decimal(fen) / 100)
RATINGS = st.lists(
    st.tuples(
        st.text("优秀良好差ABab", min_size=1, max_size=4),
        st.integers(-(10**8), 10**8).map(lambda fen: Decimal(fen) / 100),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda pair: pair[0],
)
BY_NAME = {question.name: question for question in QUESTIONS}


@st.composite
def answered(draw: st.DrawFn) -> dict[str, str]:
    """Sound answers as they are typed, the equal installments left to the ledger."""
    cycle, cycles, periods = draw(
        st.tuples(*[st.integers(1, 12)] * 3).filter(lambda n: n[0] * n[1] * n[2] <= 120)
    )
    return {
        **{name: draw(WORDS) for name in ("number", "name", "party_a", "party_b", "body")},
        "start": draw(st.dates(date(1995, 1, 1), date(2130, 1, 1))).isoformat(),
        "months": str(cycle * cycles * periods),
        "total": f"{draw(AMOUNTS):,}",
        "vat_on_top": draw(st.sampled_from(["", "6%", "13", "7.5"])),
        "cycle_months": str(cycle),
        "period_cycles": str(cycles),
        "scale": "，".join(f"{name} {amount}" for name, amount in draw(RATINGS)),
        "request_days": str(draw(st.integers(1, 366))),
    }


@pytest.mark.slow
@settings(max_examples=60)
@given(answered(), st.sampled_from(["en", "zh"]))
def test_sound_answers_make_a_sound_contract(typed: dict[str, str], language: str) -> None:
    """The file loads without an error, and its terms, periods and total are the answers."""
    base = template(language)
    answers: dict[str, Any] = {}
    for question in QUESTIONS:
        answer = typed.get(question.name, as_typed(equal_installments(base, answers)))
        answers[question.name] = question.parse(answer)
    text = contract_text(base, answers)
    assert contract_errors(text) == []
    contract, tree, parts, problems = read_contract(text.encode(), "contract.toml")
    assert contract is not None
    assert (contract.number, contract.parties.b) == (
        answers["number"].strip(),
        answers["party_b"].strip(),
    )
    assert contract.price.total == Decimal(typed["total"].replace(",", ""))
    book = Book(
        contract_file=Path("contract.toml"),
        contract=contract,
        tree=tree,
        parts=parts,
        rows=(),
        problems=tuple(problems),
    )
    periods = assess(book, AFTER_ALL).schedule.periods
    assert periods[0].start.isoformat() == typed["start"]
    assert sum(len(period.months) for period in periods) == int(typed["months"])
    assert sum(period.installment for period in periods) == contract.price.total
    assert len({period.installment for period in periods[:-1]}) <= 1
    assert [
        (step.rating, step.reward - step.deduction) for step in contract.evaluation.scale
    ] == answers["scale"]


def test_nothing_answered_changes_nothing() -> None:
    """The shipped contract without an answer is the shipped contract, but for its first line."""
    text = shipped("huoying-2025")
    assert contract_text(text, {}).splitlines()[1:] == text.splitlines()[1:]


@pytest.mark.parametrize(
    ("typed", "amounts"),
    [
        ("3x388,800.00", ["388800"] * 3),
        ("2 × 33.33；33.34", ["33.33", "33.33", "33.34"]),
        ("1 2、3，4", ["1", "2", "3", "4"]),
    ],
)
def test_installments_as_people_list_them(typed: str, amounts: list[str]) -> None:
    """Blanks and Chinese commas part amounts, a factor repeats one."""
    parsed = BY_NAME["installments"].parse(typed)
    assert parsed == [Decimal(amount) for amount in amounts]
    assert BY_NAME["installments"].parse(as_typed(parsed)) == parsed
