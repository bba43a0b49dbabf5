"""Whether the amendments fit the contract and each other: every finding, at once."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.contract import Contract
from zkrc_ledger.model.money import total
from zkrc_ledger.model.problem import Problem, Refused, errors
from zkrc_ledger.model.record import error_at, notice_at
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.art2_service_term import service_months
from zkrc_ledger.rules.clauses.art7_1_force_majeure import extended
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import (
    Terms,
    takes_hold,
    terms_of,
)
from zkrc_ledger.rules.contract_checks import contract_problems
from zkrc_ledger.rules.schedule import schedule_under
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zkrc_ledger.model.amendments import Amendment

_TAKE_BACK = Text("Take one of them back: ledger void RECORD --reason TEXT")


def amendment_problems(contract: Contract, amendments: Sequence[Amendment]) -> list[Problem]:
    """Every problem of the amendments of a sound contract."""
    standing = Standing(amendments)
    problems = standing.problems()
    holding = standing.in_effect()
    changes = [one for one in holding if isinstance(one, Change)]
    problems += _same_key_twice(contract, changes)
    problems += _whole_contract(contract, changes)
    if errors(problems):
        return problems
    try:
        terms = terms_of(contract, amendments)
        problems += _starts(terms, changes)
        if changes and not errors(problems):
            problems += _amended_contract(terms, changes[-1])
    except Refused as refused:
        # every change is put in at once: the last one named is where the path ended
        return [*problems, error_at(changes[-1], refused.code, refused.message, refused.hint)]
    if not errors(problems):
        problems += _dates(terms, holding)
    return problems


def _whole_contract(contract: Contract, changes: Iterable[Change]) -> Iterator[Problem]:
    """A reading says how the contract is read from its first day to its last."""
    for change in changes:
        if change.start in ("P1", contract.term.start):
            continue
        for setting in change.settings:
            if setting.path[0] == "readings":
                yield error_at(
                    change,
                    "change-whole",
                    Text("{key} holds for the whole contract.", key=setting.key),
                    Text("Change it from P1 on."),
                )


def _starts(terms: Terms, changes: Iterable[Change]) -> Iterator[Problem]:
    """A change begins in the term as signed, or in what a change adds to its end."""
    contract = terms.final
    for change in changes:
        if isinstance(change.start, date) and not (
            contract.term.start <= change.start <= contract.term.end
        ):
            yield error_at(
                change,
                "change-start",
                Text(
                    "{day} is not in the service term, {start} to {end}.",
                    day=change.start,
                    start=contract.term.start,
                    end=contract.term.end,
                ),
            )
        elif isinstance(change.start, str):
            count = len(contract.payment_period.installments)
            if int(change.start.removeprefix("P")) > count:
                yield error_at(
                    change,
                    "change-start",
                    Text("{asked} is not a payment period of this contract.", asked=change.start),
                    Text("The payment periods are: {ids}.", ids=f"P1 … P{count}"),
                )


def _same_key_twice(contract: Contract, changes: Iterable[Change]) -> Iterator[Problem]:
    """Two agreements that both prevail from one day on, over one term, with two values."""
    for first, other in combinations(changes, 2):
        if takes_hold(contract, first) != takes_hold(contract, other):
            continue
        values = {setting.path: setting.value for setting in first.settings}
        for setting in other.settings:
            if setting.path in values and values[setting.path] != setting.value:
                yield error_at(
                    other,
                    "amendments-contradict",
                    Text(
                        "{first} and {other} change {key} from one day on, to different values.",
                        first=first.name,
                        other=other.name,
                        key=setting.key,
                    ),
                    _TAKE_BACK,
                )


def _amended_contract(terms: Terms, last: Change) -> Iterator[Problem]:
    """The contract with every change in it passes every check that the signed one does."""
    parts = {part.name: getattr(terms.final, part.name) for part in fields(Contract)}
    found = contract_problems(parts)
    for problem in found:
        yield replace(
            problem,
            message=Text(
                "With the changes in it, the contract contradicts itself: {key}: {message}",
                key=problem.key or "",
                message=problem.message,
            ),
            file=last.place.file if last.place else None,
            line=last.place.line if last.place else None,
        )
    if found:
        return
    before, after = service_months(terms.original), service_months(terms.final)
    kept = {month.id: month for month in after}
    for month in before:
        if kept.get(month.id) != month:
            yield error_at(
                last,
                "month-renamed",
                Text("The change would move or rename the service month {month}.", month=month.id),
                Text(
                    "Months can be added at the end of the term; to move them, record an extension."
                ),
            )
            return
    whole = schedule_under(replace(terms, termination=None))
    for period in whole.periods:
        for month in period.months:
            terms.for_month(period, month)  # refused where it builds on what came later
    paid = total(period.installment for period in whole.periods)
    if terms.termination is None and paid != terms.final.price.total:
        yield error_at(
            last,
            "installment-sum",
            Text(
                "The installments of all periods sum to {summed}, the amended total is {total}: "
                "a difference of {difference}.",
                summed=paid,
                total=terms.final.price.total,
                difference=paid - terms.final.price.total,
            ),
            Text(
                "Change total, words and installments together, from a period that they begin in."
            ),
        )


def _dates(terms: Terms, holding: Sequence[Amendment]) -> Iterator[Problem]:
    whole = schedule_under(replace(terms, termination=None))
    terminations = [one for one in holding if isinstance(one, Termination)]
    extensions = [one for one in holding if isinstance(one, Extension)]
    for termination in terminations:
        yield from _in_term(whole.periods[0].start, whole.end, termination, termination.on)
        if termination.settle is not None and any(
            period.end == termination.on for period in whole.periods
        ):
            yield error_at(
                termination,
                "nothing-cut",
                Text(
                    "{day} is the last day of a payment period: none is cut, so there is no "
                    "amount to agree on.",
                    day=termination.on,
                ),
                Text("Leave out the amount, or correct the day."),
            )
    months = service_months(terms.final)
    for extension in terms.extensions:
        # the days that it adds itself were not there to be lost
        yield from _in_term(months[0].start, months[-1].end, extension, extension.start)
        months = extended(months, [extension], terms.final.readings)
    yield from _terminations_agree(terminations)
    yield from _extensions_agree(extensions, terminations)


def _in_term(first_day: date, last_day: date, amendment: Amendment, day: date) -> Iterator[Problem]:
    if not first_day <= day <= last_day:
        yield error_at(
            amendment,
            "not-in-term",
            Text(
                "{day} is not in the service term, {start} to {end}.",
                day=day,
                start=first_day,
                end=last_day,
            ),
        )


def _terminations_agree(terminations: Sequence[Termination]) -> Iterator[Problem]:
    for first, other in combinations(terminations, 2):
        two_amounts = first.settle is not None and other.settle is not None
        if first.on != other.on or (two_amounts and first.settle != other.settle):
            yield error_at(
                other,
                "amendments-contradict",
                Text(
                    "{first} and {other} end the contract in two ways.",
                    first=first.name,
                    other=other.name,
                ),
                _TAKE_BACK,
            )


def _extensions_agree(
    extensions: Sequence[Extension], terminations: Sequence[Termination]
) -> Iterator[Problem]:
    for extension in extensions:
        for termination in terminations:
            if extension.start > termination.on:
                yield error_at(
                    extension,
                    "amendments-contradict",
                    Text(
                        "{first} extends from {start} on, and {other} ended the contract on {day}.",
                        first=extension.name,
                        start=extension.start,
                        other=termination.name,
                        day=termination.on,
                    ),
                    _TAKE_BACK,
                )
    for first, other in combinations(extensions, 2):
        if (first.start, first.days) == (other.start, other.days):
            yield notice_at(
                other,
                "entered-twice",
                Text(
                    "{first} and {other} say the same; both count.",
                    first=first.name,
                    other=other.name,
                ),
                Text(
                    "If it happened once, take one back: ledger void {id} --reason TEXT",
                    id=other.name,
                ),
            )
