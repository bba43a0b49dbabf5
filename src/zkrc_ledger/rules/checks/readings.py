"""Whether the readings of a contract file can be taken, and whether its working days can be."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from zkrc_ledger.model.contract import Readings
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.art2_service_term import (
    anchor_day,
    last_day,
    months_after,
    months_before_anchor,
)
from zkrc_ledger.rules.workdays import SATURDAY, is_published

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import date

    from zkrc_ledger.model.contract import EvaluationCycle, PublishedYear, Term


def anchor_is_near(term: Term, cycle: EvaluationCycle, readings: Readings) -> Iterator[Problem]:
    """三.2 The anchor lies within a cycle after the term's start, and every month has its days."""
    anchor, bound = anchor_day(term, readings), months_after(term.start, cycle.months)
    lead, end = months_before_anchor(term, readings), last_day(term.start, term.months)
    if not term.start <= anchor < bound:
        yield Problem(
            code="anchor",
            key="readings.anchor",
            message=Text(
                "The anchor {anchor} is not within one evaluation cycle after the term's start "
                "{start}.",
                anchor=anchor,
                start=term.start,
            ),
            hint=Text(
                "Choose a day from {start} on and before {bound}.", start=term.start, bound=bound
            ),
        )
    elif months_after(anchor, term.months - lead - 1) > end:
        # the 30th in a term that ends on a 29th, or the end of February: months differ in length
        yield Problem(
            code="anchor",
            key="readings.anchor",
            message=Text(
                "Counted from the anchor {anchor}, the last service month would begin "
                "after the term's end {end}.",
                anchor=anchor,
                end=end,
            ),
            hint=Text("Choose an earlier day, from {start} on.", start=term.start),
        )


def ceiling_is_named(readings: Readings) -> Iterator[Problem]:
    """附件1.六 A ceiling has its amount, and an amount its ceiling."""
    if readings.rewards == "within_ceiling" and readings.reward_ceiling is None:
        yield Problem(
            code="ceiling",
            key="readings.reward_ceiling",
            message=Text("Rewards are read as within a ceiling, and no ceiling is named."),
            hint=Text("Add `reward_ceiling`, in yuan."),
        )
    if readings.rewards == "on_top" and readings.reward_ceiling is not None:
        yield Problem(
            code="ceiling",
            key="readings.reward_ceiling",
            message=Text("A ceiling is named, and rewards are read as on top of the total."),
            hint=Text('Write rewards = "within_ceiling", or delete `reward_ceiling`.'),
        )


def confirmed_readings_exist(readings: Readings) -> Iterator[Problem]:
    """What was confirmed is one of the readings."""
    names = {field.name for field in fields(Readings)} - {"confirmed", "reward_ceiling"}
    for position, confirmation in enumerate(readings.confirmed):
        if confirmation.reading not in names:
            yield Problem(
                code="reading-unknown",
                key=f"readings.confirmed[{position}].reading",
                message=Text("There is no reading {name}.", name=confirmation.reading),
                hint=Text("The readings are: {names}.", names=tuple(sorted(names))),
            )


def working_days_fit(years: tuple[PublishedYear, ...]) -> Iterator[Problem]:
    """三.2 Each year is listed once, with days of its own; a published one is added to."""
    earlier: set[int] = set()
    for position, notice in enumerate(years):
        key = f"working_days[{position}]"
        if notice.year in earlier:
            yield Problem(
                code="year-twice",
                key=f"{key}.year",
                message=Text("The year {year} is listed twice.", year=str(notice.year)),
            )
        earlier.add(notice.year)
        if is_published(notice.year):
            yield Problem(
                severity="notice",
                code="year-published",
                key=key,
                message=Text(
                    "The working days of {year} are published; these days are added to them.",
                    year=str(notice.year),
                ),
                hint=Text("If they say the same, this entry can be deleted."),
            )
        both = {*notice.days_off} & {*notice.make_up_days}
        for name in ("days_off", "make_up_days"):
            for day in getattr(notice, name):
                yield from _day_fits(f"{key}.{name}", day, notice.year, both)


def _day_fits(key: str, day: date, year: int, both: Container[date]) -> Iterator[Problem]:
    if abs(day.year - year) > 1:  # the New Year holiday reaches into its neighbours
        message = Text("{day} is not a day of {year}.", day=day, year=str(year))
    elif day in both:
        message = Text("{day} is listed as a day off and as a make-up day.", day=day)
    elif key.endswith("make_up_days") and day.weekday() < SATURDAY:
        message = Text("{day} is no weekend day, so it cannot be a make-up day.", day=day)
    else:
        return
    yield Problem(code="working-day", key=key, message=message)
