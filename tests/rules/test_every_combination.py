"""附件1.六, 三.2: every combination of the five ratings over a period's four months."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.rules.books import assessed, rated
from zkrc_ledger.model.words import in_words

if TYPE_CHECKING:
    from zkrc_ledger.model.settlement import PeriodSettlement

# 附件1.六, in units of 10,000 yuan: three, two and one as a reward, nothing, one deducted.
UNITS = {"优秀": 3, "良好": 2, "好": 1, "一般": 0, "差": -1}
# 三.2: an installment of 388,800 and so many times 10,000, from four times 差 to four times 优秀.
AMOUNT_DUE = {
    -4: ("348800.00", "叁拾肆万捌仟捌佰元整"),
    -3: ("358800.00", "叁拾伍万捌仟捌佰元整"),
    -2: ("368800.00", "叁拾陆万捌仟捌佰元整"),
    -1: ("378800.00", "叁拾柒万捌仟捌佰元整"),
    0: ("388800.00", "叁拾捌万捌仟捌佰元整"),
    1: ("398800.00", "叁拾玖万捌仟捌佰元整"),
    2: ("408800.00", "肆拾万捌仟捌佰元整"),
    3: ("418800.00", "肆拾壹万捌仟捌佰元整"),
    4: ("428800.00", "肆拾贰万捌仟捌佰元整"),
    5: ("438800.00", "肆拾叁万捌仟捌佰元整"),
    6: ("448800.00", "肆拾肆万捌仟捌佰元整"),
    7: ("458800.00", "肆拾伍万捌仟捌佰元整"),
    8: ("468800.00", "肆拾陆万捌仟捌佰元整"),
    9: ("478800.00", "肆拾柒万捌仟捌佰元整"),
    10: ("488800.00", "肆拾捌万捌仟捌佰元整"),
    11: ("498800.00", "肆拾玖万捌仟捌佰元整"),
    12: ("508800.00", "伍拾万捌仟捌佰元整"),
}
LINE = {
    "优秀": ("reward", "30000.00"),
    "良好": ("reward", "20000.00"),
    "好": ("reward", "10000.00"),
    "一般": ("reward", "0.00"),
    "差": ("deduction", "-10000.00"),
}
MONTHS = (
    ("2025-08", "2025-09", "2025-10", "2025-11"),
    ("2025-12", "2026-01", "2026-02", "2026-03"),
    ("2026-04", "2026-05", "2026-06", "2026-07"),
)
COMBINATIONS = list(product(UNITS, repeat=4))


def assert_comes_to(settled: PeriodSettlement, ratings: tuple[str, ...]) -> None:
    """The period's figures are those of the tables above."""
    units = [UNITS[rating] for rating in ratings]
    amount, words = AMOUNT_DUE[sum(units)]
    assert str(settled.net) == str(settled.due) == amount
    assert in_words(settled.due) == words
    assert str(settled.owed_by_contractor) == "0.00"
    assert settled.sum_of("reward") == 10000 * sum(unit for unit in units if unit > 0)
    assert settled.sum_of("deduction") == -10000 * ratings.count("差")
    assert (settled.range.low, settled.range.high) == (settled.net, settled.net)
    assert (settled.state, settled.unrated, settled.not_final) == ("final", (), ())
    installment, *months = settled.lines
    assert (installment.kind, str(installment.amount)) == ("installment", "388800.00")
    assert [line.rating for line in months] == list(ratings)
    assert [(line.kind, str(line.amount)) for line in months] == [LINE[each] for each in ratings]


@pytest.mark.slow
def test_every_combination_in_every_period() -> None:
    """附件1.六: each of the 625 combinations comes to its amount, in each of the three periods."""
    assert len(COMBINATIONS) == 625
    for position in range(625):
        # each period goes through all of them, with others beside it
        chosen = [COMBINATIONS[(position * stride + 7) % 625] for stride in (1, 2, 3)]
        ratings = dict(
            pair
            for months, four in zip(MONTHS, chosen, strict=True)
            for pair in zip(months, four, strict=True)
        )
        settlement = assessed(*rated(ratings)).settlement
        for settled, months, four in zip(settlement.periods, MONTHS, chosen, strict=True):
            assert tuple(month.id for month in settled.period.months) == months
            assert_comes_to(settled, four)
        assert (
            settlement.net == settlement.due == sum(settled.net for settled in settlement.periods)
        )


def test_each_period_meets_every_combination() -> None:
    """The strides of the test above leave no combination out of any period."""
    for stride in (1, 2, 3):
        assert len({(position * stride + 7) % 625 for position in range(625)}) == 625
