"""Readings: where the contract's wording leaves room, and what another reading would change."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.contract import Readings
from zkrc_ledger.model.money import percent_of
from zkrc_ledger.model.settlement import BREACH_KINDS
from zkrc_ledger.model.text import Text, as_toml
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.clauses.art2_service_term import months_after
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import resolve_terms
from zkrc_ledger.rules.reading_words import CHOICES, QUESTIONS
from zkrc_ledger.rules.schedule import build_schedule
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from zkrc_ledger.model.book import Book
    from zkrc_ledger.model.contract import Confirmation, Contract
    from zkrc_ledger.model.settlement import PeriodSettlement, Settlement
    from zkrc_ledger.model.terms import TermChange, Terms
    from zkrc_ledger.rules.assess import Assessment

_EXAMPLE_CEILING_PERCENT = 10
# what bears on every amount due and on its days; the others bear on what is recorded
OF_AMOUNTS = (
    "anchor",
    "month_id",
    "rewards_paid",
    "rewards",
    "invoice_for",
    "request_bounds",
    "request_counted_from",
)


@value_class()
class ReadingTaken:
    """One reading: what is open, how it is read, who chose it, who confirmed it.

    `chosen_by` is the supplemental agreement that changed it, if one did.
    """

    name: str
    question: Text
    answer: Text
    by_default: bool
    chosen_by: TermChange | None
    confirmed: Confirmation | None


@value_class()
class Effect:
    """What another reading would make of one period, on today's records.

    `end` and `request_by` in days later (negative: earlier); the sums in yuan more, None where
    one of the two is not known. `low` and `high` are those of the net still possible.
    """

    period: str
    end: int
    request_by: int | None
    due: Decimal | None
    to_invoice: Decimal | None
    low: Decimal
    high: Decimal

    def __bool__(self) -> bool:
        return (
            any((self.end, self.request_by, self.due, self.to_invoice, self.low, self.high))
            or self.request_by is None
        )


@value_class()
class Alternative:
    """Another reading, how to choose it, and what it would change.

    `is_example`: it has a day or a sum that stands for any. `unplaced` are rated months that it
    has no place for; then nothing else can be said.
    """

    answer: Text
    setting: str
    is_example: bool
    effects: tuple[Effect, ...]
    low: Decimal
    high: Decimal
    unplaced: tuple[str, ...]


def readings_taken(terms: Terms) -> tuple[ReadingTaken, ...]:
    """Every reading, as the contract takes it with its amendments."""
    contract = terms.contract
    defaults = {part.name: part.default for part in fields(Readings)}
    confirmed = {one.reading: one for one in contract.readings.confirmed}
    changed = {one.key: one for one in terms.final.changes}
    return tuple(
        ReadingTaken(
            name=name,
            question=question,
            answer=_answer(contract, name),
            by_default=getattr(contract.readings, name) == defaults[name],
            chosen_by=changed.get(f"readings.{name}"),
            confirmed=confirmed.get(name),
        )
        for name, question in QUESTIONS.items()
    )


def readings_behind(assessment: Assessment, settled: PeriodSettlement) -> list[ReadingTaken]:
    """The readings that a period's figures and days rest on."""
    lines = (*settled.lines, *settled.claimed_lines, *settled.apart)
    kinds = {line.kind for line in lines}
    names = {
        *OF_AMOUNTS,
        *(("set_off",) if kinds.intersection(BREACH_KINDS) else ()),
        *(("breach_base",) if "breach" in kinds else ()),
        *(("extension_falls",) if assessment.terms.extensions else ()),
    }
    return [taken for taken in readings_taken(assessment.terms) if taken.name in names]


def alternatives(book: Book, assessment: Assessment, name: str) -> tuple[Alternative, ...]:
    """The other readings of one question, and what each would change on these records."""
    here = assessment.settlement
    found = []
    for settings in _others(assessment.contract, name):
        there, contract, unplaced = _settled_under(book, assessment, settings)
        found.append(
            Alternative(
                answer=_answer(contract, name),
                setting=", ".join(
                    f"{key} = {as_toml(value)}"
                    for key, value in settings.items()
                    if value is not None
                ),
                is_example=name in ("anchor", "rewards")
                and any(
                    isinstance(value, date) or key == "reward_ceiling"
                    for key, value in settings.items()
                    if value is not None
                ),
                effects=tuple(effect for effect in _effects(here, there) if effect),
                low=there.range.low - here.range.low,
                high=there.range.high - here.range.high,
                unplaced=unplaced,
            )
        )
    return tuple(found)


def _settled_under(
    book: Book, assessment: Assessment, settings: dict[str, Any]
) -> tuple[Settlement, Contract, tuple[str, ...]]:
    """The same records settled under other readings; the rated months that have no place then."""
    assert book.contract is not None  # noqa: S101  (a book with an assessment has a contract)
    records = assessment.records
    terms = resolve_terms(book.contract, book.tree, records.amendments, settings)
    schedule = build_schedule(terms, records.accounts)
    months = {month.id for month in terms.months}
    return (
        settle(terms, schedule, records, assessment.today),
        terms.contract,
        tuple(sorted({*records.ratings} - months)),
    )


def _effects(here: Settlement, there: Settlement) -> list[Effect]:
    return [_effect(one, other) for one in here.periods if (other := there.period(one.period.id))]


def _effect(one: PeriodSettlement, other: PeriodSettlement) -> Effect:
    days = (one.period.request_by.day, other.period.request_by.day)
    return Effect(
        period=one.period.id,
        end=(other.period.end - one.period.end).days,
        request_by=(days[1] - days[0]).days
        if days[0] and days[1]
        else 0
        if days[0] == days[1]
        else None,
        due=_difference(one.due, other.due),
        to_invoice=_difference(one.to_invoice, other.to_invoice),
        low=other.range.low - one.range.low,
        high=other.range.high - one.range.high,
    )


def _difference(before: Decimal | None, now: Decimal | None) -> Decimal | None:
    return None if before is None or now is None else now - before


def _others(contract: Contract, name: str) -> list[dict[str, Any]]:
    """The settings of each other reading; for a date or a ceiling, an example of one."""
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
        example = percent_of(Decimal(_EXAMPLE_CEILING_PERCENT), contract.price.total)
        return [{"rewards": "within_ceiling", "reward_ceiling": example}]
    return [{name: choice} for choice in CHOICES[name] if choice != getattr(readings, name)]


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
    return CHOICES[name][getattr(readings, name)]
