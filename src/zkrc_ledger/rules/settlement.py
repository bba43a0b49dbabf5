"""The settlement: terms, schedule and records in effect in; what each period comes to out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.model.account import Account
from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.settlement import (
    BREACH_KINDS,
    FallenAway,
    PeriodSettlement,
    Range,
    Settlement,
)
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.clauses.annex1_6_rewards import (
    months_behind,
    outcomes,
    rating_effect,
    rating_lines,
    steps_of,
    worst_and_best,
)
from zkrc_ledger.rules.clauses.art3_1_additional_work import additional_work_line
from zkrc_ledger.rules.clauses.art3_1_tax import tax_lines
from zkrc_ledger.rules.clauses.art3_2_installments import agreed_line, installment_line
from zkrc_ledger.rules.clauses.art3_2_vat_invoice import vat_split
from zkrc_ledger.rules.clauses.art4_4_damages import damages_line
from zkrc_ledger.rules.clauses.art4_7_breach import agreed_additional_work, breach_line
from zkrc_ledger.rules.clauses.art4_7_termination import pro_rata
from zkrc_ledger.rules.offsets import offset_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.contract import RatingStep
    from zkrc_ledger.model.records import Adjustment, Rating
    from zkrc_ledger.model.schedule import PaymentPeriod, Schedule
    from zkrc_ledger.model.settlement import Line, State
    from zkrc_ledger.model.terms import Terms
    from zkrc_ledger.rules.clauses.annex1_6_rewards import Outcome
    from zkrc_ledger.rules.in_effect import InEffect


@value_class()
class _Case:
    """What every period is settled from. `extremes` are the worst and best step of each month."""

    terms: Terms
    schedule: Schedule
    ratings: Mapping[str, Rating]
    steps: Mapping[str, RatingStep]
    extremes: Mapping[str, tuple[RatingStep, RatingStep]]
    adjustments: Mapping[str, list[Adjustment]]
    accounts: Mapping[str, Account]
    additional_work: Decimal
    today: date


def settle(terms: Terms, schedule: Schedule, records: InEffect, today: date) -> Settlement:
    """Settle terms and records that the checks found no error in, as of `today`.

    The day only decides what has ended; it hides no record.
    """
    steps = steps_of(terms, schedule, records.ratings)
    worst_best = {month.id: worst_and_best(terms, month.id) for month in schedule.months}
    adjustments: dict[str, list[Adjustment]] = defaultdict(list)
    for one in records.adjustments:
        adjustments[one.period].append(one)
        if one.kind == "offset":
            adjustments[one.to_period].append(one)
    case = _Case(
        terms=terms,
        schedule=schedule,
        ratings=records.ratings,
        steps=steps,
        extremes={
            month: (steps[month], steps[month])
            if month in steps and records.ratings[month].stage == "final"
            else extremes
            for month, extremes in worst_best.items()
        },
        adjustments=adjustments,
        accounts=records.accounts,
        additional_work=agreed_additional_work(records.adjustments),
        today=today,
    )
    periods = tuple(_settle_period(case, period) for period in schedule.periods)
    return Settlement(
        as_of=today,
        schedule=schedule,
        periods=periods,
        range=_range(case, periods),
        by_year=_by_year(case, periods),
        best_ratings=total(
            rating_effect(one, _extreme(case, periods, low=False)) for one in periods
        ),
        fallen_away=tuple(_fallen_away(case)),
    )


def _settle_period(case: _Case, period: PaymentPeriod) -> PeriodSettlement:
    terms, over = case.terms, period.over(case.today)
    governing = terms.governing_period(period.number)
    contract = governing.contract
    own = {month.id for month in period.months}
    agreed = terms.termination.settle if terms.termination and period.cut else None
    behind = [
        month
        for month in months_behind(terms.contract, case.schedule, period)
        if agreed is None or month not in own
    ]
    unrated = tuple(month for month in behind if month not in case.steps)
    rated = [month for month in behind if month in case.steps]
    not_final = tuple(month for month in rated if case.ratings[month].stage == "proposed")
    counted, apart, claimed = _sorted_out(case, period)
    found = outcomes(terms.contract, case.schedule, case.steps)
    lines = rating_lines(terms, period, found, case.ratings)
    undetermined = period.cut and agreed is None
    if agreed is not None:
        covered = Text("covered by the agreed amount")
        lines = tuple(
            replace(line, amount=ZERO, text=covered) if line.month in own else line
            for line in lines
        )
        lines = (agreed_line(terms, period, agreed), *lines)
    elif not undetermined:
        lines = (installment_line(terms, period), *lines)
    lines += tuple(line for line in counted if line.kind == "additional_work")
    if not undetermined:
        lines += tax_lines(governing, total(line.amount for line in lines))
    lines += tuple(line for line in counted if line.kind != "additional_work")
    settled = PeriodSettlement(
        period=period,
        ended=over,
        state="undetermined" if undetermined else _state(unrated, not_final, over=over),
        unrated=unrated,
        not_final=not_final,
        undocumented=tuple(
            month
            for month in rated
            if case.ratings[month].stage == "final" and case.ratings[month].approved_on is None
        ),
        lines=lines,
        range=Range(ZERO, ZERO),
        account=case.accounts.get(period.id, Account()),
        claimed_lines=claimed,
        apart=apart,
        estimate=pro_rata(period) if undetermined else None,
        invoice_for=contract.readings.invoice_for,
    )
    return replace(
        settled,
        range=_range(case, [settled]),
        vat=vat_split(contract, settled.invoice_sum),
    )


def _adjustment_line(case: _Case, period: PaymentPeriod, record: Adjustment) -> Line:
    governing = case.terms.governing_period(period.number)
    match record.kind:
        case "additional_work":
            return additional_work_line(governing, record)
        case "damages":
            return damages_line(governing, record)
        case "offset":
            return offset_line(record, period.id)
        case _:
            return breach_line(governing, record, case.additional_work)


def _sorted_out(
    case: _Case, period: PaymentPeriod
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """The lines that count, those settled apart, and those only claimed.

    四.7, 四.4: whether what party B owes may be set off against an installment is a reading.
    """
    sets_off = case.terms.contract.readings.set_off == "named_period"
    counted: list[Line] = []
    apart: list[Line] = []
    claimed: list[Line] = []
    for record in case.adjustments.get(period.id, ()):
        line = _adjustment_line(case, period, record)
        if line.kind in BREACH_KINDS and not sets_off:
            apart.append(line)
        else:
            (counted if record.stage == "agreed" else claimed).append(line)
    return tuple(counted), tuple(apart), tuple(claimed)


def _state(unrated: tuple[str, ...], not_final: tuple[str, ...], *, over: bool) -> State:
    if unrated or not over:
        return "incomplete"
    return "proposed" if not_final else "final"


def _extreme(
    case: _Case, periods: Sequence[PeriodSettlement], *, low: bool
) -> Mapping[str, Outcome]:
    """三.2, 附件1.六 What the months bring where these periods together come to the least or most.

    A better rating in a month whose reward or deduction is settled with them never lowers their
    net. In an earlier month that only uses up a ceiling it never raises it, so those are taken
    the other way.
    """
    own = {month.id for one in periods for month in one.period.months}
    if case.terms.contract.readings.rewards_paid == "at_the_end" and any(
        one.period is case.schedule.periods[-1] for one in periods
    ):
        own = set(case.extremes)
    steps = {
        month: worst if low == (month in own) else best
        for month, (worst, best) in case.extremes.items()
    }
    return outcomes(case.terms.contract, case.schedule, steps)


def _range(case: _Case, periods: Sequence[PeriodSettlement]) -> Range:
    """The lowest and the highest net of some periods together, over everything still open.

    Every claimed deduction is in the lowest, and none in the highest; claimed additional work
    the other way. A period cut by a termination may still come to anything from nothing to its
    whole installment.
    """
    lowest, highest = (_extreme(case, periods, low=low) for low in (True, False))
    low, high = ZERO, ZERO
    for one in periods:
        claims = [line.amount for line in one.claimed_lines]
        installment = one.period.installment if one.state == "undetermined" else ZERO
        low += _net(case, one, rating_effect(one, lowest)) + total(
            amount for amount in claims if amount < 0
        )
        high += _net(
            case,
            one,
            rating_effect(one, highest) + installment + total(each for each in claims if each > 0),
        )
    return Range(low, high)


def _net(case: _Case, settled: PeriodSettlement, rated: Decimal) -> Decimal:
    """A period's net if this were the sum of its ratings; where tax is on top, it moves too."""
    price = settled.sum_of("installment", "additional_work") + rated
    governing = case.terms.governing_period(settled.period.number)
    tax = total(line.amount for line in tax_lines(governing, price))
    return price + tax + settled.set_offs


def _by_year(case: _Case, periods: Sequence[PeriodSettlement]) -> dict[int, Range]:
    by_year: dict[int, list[PeriodSettlement]] = defaultdict(list)
    for one in periods:
        deadline = one.period.request_by.day
        by_year[deadline.year if deadline else 0].append(one)
    return {year: _range(case, found) for year, found in by_year.items()}


def _fallen_away(case: _Case) -> list[FallenAway]:
    """四.7 The periods that a termination left nothing of and that money was recorded for."""
    found = []
    for period in case.schedule.fallen_away:
        offsets = tuple(
            offset_line(one, period)
            for one in case.adjustments.get(period, ())
            if one.kind == "offset" and one.stage == "agreed"
        )
        account = case.accounts.get(period, Account())
        if offsets or account.invoices or account.payments:
            found.append(FallenAway(period=period, account=account, offsets=offsets))
    return found
