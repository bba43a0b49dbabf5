"""What the contract may still come to, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.books import (
    FROM_RECEIPT,
    MONTHS,
    P2,
    adjusted,
    all_rated,
    assessed,
    ceiling,
    changed,
    claimed,
    invoiced,
    marked,
    pair,
    rated,
)
from zkrc_ledger.rules.forecast import Assumptions, forecast

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import Settlement

TODAY = "2026-01-02"
OPEN = ("348800.00", "508800.00")  # 388,800 less four times 10,000, plus four times 30,000


def by_period(settlement: Settlement | None) -> list[tuple[str, str]]:
    """The lowest and the highest of each period."""
    assert settlement is not None
    return [pair(one.range) for one in settlement.periods]


def test_with_nothing_rated_the_contract_ranges_over_480_000() -> None:
    """1,166,400 less twelve times 10,000 and plus twelve times 30,000."""
    found = forecast(assessed(on=TODAY), None)
    assert pair(found.as_it_stands.range) == ("1046400.00", "1526400.00")
    assert by_period(found.as_it_stands) == [OPEN, OPEN, OPEN]
    assert found.supposed is None
    assert str(found.over_total.possible) == "360000.00"


@pytest.mark.parametrize(
    ("rows", "ratings", "breach", "each", "whole"),
    [
        (
            (),
            {"2026-01": "差"},
            "",
            [OPEN, ("348800.00", "468800.00"), OPEN],
            ("1046400.00", "1486400.00"),
        ),
        (
            (),
            {},
            "P2",
            [OPEN, ("-1120.00", "158880.00"), OPEN],
            ("696480.00", "1176480.00"),
        ),
        (
            (),
            dict.fromkeys(P2, "差"),
            "P2",
            [OPEN, ("-1120.00", "-1120.00"), OPEN],
            ("696480.00", "1016480.00"),
        ),
        # an assumed rating takes the place of the recorded one
        (
            rated({"2025-08": "优秀"}),
            {"2025-08": "差"},
            "",
            [("348800.00", "468800.00"), OPEN, OPEN],
            ("1046400.00", "1486400.00"),
        ),
        # and of one that is only proposed
        (
            rated({"2025-08": "优秀"}, "proposed"),
            {"2025-08": "差"},
            "",
            [("348800.00", "468800.00"), OPEN, OPEN],
            ("1046400.00", "1486400.00"),
        ),
        # what is recorded and not assumed stays: 2025-08 优秀, 30,000
        (
            rated({"2025-08": "优秀"}),
            {"2025-09": "优秀"},
            "",
            [("428800.00", "508800.00"), OPEN, OPEN],
            ("1126400.00", "1526400.00"),
        ),
        # a breach that is recorded stays beside the one supposed
        (
            (*all_rated(), adjusted("P1", "breach")),
            {},
            "P3",
            [("38880.00",) * 2, ("388800.00",) * 2, ("38880.00",) * 2],
            ("466560.00",) * 2,
        ),
    ],
)
def test_what_if(
    rows: tuple[Record, ...],
    ratings: dict[str, str],
    breach: str,
    each: list[tuple[str, str]],
    whole: tuple[str, str],
) -> None:
    """What is assumed stands in for what is recorded, and changes nothing of it."""
    assessment = assessed(*rows, on=TODAY)
    found = forecast(assessment, Assumptions(ratings=ratings, breach=breach))
    assert found.supposed is not None
    assert by_period(found.supposed) == each
    assert pair(found.supposed.range) == whole
    assert found.as_it_stands == assessment.settlement


@pytest.mark.parametrize(
    ("rows", "terms", "by_year"),
    [
        # P1 by 2026-01-05, P2 by 2026-05-08, P3 by 2026-09-04: all of it out of 2026's budget
        ((), {}, {2026: ("1046400.00", "1526400.00")}),
        # 3 working days after its end, 8-10 December, P1 is 2025's; a claim is in the lowest
        (
            (claimed("P3", "damages", "1000"),),
            {"funds_request.working_days": 3},
            {2025: OPEN, 2026: ("696600.00", "1017600.00")},
        ),
        # under a ceiling P2 and P3 together have room for 50,000, not for twice as much
        (
            (),
            ceiling(50000) | {"funds_request.working_days": 3},
            {2025: ("348800.00", "438800.00"), 2026: ("697600.00", "827600.00")},
        ),
        # counted from receipt only the day of P1, whose invoice was received, is known
        (
            (invoiced("P1", "388800"), marked("P1", "invoice-received", "2025-12-16")),
            FROM_RECEIPT,
            {2026: OPEN, 0: ("697600.00", "1017600.00")},
        ),
    ],
)
def test_sums_by_the_year_of_the_request_deadline(
    rows: tuple[Record, ...], terms: dict[str, object], by_year: dict[int, tuple[str, str]]
) -> None:
    """三.2: each calendar year's budget meets the periods whose deadline is in it, together."""
    found = forecast(assessed(*rows, on=TODAY, **terms), None)
    assert {year: pair(one) for year, one in found.by_year.items()} == by_year


def test_all_best_is_above_the_total() -> None:
    """三.1: twelve 优秀 supposed: 1,526,400, which is 360,000 or 30.9% above 1,166,400."""
    best = Assumptions(ratings=dict.fromkeys(MONTHS, "优秀"))
    found = forecast(assessed(on=TODAY), best)
    assert found.supposed is not None
    assert str(found.supposed.net) == "1526400.00"
    over = found.over_total
    assert (str(over.known), over.percent(over.known)) == ("360000.00", "30.9")


def test_an_assumed_rating_may_be_a_step_that_an_amendment_added() -> None:
    """八.1, 附件1.六: the scale that governs the month is the one as amended: + 50,000."""
    more = changed("P2", **{"evaluation.scale[5]": {"rating": "卓越", "reward": 50000}})
    found = forecast(assessed(more, on=TODAY), Assumptions(ratings={"2026-01": "卓越"}))
    assert found.supposed is not None
    (line,) = found.supposed.periods[1].of("reward")
    assert (line.rating, str(line.amount), english(line.text)) == ("卓越", "50000.00", "reward")
