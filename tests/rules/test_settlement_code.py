"""The settlement code: what it is taken over, and where two books differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.rules.books import (
    N1,
    N2,
    adjusted,
    assessed,
    changed,
    claimed,
    ended,
    extra,
    invoiced,
    lost,
    offset,
    paid,
    rated,
)
from zkrc_ledger.model.flat import flattened, plain
from zkrc_ledger.rules.settlement_code import differences, settled_by, settlement_code

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

PAID = replace(paid("P1", "100", "2025-12-30"), ref="slip")
GOOD, BAD = rated({"2025-08": "好"}), rated({"2025-08": "差"})


def code(*rows: Record, **terms: object) -> str:
    """The code of a book with these rows."""
    return settlement_code(settled_by(assessed(*rows, **terms)))


def facts(*rows: Record) -> dict[str, str]:
    """The facts that these rows add or change, beside the contract's own terms."""
    terms = {(fact.key, fact.value) for fact in settled_by(assessed())}
    return {
        fact.key: fact.value
        for fact in settled_by(assessed(*rows))
        if (fact.key, fact.value) not in terms
    }


def test_its_form() -> None:
    """Twelve letters and digits in three groups, none of them I, L, O or U."""
    groups = code().split("-")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert set("".join(groups)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_each_record_in_effect_is_one_fact() -> None:
    """Each record in effect is one fact, in one form: amounts without idle zeros, ISO dates."""
    assert facts(
        *rated({"2025-08": "好"}, stage="proposed"),
        *GOOD,
        adjusted("P1", "breach"),
        claimed("P2", "damages", "3000.50"),
        replace(extra("P1", "5"), clause="三.1"),
        replace(offset("P1", "P2", "7"), clause=""),
        invoiced("P1", "5", "2025-12-30"),
        replace(invoiced("P1", "5", "2025-12-30", N2), red_of=N1),
        PAID,
    ) == {
        "rating 2025-08": "好 · final",
        "adjustment P1 breach": "- · agreed",
        "adjustment P2 damages": "3000.5 · claimed",
        "adjustment P1 additional_work": "5 · agreed · 三.1",
        "adjustment P1 offset": "7 · agreed · P2",
        f"invoice {N1}": "P1 · 2025-12-30 · 5",
        f"invoice {N2}": f"P1 · 2025-12-30 · 5 · {N1}",
        "payment P1 2025-12-30": "100 · slip",
    }


def test_amendments_are_facts_and_so_are_the_terms_they_change() -> None:
    """八.1, 七.1, 四.7: what was agreed, and the contract as it then stands."""
    found = facts(
        lost(30, "2025-12-30"),
        ended("2026-05-10", "1"),
        changed("P3", **{"evaluation.scale[1].reward": 25000}),
    )
    assert found == {
        "extension": "30 · 2025-12-30",
        "termination": "2026-05-10 · 1",
        "change P3 evaluation.scale[良好].reward": "25000",
        "evaluation.scale[良好].reward": "25000",
    }


@pytest.mark.parametrize(
    "ref",
    ["slip\nrating 2025-08 = 差", 'slip"], ["rating 2025-08", "差 · final', "slip · x", ""],
)
def test_no_words_pass_for_another_record(ref: str) -> None:
    """Whatever stands in a reference, the code is not that of a book with another record."""
    sly = code(replace(PAID, ref=ref))
    assert sly not in (code(PAID, *BAD), code(PAID))


def test_entered_twice_is_another_code() -> None:
    """A payment that stands twice counts twice, and the difference is the one more."""
    once, twice = assessed(PAID), assessed(PAID, PAID)
    assert settlement_code(settled_by(once)) != settlement_code(settled_by(twice))
    [found] = differences(settled_by(once), settled_by(twice))
    assert (found.key, len(found.here), len(found.there)) == ("payment P1 2025-12-30", 0, 1)


def test_differences_are_those_of_either_side() -> None:
    """A rating that differs is told with both values; what agrees is not told."""
    here = assessed(PAID, *BAD)
    there = assessed(*GOOD, **{"funds_request.working_days": 21})
    found = [
        (one.key, [fact.value for fact in one.here], [fact.value for fact in one.there])
        for one in differences(settled_by(here), settled_by(there))
    ]
    assert found == [
        ("funds_request.working_days", ["20"], ["21"]),
        ("payment P1 2025-12-30", ["100 · slip"], []),
        ("rating 2025-08", ["差 · final"], ["好 · final"]),
    ]


def test_plain_values() -> None:
    """Numbers lose idle zeros and a zero its sign; lists of days go in their order in time."""
    assert [plain(value) for value in (None, Decimal("-0.00"), Decimal("1E+5"), True)] == [
        "-", "0", "100000", "True",
    ]  # fmt: skip
    days = (date(2026, 2, 1), date(2026, 1, 1))
    assert list(flattened(days, "days")) == [("days[0]", "2026-01-01"), ("days[1]", "2026-02-01")]
    assert list(flattened({"x": 1}, "table")) == []
