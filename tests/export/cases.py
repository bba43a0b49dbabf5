"""Settlements of every make: what an export has to hold, each by name."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import zkrc_ledger
from tests.full_year import EXAMPLE
from tests.rules.books import (
    APART,
    AT_THE_END,
    FOR_THE_AMOUNT_DUE,
    MONTHS,
    N1,
    N2,
    P1,
    P2,
    PROJECT,
    adjusted,
    all_rated,
    assessed,
    ceiling,
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from zkrc_ledger.rules.assess import Assessment

CONTRACTS = PROJECT / "tests" / "contracts"
VAT = {"invoice.vat_percent": 6}
TAX_ON_TOP = VAT | {"price.tax_inclusive": False}
SCALE = ("优秀", "良好", "好", "一般", "差")
MIXED = {month: SCALE[position % 5] for position, month in enumerate(MONTHS)}
# what every format must make harmless
HOSTILE = (
    '=1+1;"{{ 7*7 }}" <script>alert(1)</script> date:2025-13-45 [1999-01-01] \\ | \u202e\x1b[31m'
)


def _full_year() -> Assessment:
    return zkrc_ledger.assess(zkrc_ledger.load(EXAMPLE), date(2026, 11, 1))


def _hostile() -> Assessment:
    return assessed(
        *all_rated("好", P1),
        adjusted("P1", "damages", "10.00", basis=HOSTILE),
        paid("P1", "400000", ref=HOSTILE),
    )


def _park() -> Assessment:
    months = [
        month.id for month in assessed(path=CONTRACTS / "park_month_end.toml").schedule.months
    ]
    return assessed(
        *rated(dict(zip(months, "AABCDABACCDCAAAAAA", strict=True))),
        invoiced("P1", "222501.10", "2028-03-10"),
        paid("P1", "222501.10", "2028-04-03"),
        path=CONTRACTS / "park_month_end.toml",
        on="2029-06-01",
    )


def _library() -> Assessment:
    path = CONTRACTS / "library_29th.toml"
    months = [month.id for month in assessed(path=path).schedule.months]
    given = dict(zip(months[:23], ["五星", "四星", "三星", "二星", "一星"] * 5, strict=False))
    return assessed(
        *rated(given),
        invoiced("P1", "30000.25"),
        paid("P1", "29000.10"),
        path=path,
        on="2027-12-20",
    )


def _canteen() -> Assessment:
    path = CONTRACTS / "canteen_anchored.toml"
    months = [month.id for month in assessed(path=path).schedule.months]
    return assessed(
        *rated(dict.fromkeys(months, "达标")), paid("P1", "60000.05"), path=path, on="2026-06-01"
    )


CASES: dict[str, Callable[[], Assessment]] = {
    "nothing recorded": lambda: assessed(on="2025-09-01"),
    "the full year": _full_year,
    "park": _park,
    "library": _library,
    "canteen": _canteen,
    "every step": lambda: assessed(*rated(MIXED)),
    "proposed": lambda: assessed(*rated(dict.fromkeys(P1, "优秀"), stage="proposed")),
    "with tax": lambda: assessed(*rated(MIXED), extra("P2", "1000.01"), **VAT),
    "tax on top": lambda: assessed(*rated(MIXED), extra("P2", "1000.01"), **TAX_ON_TOP),
    "for the amount due": lambda: assessed(
        *rated(MIXED), adjusted("P2", "breach"), invoiced("P1", "100.00"),
        **VAT, **FOR_THE_AMOUNT_DUE,
    ),
    "rewards at the end": lambda: assessed(*rated(MIXED), **AT_THE_END),
    "a ceiling": lambda: assessed(*rated(MIXED), **ceiling(65000)),
    "party B owes": lambda: assessed(
        *all_rated("差"), adjusted("P1", "breach"), adjusted("P1", "fees", "90000.50"),
        offset("P1", "P3", "101120.50"), paid("P2", "348800"),
    ),
    "claimed": lambda: assessed(*all_rated("好"), claimed("P2", "breach"), extra("P1", "12.34")),
    "settled apart": lambda: assessed(*all_rated("好"), adjusted("P2", "breach"), **APART),
    "extended": lambda: assessed(*rated(MIXED), lost(10, "2026-01-20"), on="2026-12-01"),
    "another scale": lambda: assessed(
        *rated(MIXED), changed("P2", **{"evaluation.scale[0].reward": 50000})
    ),
    "cut, undetermined": lambda: assessed(
        *all_rated("好", (*P1, *P2[:2])), extra("P2", "500"), ended("2026-02-10"),
        paid("P2", "10000", "2026-03-01"),
    ),
    "cut, agreed": lambda: assessed(
        *all_rated("优秀", (*P1, *P2[:2])), adjusted("P2", "damages", "99.99"),
        ended("2026-02-10", "200000.01"),
    ),
    "fallen away": lambda: assessed(
        *all_rated("好", P1), ended("2025-12-07"), paid("P2", "5000", "2025-11-01"),
        invoiced("P2", "5000", "2025-10-30"), offset("P2", "P1", "5000"),
    ),
    "a red letter": lambda: assessed(
        *all_rated("好", P1),
        invoiced("P1", "448800"), invoiced("P1", "20000", number=N2, red_of=N1),
        paid("P1", "428800"), paid("P1", "-500", "2026-01-06"),
    ),
    "hostile": _hostile,
}  # fmt: skip


@cache
def case(name: str) -> Assessment:
    """One of them, assessed once."""
    return CASES[name]()
