"""Whether the amendments fit the contract and each other: every finding, at once."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from zkrc_ledger.model.amendments import Termination
from zkrc_ledger.model.contract import Contract
from zkrc_ledger.model.key_path import leaves, parse_key_path
from zkrc_ledger.model.money import total
from zkrc_ledger.model.problem import Problem, errors
from zkrc_ledger.model.record import error_at, notice_at
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.checks.contract import contract_problems
from zkrc_ledger.rules.clauses.art2_service_term import period_bounds, service_months
from zkrc_ledger.rules.clauses.art7_1_force_majeure import extended
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import takes_hold
from zkrc_ledger.rules.says import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zkrc_ledger.model.amendments import Amendment, Change, Extension
    from zkrc_ledger.model.schedule import Span
    from zkrc_ledger.model.terms import Terms

_TAKE_BACK = Text("Take one of them back: ledger void RECORD --reason TEXT")


def amendment_problems(
    signed: Contract, terms: Terms, amendments: tuple[Amendment, ...]
) -> list[Problem]:
    """Every problem of the amendments in effect of a sound contract."""
    problems = [*_same_key_twice(signed, terms), *_readings_hold_throughout(terms)]
    problems += _starts(terms)
    if terms.changes and not errors(problems):
        problems += _amended_contract(signed, terms)
    if not errors(problems):
        problems += _dates(terms, [one for one in amendments if isinstance(one, Termination)])
    return problems


def _readings_hold_throughout(terms: Terms) -> Iterator[Problem]:
    """A reading says how the contract is read from its first day to its last."""
    for change in terms.changes:
        if change.start in ("P1", terms.contract.term.start):
            continue
        for key in change.set:
            if key.startswith("readings"):
                yield error_at(
                    change,
                    "change-whole",
                    Text("{key} holds for the whole contract.", key=key),
                    Text("Change it from P1 on."),
                )


def _starts(terms: Terms) -> Iterator[Problem]:
    """A change begins in the term as signed, or in what a change adds to its end."""
    contract = terms.contract
    for change in terms.changes:
        if isinstance(change.start, date):
            yield from _in_term(contract.term.start, contract.term.end, change, change.start)
        elif change.first_period > (count := len(contract.payment_period.installments)):
            yield error_at(
                change,
                "change-start",
                Text("{asked} is not a payment period of this contract.", asked=change.start),
                Text("The payment periods are: {ids}.", ids=f"P1 … P{count}"),
            )


def _same_key_twice(signed: Contract, terms: Terms) -> Iterator[Problem]:
    """Two agreements that both prevail from one day on, over one term, with two values."""
    for first, other in combinations(terms.changes, 2):
        if takes_hold(signed, first) == takes_hold(signed, other):
            for key in _clashes(first, other):
                yield error_at(
                    other,
                    "amendments-contradict",
                    Text(
                        "{first} and {other} change {key} from one day on, to different values.",
                        first=first.name,
                        other=other.name,
                        key=key,
                    ),
                    _TAKE_BACK,
                )


def _clashes(first: Change, other: Change) -> Iterator[str]:
    """The keys of `other` to which `first` gives another value, or a part or the whole of one."""
    theirs = {
        path: value
        for key, whole in first.set.items()
        for path, value in leaves(parse_key_path(key), whole)
    }
    inner = {path[:steps] for path in theirs for steps in range(1, len(path))}
    for key, whole in other.set.items():
        for path, value in leaves(parse_key_path(key), whole):
            within = any(path[:steps] in theirs for steps in range(1, len(path)))
            if within or path in inner or theirs.get(path, value) != value:
                yield key
                break


def _amended_contract(signed: Contract, terms: Terms) -> Iterator[Problem]:
    """The contract with every change in it passes every check that the signed one does."""
    last, contract = terms.changes[-1], terms.contract
    found = contract_problems(
        {part.name: getattr(contract, part.name) for part in fields(Contract)}
    )
    for problem in errors(found):
        yield error_at(
            last,
            problem.code,
            Text(
                "With the changes in it, the contract contradicts itself: {key}: {message}",
                key=problem.key or "",
                message=problem.message,
            ),
            problem.hint,
        )
    if errors(found):
        return
    yield from _months_keep_their_names(signed, contract, last)
    yield from _every_installment_is_named(terms, last)


def _months_keep_their_names(
    signed: Contract, contract: Contract, last: Change
) -> Iterator[Problem]:
    kept = {month.id: month for month in service_months(contract)}
    for month in service_months(signed):
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


def _every_installment_is_named(terms: Terms, last: Change) -> Iterator[Problem]:
    """Each period pays what the contract governing it names, and together they are the total."""
    hint = Text("Change total, words and installments together, from a period that they begin in.")
    paid = []
    for number, governing in enumerate(terms.periods, start=1):
        installments = governing.contract.payment_period.installments
        if number > len(installments):
            yield error_at(
                last,
                "installment-count",
                Text(
                    "The term has {periods} payment periods, and {count} installments are listed.",
                    periods=number,
                    count=len(installments),
                ),
                hint,
            )
            return
        paid.append(installments[number - 1].amount)
    whole = terms.contract.price.total
    if terms.termination is None and total(paid) != whole:
        yield error_at(
            last,
            "installment-sum",
            Text(
                "The installments of all periods sum to {summed}, the amended total is {total}: "
                "a difference of {difference}.",
                summed=total(paid),
                total=whole,
                difference=total(paid) - whole,
            ),
            hint,
        )


def _dates(terms: Terms, terminations: list[Termination]) -> Iterator[Problem]:
    months, contract = terms.months, terms.contract
    period_ends = {months[after - 1].end for _, after in period_bounds(contract)}
    for termination in terminations:
        yield from _in_term(months[0].start, months[-1].end, termination, termination.on)
        if termination.settle is not None and termination.on in period_ends:
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
    reached: tuple[Span, ...] = service_months(contract)
    for extension in terms.extensions:
        # the days that it adds itself were not there to be lost
        yield from _in_term(reached[0].start, reached[-1].end, extension, extension.start)
        reached = extended(reached, [extension], contract.readings)
    yield from _terminations_agree(terminations)
    yield from _extensions_agree(terms)


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


def _terminations_agree(terminations: list[Termination]) -> Iterator[Problem]:
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


def _extensions_agree(terms: Terms) -> Iterator[Problem]:
    """An extension begins before a termination; two that overlap count some days twice."""
    for extension in terms.extensions:
        if terms.termination and extension.start > terms.termination.on:
            yield error_at(
                extension,
                "amendments-contradict",
                Text(
                    "{first} extends from {start} on, and {other} ended the contract on {day}.",
                    first=extension.name,
                    start=extension.start,
                    other=terms.termination.name,
                    day=terms.termination.on,
                ),
                _TAKE_BACK,
            )
    for first, other in combinations(terms.extensions, 2):
        start, end = max(first.start, other.start), min(first.last_day, other.last_day)
        if start <= end:
            yield _overlap(first, other, start, end)


def _overlap(first: Extension, other: Extension, start: date, end: date) -> Problem:
    return notice_at(
        other,
        "extensions-overlap",
        Text(
            "{start} to {end} count twice, in {first} ({first_says}) and in {other} ({says}).",
            start=start,
            end=end,
            first=first.name,
            first_says=says(first),
            other=other.name,
            says=says(other),
        ),
        Text(
            "If the days were lost once, take one back: ledger void {id} --reason TEXT",
            id=other.name,
        ),
    )
