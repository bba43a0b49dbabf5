"""Whether the ratings in effect fit the contract: every finding, errors and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import error_at, notice_at
from zkrc_ledger.model.records import Rating
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.schedule import Schedule, ServiceMonth
    from zkrc_ledger.model.terms import Terms
    from zkrc_ledger.rules.in_effect import InEffect


def rating_problems(
    terms: Terms, schedule: Schedule, records: InEffect, today: date
) -> Iterator[Problem]:
    """Every problem of the ratings in effect, as of `today`."""
    months = {month.id: month for month in terms.months}
    served = {month.id for month in schedule.months}
    for id_, record in records.ratings.items():
        if id_ not in months:
            yield error_at(record, "month-outside", *unknown_month(terms, id_))
            continue
        contract = terms.by_month[id_].contract
        if contract.step(record.rating) is None:
            yield error_at(record, "rating-unknown", *unknown_rating(contract, record.rating))
        if id_ not in served:
            yield notice_at(
                record,
                "month-fallen",
                Text("{month} fell away with the termination.", month=id_),
                Text("Its rating does not count."),
            )
        yield from _day_fits(months[id_], record, today)
    yield from _unrated(schedule, records, today)
    yield from _undocumented(records)


def unknown_month(terms: Terms, month: str) -> tuple[Text, Text]:
    """What to say of a month that is none of the contract's service months, and which are."""
    message = Text("{month} is not a service month of this contract.", month=month)
    # the year is what people slip on
    if meant := tuple(one.id for one in terms.months if one.id[-3:] == month[-3:]):
        message = Text("{message} Did you mean {names}?", message=message, names=meant)
    return (
        message,
        Text(
            "The service months are {first} to {last}.",
            first=terms.months[0].id,
            last=terms.months[-1].id,
        ),
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


def _day_fits(month: ServiceMonth, record: Rating, today: date) -> Iterator[Problem]:
    if today < month.start:
        yield notice_at(
            record,
            "month-not-begun",
            Text(
                "{month} begins on {start} and is already rated.", month=month.id, start=month.start
            ),
            Text("Check that the month is the one meant."),
        )
    elif not month.over(today):
        yield notice_at(
            record,
            "month-running",
            Text("{month} runs until {end} and is already rated.", month=month.id, end=month.end),
        )
    if record.approved_on and record.approved_on <= month.end:
        yield notice_at(
            record,
            "approved-early",
            Text(
                "The rating of {month} was passed on {day}, before the month was over on {end}.",
                month=month.id,
                day=record.approved_on,
                end=month.end,
            ),
            Text("Check the date."),
        )
    if record.stage == "proposed" and record.approved_on:
        yield notice_at(
            record,
            "stage-date",
            Text("This rating is only proposed, and has a date on which it was passed."),
            Text("Clear the date, or make the stage final."),
        )


def _unrated(schedule: Schedule, records: InEffect, today: date) -> Iterator[Problem]:
    missing = tuple(
        month.id
        for month in schedule.months
        if month.over(today) and month.id not in records.ratings
    )
    if missing:
        yield Problem(
            severity="notice",
            code="unrated",
            file="ratings.csv",
            message=Text("These months are over and not rated: {months}.", months=missing),
            hint=Text("Record each with: ledger rate {month} RATING", month=missing[0]),
        )


def _undocumented(records: InEffect) -> Iterator[Problem]:
    """附件1.七 Nobody can say of these, recorded as final, which meeting passed them."""
    recorded = (one.effect for one in records.subjects if isinstance(one.effect, Rating))
    months = tuple(
        sorted(one.month for one in recorded if one.stage == "final" and one.approved_on is None)
    )
    if months:
        counts = all(records.ratings[month].stage == "final" for month in months)
        yield Problem(
            severity="notice",
            code="undocumented",
            file="ratings.csv",
            message=Text("Final ratings without the date of the meeting: {months}.", months=months)
            if counts
            else Text(
                "Recorded as final, and only proposed without the date of the meeting: {months}.",
                months=months,
            ),
            hint=Text(
                "Add it: ledger rate {month} {rating} --approved-on DATE",
                month=months[0],
                rating=records.ratings[months[0]].rating,
            ),
        )
