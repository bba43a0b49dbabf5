"""八.1: a supplemental agreement prevails over the contract, from its own start on.

A change holds from a payment period or a day on: it governs every period and every month
that begins then or later. The contract as it stands for one of those is the one as signed,
with every change that governs it put in, in the order in which they take hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.contract import Clauses
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.art2_service_term import anchor_day, months_after
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from zkrc_ledger.model.amendments import Amendment, Path, Setting
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.schedule import PaymentPeriod, ServiceMonth


_FURTHEST = 12 * 5000  # P999 of long periods would run past the calendar; checked elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The contract as signed, with everything that amends it.

    `final` has every change in it: what the schedule is built from. `changes` are in the
    order in which they take hold.
    """

    original: Contract
    final: Contract
    changes: tuple[Change, ...] = ()
    extensions: tuple[Extension, ...] = ()
    termination: Termination | None = None
    # asked for every line of a settlement, and the same for all but a few
    _known: dict[tuple[int, ...], Contract] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """Everything that amends the contract and holds."""
        ended = (self.termination,) if self.termination else ()
        return (*self.changes, *self.extensions, *ended)

    def governing(self, period: int, first_day: date) -> Contract:
        """八.1 The contract for a unit of this period (counted from 1) that begins on this day."""
        governing = tuple(
            place
            for place, change in enumerate(self.changes)
            if _governs(change, period, first_day)
        )
        if governing not in self._known:
            self._known[governing] = _with(self.original, (self.changes[at] for at in governing))
        return self._known[governing]

    def for_period(self, period: PaymentPeriod) -> Contract:
        """八.1 The contract that governs a payment period."""
        return self.governing(period.number, period.start)

    def for_month(self, period: PaymentPeriod, month: ServiceMonth) -> Contract:
        """八.1 The contract that governs a service month of this period."""
        return self.governing(period.number, month.start)

    def behind(self, sections: Container[str], period: int, first_day: date) -> tuple[Change, ...]:
        """The changes of some sections of the contract file that govern such a unit."""
        return tuple(
            change
            for change in self.changes
            if _governs(change, period, first_day)
            and any(setting.path[0] in sections for setting in change.settings)
        )

    def provisions(
        self, section: str, period: int, first_day: date, taken_of: str = ""
    ) -> tuple[tuple[Clauses, ...], tuple[Change, ...]]:
        """What a figure rests on: the section's clauses, and the changes that prevail over it.

        Changes too of the section that it is a share of, where it is one.
        """
        contract = self.governing(period, first_day)
        changes = self.behind((section, taken_of), period, first_day)
        clauses = [getattr(contract, section)]
        if changes:
            clauses.append(contract.supplemental_agreement)
        return tuple(one for one in clauses if isinstance(one, Clauses)), changes


def terms_of(contract: Contract, amendments: Iterable[Amendment]) -> Terms:
    """八.1, 七.1, 四.7 The contract with the amendments that hold.

    Raises `Refused` where a change names a place that is not there.
    """
    holding = Standing(amendments).in_effect()
    changes = sorted(
        (one for one in holding if isinstance(one, Change)),
        key=lambda change: (takes_hold(contract, change), change.recorded_at, change.id),
    )
    terminations = [one for one in holding if isinstance(one, Termination)]
    return Terms(
        original=contract,
        final=_with(contract, changes),
        changes=tuple(changes),
        extensions=tuple(
            sorted(
                (one for one in holding if isinstance(one, Extension)),
                key=lambda extension: (extension.start, extension.id),
            )
        ),
        # of two with one date, the one that says what was agreed
        termination=max(terminations, key=lambda one: one.settle is not None, default=None),
    )


def takes_hold(contract: Contract, change: Change) -> date:
    """The first day of a change, by the schedule as signed."""
    if isinstance(change.start, date):
        return change.start
    months = contract.evaluation_cycle.months * contract.payment_period.cycles
    number = int(change.start.removeprefix("P"))
    later = min((number - 1) * months, _FURTHEST)
    return months_after(anchor_day(contract.term, contract.readings), later)


def _governs(change: Change, period: int, first_day: date) -> bool:
    if isinstance(change.start, date):
        return first_day >= change.start
    return period >= int(change.start.removeprefix("P"))


def _with(contract: Contract, changes: Iterable[Change]) -> Contract:
    for change in changes:
        for setting in change.settings:
            contract = _put(contract, setting.path, setting)
    return contract


def _put(into: Any, path: Path, setting: Setting) -> Any:  # noqa: ANN401  (any part of a contract)
    """`into` with the setting's value at `path`; one place past the end of a list adds to it."""
    if not path:
        return setting.value
    step, rest = path[0], path[1:]
    if is_dataclass(into) and isinstance(step, str) and not isinstance(into, type):
        return replace(into, **{step: _put(getattr(into, step), rest, setting)})
    if isinstance(into, dict):
        return into | {str(step): _put(into.get(str(step)), rest, setting)}
    if isinstance(into, tuple) and isinstance(step, int) and step <= len(into):
        before = into[step] if step < len(into) else None
        return (*into[:step], _put(before, rest, setting), *into[step + 1 :])
    raise Refused(
        "key-unknown",
        Text("The contract has nothing at {key} to change.", key=setting.key),
        Text("Name a key that is there, or the whole entry that is to be added."),
    )
