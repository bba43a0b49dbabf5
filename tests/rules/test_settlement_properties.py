"""What holds for every settlement, whatever the contract, the readings and the ratings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.books import AFTER_ALL, rated
from tests.support import OTHER_CONTRACTS, load_contract, reading
from zkrc_ledger.model.contract import RatingStep
from zkrc_ledger.rules.clauses.annex1_6_rewards import months_behind
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import resolve_terms
from zkrc_ledger.rules.in_effect import in_effect
from zkrc_ledger.rules.schedule import build_schedule
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Rating
    from zkrc_ledger.model.schedule import Schedule
    from zkrc_ledger.model.settlement import Settlement

CONTRACTS = [load_contract(), *map(load_contract, sorted(OTHER_CONTRACTS.glob("*.toml")))]
CEILINGS = st.one_of(
    st.just({"rewards": "on_top", "reward_ceiling": None}),
    st.integers(0, 10_000_000).map(
        lambda fen: {"rewards": "within_ceiling", "reward_ceiling": Decimal(fen).scaleb(-2)}
    ),
)


def schedule_of(contract: Contract) -> Schedule:
    """The schedule of a contract that nothing amends."""
    return build_schedule(resolve_terms(contract, {}, ()), {})


def settled_with(contract: Contract, rows: Iterable[Rating]) -> Settlement:
    """The settlement of a contract that nothing amends, after all has ended."""
    terms, records = resolve_terms(contract, {}, ()), in_effect(rows)
    return settle(terms, build_schedule(terms, records.accounts), records, AFTER_ALL)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Contract, dict[str, str]]:
    """One of our contracts, read in any way, with some of its months rated."""
    contract = reading(
        draw(st.sampled_from(CONTRACTS)),
        **draw(CEILINGS),
        rewards_paid=draw(st.sampled_from(["own_period", "at_the_end"])),
    )
    scale = [step.rating for step in contract.evaluation.scale]
    ratings = {
        month.id: rating
        for month in schedule_of(contract).months
        if (rating := draw(st.sampled_from([*scale, None])))
    }
    return contract, ratings


def settled(contract: Contract, ratings: dict[str, str]) -> Settlement:
    """The settlement with these final ratings, after all has ended."""
    return settled_with(contract, rated(ratings))


@given(cases())
def test_the_lines_sum_to_the_net(case: tuple[Contract, dict[str, str]]) -> None:
    """三.2: a period's net is the sum of its lines, and what is due or owed follows from it."""
    contract, ratings = case
    settlement = settled(contract, ratings)
    for period in settlement.periods:
        assert period.net == sum(line.amount for line in period.lines)
        assert period.due - period.owed_by_contractor == period.net
        assert min(period.due, period.owed_by_contractor) == 0
        kinds = [period.sum_of(kind) for kind in ("installment", "reward", "deduction")]
        assert sum(kinds) == period.net
        assert kinds[0] == period.period.installment
        assert kinds[1] >= 0 >= kinds[2]
        own = {month.id for month in period.period.months}
        assert own & ratings.keys() <= {line.month for line in period.lines}
        assert all(line.amount.as_tuple().exponent == -2 for line in period.lines)
    assert settlement.net == sum(period.net for period in settlement.periods)
    assert settlement.due == sum(period.due for period in settlement.periods)
    assert settlement.net == settlement.due - settlement.owed_by_contractor


@given(cases())
def test_every_reward_and_deduction_is_settled_once(
    case: tuple[Contract, dict[str, str]],
) -> None:
    """附件1.六: over the whole contract the ratings bring what the scale says, up to a ceiling."""
    contract, ratings = case
    steps = {step.rating: step for step in contract.evaluation.scale}
    rewards = sum(steps[rating].reward for rating in ratings.values())
    if contract.readings.reward_ceiling is not None:
        rewards = min(rewards, contract.readings.reward_ceiling)
    deductions = sum(steps[rating].deduction for rating in ratings.values())
    assert settled(contract, ratings).net == contract.price.total + rewards - deductions


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    case: tuple[Contract, dict[str, str]], random: Random
) -> None:
    """Records sorted in any other way come to the same settlement, to the last line."""
    contract, ratings = case
    rows = rated(ratings)
    other = random.sample(rows, len(rows))
    assert settled_with(contract, other).periods == settled_with(contract, rows).periods


@given(cases(), st.data())
def test_the_range_holds_every_outcome(
    case: tuple[Contract, dict[str, str]], data: st.DataObject
) -> None:
    """However the open months are rated, the net lands in the range given before."""
    contract, ratings = case
    scale = [step.rating for step in contract.evaluation.scale]
    complete = {
        month.id: ratings.get(month.id) or data.draw(st.sampled_from(scale))
        for month in schedule_of(contract).months
    }
    before, after = settled(contract, ratings), settled(contract, complete)
    assert before.range.low <= after.net <= before.range.high
    for open_, closed in zip(before.periods, after.periods, strict=True):
        assert open_.range.low <= closed.net <= open_.range.high
        assert closed.range.low == closed.net == closed.range.high
        assert closed.state != "proposed"


@given(cases(), st.data())
def test_only_the_months_behind_bear_on_a_period(
    case: tuple[Contract, dict[str, str]], data: st.DataObject
) -> None:
    """Whatever else is rated, a period whose months behind are all rated is what it is."""
    contract, ratings = case
    schedule = schedule_of(contract)
    period = data.draw(st.sampled_from(schedule.periods))
    behind = months_behind(contract, schedule, period)
    scale = [step.rating for step in contract.evaluation.scale]
    kept = {month: ratings.get(month, scale[0]) for month in behind}
    position = schedule.periods.index(period)
    alone = settled(contract, kept).periods[position]
    beside = settled(contract, ratings | kept).periods[position]
    assert (beside.net, beside.range) == (alone.net, alone.range)
    assert alone.range.low == alone.range.high
    assert alone.unrated == ()


SMALL = replace(
    load_contract(OTHER_CONTRACTS / "canteen_anchored.toml"),
    evaluation=replace(
        load_contract(OTHER_CONTRACTS / "canteen_anchored.toml").evaluation,
        scale=(
            RatingStep(rating="达标", reward=Decimal("5000.30")),
            RatingStep(rating="未达标"),
            RatingStep(rating="差", deduction=Decimal("700.10")),
        ),
    ),
)
WORDS = ("达标", "未达标", "差")
IDS = [month.id for month in schedule_of(SMALL).months]


def every_outcome(contract: Contract) -> dict[tuple[str, ...], list[Decimal]]:
    """The periods' nets for each of the 729 ways to rate six months."""
    return {
        chosen: [
            period.net for period in settled(contract, dict(zip(IDS, chosen, strict=True))).periods
        ]
        for chosen in product(WORDS, repeat=len(IDS))
    }


@pytest.mark.parametrize("rewards_paid", ["own_period", "at_the_end"])
def test_the_range_is_no_wider_than_the_outcomes(rewards_paid: str) -> None:
    """Both ends of a range are outcomes that can still come, under a ceiling too."""
    contract = reading(SMALL, rewards_paid=rewards_paid)
    outcomes = every_outcome(contract)

    @settings(max_examples=60)
    @given(st.tuples(*[st.sampled_from([*WORDS, None])] * len(IDS)))
    def holds(ratings: tuple[str | None, ...]) -> None:
        given_ = {month: r for month, r in zip(IDS, ratings, strict=True) if r}
        possible = [
            nets
            for chosen, nets in outcomes.items()
            if all(r in (None, c) for r, c in zip(ratings, chosen, strict=True))
        ]
        for position, period in enumerate(settled(contract, given_).periods):
            nets = [outcome[position] for outcome in possible]
            assert (period.range.low, period.range.high) == (min(nets), max(nets))
        whole, sums = settled(contract, given_).range, [sum(nets) for nets in possible]
        assert (whole.low, whole.high) == (min(sums), max(sums))

    holds()


def test_a_scale_that_only_deducts_has_a_range() -> None:
    """Where no step rewards, the best is the smallest deduction."""
    scale: Any = (
        RatingStep(rating="轻", deduction=Decimal("1.00")),
        RatingStep(rating="重", deduction=Decimal("5.00")),
    )
    contract = replace(SMALL, evaluation=replace(SMALL.evaluation, scale=scale))
    for rewards_paid in ("own_period", "at_the_end"):
        first, last = settled(reading(contract, rewards_paid=rewards_paid), {}).periods
        assert (str(first.range.low), str(first.range.high)) == ("59985.05", "59997.05")
        assert (str(last.range.low), str(last.range.high)) == ("39984.95", "39996.95")
