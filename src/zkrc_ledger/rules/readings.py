"""Readings: where the contract's wording leaves room, and what another reading would change."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.contract import Readings
from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.art2_service_term import months_after
from zkrc_ledger.rules.forecast import total_range
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from zkrc_ledger.model.contract import Confirmation, Contract
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.model.settlement import Settlement
    from zkrc_ledger.model.text import Shown

OF_AMOUNTS = ("anchor", "month_id", "rewards_paid", "rewards", "request_bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTaken:
    """One reading: what is open, how it is read, whether the ledger chose it, who confirmed."""

    name: str
    question: Text
    answer: Text
    by_default: bool
    confirmed: Confirmation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What another reading would make of one period, on today's records.

    `end` and `request_by` in days later (negative: earlier); `low` and `high` in yuan more.
    """

    period: str
    end: int
    request_by: int
    low: Decimal
    high: Decimal

    def __bool__(self) -> bool:
        return bool(self.end or self.request_by or self.low or self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another reading, how to choose it, and what it would change; records it cannot place."""

    answer: Text
    setting: str
    effects: tuple[Effect, ...]
    low: Decimal
    high: Decimal
    unplaced: tuple[str, ...]


def readings_of_amounts(contract: Contract) -> tuple[ReadingTaken, ...]:
    """The readings that bear on the schedule and on every amount due."""
    return tuple(reading for reading in readings_taken(contract) if reading.name in OF_AMOUNTS)


def readings_taken(contract: Contract) -> tuple[ReadingTaken, ...]:
    """Every reading, as this contract takes it."""
    defaults = {part.name: part.default for part in fields(Readings)}
    confirmed = {one.reading: one for one in contract.readings.confirmed}
    return tuple(
        ReadingTaken(
            name=name,
            question=question,
            answer=_answer(contract, name),
            by_default=getattr(contract.readings, name) == defaults[name],
            confirmed=confirmed.get(name),
        )
        for name, question in _QUESTIONS.items()
    )


def alternatives(
    contract: Contract, records: Records, name: str, today: date
) -> tuple[Alternative, ...]:
    """The other readings of one question, and what each would change on these records."""
    here = settle(contract, records, today)
    found = []
    for settings in _others(contract, name):
        other = replace(contract, readings=replace(contract.readings, **settings))
        there = settle(other, records, today)
        months = {month.id for month in there.schedule.months}
        found.append(
            Alternative(
                answer=_answer(other, name),
                setting=", ".join(
                    f"{key} = {_as_toml(value)}"
                    for key, value in settings.items()
                    if value is not None
                ),
                effects=tuple(effect for effect in _effects(here, there) if effect),
                low=total_range(there).low - total_range(here).low,
                high=total_range(there).high - total_range(here).high,
                unplaced=tuple(
                    sorted({one.month for one in records.ratings if one.rating} - months)
                ),
            )
        )
    return tuple(found)


def _effects(here: Settlement, there: Settlement) -> list[Effect]:
    by_id = {settled.period.id: settled for settled in there.periods}
    return [
        Effect(
            period=one.period.id,
            end=(other.period.end - one.period.end).days,
            request_by=(other.period.request_by.day - one.period.request_by.day).days,
            low=other.range.low - one.range.low,
            high=other.range.high - one.range.high,
        )
        for one in here.periods
        if (other := by_id.get(one.period.id))
    ]


def _others(contract: Contract, name: str) -> list[dict[str, Any]]:
    """The settings of each other reading; for a date or a ceiling, the nearest that is one."""
    readings = contract.readings
    if name == "anchor":
        if readings.anchor != "term_start":
            return [{"anchor": "term_start"}]
        start = contract.term.start
        next_month = months_after(start.replace(day=1), 1)
        near = next_month < months_after(start, 1)
        return [{"anchor": next_month if near else start + timedelta(days=1)}]
    if name == "rewards":
        if readings.rewards == "within_ceiling":
            return [{"rewards": "on_top", "reward_ceiling": None}]
        return [{"rewards": "within_ceiling", "reward_ceiling": ZERO}]
    return [{name: choice} for choice in _CHOICES[name] if choice != getattr(readings, name)]


def _answer(contract: Contract, name: str) -> Text:
    readings = contract.readings
    if name == "anchor":
        if readings.anchor == "term_start":
            start = contract.term.start
            return Text("the term's first day, {day}, when the contract takes effect", day=start)
        return Text("{day}, a date of the evaluation calendar", day=readings.anchor)
    if name == "rewards" and readings.reward_ceiling is not None:
        ceiling = readings.reward_ceiling
        return Text("up to a ceiling of {ceiling} over the whole term", ceiling=ceiling)
    return _CHOICES[name][getattr(readings, name)]


def _as_toml(value: object) -> Shown:
    if isinstance(value, date):
        return value.isoformat()
    return f'"{value}"'


_QUESTIONS: Mapping[str, Text] = {
    "anchor": Text("What months, cycles and periods are counted from"),
    "month_id": Text("What a month's name means"),
    "rewards_paid": Text("When a reward is paid"),
    "rewards": Text("Whether rewards come on top of the total"),
    "set_off": Text("Whether damages and the breach deduction are set off against installments"),
    "breach_base": Text("What the breach deduction is taken of"),
    "request_bounds": Text("What the working days after a period bound"),
    "extension_falls": Text("Where an extension falls"),
}
_CHOICES: Mapping[str, Mapping[str, Text]] = {
    "month_id": {
        "starts_in": Text("the service month that starts in it"),
        "ends_in": Text("the service month that ends in it"),
    },
    "rewards_paid": {
        "own_period": Text("with its own period's installment"),
        "at_the_end": Text("with the last period's installment"),
    },
    "rewards": {"on_top": Text("on top of the contract's total")},
    "set_off": {
        "named_period": Text("against the period that the record names"),
        "settled_apart": Text("settled apart"),
    },
    "breach_base": {
        "total": Text("the contract's total"),
        "total_with_additional_work": Text("the total with the additional work"),
    },
    "request_bounds": {
        "funds_request": Text("the start of the funds request"),
        "invoice_receipt": Text("the receipt of the invoice"),
    },
    "extension_falls": {
        "where_lost": Text("the unit that holds the first lost day grows"),
        "at_the_end": Text("at the end of the term"),
    },
}
