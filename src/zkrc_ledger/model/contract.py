"""The contract's terms, as `contract.toml` states them.

A class is a table of the file and a field is a key, so the file's reference is this module.
Every term that moves money or time carries its clauses and a one-line summary. The clause
numbers in these docstrings are those of the contract the ledger was first written for.
"""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar, Literal

from zkrc_ledger.model.fields import (
    Anchor,
    Cycles,
    Day,
    Label,
    Months,
    Name,
    Percent,
    WorkingDays,
    Year,
    YesNo,
    Yuan,
)
from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.text import Bilingual
from zkrc_ledger.model.value import value_class

_REFUSE_UNKNOWN_KEYS = {"extra": "forbid"}


@value_class()
class Table:
    """A table of the contract file: unknown keys are refused."""

    __pydantic_config__: ClassVar = _REFUSE_UNKNOWN_KEYS


@value_class()
class Clauses(Table):
    """A provision: the clauses it stands in and what it says, in our words, in one line."""

    clauses: tuple[Name, ...]
    summary: Bilingual


@value_class()
class Identity(Table):
    """Which contract this is: its number and name, and the day it was signed."""

    number: Label
    name: Label
    signed_on: Day | None = None


@value_class()
class Parties(Table):
    """Party A, the client, and party B, the contractor: organisations, never persons."""

    a: Label
    b: Label


@value_class()
class Payee(Clauses):
    """三.3 Where the money goes: party B's account, and how it is paid."""

    name: Label
    bank: Label
    account: Label
    method: Label


@value_class()
class Term(Clauses):
    """二 The service term: first and last day, both in it, and its length in months."""

    start: Day
    end: Day
    months: Months


@value_class()
class Price(Clauses):
    """三.1 The contract's total in yuan, in figures and words; tax-inclusive or not."""

    total: Yuan
    in_words: Label | None = None
    tax_inclusive: YesNo


@value_class()
class EvaluationCycle(Clauses):
    """三.2 The evaluation cycle, in service months."""

    months: Months


@value_class()
class Installment(Table):
    """What one payment period pays before rewards and deductions, in yuan."""

    amount: Yuan
    in_words: Label | None = None


@value_class()
class PaymentPeriod(Clauses):
    """三.2 The payment period, in evaluation cycles, and the installment of each, in order."""

    cycles: Cycles
    installments: tuple[Installment, ...]


@value_class()
class FundsRequest(Clauses):
    """三.2 Working days after a period's end within which party A starts the funds request.

    `treasury_cutoff`: the last day on which the treasury takes requests from this year's budget.
    """

    working_days: WorkingDays
    treasury_cutoff: Day | None = None


@value_class()
class RatingStep(Table):
    """附件1.六 One step of the rating scale: the reward or the deduction it brings, in yuan."""

    rating: Name
    reward: Yuan = ZERO
    deduction: Yuan = ZERO


@value_class()
class Evaluation(Clauses):
    """附件1.六, 四.5 The monthly evaluation: its rating scale, best first.

    For the papers only: `assessed` is what is evaluated (附件1.五), a line each; `filled_in_by`
    the office that fills in the evaluation form, `reviewed_by` the one it goes to (附件1.七).
    """

    scale: tuple[RatingStep, ...]
    assessed: tuple[Bilingual, ...] = ()
    filled_in_by: Bilingual | None = None
    reviewed_by: Bilingual | None = None


@value_class()
class FinalRating(Clauses):
    """附件1.七 When a rating is final: `by` names the body that passes it.

    `evidence = "required"`: without the day of its meeting a rating stays proposed.
    """

    by: Bilingual | None = None
    evidence: Literal["noted", "required"] = "noted"


@value_class()
class VatInvoice(Clauses):
    """三.2 The VAT invoice party A needs; `vat_percent` where the rate is known."""

    vat_percent: Percent | None = None


@value_class()
class Warnings(Table):
    """Warnings by laws that apply only to some contracts; off unless they are turned on.

    `supplement_percent`: Government Procurement Law 49, additional work past so much of the
    contract's total.
    """

    supplement_percent: Percent | None = None


@value_class()
class Breach(Clauses):
    """四.7 Breach: a percentage of the contract's total, fees beside it."""

    percent: Percent


@value_class()
class Confirmation(Table):
    """Who confirmed a reading (an organisation or an office), and when."""

    reading: Label
    by: Label
    on: Day


@value_class()
class Readings(Table):
    """Where the contract's wording leaves room: the reading taken, by name.

    What each means, and the others, is told in `rules.readings` and docs/decisions.md.
    """

    anchor: Anchor = "term_start"
    month_id: Literal["starts_in", "ends_in"] = "starts_in"
    rewards_paid: Literal["own_period", "at_the_end"] = "own_period"
    rewards: Literal["on_top", "within_ceiling"] = "on_top"
    reward_ceiling: Yuan | None = None
    set_off: Literal["named_period", "settled_apart"] = "named_period"
    breach_base: Literal["total", "total_with_additional_work"] = "total"
    invoice_for: Literal["price", "amount_due"] = "price"
    request_bounds: Literal["funds_request", "invoice_receipt"] = "funds_request"
    request_counted_from: Literal["period_end", "invoice_receipt"] = "period_end"
    extension_falls: Literal["where_lost", "at_the_end"] = "where_lost"
    confirmed: tuple[Confirmation, ...] = ()


@value_class()
class PublishedYear(Table):
    """A year's working-day notice: the whole of it, or what a later one adds to a known year.

    `days_off` are the days off of the notice (weekends among them may be left out),
    `make_up_days` the weekend days worked instead (调休).
    """

    year: Year
    source: Label
    days_off: tuple[Day, ...]
    make_up_days: tuple[Day, ...]


@value_class()
class Contract(Table):
    """One contract: everything that settles it except what happened."""

    contract: Identity
    parties: Parties
    clauses: dict[Name, Bilingual]
    term: Term
    price: Price
    evaluation_cycle: EvaluationCycle
    payment_period: PaymentPeriod
    funds_request: FundsRequest
    evaluation: Evaluation
    final_rating: FinalRating | None = None
    adjustments: Clauses | None = None
    payee: Payee | None = None
    invoice: VatInvoice | None = None
    breach: Breach | None = None
    damages: Clauses | None = None
    termination: Clauses | None = None
    additional_work: Clauses | None = None
    supplemental_agreement: Clauses | None = None
    force_majeure: Clauses | None = None
    interpretation: Clauses | None = None
    effect: Clauses | None = None
    warnings: Warnings | None = None
    readings: Readings = field(default_factory=Readings)
    working_days: tuple[PublishedYear, ...] = ()

    @property
    def number(self) -> str:
        """The contract's number."""
        return self.contract.number

    def step(self, rating: str) -> RatingStep | None:
        """The step of the rating scale of exactly this name."""
        return next((step for step in self.evaluation.scale if step.rating == rating), None)
