"""三.1, 附件1.六: by how much rewards bring the contract above its total, figures by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.books import (
    MONTHS,
    P1,
    adjusted,
    all_rated,
    assessed,
    ceiling,
    changed,
    ended,
    extra,
    rated,
)
from zkrc_ledger.rules.over_total import over_total

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

ALL_BEST = dict.fromkeys(MONTHS, "优秀")


@pytest.mark.parametrize(
    ("rows", "terms", "known", "possible"),
    [
        # nothing rated: 12 × 30,000 are possible
        ((), {}, "0.00", "360000.00"),
        # 1,526,400 − 1,166,400
        (rated(ALL_BEST), {}, "360000.00", "360000.00"),
        # 4 × 30,000, and 8 × 30,000 more
        (rated(dict.fromkeys(P1, "优秀")), {}, "120000.00", "360000.00"),
        # 30,000 − 10,000 in P1, then 10 × 30,000
        (rated({"2025-08": "优秀", "2025-09": "差"}), {}, "20000.00", "320000.00"),
        (all_rated("差"), {}, "0.00", "0.00"),
        # the reading that decides it
        ((), ceiling(50000), "0.00", "50000.00"),
        # additional work has its own agreement, set-offs are no fees
        ((extra("P1", "20000"), adjusted("P1", "breach")), {}, "0.00", "360000.00"),
        # ended after P1: 388,800 + 120,000 are far below the total
        ((*rated(dict.fromkeys(P1, "优秀")), ended("2025-12-07")), {}, "0.00", "0.00"),
        # ended in P3, cut: 2 × 388,800 + 8 × 30,000 known; the installment is still possible
        ((*rated(ALL_BEST), ended("2026-08-06")), {}, "0.00", "360000.00"),
        # agreed at 100,000: 877,600 + 240,000
        ((*rated(ALL_BEST), ended("2026-08-06", "100000")), {}, "0.00", "0.00"),
    ],
)
def test_what_is_above_the_total(
    rows: tuple[Record, ...], terms: dict[str, object], known: str, possible: str
) -> None:
    """三.1: installments and rewards known and still possible, less the contract's total."""
    found = assessed(*rows, **terms)
    over = over_total(found.terms, found.settlement)
    assert (str(over.known), str(over.possible)) == (known, possible)


def test_the_notice_says_how_much_and_which_reading_decides() -> None:
    """三.1: all 优秀 bring 360,000, 30.9% of 1,166,400."""
    found = assessed(*rated(ALL_BEST))
    (notice,) = [one for one in found.problems if one.code == "over-total"]
    assert english(notice.message) == (
        "Rewards and deductions known so far bring the contract 360,000.00 (30.9%) above its "
        "total of 1,166,400.00; 360,000.00 (30.9%) is possible."
    )
    assert english(notice.hint) == (
        "Whether rewards come on top of the total is a reading; see: ledger readings"
    )


def test_within_the_total_nothing_is_noticed() -> None:
    """三.1: as long as the ratings known bring nothing above it, there is no notice."""
    found = assessed(*all_rated("一般", P1), on="2025-12-08")
    assert found.problems == ()


LAW_49 = {"warnings": {"supplement_percent": 10}}
# P3 with 20,000 more: 1,186,400, of which 10% are 118,640
DEARER = changed(
    "P3",
    **{
        "price.total": 1186400,
        "price.in_words": "壹佰壹拾捌万陆仟肆佰元整",
        "payment_period.installments[2]": {"amount": 408800, "in_words": "肆拾万捌仟捌佰元整"},
    },
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        # 10% of 1,166,400 are 116,640
        ((extra("P1", "20000"), extra("P2", "96640")), None),
        (
            (extra("P1", "20000"), extra("P2", "96640.01")),
            "Supplements come to 116,640.01, above 10% of the total (116,640.00).",
        ),
        # what a supplement added to the total counts too: 20,000 + 98,640
        ((DEARER, extra("P1", "98640")), None),
        (
            (DEARER, extra("P1", "98640.01")),
            "Supplements come to 118,640.01, above 10% of the total (118,640.00).",
        ),
    ],
)
def test_supplements_past_the_limit_are_noticed_where_asked_for(
    rows: tuple[Record, ...], said: str | None
) -> None:
    """Law 49: additional work and what supplements added, against 10% of the total as amended."""
    notices = [
        english(one.message)
        for one in assessed(*rows, on="2025-08-20", **LAW_49).problems
        if one.code == "supplement-limit"
    ]
    assert notices == ([said] if said else [])
    assert "supplement-limit" not in [one.code for one in assessed(*rows, on="2025-08-20").problems]
