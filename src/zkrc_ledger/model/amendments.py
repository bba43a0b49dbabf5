"""Amendments: what changes the contract itself. Kept in amendments.toml, one table each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from zkrc_ledger.model.record import Record

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

Path: TypeAlias = "tuple[str | int, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One changed term: its key path in contract.toml, the value as written, and as checked."""

    path: Path
    written: object
    value: object

    @property
    def key(self) -> str:
        """The key path as contract.toml's problems name it: evaluation.scale[0].reward."""
        return "".join(map(_written, self.path)).removeprefix(".")

    def __str__(self) -> str:
        return f"{self.key} = {_as_toml(self.written)}"


def _as_toml(value: object) -> str:
    """A value as a contract file has it; text without its quotes, for people to read."""
    match value:
        case dict():
            return f"{{ {', '.join(f'{key} = {_as_toml(one)}' for key, one in value.items())} }}"
        case list():
            return f"[{', '.join(_as_toml(one) for one in value)}]"
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _written(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if step.isidentifier() else f'."{step}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Record):
    """What every amendment has: a written basis."""

    basis: str

    @property
    def takes_back(self) -> bool:
        """Whether it only takes another amendment back."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Amendment):
    """七.1 Force majeure: `days` lost, the first of them on `start`."""

    days: int
    start: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination(Amendment):
    """四.7 The contract ends on `on`, the last day of service.

    `settle` is the amount agreed for the period that is cut, in yuan; None until it is agreed.
    """

    on: date
    settle: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Amendment):
    """八.1 A supplemental agreement: changed terms, from a payment period or a day on."""

    start: str | date
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Amendment):
    """Takes another amendment back."""

    basis: str = field(default="")

    @property
    def takes_back(self) -> bool:
        """Always: that is all it says."""
        return True
