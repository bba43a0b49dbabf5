"""八.1: a supplemental agreement prevails over the contract, from its own start on.

A change holds from a payment period or a day on: it governs every period and every month that
begins then or later. The contract for one of those is the one as signed with every change that
governs it merged in, in the order in which they take hold, and validated as a whole again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.contract import Contract
from zkrc_ledger.model.flat import flattened
from zkrc_ledger.model.key_path import merged, parse_key_path
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.record import error_at
from zkrc_ledger.model.terms import Governing, TermChange, Terms
from zkrc_ledger.model.validation import validated
from zkrc_ledger.rules.clauses.art2_service_term import (
    anchor_day,
    months_after,
    period_bounds,
    service_months,
)
from zkrc_ledger.rules.clauses.art7_1_force_majeure import extended
from zkrc_ledger.rules.in_effect import order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zkrc_ledger.model.amendments import Amendment

_FURTHEST = 12 * 5000  # P999 of long periods would run past the calendar; checked elsewhere


class UnmergedError(Exception):
    """A change cannot be merged into the contract; `problems` say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(len(problems))
        self.problems = problems


class _Merger:
    """The contract as signed, and as it stands under some of its changes; each merged once."""

    def __init__(self, signed: Contract, tree: Mapping[str, Any]) -> None:
        self._known: dict[tuple[int, ...], tuple[Governing, Mapping[str, Any]]] = {
            (): (Governing(contract=signed), tree)
        }

    def under(self, changes: Sequence[Change]) -> Governing:
        """The contract with these changes, in this order. Raises `UnmergedError`."""
        key: tuple[int, ...] = ()
        for change in changes:
            longer = (*key, id(change))
            if longer not in self._known:
                self._known[longer] = _with(*self._known[key], change)
            key = longer
        return self._known[key][0]


def _with(
    before: Governing, tree: Mapping[str, Any], change: Change
) -> tuple[Governing, Mapping[str, Any]]:
    """The contract with one change more, and which terms it changed."""
    new: Any = tree
    try:
        for key, value in change.set.items():
            new = merged(new, parse_key_path(key), value, key)
    except Refused as refused:
        wrong = error_at(change, refused.code, refused.message, refused.hint)
        raise UnmergedError([wrong]) from None
    contract, problems = validated(Contract, new)
    if problems:
        raise UnmergedError([_in_amendment(one, change) for one in problems])
    old, now = dict(flattened(before.contract)), dict(flattened(contract))
    changes = tuple(
        TermChange(key=key, before=old.get(key, ""), after=now.get(key, ""), change=change)
        for key in dict.fromkeys((*old, *now))
        if old.get(key) != now.get(key)
    )
    return Governing(contract=contract, changes=(*before.changes, *changes)), new


def _in_amendment(problem: Problem, change: Change) -> Problem:
    """A problem of the amended contract, told at the amendment that brought it about."""
    return replace(error_at(change, problem.code, problem.message, problem.hint), key=problem.key)


def resolve_terms(
    signed: Contract,
    tree: Mapping[str, Any],
    amendments: Iterable[Amendment],
    readings: Mapping[str, Any] | None = None,
) -> Terms:
    """八.1, 七.1, 四.7 The terms with the amendments in effect. Raises `UnmergedError`.

    `readings` are readings to suppose in place of those that the contract takes.
    """
    amendments = tuple(amendments)
    changes = sorted(
        (one for one in amendments if isinstance(one, Change)),
        key=lambda change: (takes_hold(signed, change), order(change), change.id),
    )
    extensions = sorted(
        (one for one in amendments if isinstance(one, Extension)),
        key=lambda extension: (extension.start, extension.id),
    )
    terminations = [one for one in amendments if isinstance(one, Termination)]
    merger = _Merger(signed, tree)

    def under(chosen: Sequence[Change]) -> Governing:
        found = merger.under(chosen)
        return _supposing(found, readings) if readings else found

    def governing(period: int, first_day: date) -> Governing:
        return under([one for one in changes if one.governs(period, first_day)])

    final = under(changes)
    contract = final.contract
    months = extended(service_months(contract), extensions, contract.readings)
    periods = list(enumerate(period_bounds(contract), start=1))
    return Terms(
        final=final,
        periods=tuple(governing(number, months[first].start) for number, (first, _) in periods),
        by_month={
            month.id: governing(number, month.start)
            for number, (first, after) in periods
            for month in months[first:after]
        },
        months=months,
        changes=tuple(changes),
        added_to_total=contract.price.total - signed.price.total,
        extensions=tuple(extensions),
        # of two with one date, the one that says what was agreed
        termination=max(terminations, key=lambda one: one.settle is not None, default=None),
    )


def _supposing(governing: Governing, readings: Mapping[str, Any]) -> Governing:
    contract = governing.contract
    other = replace(contract, readings=replace(contract.readings, **readings))
    return replace(governing, contract=other)


def takes_hold(signed: Contract, change: Change) -> date:
    """The first day of a change, by the schedule as signed."""
    if isinstance(change.start, date):
        return change.start
    if change.first_period == 1:
        return signed.term.start
    months = signed.evaluation_cycle.months * signed.payment_period.cycles
    later = min((change.first_period - 1) * months, _FURTHEST)
    return months_after(anchor_day(signed.term, signed.readings), later)
