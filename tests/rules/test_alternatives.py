"""Readings: what each other one would change in days and yuan, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.books import (
    P1,
    adjusted,
    all_rated,
    book,
    ceiling,
    changed,
    claimed,
    extra,
    invoiced,
    lost,
    pair,
    rated,
)
from zkrc_ledger.rules.assess import assess
from zkrc_ledger.rules.readings import alternatives

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.rules.readings import Alternative

TODAY = date(2026, 1, 2)
TOP = rated({"2025-08": "优秀"})
FLAT = all_rated("一般", P1)
Row = tuple[str, int, int | None, str, str, str, str]


def only(rows: tuple[Record, ...], name: str, **terms: object) -> Alternative:
    """The one other reading."""
    read = book(*rows, **terms)
    (found,) = alternatives(read, assess(read, TODAY), name)
    return found


def period(
    name: str,
    end: int = 0,
    by: int | None = 0,
    *,
    due: str = "0.00",
    to_invoice: str = "None",
    low: str = "0.00",
    high: str = "0.00",
) -> Row:
    """What changes of a period: days, what is due, what to invoice if known, lowest, highest."""
    return name, end, by, due, to_invoice, low, high


@pytest.mark.parametrize(
    ("name", "rows", "answer", "setting", "effects", "low", "high", "unplaced"),
    [
        (
            "anchor",
            TOP,
            "2025-09-01, a date of the evaluation calendar",
            "anchor = 2025-09-01",
            [
                # to 31 December, requested by 29 January; 2025-08 has no month of its own then,
                # so its 优秀 is missing: 30,000, and the 10,000 it might deduct
                period("P1", 24, 24, due="-30000.00", low="-40000.00"),
                # to 30 April, requested by 1 June
                period("P2", 23, 24),
            ],
            *("-40000.00", "0.00", ("2025-08",)),
        ),
        (
            "month_id",
            rated({"2025-08": "优秀", "2025-11": "差"}),
            "the service month that ends in it",
            'month_id = "ends_in"',
            # 2025-08 names no month then: 30,000 less, and one month more may be 差 or 优秀
            [period("P1", due="-30000.00", low="-40000.00")],
            *("-40000.00", "0.00", ("2025-08",)),
        ),
        (
            "rewards_paid",
            TOP,
            "with the last period's installment",
            'rewards_paid = "at_the_end"',
            [
                period("P1", due="-30000.00", low="-30000.00", high="-120000.00"),
                period("P2", high="-120000.00"),
                period("P3", due="30000.00", low="30000.00", high="240000.00"),
            ],
            *("0.00", "0.00", ()),
        ),
        (
            "rewards",
            rated(dict.fromkeys(P1, "优秀")),
            # 10% of 1,166,400, an example
            "up to a ceiling of 116,640.00 over the whole term",
            'rewards = "within_ceiling", reward_ceiling = "116640.00"',
            [
                # 120,000 − 116,640, and no reward after it
                period(
                    "P1",
                    **dict.fromkeys(("due", "to_invoice", "low", "high"), "-3360.00"),
                ),
                period("P2", high="-120000.00"),
                period("P3", high="-120000.00"),
            ],
            *("-3360.00", "-243360.00", ()),
        ),
        (
            "invoice_for",
            (*FLAT, adjusted("P1", "breach"), invoiced("P1", "388800")),
            "the amount due, after set-offs",
            'invoice_for = "amount_due"',
            [period("P1", to_invoice="-349920.00")],  # 38,880 due, 388,800 invoiced
            *("0.00", "0.00", ()),
        ),
        (
            "set_off",
            (adjusted("P2", "breach"), claimed("P1", "damages", "3000.50")),
            "settled apart",
            'set_off = "settled_apart"',
            [
                period("P1", low="3000.50"),
                period("P2", due="349920.00", low="349920.00", high="349920.00"),
            ],
            *("352920.50", "349920.00", ()),
        ),
        (
            "breach_base",
            (adjusted("P2", "breach"), extra("P1", "20000")),
            "the total with the additional work",
            'breach_base = "total_with_additional_work"',
            # 30% of 20,000
            [period("P2", **dict.fromkeys(("due", "low", "high"), "-6000.00"))],
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
            "request_counted_from",
            (*FLAT, invoiced("P1", "388800", "2025-12-16")),
            "the day after the invoice was received",
            'request_counted_from = "invoice_receipt"',
            # 14 January, not the 5th; P2's and P3's invoices are not there, so nobody knows
            [period("P1", 0, 9, to_invoice="0.00"), period("P2", 0, None), period("P3", 0, None)],
            *("0.00", "0.00", ()),
        ),
        (
            "extension_falls",
            (lost(30, "2026-03-01"),),
            "at the end of the term",
            'extension_falls = "at_the_end"',
            # P2 ends on 7 April, not 7 May: requested by 8 May, not 3 June; P3 ends the same day
            [period("P2", -30, -26)],
            *("0.00", "0.00", ()),
        ),
    ],
)
def test_another_reading_changes_days_and_yuan(
    name: str,
    rows: tuple[Record, ...],
    answer: str,
    setting: str,
    effects: list[Row],
    low: str,
    high: str,
    unplaced: tuple[str, ...],
) -> None:
    """Another reading is named with its setting, and what it would change on these records."""
    other = only(rows, name)
    assert (english(other.answer), other.setting) == (answer, setting)
    assert [
        (one.period, one.end, one.request_by, *map(str, (one.due, one.to_invoice)), *pair(one))
        for one in other.effects
    ] == effects
    assert (str(other.low), str(other.high), other.unplaced) == (low, high, unplaced)
    assert other.is_example == (name in ("anchor", "rewards"))


@pytest.mark.parametrize(
    ("name", "terms", "setting", "answer"),
    [
        (
            "anchor",
            {"readings.anchor": date(2025, 9, 1)},
            'anchor = "term_start"',
            "the term's first day, 2025-08-08, when the contract takes effect",
        ),
        ("rewards", ceiling(5), 'rewards = "on_top"', "on top of the contract's total"),
        (
            "set_off",
            {"readings.set_off": "settled_apart"},
            'set_off = "named_period"',
            "against the period that the record names",
        ),
        (
            "invoice_for",
            {"readings.invoice_for": "amount_due"},
            'invoice_for = "price"',
            "the price of the period, before set-offs",
        ),
    ],
)
def test_the_default_is_the_other_reading_of_another_choice(
    name: str, terms: dict[str, object], setting: str, answer: str
) -> None:
    """Where the file chooses another reading, the default is the one to compare with."""
    other = only((), name, **terms)
    assert (other.setting, english(other.answer)) == (setting, answer)
    assert not other.is_example


def test_an_example_anchor_lies_within_the_first_month() -> None:
    """A term from the first of a month has the second as an example of another anchor."""
    first = {"term.start": date(2025, 8, 1), "term.end": date(2026, 7, 31)}
    assert only((), "anchor", **first).setting == "anchor = 2025-08-02"


def test_the_other_readings_rest_on_the_terms_as_amended() -> None:
    """八.1: a reading that a supplement chose is compared with the one it replaced."""
    chose = changed("P1", **{"readings.rewards_paid": "at_the_end"})
    other = only((*TOP, chose), "rewards_paid")
    assert other.setting == 'rewards_paid = "own_period"'
    assert [(one.period, str(one.due)) for one in other.effects] == [
        ("P1", "30000.00"),
        ("P2", "0.00"),
        ("P3", "-30000.00"),
    ]
