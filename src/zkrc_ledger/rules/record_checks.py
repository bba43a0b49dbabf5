"""Whether the records fit the contract: every finding, errors and notices."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.schedule import schedule_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import RatingRecord, Records
    from zkrc_ledger.model.schedule import Schedule


def record_problems(contract: Contract, records: Records, today: date) -> list[Problem]:
    """Every problem of the records of a sound contract, as of `today`."""
    schedule = schedule_of(contract)
    _, problems = ratings_in_effect(records.ratings)
    for record in records.ratings:
        problems += _fits(contract, schedule, record, today)
    return problems


def unrated_months(contract: Contract, records: Records, today: date) -> list[Problem]:
    """A notice of the service months that are over and not rated."""
    in_effect, _ = ratings_in_effect(records.ratings)
    missing = tuple(
        month.id
        for month in schedule_of(contract).months
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


def _fits(
    contract: Contract, schedule: Schedule, record: RatingRecord, today: date
) -> Iterator[Problem]:
    month = schedule.month(record.month)
    if month is None and record.month:
        yield _of(record, "month-outside", *unknown_month(schedule, record.month))
    elif month and record.rating and today < month.start:
        yield _of(
            record,
            "month-not-begun",
            Text(
                "{month} begins on {start} and is already rated.", month=month.id, start=month.start
            ),
            Text("Check that the month is the one meant."),
            notice=True,
        )
    if record.rating and contract.step(record.rating) is None:
        yield _of(record, "rating-unknown", *unknown_rating(contract, record.rating))
    if record.stage == "proposed" and record.approved_on:
        yield _of(
            record,
            "stage-date",
            Text("This rating is only proposed, and has a date on which it was passed."),
            Text("Clear the date, or make the stage final."),
            notice=True,
        )


def _of(
    record: RatingRecord, code: str, message: Text, hint: Text, *, notice: bool = False
) -> Problem:
    return Problem(
        severity="notice" if notice else "error",
        code=code,
        message=message,
        hint=hint,
        file=record.place.file if record.place else None,
        line=record.place.line if record.place else None,
    )
