"""Readings: where the wording leaves room, which way the contract file takes it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.books import OTHER_CONTRACTS, assessed, ceiling, changed
from zkrc_ledger.rules.readings import readings_taken

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.rules.readings import ReadingTaken

DEFAULTS = {
    "anchor": (
        "What months, cycles and periods are counted from",
        "the term's first day, 2025-08-08, when the contract takes effect",
    ),
    "month_id": ("What a month's name means", "the service month that starts in it"),
    "rewards_paid": ("When a reward is paid", "with its own period's installment"),
    "rewards": ("Whether rewards come on top of the total", "on top of the contract's total"),
    "invoice_for": ("What an invoice is for", "the price of the period, before set-offs"),
    "set_off": (
        "Whether damages and the breach deduction are set off against installments",
        "against the period that the record names",
    ),
    "breach_base": ("What the breach deduction is taken of", "the contract's total"),
    "request_bounds": (
        "What the working days after a period bound",
        "the start of the funds request",
    ),
    "request_counted_from": (
        "What the working days are counted from",
        "the day after the period's last day",
    ),
    "extension_falls": (
        "Where an extension falls",
        "the unit that holds the first lost day grows",
    ),
}


def taken(*rows: Record, **terms: object) -> dict[str, ReadingTaken]:
    """Each reading by its name."""
    return {one.name: one for one in readings_taken(assessed(*rows, **terms).terms)}


def answers(found: dict[str, ReadingTaken]) -> dict[str, str]:
    """Each reading's answer in English."""
    return {name: english(one.answer) for name, one in found.items()}


def test_the_contract_takes_the_default_readings() -> None:
    """Every question has its answer, each says it is the default, and nobody confirmed it."""
    found = taken()
    assert {
        name: (english(one.question), english(one.answer)) for name, one in found.items()
    } == DEFAULTS
    assert all(one.by_default and not one.confirmed and not one.chosen_by for one in found.values())


@pytest.mark.parametrize(
    ("name", "terms", "answer"),
    [
        (
            "anchor",
            {"readings.anchor": date(2025, 9, 1)},
            "2025-09-01, a date of the evaluation calendar",
        ),
        ("month_id", {"readings.month_id": "ends_in"}, "the service month that ends in it"),
        (
            "rewards_paid",
            {"readings.rewards_paid": "at_the_end"},
            "with the last period's installment",
        ),
        ("rewards", ceiling(100000), "up to a ceiling of 100,000.00 over the whole term"),
        (
            "invoice_for",
            {"readings.invoice_for": "amount_due"},
            "the amount due, after set-offs",
        ),
        ("set_off", {"readings.set_off": "settled_apart"}, "settled apart"),
        (
            "breach_base",
            {"readings.breach_base": "total_with_additional_work"},
            "the total with the additional work",
        ),
        (
            "request_bounds",
            {"readings.request_bounds": "invoice_receipt"},
            "the receipt of the invoice",
        ),
        (
            "request_counted_from",
            {"readings.request_counted_from": "invoice_receipt"},
            "the day after the invoice was received",
        ),
        ("extension_falls", {"readings.extension_falls": "at_the_end"}, "at the end of the term"),
    ],
)
def test_another_reading_is_said(name: str, terms: dict[str, object], answer: str) -> None:
    """A reading the file chooses is told in its own words, and no other changes."""
    found = taken(**terms)
    assert answers(found) == {key: text for key, (_, text) in DEFAULTS.items()} | {name: answer}
    assert [one.name for one in found.values() if not one.by_default] == [name]


def test_a_reading_that_an_amendment_chose_names_it() -> None:
    """八.1: the reading of a supplement is in effect, and chosen by that supplement."""
    found = taken(changed("P1", **{"readings.rewards_paid": "at_the_end"}))["rewards_paid"]
    assert english(found.answer) == "with the last period's installment"
    assert found.chosen_by is not None
    assert found.chosen_by.change.basis == "补充协议"


def test_a_reading_carries_who_confirmed_it() -> None:
    """A confirmation belongs to its own reading; it may confirm the default."""
    said = {"reading": "anchor", "by": "甲方", "on": date(2025, 9, 1)}
    confirmed = {
        name: one.confirmed for name, one in taken(**{"readings.confirmed": [said]}).items()
    }
    found = confirmed.pop("anchor")
    assert found is not None
    assert (found.by, found.on) == ("甲方", date(2025, 9, 1))
    assert set(confirmed.values()) == {None}


def test_another_contract_says_its_own_readings() -> None:
    """The canteen contract's readings name its own anchor and its own ceiling."""
    (canteen,) = [path for path in OTHER_CONTRACTS if path.stem == "canteen_anchored"]
    said = answers(taken(path=canteen))
    assert said["anchor"] == "2025-09-01, a date of the evaluation calendar"
    assert said["rewards"] == "up to a ceiling of 12,000.50 over the whole term"
