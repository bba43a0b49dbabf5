"""Amendments: what changes the contract itself. Kept in amendments.toml, one table each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from zkrc_ledger.model.fields import Day, Days, Label, Remark, Start, YesNo, Yuan
from zkrc_ledger.model.records import Record
from zkrc_ledger.model.row_fields import CellMoment

if TYPE_CHECKING:
    from datetime import date

AMENDMENTS_FILE = "amendments.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Record):
    """What every amendment has: an id and a written basis."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: Label = ""
    kind: str = ""
    basis: Remark
    note: Remark = ""
    was: Remark = ""
    reason: Remark = ""
    void: YesNo = False
    recorded_at: CellMoment = ""
    recorded_by: Remark = ""

    FILE = AMENDMENTS_FILE
    PREFIX = "S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Amendment):
    """七.1 Force majeure: `days` lost, the first of them on `start`."""

    kind: Literal["extension"] = "extension"
    days: Days
    start: Day

    VALUE = ("days", "start")

    @property
    def last_day(self) -> date:
        """The last day lost."""
        return self.start + timedelta(days=self.days - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination(Amendment):
    """四.7 The contract ends on `on`, the last day of service.

    `settle` is the amount agreed for the period that is cut, in yuan; None until it is agreed.
    """

    kind: Literal["termination"] = "termination"
    on: Day
    settle: Yuan | None = None

    VALUE = ("on", "settle")

    def follows(self, earlier: Record) -> bool:
        """The agreed amount may come later."""
        return (
            isinstance(earlier, Termination)
            and earlier.on == self.on
            and earlier.settle is None
            and self.settle is not None
            and not self.void
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Amendment):
    """八.1 A supplemental agreement: changed terms, from a payment period or a day on.

    `set` has the changed keys of contract.toml and their new values, as written.
    """

    kind: Literal["change"] = "change"
    start: Start
    set: dict[str, Any]

    VALUE = ("start", "terms")

    @property
    def terms(self) -> str:
        """The changed keys and values in one phrase."""
        return ", ".join(f"{key} = {value}" for key, value in self.set.items())

    def governs(self, period: int, first_day: date) -> bool:
        """Whether it governs a unit of this period (counted from 1) that begins on this day."""
        if isinstance(self.start, str):
            return period >= self.first_period
        return first_day >= self.start

    @property
    def first_period(self) -> int:
        """The number of the payment period it starts with; 0 where it starts on a day."""
        return int(self.start[1:]) if isinstance(self.start, str) else 0
