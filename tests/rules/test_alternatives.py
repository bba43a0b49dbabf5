"""Readings: what each other one would change in days and yuan, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.deeds import adjusted, extension, records
from tests.support import rated, reading
from zkrc_ledger.rules.readings import alternatives, readings_taken

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.rules.readings import Alternative

TODAY = date(2026, 1, 2)
TOP = rated({"2025-08": "优秀"})
Effects = list[tuple[str, int, int, str, str]]


def only(contract: Contract, what: Records, name: str) -> Alternative:
    """The one other reading."""
    (found,) = alternatives(contract, what, name, TODAY)
    return found


@pytest.mark.parametrize(
    ("name", "what", "answer", "setting", "effects", "low", "high", "unplaced"),
    [
        (
            "anchor",
            TOP,
            "2025-09-01, a date of the evaluation calendar",
            "anchor = 2025-09-01",
            [
                # to 31 December, requested by 29 January; 2025-08 has no month of its own then,
                # so its 优秀 is missing from the lowest: 30,000 and the 10,000 it might deduct
                ("P1", 24, 24, "-40000.00", "0.00"),
                ("P2", 23, 24, "0.00", "0.00"),  # to 30 April, requested by 1 June
            ],
            *("-40000.00", "0.00", ("2025-08",)),
        ),
        (
            "month_id",
            rated({"2025-08": "优秀", "2025-11": "差"}),
            "the service month that ends in it",
            'month_id = "ends_in"',
            # 2025-08 names no month then: 30,000 less, and one month more may be 差 or 优秀
            [("P1", 0, 0, "-40000.00", "0.00")],
            *("-40000.00", "0.00", ("2025-08",)),
        ),
        (
            "rewards_paid",
            TOP,
            "with the last period's installment",
            'rewards_paid = "at_the_end"',
            [
                ("P1", 0, 0, "-30000.00", "-120000.00"),
                ("P2", 0, 0, "0.00", "-120000.00"),
                ("P3", 0, 0, "30000.00", "240000.00"),
            ],
            *("0.00", "0.00", ()),
        ),
        (
            "rewards",
            TOP,
            "up to a ceiling of 0.00 over the whole term",
            'rewards = "within_ceiling", reward_ceiling = "0.00"',
            [
                ("P1", 0, 0, "-30000.00", "-120000.00"),
                ("P2", 0, 0, "0.00", "-120000.00"),
                ("P3", 0, 0, "0.00", "-120000.00"),
            ],
            *("-30000.00", "-360000.00", ()),
        ),
        (
            "set_off",
            records(
                None,
                adjusted("A-2", "P2", "breach"),
                adjusted("A-3", "P1", "damages", "3000.50", stage="claimed"),
            ),
            "settled apart",
            'set_off = "settled_apart"',
            [
                ("P1", 0, 0, "3000.50", "0.00"),
                ("P2", 0, 0, "349920.00", "349920.00"),
            ],
            *("352920.50", "349920.00", ()),
        ),
        (
            "breach_base",
            records(
                None,
                adjusted("A-2", "P2", "breach"),
                adjusted("A-3", "P1", "additional_work", "20000", basis="函"),
            ),
            "the total with the additional work",
            'breach_base = "total_with_additional_work"',
            [("P2", 0, 0, "-6000.00", "-6000.00")],  # 30% of 20,000
            *("-6000.00", "-6000.00", ()),
        ),
        (
            "request_bounds",
            TOP,
            "the receipt of the invoice",
            'request_bounds = "invoice_receipt"',
            [],
            *("0.00", "0.00", ()),
        ),
        (
            "extension_falls",
            records(None, extension("S-1", 30, "2026-03-01")),
            "at the end of the term",
            'extension_falls = "at_the_end"',
            # P2 ends on 7 April, not 7 May: requested by 8 May, not 3 June; P3 ends the same day
            [("P2", -30, -26, "0.00", "0.00")],
            *("0.00", "0.00", ()),
        ),
    ],
)
def test_another_reading_changes_days_and_yuan(
    contract: Contract,
    name: str,
    what: Records,
    answer: str,
    setting: str,
    effects: Effects,
    low: str,
    high: str,
    unplaced: tuple[str, ...],
) -> None:
    """Another reading is named with its setting, and what it would change on these records."""
    other = only(contract, what, name)
    assert (english(other.answer), other.setting) == (answer, setting)
    assert [
        (one.period, one.end, one.request_by, str(one.low), str(one.high)) for one in other.effects
    ] == effects
    assert (str(other.low), str(other.high), other.unplaced) == (low, high, unplaced)


@pytest.mark.parametrize(
    ("name", "taken", "setting", "answer"),
    [
        (
            "anchor",
            {"anchor": date(2025, 9, 1)},
            'anchor = "term_start"',
            "the term's first day, 2025-08-08, when the contract takes effect",
        ),
        (
            "rewards",
            {"rewards": "within_ceiling", "reward_ceiling": Decimal("5.00")},
            'rewards = "on_top"',
            "on top of the contract's total",
        ),
        (
            "set_off",
            {"set_off": "settled_apart"},
            'set_off = "named_period"',
            "against the period that the record names",
        ),
        (
            "breach_base",
            {"breach_base": "total_with_additional_work"},
            'breach_base = "total"',
            "the contract's total",
        ),
        (
            "extension_falls",
            {"extension_falls": "at_the_end"},
            'extension_falls = "where_lost"',
            "the unit that holds the first lost day grows",
        ),
    ],
)
def test_the_default_is_the_other_reading_of_another_choice(
    contract: Contract, name: str, taken: dict[str, object], setting: str, answer: str
) -> None:
    """Where the file chooses another reading, the default is the one to compare with."""
    other = only(reading(contract, **taken), TOP, name)
    assert (other.setting, english(other.answer)) == (setting, answer)


def test_another_anchor_lies_within_a_month_of_a_term_from_the_first(contract: Contract) -> None:
    """A term from the first of a month can be counted from the second, not from a month later."""
    first = replace(
        contract, term=replace(contract.term, start=date(2025, 8, 1), end=date(2026, 7, 31))
    )
    assert only(first, TOP, "anchor").setting == "anchor = 2025-08-02"


def test_every_reading_is_asked(contract: Contract) -> None:
    """Each reading that the contract file can take has its question and its answer."""
    assert {one.name: (english(one.question), english(one.answer))
            for one in readings_taken(contract)[3:]} == {
        "rewards": (
            "Whether rewards come on top of the total", "on top of the contract's total"
        ),
        "set_off": (
            "Whether damages and the breach deduction are set off against installments",
            "against the period that the record names",
        ),
        "breach_base": ("What the breach deduction is taken of", "the contract's total"),
        "request_bounds": (
            "What the working days after a period bound", "the start of the funds request"
        ),
        "extension_falls": (
            "Where an extension falls", "the unit that holds the first lost day grows"
        ),
    }  # fmt: skip
