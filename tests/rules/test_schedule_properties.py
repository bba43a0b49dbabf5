"""二, 三.2: what holds for the schedule of any contract, whatever its start and length."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from tests.support import reading
from zkrc_ledger.model.contract import Installment
from zkrc_ledger.rules.checks.contract import contract_problems
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import resolve_terms
from zkrc_ledger.rules.schedule import build_schedule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.schedule import Schedule, Span

ONE_DAY = timedelta(days=1)


def months_on(day: date, count: int) -> date:
    """The same day of the month `count` months on, or that month's last: reckoned by hand."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def contract_of(contract: Contract, start: date, shape: tuple[int, int, int]) -> Contract:
    """The real contract with another start and so many months, cycles and periods."""
    cycle, cycles, periods = shape
    months = cycle * cycles * periods
    return replace(
        contract,
        term=replace(
            contract.term, start=start, end=months_on(start, months) - ONE_DAY, months=months
        ),
        price=replace(contract.price, total=Decimal(periods), in_words=None),
        evaluation_cycle=replace(contract.evaluation_cycle, months=cycle),
        payment_period=replace(
            contract.payment_period,
            cycles=cycles,
            installments=tuple(Installment(amount=Decimal(1)) for _ in range(periods)),
        ),
        funds_request=replace(contract.funds_request, working_days=1),
    )


def schedule_of(contract: Contract) -> Schedule:
    """The schedule as signed."""
    return build_schedule(resolve_terms(contract, {}, ()), {})


def problems(contract: Contract) -> list[Problem]:
    """What contradicts what in the term and in the readings."""
    parts = ("term", "evaluation_cycle", "readings")
    return contract_problems({name: getattr(contract, name) for name in parts})


STARTS = st.dates(date(1990, 1, 1), date(2140, 12, 31))
SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 5))


def partitions(parts: Sequence[Span], start: date, end: date) -> bool:
    """Whether the parts follow each other without gap or overlap from `start` to `end`."""
    starts = [start, *(part.end + ONE_DAY for part in parts[:-1])]
    return (
        [part.start for part in parts] == starts
        and all(part.start <= part.end for part in parts)
        and parts[-1].end == end
    )


@given(STARTS, SHAPES, st.sampled_from(["starts_in", "ends_in"]))
@example(date(2027, 8, 31), (3, 2, 3), "starts_in")
@example(date(2024, 1, 31), (1, 1, 2), "ends_in")
@example(date(2024, 2, 29), (6, 2, 4), "starts_in")
def test_the_parts_make_the_whole(
    contract: Contract, start: date, shape: tuple[int, int, int], month_id: str
) -> None:
    """For any start and length, months partition the term, cycles and periods do, ids run on."""
    cycle, cycles, count = shape
    other = reading(contract_of(contract, start, shape), month_id=month_id)
    assert problems(other) == []
    schedule = schedule_of(other)
    end = other.term.end
    assert len(schedule.months) == cycle * cycles * count
    assert partitions(schedule.months, start, end)
    assert partitions(schedule.periods, start, end)
    for period in schedule.periods:
        assert partitions(period.cycles, period.start, period.end)
        assert partitions(period.months, period.start, period.end)
        assert len(period.cycles) == cycles
        assert len(period.months) == cycle * cycles
    # no drift: each month is counted from the start itself
    assert [month.start for month in schedule.months] == [
        months_on(start, k) for k in range(len(schedule.months))
    ]
    assert_ids_run_on([month.id for month in schedule.months])
    first = schedule.months[0]
    assert first.id == f"{first.start if month_id == 'starts_in' else first.end:%Y-%m}"


def assert_ids_run_on(ids: list[str]) -> None:
    """Each id names the calendar month after the one before it."""
    numbers = [int(id_[:4]) * 12 + int(id_[5:]) for id_ in ids]
    assert numbers == list(range(numbers[0], numbers[0] + len(ids)))


@given(STARTS, SHAPES, st.integers(0, 190), st.sampled_from(["starts_in", "ends_in"]))
@example(date(2025, 8, 8), (2, 2, 3), 24, "ends_in")
@example(date(2025, 8, 8), (2, 2, 3), 60, "starts_in")  # 2025-10-07, the last day that will do
@example(date(2027, 7, 31), (1, 1, 9), 30, "starts_in")  # the term ends on 2028-04-29
@example(date(2024, 1, 31), (1, 1, 1), 28, "starts_in")
@example(date(2023, 12, 31), (1, 1, 2), 29, "starts_in")
@example(date(2023, 12, 31), (2, 1, 2), 59, "starts_in")
def test_an_anchor_within_a_cycle_partitions_the_term(
    contract: Contract, start: date, shape: tuple[int, int, int], later: int, month_id: str
) -> None:
    """Units start at the anchor plus k months, the first reaches back, the last is cut."""
    cycle, cycles, count = shape
    anchor = start + timedelta(days=later)
    other = reading(contract_of(contract, start, shape), anchor=anchor, month_id=month_id)
    before = sum(months_on(anchor, -k) >= start for k in range(1, 12))
    last = months_on(anchor, cycle * cycles * count - 1 - before)
    if found := problems(other):
        assert [problem.code for problem in found] == ["anchor"]
        assert anchor >= months_on(start, cycle) or last > other.term.end
        return
    schedule = schedule_of(other)
    assert (len(schedule.months), len(schedule.periods)) == (cycle * cycles * count, count)
    assert partitions(schedule.months, start, other.term.end)
    assert partitions(schedule.periods, start, other.term.end)
    for period in schedule.periods:
        assert partitions(period.cycles, period.start, period.end)
        assert partitions(period.months, period.start, period.end)
        assert len(period.cycles) == cycles
    assert [month.start for month in schedule.months[1:]] == [
        months_on(anchor, k - before) for k in range(1, len(schedule.months))
    ]
    assert [one.start for period in schedule.periods for one in period.cycles][1:] == [
        months_on(anchor, k * cycle) for k in range(1, cycles * count)
    ]
    assert_ids_run_on([month.id for month in schedule.months])
