"""What the contract may still come to, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.rules.deeds import MONTHS, adjusted, records
from tests.rules.rows import row
from tests.support import rated
from zkrc_ledger.model.records import Records
from zkrc_ledger.rules.forecast import Assumptions, forecast, total_range

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.settlement import Range, Settlement

TODAY = date(2026, 1, 2)
NOTHING = Records()
REVISED = Records(
    ratings=(
        row(2, "好", month="2025-08", id_="R-2"),
        row(3, "优秀", month="2025-08", id_="R-3", revises="R-2", reason="复核"),
    )
)


def pair(found: Range | None) -> tuple[str, str]:
    """The lowest and the highest."""
    assert found is not None
    return str(found.low), str(found.high)


def by_period(settlement: Settlement | None) -> list[tuple[str, str]]:
    """The lowest and the highest of each period."""
    assert settlement is not None
    return [pair(one.range) for one in settlement.periods]


OPEN = ("348800.00", "508800.00")  # 388,800 less four times 10,000, plus four times 30,000


def test_with_nothing_rated_the_contract_ranges_over_480_000(contract: Contract) -> None:
    """1,166,400 less twelve times 10,000 and plus twelve times 30,000."""
    found = forecast(contract, NOTHING, Assumptions(ratings={}), TODAY)
    assert pair(found.range) == ("1046400.00", "1526400.00")
    assert by_period(found.as_it_stands) == [OPEN, OPEN, OPEN]
    assert (found.supposed, found.supposed_range) == (None, None)


@pytest.mark.parametrize(
    ("what", "ratings", "breach", "periods", "whole"),
    [
        (
            NOTHING,
            {"2026-01": "差"},
            "",
            [OPEN, ("348800.00", "468800.00"), OPEN],
            ("1046400.00", "1486400.00"),
        ),
        (
            NOTHING,
            {},
            "P2",
            [OPEN, ("-1120.00", "158880.00"), OPEN],
            ("696480.00", "1176480.00"),
        ),
        (
            NOTHING,
            dict.fromkeys(MONTHS[4:8], "差"),
            "P2",
            [OPEN, ("-1120.00", "-1120.00"), OPEN],
            ("696480.00", "1016480.00"),
        ),
        # an assumed rating stands in the place of the recorded one, revised or not
        (
            REVISED,
            {"2025-08": "差"},
            "",
            [("348800.00", "468800.00"), OPEN, OPEN],
            ("1046400.00", "1486400.00"),
        ),
        # what is recorded and not assumed stays: 2025-08 优秀, 30,000
        (
            REVISED,
            {"2025-09": "优秀"},
            "",
            [("428800.00", "508800.00"), OPEN, OPEN],
            ("1126400.00", "1526400.00"),
        ),
        # a breach that is recorded stays beside the one supposed
        (
            records(rated(dict.fromkeys(MONTHS, "一般")), adjusted("A-2", "P1", "breach")),
            {},
            "P3",
            [("38880.00",) * 2, ("388800.00",) * 2, ("38880.00",) * 2],
            ("466560.00",) * 2,
        ),
    ],
)
def test_what_if(
    contract: Contract,
    what: Records,
    ratings: dict[str, str],
    breach: str,
    periods: list[tuple[str, str]],
    whole: tuple[str, str],
) -> None:
    """What is assumed stands in for what is recorded; the whole is the sum of the periods."""
    found = forecast(contract, what, Assumptions(ratings=ratings, breach=breach), TODAY)
    assert by_period(found.supposed) == periods
    assert pair(found.supposed_range) == whole
    nothing = forecast(contract, what, Assumptions(ratings={}), TODAY)
    assert found.as_it_stands == nothing.as_it_stands
    assert pair(found.range) == pair(total_range(nothing.as_it_stands))
