"""Whether a contract file agrees with itself: every cross-check, all findings at once.

A check names the parts of the file it needs, so that a part that could not be read keeps
only the checks that need it from running.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.contract import Clauses
from zkrc_ledger.model.money import total
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.words import in_words, missing_zheng, words_agree
from zkrc_ledger.rules.checks.readings import (
    anchor_is_near,
    ceiling_is_named,
    confirmed_readings_exist,
    working_days_fit,
)
from zkrc_ledger.rules.clauses.art2_service_term import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from zkrc_ledger.model.contract import (
        Evaluation,
        EvaluationCycle,
        PaymentPeriod,
        Price,
        Term,
        VatInvoice,
    )

_LONGEST_SCALE = 100


def contract_problems(parts: Mapping[str, Any]) -> list[Problem]:
    """Every contradiction among the parts (by key) of a contract file that could be read."""
    found = [
        problem
        for check, needed in _CHECKS
        if all(key in parts for key in needed)
        for problem in check(*(parts[key] for key in needed))
    ]
    return found + list(_clauses_exist(parts))


def _term_is_as_long_as_it_says(term: Term) -> Iterator[Problem]:
    expected = last_day(term.start, term.months)
    if term.end != expected:
        yield Problem(
            code="term-length",
            key="term.end",
            message=Text(
                "{months} months from {start} end on {expected}, not on {end}.",
                months=term.months,
                start=term.start,
                expected=expected,
                end=term.end,
            ),
            hint=Text("Correct `start`, `end` or `months`; both days are in the term."),
        )


def _term_splits(term: Term, cycle: EvaluationCycle, period: PaymentPeriod) -> Iterator[Problem]:
    per_period = cycle.months * period.cycles
    if term.months % cycle.months:
        yield Problem(
            code="term-split",
            key="evaluation_cycle.months",
            message=Text(
                "{months} months do not divide into whole evaluation cycles of {size}.",
                months=term.months,
                size=cycle.months,
            ),
        )
    elif term.months % per_period:
        yield Problem(
            code="term-split",
            key="payment_period.cycles",
            message=Text(
                "{cycles} evaluation cycles do not divide into whole payment periods of {size}.",
                cycles=term.months // cycle.months,
                size=period.cycles,
            ),
        )
    elif term.months // per_period != len(period.installments):
        yield Problem(
            code="installment-count",
            key="payment_period.installments",
            message=Text(
                "The term has {periods} payment periods, and {count} installments are listed.",
                periods=term.months // per_period,
                count=len(period.installments),
            ),
            hint=Text("List one installment for each payment period, in order."),
        )


def _installments_sum(price: Price, period: PaymentPeriod) -> Iterator[Problem]:
    summed = total(installment.amount for installment in period.installments)
    if summed != price.total:
        yield Problem(
            code="installment-sum",
            key="payment_period.installments",
            message=Text(
                "The installments sum to {summed}, the contract's total is {total}: "
                "a difference of {difference}.",
                summed=summed,
                total=price.total,
                difference=summed - price.total,
            ),
            hint=Text("Correct the installments or `price.total` by the contract."),
        )


def _price_in_words(price: Price) -> Iterator[Problem]:
    yield from _words("price.in_words", price.in_words, price.total)


def _installments_in_words(period: PaymentPeriod) -> Iterator[Problem]:
    for position, installment in enumerate(period.installments):
        key = f"payment_period.installments[{position}].in_words"
        yield from _words(key, installment.in_words, installment.amount)


def _words(key: str, words: str | None, amount: Decimal) -> Iterator[Problem]:
    if words is not None and missing_zheng(words, amount):
        yield Problem(
            code="words",
            key=key,
            message=Text("整 is missing behind the words {words}.", words=words),
            hint=Text("In words it is {words}.", words=in_words(amount)),
        )
    elif words is not None and not words_agree(words, amount):
        yield Problem(
            code="words",
            key=key,
            message=Text("The words {words} do not say {amount}.", words=words, amount=amount),
            hint=Text("In words it is {words}.", words=in_words(amount)),
        )


def _tax_rate(price: Price, invoice: VatInvoice | None) -> Iterator[Problem]:
    if not price.tax_inclusive and (invoice is None or invoice.vat_percent is None):
        yield Problem(
            severity="notice",
            code="tax-rate",
            key="price.tax_inclusive",
            message=Text("The price is without tax, and no rate is named: no tax is added."),
            hint=Text("Name the rate: vat_percent under [invoice]."),
        )


def _scale(evaluation: Evaluation) -> Iterator[Problem]:
    if not evaluation.scale:
        yield Problem(
            code="scale-empty", key="evaluation.scale", message=Text("The rating scale is empty.")
        )
    if len(evaluation.scale) > _LONGEST_SCALE:
        yield Problem(
            code="scale-long",
            key="evaluation.scale",
            message=Text(
                "The rating scale has {count} steps; at most {most} are read.",
                count=len(evaluation.scale),
                most=_LONGEST_SCALE,
            ),
        )
    for rating, count in Counter(step.rating for step in evaluation.scale).items():
        if count > 1:
            yield Problem(
                code="scale-twice",
                key="evaluation.scale",
                message=Text("The rating {rating} is listed twice.", rating=rating),
            )
    for position, step in enumerate(evaluation.scale):
        if step.reward and step.deduction:
            yield Problem(
                code="scale-both",
                key=f"evaluation.scale[{position}]",
                message=Text(
                    "The rating {rating} has both a reward and a deduction.", rating=step.rating
                ),
                hint=Text("Leave one of the two out."),
            )


def _clauses_exist(parts: Mapping[str, Any]) -> Iterator[Problem]:
    if (known := parts.get("clauses")) is None:
        return
    listed = tuple(known)
    for key, part in parts.items():
        if not isinstance(part, Clauses):
            continue
        if not part.clauses:
            yield Problem(
                code="clause-missing",
                key=f"{key}.clauses",
                message=Text("No clause is named."),
                hint=Text("Name the clause this term comes from."),
            )
        for clause in part.clauses:
            if clause not in known:
                yield Problem(
                    code="clause-unknown",
                    key=f"{key}.clauses",
                    message=Text("Clause {clause} is not listed in [clauses].", clause=clause),
                    hint=Text("Listed are: {known}.", known=listed),
                )


_CHECKS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_term_is_as_long_as_it_says, ("term",)),
    (_term_splits, ("term", "evaluation_cycle", "payment_period")),
    (_installments_sum, ("price", "payment_period")),
    (_price_in_words, ("price",)),
    (_installments_in_words, ("payment_period",)),
    (anchor_is_near, ("term", "evaluation_cycle", "readings")),
    (_tax_rate, ("price", "invoice")),
    (_scale, ("evaluation",)),
    (ceiling_is_named, ("readings",)),
    (confirmed_readings_exist, ("readings",)),
    (working_days_fit, ("working_days",)),
)
