"""Readings: where the contract's wording leaves room, which way the contract file reads it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from zkrc_ledger.model.contract import Readings
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Confirmation, Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTaken:
    """One reading: what is open, how it is read, whether the ledger chose it, who confirmed."""

    name: str
    question: Text
    answer: Text
    by_default: bool
    confirmed: Confirmation | None


def readings_of_amounts(contract: Contract) -> tuple[ReadingTaken, ...]:
    """The readings that bear on the schedule and on the amount due, as this contract takes them."""
    readings = contract.readings
    choices: dict[str, tuple[Text, Text]] = {
        "anchor": (
            Text("What months, cycles and periods are counted from"),
            Text(
                "the term's first day, {day}, when the contract takes effect",
                day=contract.term.start,
            )
            if readings.anchor == "term_start"
            else Text("{day}, a date of the evaluation calendar", day=readings.anchor),
        ),
        "month_id": (
            Text("What a month's name means"),
            Text("the service month that starts in it")
            if readings.month_id == "starts_in"
            else Text("the service month that ends in it"),
        ),
        "rewards_paid": (
            Text("When a reward is paid"),
            Text("with its own period's installment")
            if readings.rewards_paid == "own_period"
            else Text("with the last period's installment"),
        ),
        "rewards": (
            Text("Whether rewards come on top of the total"),
            Text("on top of the contract's total")
            if readings.reward_ceiling is None
            else Text(
                "up to a ceiling of {ceiling} over the whole term", ceiling=readings.reward_ceiling
            ),
        ),
        "request_bounds": (
            Text("What the working days after a period bound"),
            Text("the start of the funds request")
            if readings.request_bounds == "funds_request"
            else Text("the receipt of the invoice"),
        ),
    }
    defaults = {field.name: field.default for field in fields(Readings)}
    confirmed = {confirmation.reading: confirmation for confirmation in readings.confirmed}
    return tuple(
        ReadingTaken(
            name=name,
            question=question,
            answer=answer,
            by_default=getattr(readings, name) == defaults[name],
            confirmed=confirmed.get(name),
        )
        for name, (question, answer) in choices.items()
    )
