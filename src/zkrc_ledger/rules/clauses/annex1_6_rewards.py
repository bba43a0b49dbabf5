"""附件1.六, 四.5: a month's rating brings a reward or a deduction.

Two readings bear on it: when a reward is paid, and whether 三.1, which calls the total all
the fees, leaves room for rewards on top or only up to a ceiling that the contract file names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.settlement import Line
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract, RatingStep
    from zkrc_ledger.model.records import Rating
    from zkrc_ledger.model.schedule import PaymentPeriod, Schedule
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.terms import Terms


@value_class()
class Outcome:
    """What one month's rating brings, in yuan.

    `cut` is what a ceiling took off the reward; `reward_with` is the period it is paid with,
    `stands_in` the month's own, with which a deduction is settled.
    """

    step: RatingStep
    reward: Decimal
    cut: Decimal
    reward_with: str
    deduction: Decimal
    stands_in: str


def effect(step: RatingStep) -> Decimal:
    """What a step adds to the amount due, in yuan; negative for a deduction."""
    return step.reward - step.deduction


def worst_and_best(terms: Terms, month: str) -> tuple[RatingStep, RatingStep]:
    """The steps that bring a month the least and the most, by the scale that governs it."""
    ordered = sorted(terms.by_month[month].contract.evaluation.scale, key=effect)
    return ordered[0], ordered[-1]


def steps_of(
    terms: Terms, schedule: Schedule, ratings: Mapping[str, Rating]
) -> dict[str, RatingStep]:
    """The step of each rated month, by the scale that governs the month."""
    return {
        month.id: step
        for month in schedule.months
        if month.id in ratings
        and (step := terms.by_month[month.id].contract.step(ratings[month.id].rating))
    }


def months_behind(contract: Contract, schedule: Schedule, period: PaymentPeriod) -> tuple[str, ...]:
    """The ids of the service months whose ratings bear on a period's amount, in order.

    Its own; and every earlier one too where this period pays all the rewards, or where a
    ceiling is used up month by month.
    """
    if contract.readings.rewards_paid == "at_the_end":
        reaches_back = period is schedule.periods[-1]
    else:
        reaches_back = contract.readings.rewards == "within_ceiling"
    first = schedule.months[0].start if reaches_back else period.start
    return tuple(month.id for month in schedule.months if first <= month.start <= period.end)


def outcomes(
    contract: Contract, schedule: Schedule, steps: Mapping[str, RatingStep]
) -> dict[str, Outcome]:
    """附件1.六 What each month in `steps` brings, and with which period it is settled.

    A ceiling is used up in the order of the months, whatever order they were rated in.
    """
    room = contract.readings.reward_ceiling
    last = schedule.periods[-1].id
    found = {}
    for period in schedule.periods:
        reward_with = last if contract.readings.rewards_paid == "at_the_end" else period.id
        for month in period.months:
            if (step := steps.get(month.id)) is None:
                continue
            reward = step.reward if room is None else min(step.reward, room)
            room = None if room is None else room - reward
            found[month.id] = Outcome(
                step=step,
                reward=reward,
                cut=step.reward - reward,
                reward_with=reward_with,
                deduction=step.deduction,
                stands_in=period.id,
            )
    return found


def rating_effect(settled: PeriodSettlement, found: Mapping[str, Outcome]) -> Decimal:
    """附件1.六 What all ratings together add to one period's net, in yuan.

    An amount agreed for a period that a termination cut covers the period's own months.
    """
    period = settled.period
    covered = period.cut and settled.state != "undetermined"
    return total(
        (outcome.reward if outcome.reward_with == period.id else ZERO)
        - (outcome.deduction if outcome.stands_in == period.id else ZERO)
        for outcome in found.values()
        if not (covered and outcome.stands_in == period.id)
    )


def rating_lines(
    terms: Terms,
    period: PaymentPeriod,
    found: Mapping[str, Outcome],
    ratings: Mapping[str, Rating],
) -> tuple[Line, ...]:
    """附件1.六 One line for each rated month of a period, and for each reward paid with it."""
    return tuple(
        _line(terms, period, outcome, ratings[month])
        for month, outcome in found.items()
        if outcome.stands_in == period.id
        or (outcome.reward_with == period.id and outcome.step.reward)
    )


def _line(terms: Terms, period: PaymentPeriod, outcome: Outcome, record: Rating) -> Line:
    step = outcome.step
    provisions, changes = terms.by_month[record.month].provisions(
        "evaluation", f"evaluation.scale[{step.rating}]"
    )
    amount, text = _reward(period, outcome) if step.reward else _deduction(outcome)
    return Line(
        kind="deduction" if step.deduction else "reward",
        amount=amount,
        provisions=provisions,
        changes=changes,
        text=text,
        month=record.month,
        rating=step.rating,
        stage=record.stage,
        record=record,
    )


def _reward(period: PaymentPeriod, outcome: Outcome) -> tuple[Decimal, Text]:
    if outcome.reward_with != period.id:
        return ZERO, Text(
            "reward of {reward}, paid with {period}",
            reward=outcome.reward,
            period=outcome.reward_with,
        )
    if outcome.cut:
        return outcome.reward, Text(
            "reward of {reward}, less {cut} above the ceiling",
            reward=outcome.step.reward,
            cut=outcome.cut,
        )
    return outcome.reward, Text("reward")


def _deduction(outcome: Outcome) -> tuple[Decimal, Text]:
    if outcome.deduction:
        return -outcome.deduction, Text("deduction")
    return ZERO, Text("neither reward nor deduction")
