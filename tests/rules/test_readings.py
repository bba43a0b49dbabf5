"""Readings: where the wording leaves room, which way the contract file takes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.support import OTHER_CONTRACTS, load_contract, reading
from zkrc_ledger.model.contract import Confirmation
from zkrc_ledger.rules.readings import readings_of_amounts

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract

QUESTIONS = {
    "anchor": "What months, cycles and periods are counted from",
    "month_id": "What a month's name means",
    "rewards_paid": "When a reward is paid",
    "rewards": "Whether rewards come on top of the total",
    "request_bounds": "What the working days after a period bound",
}
DEFAULTS = {
    "anchor": "the term's first day, 2025-08-08, when the contract takes effect",
    "month_id": "the service month that starts in it",
    "rewards_paid": "with its own period's installment",
    "rewards": "on top of the contract's total",
    "request_bounds": "the start of the funds request",
}


def answers(contract: Contract) -> dict[str, str]:
    """Each reading's answer in English, by name."""
    return {taken.name: english(taken.answer) for taken in readings_of_amounts(contract)}


def test_the_contract_takes_the_default_readings(contract: Contract) -> None:
    """The real contract is read as design has it, and each reading says it is the default."""
    taken = readings_of_amounts(contract)
    assert {each.name: english(each.question) for each in taken} == QUESTIONS
    assert answers(contract) == DEFAULTS
    assert all(each.by_default and each.confirmed is None for each in taken)


@pytest.mark.parametrize(
    ("name", "choice", "answer"),
    [
        ("anchor", {"anchor": date(2025, 9, 1)}, "2025-09-01, a date of the evaluation calendar"),
        ("month_id", {"month_id": "ends_in"}, "the service month that ends in it"),
        ("rewards_paid", {"rewards_paid": "at_the_end"}, "with the last period's installment"),
        (
            "rewards",
            {"rewards": "within_ceiling", "reward_ceiling": Decimal("100000.00")},
            "up to a ceiling of 100,000.00 over the whole term",
        ),
        ("request_bounds", {"request_bounds": "invoice_receipt"}, "the receipt of the invoice"),
    ],
)
def test_another_reading_is_said(
    contract: Contract, name: str, choice: dict[str, object], answer: str
) -> None:
    """A reading the file chooses is told in its own words, and no other changes."""
    other = reading(contract, **choice)
    assert answers(other) == {**DEFAULTS, name: answer}
    chosen = [taken.name for taken in readings_of_amounts(other) if not taken.by_default]
    assert chosen == [name]


def test_a_reading_carries_who_confirmed_it(contract: Contract) -> None:
    """A confirmation belongs to its own reading; it may confirm the default."""
    confirmation = Confirmation(reading="anchor", by="甲方", on=date(2025, 9, 1))
    other = replace(contract, readings=replace(contract.readings, confirmed=(confirmation,)))
    confirmed = {taken.name: taken.confirmed for taken in readings_of_amounts(other)}
    assert confirmed == {**dict.fromkeys(QUESTIONS), "anchor": confirmation}


def test_another_contract_says_its_own_readings() -> None:
    """The canteen contract's readings name its own anchor and its own ceiling."""
    said = answers(load_contract(OTHER_CONTRACTS / "canteen_anchored.toml"))
    assert said["anchor"] == "2025-09-01, a date of the evaluation calendar"
    assert said["rewards"] == "up to a ceiling of 12,000.50 over the whole term"
