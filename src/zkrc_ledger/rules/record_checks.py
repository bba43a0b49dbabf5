"""Whether the records fit the contract: every finding, errors and notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import error_at, notice_at
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import terms_of
from zkrc_ledger.rules.schedule import schedule_of, schedule_under
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import RatingRecord, Records
    from zkrc_ledger.model.schedule import Schedule, ServiceMonth
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import Terms


def record_problems(contract: Contract, records: Records, today: date) -> list[Problem]:
    """Every problem of the records of a sound contract, as of `today`."""
    terms = terms_of(contract, records.amendments)
    schedule = schedule_under(terms)
    whole = schedule_under(replace(terms, termination=None)) if terms.termination else schedule
    _, problems = ratings_in_effect(records.ratings)
    standing = Standing(records.ratings)
    months = {month.id: month for month in whole.months}
    left = {month.id for month in schedule.months}
    scales = {
        month.id: terms.for_month(period, month)
        for period in whole.periods
        for month in period.months
    }
    for record in records.ratings:
        month = months.get(record.month)
        problems += _fits(whole, month, record, today)
        if standing.taken_back_by(record) or standing.replaced_by(record):
            continue
        problems += _unknown_rating(scales.get(record.month, terms.final), record)
        if record.rating and month and month.id not in left:
            problems.append(_fallen(record))
    return problems


def unrated_months(contract: Contract, records: Records, today: date) -> list[Problem]:
    """A notice of the service months that are over and not rated."""
    in_effect, _ = ratings_in_effect(records.ratings)
    missing = tuple(
        month.id
        for month in schedule_of(contract, records.amendments).months
        if month.over(today) and month.id not in in_effect
    )
    if not missing:
        return []
    return [
        Problem(
            severity="notice",
            code="unrated",
            file="ratings.csv",
            message=Text("These months are over and not rated: {months}.", months=missing),
            hint=Text("Record each with: ledger rate {month} RATING", month=missing[0]),
        )
    ]


def unknown_month(schedule: Schedule, month: str) -> tuple[Text, Text]:
    """What to say of a month or a date that is none of the contract's months, and which are."""
    day = date.fromisoformat(month if len(month) > len("2025-09") else f"{month}-01")
    if holder := schedule.month_of(day):
        message = Text(
            "{month} is not a service month of this contract; {day} falls in {holder} ({days}).",
            month=month,
            day=day,
            holder=holder.id,
            days=Text("{start} to {end}", start=holder.start, end=holder.end),
        )
    else:
        message = Text("{month} is not a service month of this contract.", month=month)
    return message, Text(
        "The service months are {first} to {last}.",
        first=schedule.months[0].id,
        last=schedule.months[-1].id,
    )


def unknown_rating(contract: Contract, rating: str) -> tuple[Text, Text]:
    """What to say of a rating that is not in the scale; never by likeness."""
    return (
        Text('"{rating}" is not in the rating scale.', rating=rating[:40]),
        Text(
            "The scale is: {scale}. Write one of these in full.",
            scale=tuple(step.rating for step in contract.evaluation.scale),
        ),
    )


def scale_for(terms: Terms, schedule: Schedule, month_id: str) -> Contract:
    """The contract whose rating scale governs a month; the amended one where there is none."""
    for period in schedule.periods:
        for month in period.months:
            if month.id == month_id:
                return terms.for_month(period, month)
    return terms.final


def _fallen(record: RatingRecord) -> Problem:
    return notice_at(
        record,
        "month-fallen",
        Text("{month} fell away with the termination.", month=record.month),
        Text("Its rating does not count."),
    )


def _fits(
    schedule: Schedule, month: ServiceMonth | None, record: RatingRecord, today: date
) -> Iterator[Problem]:
    if month is None and record.month:
        yield error_at(record, "month-outside", *unknown_month(schedule, record.month))
    elif month and record.rating and today < month.start:
        yield notice_at(
            record,
            "month-not-begun",
            Text(
                "{month} begins on {start} and is already rated.", month=month.id, start=month.start
            ),
            Text("Check that the month is the one meant."),
        )
    if record.stage == "proposed" and record.approved_on:
        yield notice_at(
            record,
            "stage-date",
            Text("This rating is only proposed, and has a date on which it was passed."),
            Text("Clear the date, or make the stage final."),
        )


def _unknown_rating(scale: Contract, record: RatingRecord) -> Iterator[Problem]:
    """A rating that no longer holds may be one that an agreement has removed since."""
    if record.rating and scale.step(record.rating) is None:
        yield error_at(record, "rating-unknown", *unknown_rating(scale, record.rating))
