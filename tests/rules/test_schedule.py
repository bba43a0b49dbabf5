"""二, 三.2: the schedule of the real contract and of the invented ones, written out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.rules.deeds import change
from tests.support import OTHER_CONTRACTS, assessed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.schedule import Schedule, Span

# 二, 三.2: id, first and last day, both inclusive.
MONTHS = """
2025-08 2025-08-08 2025-09-07
2025-09 2025-09-08 2025-10-07
2025-10 2025-10-08 2025-11-07
2025-11 2025-11-08 2025-12-07
2025-12 2025-12-08 2026-01-07
2026-01 2026-01-08 2026-02-07
2026-02 2026-02-08 2026-03-07
2026-03 2026-03-08 2026-04-07
2026-04 2026-04-08 2026-05-07
2026-05 2026-05-08 2026-06-07
2026-06 2026-06-08 2026-07-07
2026-07 2026-07-08 2026-08-07
"""
CYCLES = """
C1 2025-08-08 2025-10-07
C2 2025-10-08 2025-12-07
C3 2025-12-08 2026-02-07
C4 2026-02-08 2026-04-07
C5 2026-04-08 2026-06-07
C6 2026-06-08 2026-08-07
"""
PERIODS = """
P1 2025-08-08 2025-12-07
P2 2025-12-08 2026-04-07
P3 2026-04-08 2026-08-07
"""
# The other reading: counted from 2025-09-01, the first reaching back, the last cut.
ANCHORED_MONTHS = """
2025-09 2025-08-08 2025-09-30
2025-10 2025-10-01 2025-10-31
2025-11 2025-11-01 2025-11-30
2025-12 2025-12-01 2025-12-31
2026-01 2026-01-01 2026-01-31
2026-02 2026-02-01 2026-02-28
2026-03 2026-03-01 2026-03-31
2026-04 2026-04-01 2026-04-30
2026-05 2026-05-01 2026-05-31
2026-06 2026-06-01 2026-06-30
2026-07 2026-07-01 2026-07-31
2026-08 2026-08-01 2026-08-07
"""
ANCHORED_CYCLES = """
C1 2025-08-08 2025-10-31
C2 2025-11-01 2025-12-31
C3 2026-01-01 2026-02-28
C4 2026-03-01 2026-04-30
C5 2026-05-01 2026-06-30
C6 2026-07-01 2026-08-07
"""
ANCHORED_PERIODS = """
P1 2025-08-08 2025-12-31
P2 2026-01-01 2026-04-30
P3 2026-05-01 2026-08-07
"""
# park_month_end.toml: from the 31st, through the leap February of 2028.
PARK_MONTHS = """
2027-08 2027-08-31 2027-09-29
2027-09 2027-09-30 2027-10-30
2027-10 2027-10-31 2027-11-29
2027-11 2027-11-30 2027-12-30
2027-12 2027-12-31 2028-01-30
2028-01 2028-01-31 2028-02-28
2028-02 2028-02-29 2028-03-30
2028-03 2028-03-31 2028-04-29
2028-04 2028-04-30 2028-05-30
2028-05 2028-05-31 2028-06-29
2028-06 2028-06-30 2028-07-30
2028-07 2028-07-31 2028-08-30
2028-08 2028-08-31 2028-09-29
2028-09 2028-09-30 2028-10-30
2028-10 2028-10-31 2028-11-29
2028-11 2028-11-30 2028-12-30
2028-12 2028-12-31 2029-01-30
2029-01 2029-01-31 2029-02-27
"""
# library_29th.toml: from the 29th, named by the month each ends in; its first year.
LIBRARY_MONTHS = """
2026-01 2025-12-29 2026-01-28
2026-02 2026-01-29 2026-02-27
2026-03 2026-02-28 2026-03-28
2026-04 2026-03-29 2026-04-28
2026-05 2026-04-29 2026-05-28
2026-06 2026-05-29 2026-06-28
2026-07 2026-06-29 2026-07-28
2026-08 2026-07-29 2026-08-28
2026-09 2026-08-29 2026-09-28
2026-10 2026-09-29 2026-10-28
2026-11 2026-10-29 2026-11-28
2026-12 2026-11-29 2026-12-28
"""


def schedule_of(**readings: Any) -> Schedule:
    """The schedule of the real contract under other readings."""
    terms = {f"readings.{name}": value for name, value in readings.items()}
    return assessed(terms=terms).schedule


def other_schedule(name: str) -> Schedule:
    """The schedule of one of the invented contracts."""
    return assessed(contract=OTHER_CONTRACTS / f"{name}.toml").schedule


def listed(spans: Sequence[Span]) -> list[str]:
    """Each span on a line: id, first day, last day."""
    return [f"{span.id} {span.start} {span.end}" for span in spans]


def lines(table: str) -> list[str]:
    """The lines of a table written out above."""
    return table.strip().splitlines()


def test_the_contract_has_twelve_months_six_cycles_three_periods() -> None:
    """二, 三.2: the whole schedule, day by day, as the contract's term divides."""
    schedule = schedule_of()
    assert listed(schedule.months) == lines(MONTHS)
    assert listed([c for period in schedule.periods for c in period.cycles]) == lines(CYCLES)
    assert listed(schedule.periods) == lines(PERIODS)
    assert [str(period.installment) for period in schedule.periods] == ["388800.00"] * 3


def test_a_period_holds_its_own_cycles_and_months() -> None:
    """三.2: two cycles, that is four months, make a payment period."""
    second = schedule_of().periods[1]
    assert listed(second.cycles) == lines(CYCLES)[2:4]
    assert listed(second.months) == lines(MONTHS)[4:8]


def test_counted_from_the_evaluation_calendar() -> None:
    """三.2, read the other way: from 2025-09-01 still 12 months, 6 cycles and 3 periods."""
    schedule = schedule_of(anchor=date(2025, 9, 1))
    assert listed(schedule.months) == lines(ANCHORED_MONTHS)
    assert listed([c for p in schedule.periods for c in p.cycles]) == lines(ANCHORED_CYCLES)
    assert listed(schedule.periods) == lines(ANCHORED_PERIODS)
    assert [period.request_by.counted_from for period in schedule.periods] == [
        date(2026, 1, 1),
        date(2026, 5, 1),
        date(2026, 8, 8),
    ]


def test_counted_from_a_cycle_that_begins_a_month_later() -> None:
    """三.2, read the other way: a cycle of the calendar begins on 2025-10-01.

    The first cycle reaches back to the term's start, over three months; the last has one.
    """
    schedule = schedule_of(anchor=date(2025, 10, 1))
    assert listed(schedule.months) == lines(ANCHORED_MONTHS)
    assert listed([c for p in schedule.periods for c in p.cycles]) == [
        "C1 2025-08-08 2025-11-30",
        "C2 2025-12-01 2026-01-31",
        "C3 2026-02-01 2026-03-31",
        "C4 2026-04-01 2026-05-31",
        "C5 2026-06-01 2026-07-31",
        "C6 2026-08-01 2026-08-07",
    ]
    assert listed(schedule.periods) == [
        "P1 2025-08-08 2026-01-31",
        "P2 2026-02-01 2026-05-31",
        "P3 2026-06-01 2026-08-07",
    ]
    assert [str(period.installment) for period in schedule.periods] == ["388800.00"] * 3


def test_a_change_from_a_period_follows_the_calendar() -> None:
    """八.1: counted from 2025-10-01, P2 begins on 1 February; so does what is agreed from P2 on."""
    scale = change("S-1", "P2", {"evaluation.scale[0].reward": 50000})
    terms = assessed(scale, terms={"readings.anchor": date(2025, 10, 1)}).terms
    changed = [month for month, governing in terms.by_month.items() if governing.changes]
    assert changed == [month.id for month in terms.months if month.start >= date(2026, 2, 1)]


def test_an_anchor_on_the_first_day_changes_nothing() -> None:
    """An anchor that is the term's own start gives the same schedule."""
    assert schedule_of(anchor=date(2025, 8, 8)) == schedule_of()


def test_a_month_can_be_named_by_its_end() -> None:
    """Read so, 2025-09 is the month that ends in September, and the days stay as they are."""
    months = schedule_of(month_id="ends_in").months
    assert (months[0].id, months[-1].id) == ("2025-09", "2026-08")
    assert [(month.start, month.end) for month in months] == [
        (month.start, month.end) for month in schedule_of().months
    ]


def test_a_calendar_month_has_one_name() -> None:
    """Counted from a 1st, a month starts and ends in the same month, so both readings agree."""
    anchor = date(2025, 9, 1)
    assert schedule_of(anchor=anchor) == schedule_of(anchor=anchor, month_id="ends_in")


def test_the_31st_does_not_wear_down() -> None:
    """From the 31st each month starts on the 31st or on its last day, leap February too."""
    schedule = other_schedule("park_month_end")
    assert listed(schedule.months) == lines(PARK_MONTHS)
    assert listed([c for period in schedule.periods for c in period.cycles]) == [
        "C1 2027-08-31 2027-11-29",
        "C2 2027-11-30 2028-02-28",
        "C3 2028-02-29 2028-05-30",
        "C4 2028-05-31 2028-08-30",
        "C5 2028-08-31 2028-11-29",
        "C6 2028-11-30 2029-02-27",
    ]
    assert listed(schedule.periods) == [
        "P1 2027-08-31 2028-02-28",
        "P2 2028-02-29 2028-08-30",
        "P3 2028-08-31 2029-02-27",
    ]
    assert [str(p.installment) for p in schedule.periods] == ["200000.10", "150000.25", "149999.65"]


def test_the_29th_does_not_wear_down() -> None:
    """From the 29th a common February starts on the 28th, and March on the 29th again."""
    schedule = other_schedule("library_29th")
    assert listed(schedule.months)[:12] == lines(LIBRARY_MONTHS)
    assert listed(schedule.months)[-1] == "2027-12 2027-11-29 2027-12-28"
    assert len(schedule.months) == 24
    assert [period.id for period in schedule.periods] == [f"P{n}" for n in range(1, 9)]
    assert listed(schedule.periods)[4] == "P5 2026-12-29 2027-03-28"
    assert [len(period.cycles) for period in schedule.periods] == [3] * 8


def test_a_short_contract_on_the_evaluation_calendar() -> None:
    """Six months from 2025-08-08, counted from 2025-09-01: the last has seven days."""
    schedule = other_schedule("canteen_anchored")
    assert listed(schedule.months) == [
        "2025-09 2025-08-08 2025-09-30",
        "2025-10 2025-10-01 2025-10-31",
        "2025-11 2025-11-01 2025-11-30",
        "2025-12 2025-12-01 2025-12-31",
        "2026-01 2026-01-01 2026-01-31",
        "2026-02 2026-02-01 2026-02-07",
    ]
    assert listed(schedule.periods) == ["P1 2025-08-08 2025-11-30", "P2 2025-12-01 2026-02-07"]


@pytest.mark.parametrize(
    ("name", "deadlines"),
    [
        # 15 working days; 2028 as the file says: 03-04 worked, 03-06 and 03-07 off; 2029 unknown
        (
            "park_month_end",
            [("2028-03-21", False), ("2028-09-20", False), ("2029-03-20", True)],
        ),
        # 10 working days; 2027 and 2028 unknown
        (
            "library_29th",
            [
                ("2026-04-13", False),  # over Qingming
                ("2026-07-10", False),
                ("2026-10-16", False),  # over National Day, 10-10 worked
                ("2027-01-12", True),
                ("2027-04-09", True),
                ("2027-07-12", True),
                ("2027-10-13", True),  # 10-01 off, a Friday
                ("2028-01-11", True),
            ],
        ),
        # 5 working days
        ("canteen_anchored", [("2025-12-05", False), ("2026-02-13", False)]),
    ],
)
def test_the_other_contracts_deadlines(name: str, deadlines: list[tuple[str, bool]]) -> None:
    """Each contract's deadlines follow its own count of days, and say where they are estimates."""
    periods = other_schedule(name).periods
    found = [(str(p.request_by.day), p.request_by.basis == "estimated") for p in periods]
    assert found == deadlines


def test_a_month_is_found_by_its_id_and_by_its_days() -> None:
    """The schedule finds a month by its name or by a day of it, and nothing outside the term."""
    schedule = schedule_of()
    september = schedule.months[1]
    assert schedule.month("2025-09") == september
    assert schedule.month("2026-08") is None
    assert schedule.month_of(date(2025, 9, 8)) == schedule.month_of(date(2025, 10, 7)) == september
    assert schedule.month_of(date(2025, 9, 7)) == schedule.months[0]
    assert schedule.month_of(date(2025, 8, 7)) is None
    assert schedule.month_of(date(2026, 8, 8)) is None
