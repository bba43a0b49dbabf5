"""Many contracts at once: what each comes to in one line, and all of them together."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Literal, get_args

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.rules.assess import Assessment

Need = Literal["error", "overdue", "take_back", "to_invoice", "incomplete", "outstanding"]
NEEDS: tuple[Need, ...] = get_args(Need)
SUMS = ("contract_total", "to_invoice", "take_back", "invoiced", "received", "outstanding")
SORTED_BY = ("folder", "number", "name", *SUMS, "overdue", "incomplete")


@value_class()
class Standing:
    """One contract of a portfolio; the sums in yuan, over its periods.

    `to_invoice` and `take_back` are what invoices lack and what they have too much, `outstanding`
    what is due and not received, `overdue` how many steps are past their day, and `incomplete`
    how many periods are over and not final. A book with `errors` has nothing else to say.
    """

    folder: str
    number: str = ""
    name: str = ""
    contract_total: Decimal = ZERO
    to_invoice: Decimal = ZERO
    take_back: Decimal = ZERO
    invoiced: Decimal = ZERO
    received: Decimal = ZERO
    outstanding: Decimal = ZERO
    overdue: int = 0
    incomplete: int = 0
    errors: tuple[Problem, ...] = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        """What needs somebody's attention, the most urgent first."""
        wanted = (
            self.errors,
            self.overdue,
            self.take_back,
            self.to_invoice,
            self.incomplete,
            self.outstanding > 0,
        )
        return tuple(need for need, wants in zip(NEEDS, wanted, strict=True) if wants)


def standing(folder: str, assessment: Assessment) -> Standing:
    """One contract in one line."""
    periods, today = assessment.settlement.periods, assessment.today
    left = [one.to_invoice or ZERO for one in periods]
    left += [one.to_invoice for one in assessment.settlement.fallen_away]
    steps = [step for one in assessment.stages for step in one.steps]
    return Standing(
        folder=folder,
        number=assessment.contract.number,
        name=assessment.contract.contract.name,
        contract_total=assessment.contract.price.total,
        to_invoice=total(one for one in left if one > 0),
        take_back=-total(one for one in left if one < 0),
        invoiced=total(one.invoiced for one in periods),
        received=total(one.received for one in periods),
        outstanding=total(one.outstanding or ZERO for one in periods),
        overdue=sum(1 for step in steps if (step.days_left(today) or 0) < 0),
        incomplete=sum(1 for one in periods if one.ended and one.state != "final"),
    )


def in_error(folder: str, problems: Iterable[Problem]) -> Standing:
    """A book with errors is a line, not a stop."""
    return Standing(folder=folder, errors=tuple(errors(problems)))


def in_order(standings: Iterable[Standing], by: str | None) -> list[Standing]:
    """By a column of `SORTED_BY`, words from the first and figures from the largest."""
    if by is None:
        return list(standings)
    words = isinstance(getattr(Standing(folder=""), by), str)
    return sorted(standings, key=attrgetter(by), reverse=not words)


def together(standings: Sequence[Standing]) -> dict[str, Decimal]:
    """The `SUMS` of all of them, in yuan."""
    return {name: total(getattr(one, name) for one in standings) for name in SUMS}
