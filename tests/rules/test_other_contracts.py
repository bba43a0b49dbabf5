"""Another contract is another file: the invented ones, settled by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.support import OTHER_CONTRACTS, REAL_CONTRACT, assessed, load_contract, rated
from zkrc_ledger.model.problem import errors

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from zkrc_ledger.model.settlement import Settlement


@pytest.mark.parametrize(
    "path", [REAL_CONTRACT, *sorted(OTHER_CONTRACTS.glob("*.toml"))], ids=lambda path: path.stem
)
def test_the_contracts_we_ship_are_sound(path: Path) -> None:
    """The real contract and the invented ones contradict themselves nowhere."""
    assert errors(assessed(contract=path).problems) == []


def test_there_are_other_contracts() -> None:
    """Nothing about the real contract is hard-coded: three others are read as well."""
    numbers = {load_contract(path).number for path in OTHER_CONTRACTS.glob("*.toml")}
    assert len(numbers) >= 3
    assert load_contract().number not in numbers


PARK = OTHER_CONTRACTS / "park_month_end.toml"
LIBRARY = OTHER_CONTRACTS / "library_29th.toml"
CANTEEN = OTHER_CONTRACTS / "canteen_anchored.toml"
AFTER = date(2030, 1, 1)


def settled(contract: Path, ratings: Iterable[str]) -> Settlement:
    """The contract settled with these ratings, in the order of its months; - leaves one out."""
    months = [month.id for month in assessed(contract=contract).schedule.months]
    given = {month: rating for month, rating in zip(months, ratings, strict=True) if rating != "-"}
    return assessed(*rated(given), day=AFTER, contract=contract).settlement


def figures(settlement: Settlement) -> list[str]:
    """The net of each period."""
    return [str(period.net) for period in settlement.periods]


def test_the_park_contract_by_hand() -> None:
    """Unequal installments, cents, a ceiling of 30,000.10 used up in the second period."""
    settlement = settled(PARK, "AABCDA BACCDC AAAAAA".replace(" ", ""))
    # P1: 3 x 8,000.50 + 3,000.25 = 27,001.75 of rewards, 4,500.75 deducted
    # P2: 2,998.35 of rewards are left, 4,500.75 deducted; P3: none left
    assert figures(settlement) == ["222501.10", "148497.85", "149999.65"]
    assert str(settlement.net) == "520998.60"  # 500,000 + 30,000.10 - 2 x 4,500.75
    second = settlement.periods[1]
    assert [(line.month, str(line.amount), english(line.text)) for line in second.lines[1:4]] == [
        ("2028-02", "2998.35", "reward of 3,000.25, less 1.90 above the ceiling"),
        ("2028-03", "0.00", "reward of 8,000.50, less 8,000.50 above the ceiling"),
        ("2028-04", "0.00", "neither reward nor deduction"),
    ]
    assert {line.clauses for line in second.lines} == {("第四条",), ("第五条",)}


@pytest.mark.parametrize(
    ("ratings", "ranges"),
    [
        # nothing rated: six times D, 27,004.50; six times A, 48,003.00, but at most 30,000.10
        (
            "------ ------ ------",
            [("172995.60", "230000.20"), ("122995.75", "180000.35"), ("122995.15", "179999.75")],
        ),
        # three A in P1 leave 5,998.60 for all after
        (
            "AAA--- ------ ------",
            [
                # 200,000.10 + 24,001.50 - 3 x 4,500.75; 200,000.10 + 30,000.10
                ("210499.35", "230000.20"),
                # 150,000.25 - 27,004.50; 150,000.25 + 5,998.60
                ("122995.75", "155998.85"),
                ("122995.15", "155998.25"),
            ],
        ),
        # P1 uses up the ceiling if its open months are good, which lowers what A in P2 brings
        (
            "AAA--- AAAAAA ------",
            [("210499.35", "230000.20"), ("150000.25", "155998.85"), ("122995.15", "149999.65")],
        ),
    ],
)
def test_the_park_contracts_ranges_by_hand(ratings: str, ranges: list[tuple[str, str]]) -> None:
    """Under a ceiling a period's best is where those before it left all the room."""
    settlement = settled(PARK, ratings.replace(" ", ""))
    assert [(str(p.range.low), str(p.range.high)) for p in settlement.periods] == ranges


LIBRARY_RATINGS = [
    *["五星", "五星", "一星"],  # P1: 30,000.25 - 12,000
    *["一星", "一星", "一星"],  # P2: 30,000.25 - 36,000
    *["四星", "四星", "四星"],  # P3: 30,000.25
    *["三星", "三星", "三星"],  # P4: 30,000.25
    *["二星", "二星", "二星"],  # P5: 20,000.50 - 3 x 250.05
    *["五星", "五星", "五星"],  # P6: 20,000.50
    *["四星", "三星", "二星"],  # P7: 20,000.50 - 250.05
    # P8: 9,997.50 - 12,000, and all rewards: 6 x 1,000.10 + 4 x 500
    *["五星", "一星", "三星"],
]


def test_the_library_contract_by_hand() -> None:
    """Eight periods, rewards at the end; where deductions exceed the installment B owes."""
    settlement = settled(LIBRARY, LIBRARY_RATINGS)
    assert figures(settlement) == [
        "18000.25", "-5999.75", "30000.25", "30000.25",
        "19250.35", "20000.50", "19750.45", "5998.10",
    ]  # fmt: skip
    second, last = settlement.periods[1], settlement.periods[-1]
    assert (str(second.due), str(second.owed_by_contractor)) == ("0.00", "5999.75")
    assert str(settlement.net) == "137000.40"  # 190,000 + 8,000.60 - 5 x 12,000 - 4 x 250.05
    assert str(settlement.due) == "143000.15"  # the net, and what B owes for P2
    assert str(settlement.owed_by_contractor) == "5999.75"
    assert str(last.sum_of("reward")) == "8000.60"
    assert len(last.of("reward")) == 9 + 2  # nine earlier rewards, and two of its own three months
    assert [str(line.amount) for line in last.of("deduction")] == ["-12000.00"]


def test_at_the_end_the_last_period_waits_for_all() -> None:
    """With rewards at the end, an open month keeps its own period and the last from being final."""
    ratings = ["五星"] * 24
    ratings[1] = "-"
    states = {p.period.id: (p.state, p.unrated) for p in settled(LIBRARY, ratings).periods}
    open_month = ("incomplete", ("2026-02",))
    final = ("final", ())
    expected = {**{f"P{n}": final for n in range(2, 8)}, "P1": open_month, "P8": open_month}
    assert states == expected


def test_the_library_contracts_range_by_hand() -> None:
    """Nothing rated: each period loses three times 12,000 at worst; only the last gains."""
    periods = settled(LIBRARY, ["-"] * 24).periods
    assert [(str(p.range.low), str(p.range.high)) for p in (periods[0], periods[7])] == [
        ("-5999.75", "30000.25"),
        ("-26002.50", "33999.90"),  # 9,997.50 + 24 x 1,000.10
    ]


def test_the_canteen_contract_by_hand() -> None:
    """A ceiling of 12,000.50 on six times 5,000.30, all of it paid with the last period."""
    settlement = settled(CANTEEN, ["达标"] * 6)
    assert figures(settlement) == ["60000.05", "52000.45"]
    first, last = settlement.periods
    assert [(line.month, str(line.amount), english(line.text)) for line in first.lines[1:]] == [
        ("2025-09", "0.00", "reward of 5,000.30, paid with P2"),
        ("2025-10", "0.00", "reward of 5,000.30, paid with P2"),
        ("2025-11", "0.00", "reward of 1,999.90, paid with P2"),
    ]
    assert [(line.month, str(line.amount)) for line in last.lines[1:]] == [
        ("2025-09", "5000.30"),
        ("2025-10", "5000.30"),
        ("2025-11", "1999.90"),
        ("2025-12", "0.00"),
        ("2026-01", "0.00"),
        ("2026-02", "0.00"),
    ]


@pytest.mark.parametrize(
    ("ratings", "low", "high"),
    [
        ("------", "39999.95", "52000.45"),
        ("YN----", "45000.25", "52000.45"),  # one reward at least
        ("YNNN--", "45000.25", "52000.45"),  # three rewards at most, 15,000.90: cut
        ("YNNNN-", "45000.25", "50000.55"),  # one or two
        ("NNNNN-", "39999.95", "45000.25"),
        ("NNNNNN", "39999.95", "39999.95"),
    ],
)
def test_the_canteen_contracts_range_by_hand(ratings: str, low: str, high: str) -> None:
    """The last period pays all rewards up to the ceiling, whichever month they are of."""
    words = {"Y": "达标", "N": "未达标", "-": "-"}
    first, last = settled(CANTEEN, [words[rating] for rating in ratings]).periods
    assert (str(last.range.low), str(last.range.high)) == (low, high)
    assert (str(first.range.low), str(first.range.high)) == ("60000.05", "60000.05")
