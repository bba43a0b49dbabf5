"""The terms of a contract as amended, for every unit of its term. The only terms there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.contract import Clauses
from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from zkrc_ledger.model.amendments import Amendment, Change, Extension, Termination
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.schedule import ServiceMonth


@value_class()
class TermChange:
    """One term that a supplemental agreement changed: its key path, its value before and after.

    The steps of a rating scale go by their rating: `evaluation.scale[良好].reward`.
    """

    key: str
    before: str
    after: str
    change: Change


@value_class()
class Governing:
    """八.1 The contract that governs a unit of the term, and what was changed to make it so."""

    contract: Contract
    changes: tuple[TermChange, ...] = ()

    def changed(self, *keys: str) -> tuple[TermChange, ...]:
        """The changes of these terms, and of what is in them."""
        return tuple(one for one in self.changes if one.key.startswith(keys))

    def provisions(
        self, section: str, *keys: str
    ) -> tuple[tuple[Clauses, ...], tuple[TermChange, ...]]:
        """What a figure rests on: a section's clauses, and the changes of the terms it uses.

        Where there is such a change, the clause by which supplements prevail is named beside.
        """
        changes = self.changed(*keys) if keys else ()
        sections = (section, "supplemental_agreement") if changes else (section,)
        found = (getattr(self.contract, name) for name in sections)
        return tuple(one for one in found if isinstance(one, Clauses)), changes


@value_class()
class Terms:
    """The contract with every amendment in effect.

    `final` holds every change; what governs one period or month is asked by its number (from 1)
    or id. `added_to_total` is what changes added to the total as signed, in yuan. `months` are
    all service months with extensions, also those that a termination cut.
    """

    final: Governing
    periods: tuple[Governing, ...]
    by_month: Mapping[str, Governing]
    months: tuple[ServiceMonth, ...]
    changes: tuple[Change, ...] = ()
    added_to_total: Decimal = ZERO
    extensions: tuple[Extension, ...] = ()
    termination: Termination | None = None

    @property
    def contract(self) -> Contract:
        """The contract with every change in it."""
        return self.final.contract

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """Every amendment in effect."""
        ended = (self.termination,) if self.termination else ()
        return (*self.changes, *self.extensions, *ended)

    def governing_period(self, number: int) -> Governing:
        """八.1 What governs a payment period, counted from 1."""
        return self.periods[number - 1]
