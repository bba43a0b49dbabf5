"""The settlement: contract, records and a date in; what each payment period comes to out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.settlement import PeriodSettlement, Range, Settlement
from zkrc_ledger.rules.clauses.annex1_6_rewards import (
    months_behind,
    outcomes,
    pays_all_rewards,
    rating_effect,
    rating_lines,
    worst_and_best,
)
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.clauses.art3_2_installments import installment_line
from zkrc_ledger.rules.schedule import schedule_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract, RatingStep
    from zkrc_ledger.model.records import RatingRecord, Records
    from zkrc_ledger.model.schedule import PaymentPeriod, Schedule
    from zkrc_ledger.model.settlement import State


def settle(contract: Contract, records: Records, today: date) -> Settlement:
    """Settle a contract and records that `rules.checks` found no error in, as of `today`.

    The day only decides what has ended; it hides no record.
    """
    schedule = schedule_of(contract)
    in_effect, _ = ratings_in_effect(records.ratings)
    steps = {step.rating: step for step in contract.evaluation.scale}
    rated = {month: steps[record.rating] for month, record in in_effect.items()}
    return Settlement(
        as_of=today,
        periods=tuple(
            _settle_period(contract, schedule, period, rated, in_effect, today)
            for period in schedule.periods
        ),
    )


def _settle_period(
    contract: Contract,
    schedule: Schedule,
    period: PaymentPeriod,
    rated: Mapping[str, RatingStep],
    in_effect: Mapping[str, RatingRecord],
    today: date,
) -> PeriodSettlement:
    behind = months_behind(contract, schedule, period)
    unrated = tuple(month for month in behind if month not in rated)
    proposed = tuple(
        month for month in behind if month in rated and in_effect[month].stage == "proposed"
    )
    found = outcomes(contract, schedule, rated)
    return PeriodSettlement(
        period=period,
        ended=period.over(today),
        state=_state(unrated, proposed, over=period.over(today)),
        unrated=unrated,
        not_final=proposed,
        lines=(
            installment_line(contract, period),
            *rating_lines(contract, period, found, in_effect),
        ),
        range=_range(contract, schedule, period, rated),
    )


def _state(unrated: tuple[str, ...], proposed: tuple[str, ...], *, over: bool) -> State:
    if unrated or not over:
        return "incomplete"
    return "proposed" if proposed else "final"


def _range(
    contract: Contract,
    schedule: Schedule,
    period: PaymentPeriod,
    rated: Mapping[str, RatingStep],
) -> Range:
    """三.2, 附件1.六 The lowest and highest net of a period over every rating still open.

    A better rating in a month that bears on the period never lowers its net. In an earlier
    month that only uses up a ceiling it never raises it, so those are taken the other way.
    """
    worst, best = worst_and_best(contract)
    own = {month.id for month in period.months}
    pays_all = pays_all_rewards(contract, schedule, period)

    def net(for_own: RatingStep, for_earlier: RatingStep) -> Decimal:
        assumed = {
            month.id: for_own if month.id in own or pays_all else for_earlier
            for month in schedule.months
        }
        found = outcomes(contract, schedule, {**assumed, **rated})
        return period.installment + rating_effect(period, found)

    return Range(low=net(worst, best), high=net(best, worst))
