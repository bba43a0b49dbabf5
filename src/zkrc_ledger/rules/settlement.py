"""The settlement: contract, records and a date in; what each payment period comes to out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.settlement import PeriodSettlement, Range, Settlement
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.annex1_6_rewards import (
    months_behind,
    outcomes,
    pays_all_rewards,
    rating_effect,
    rating_lines,
    steps_of,
    worst_and_best,
)
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.clauses.art3_1_additional_work import additional_work_line
from zkrc_ledger.rules.clauses.art3_2_installments import agreed_line, installment_line
from zkrc_ledger.rules.clauses.art4_4_damages import damages_line
from zkrc_ledger.rules.clauses.art4_7_breach import agreed_additional_work, breach_line
from zkrc_ledger.rules.clauses.art4_7_termination import pro_rata
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import terms_of
from zkrc_ledger.rules.schedule import schedule_under
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract, RatingStep
    from zkrc_ledger.model.records import Adjustment, RatingRecord, Records
    from zkrc_ledger.model.schedule import PaymentPeriod, Schedule
    from zkrc_ledger.model.settlement import Line, State
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What every period is settled from."""

    terms: Terms
    schedule: Schedule
    ratings: Mapping[str, RatingRecord]
    steps: Mapping[str, RatingStep]
    extremes: Mapping[str, tuple[RatingStep, RatingStep]]
    adjustments: tuple[Adjustment, ...]
    additional_work: Decimal
    today: date


def settle(contract: Contract, records: Records, today: date) -> Settlement:
    """Settle a contract and records that the checks found no error in, as of `today`.

    The day only decides what has ended; it hides no record.
    """
    terms = terms_of(contract, records.amendments)
    schedule = schedule_under(terms)
    ratings, _ = ratings_in_effect(records.ratings)
    adjustments = tuple(Standing(records.adjustments).in_effect())
    case = _Case(
        terms=terms,
        schedule=schedule,
        ratings=ratings,
        steps=steps_of(terms, schedule, {month: one.rating for month, one in ratings.items()}),
        extremes={
            month.id: worst_and_best(terms.for_month(period, month))
            for period in schedule.periods
            for month in period.months
        },
        adjustments=adjustments,
        additional_work=agreed_additional_work(adjustments),
        today=today,
    )
    return Settlement(
        as_of=today,
        schedule=schedule,
        periods=tuple(_settle_period(case, period) for period in schedule.periods),
    )


def _settle_period(case: _Case, period: PaymentPeriod) -> PeriodSettlement:
    terms = case.terms
    contract = terms.final
    behind = months_behind(contract, case.schedule, period)
    unrated = tuple(month for month in behind if month not in case.steps)
    proposed = tuple(
        month for month in behind if month in case.steps and case.ratings[month].stage == "proposed"
    )
    adjusted = [_adjustment_line(case, period, one) for one in _of(period, case.adjustments)]
    counted, apart, claimed = _sorted_out(contract, adjusted)
    agreed = terms.termination.settle if terms.termination and period.cut else None
    rated = rating_lines(terms, period, outcomes(contract, case.schedule, case.steps), case.ratings)
    if period.cut and agreed is not None:
        base = agreed_line(terms, period, agreed)
        rated = tuple(
            replace(line, amount=ZERO, text=Text("covered by the agreed amount")) for line in rated
        )
        unrated, proposed = (), ()
    else:
        base = installment_line(terms, period)
    undetermined = period.cut and agreed is None
    lines = (*(() if undetermined else (base,)), *rated, *counted)
    settled = PeriodSettlement(
        period=period,
        ended=period.over(case.today),
        state="undetermined"
        if undetermined
        else _state(unrated, proposed, over=period.over(case.today)),
        unrated=unrated,
        not_final=proposed,
        lines=lines,
        range=Range(low=ZERO, high=ZERO),
        claimed=claimed,
        apart=apart,
        estimate=pro_rata(period) if undetermined else None,
    )
    return replace(settled, range=_range(case, settled, agreed))


def _of(period: PaymentPeriod, adjustments: tuple[Adjustment, ...]) -> list[Adjustment]:
    return [one for one in adjustments if one.period == period.id]


def _adjustment_line(case: _Case, period: PaymentPeriod, record: Adjustment) -> Line:
    match record.kind:
        case "additional_work":
            return additional_work_line(case.terms, period, record)
        case "damages":
            return damages_line(case.terms, period, record)
        case _:
            return breach_line(case.terms, period, record, case.additional_work)


def _sorted_out(
    contract: Contract, lines: list[Line]
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """The lines that count, those settled apart, and those only claimed.

    四.7, 四.4: whether what party B owes may be set off against an installment is a reading.
    """
    sets_off = contract.readings.set_off == "named_period"
    agreed: list[Line] = []
    claimed: list[Line] = []
    for line in lines:
        stage = getattr(line.record, "stage", "agreed")
        (agreed if stage == "agreed" else claimed).append(line)
    return (
        tuple(line for line in agreed if sets_off or line.kind == "additional_work"),
        tuple(line for line in agreed if not sets_off and line.kind != "additional_work"),
        tuple(claimed),
    )


def _state(unrated: tuple[str, ...], proposed: tuple[str, ...], *, over: bool) -> State:
    if unrated or not over:
        return "incomplete"
    return "proposed" if proposed else "final"


def _range(case: _Case, settled: PeriodSettlement, agreed: Decimal | None) -> Range:
    """三.2, 附件1.六 The lowest and highest net of a period over everything still open.

    A better rating in a month that bears on the period never lowers its net. In an earlier
    month that only uses up a ceiling it never raises it, so those are taken the other way.
    Every claimed deduction is in the lowest, and none in the highest; claimed additional work
    the other way. A period cut by a termination may still come to anything from nothing to its
    whole installment.
    """
    period, contract = settled.period, case.terms.final
    fixed = total(line.amount for line in settled.lines if line.month is None)
    sets_off = contract.readings.set_off == "named_period"
    claimed = total(line.amount for line in settled.claimed if sets_off and line.amount < 0)
    asked = total(line.amount for line in settled.claimed if line.amount > 0)
    if period.cut and agreed is not None:
        return Range(low=fixed + claimed, high=fixed + asked)
    own = {month.id for month in period.months}
    pays_all = pays_all_rewards(contract, case.schedule, period)

    def ratings(*, low: bool) -> Decimal:
        assumed = {}
        for month, (worst, best) in case.extremes.items():
            takes_worst = low == (month in own or pays_all)
            assumed[month] = worst if takes_worst else best
        found = outcomes(contract, case.schedule, {**assumed, **case.steps})
        return rating_effect(period, found)

    open_installment = period.installment if settled.state == "undetermined" else ZERO
    return Range(
        low=fixed + claimed + ratings(low=True),
        high=fixed + asked + open_installment + ratings(low=False),
    )
