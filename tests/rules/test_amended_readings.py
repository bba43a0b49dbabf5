"""八.1: a reading that the parties agree on holds for the whole contract, wherever it is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.rules.deeds import MONTHS, adjusted, change, extension
from tests.support import assessed, problems_of, rated

ALL_TOP = rated(dict.fromkeys(MONTHS, "优秀"))
READINGS: list[tuple[str, Any]] = [
    ("anchor", date(2025, 8, 8)),
    ("rewards_paid", "at_the_end"),
    ("set_off", "settled_apart"),
    ("breach_base", "total_with_additional_work"),
    ("invoice_for", "amount_due"),
    ("request_bounds", "invoice_receipt"),
    ("request_counted_from", "invoice_receipt"),
    ("extension_falls", "at_the_end"),
]


@pytest.mark.parametrize(("name", "other"), READINGS)
@pytest.mark.parametrize("start", ["P1", "2025-08-08"])
def test_a_reading_amended_from_the_start_is_the_reading_of_the_file(
    name: str, other: Any, start: str
) -> None:
    """八.1: agreed by a supplement or chosen in contract.toml, a reading says the same anywhere."""
    rows = (
        *ALL_TOP,
        adjusted("A-2", "P2", "breach"),
        adjusted("A-3", "P2", "additional_work", "5000"),
        extension("S-9", 10, "2025-10-01"),
    )
    amended = assessed(*rows, change("S-1", start, {f"readings.{name}": other}))
    chosen = assessed(*rows, terms={f"readings.{name}": other})
    assert amended.contract.readings == chosen.contract.readings
    assert amended.schedule == chosen.schedule
    for one, same in zip(amended.settlement.periods, chosen.settlement.periods, strict=True):
        assert (one.state, one.net, one.to_invoice, one.range) == (
            *(same.state, same.net, same.to_invoice, same.range),
        )
        assert [(line.kind, line.amount, line.month) for line in (*one.lines, *one.apart)] == [
            (line.kind, line.amount, line.month) for line in (*same.lines, *same.apart)
        ]
    for governing in (*amended.terms.periods, *amended.terms.by_month.values()):
        assert governing.contract.readings == chosen.contract.readings


def test_two_readings_from_the_first_day_contradict_however_that_is_named() -> None:
    """八.1: P1 begins on the term's first day, whatever months are counted from."""
    rows = (
        change("S-1", "P1", {"readings.set_off": "settled_apart"}),
        change("S-2", "2025-08-08", {"readings.set_off": "named_period"}),
    )
    (problem,) = problems_of(*rows, terms={"readings.anchor": date(2025, 9, 1)})
    assert problem.code == "amendments-contradict"
