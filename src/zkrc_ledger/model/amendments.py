"""Amendments: what changes the contract itself. Kept in amendments.toml, one table each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from zkrc_ledger.model.fields import Check, Day, Days, Label, Remark, Start, YesNo, Yuan
from zkrc_ledger.model.key_path import DEEPEST, parse_key_path
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.record import Record
from zkrc_ledger.model.row_fields import CellMoment
from zkrc_ledger.model.text import Text, as_toml, literal
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

AMENDMENTS_FILE = "amendments.toml"


@value_class()
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


@value_class()
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


@value_class()
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


def _settings(value: object) -> dict[str, Any]:
    """Key paths into contract.toml, each once, and values that are not nested without end."""
    if not isinstance(value, dict):
        raise Refused("shape", Text("A table is needed here, not {value}.", value=literal(value)))
    paths = set()
    for key in value:
        path = parse_key_path(key)
        if path in paths:
            raise Refused("setting-twice", Text("{key} is changed twice.", key=key[:60]))
        paths.add(path)
    level = [value]
    for _ in range(DEEPEST):
        level = [child for one in level for child in _children(one)]
    if level:
        raise Refused("shape", Text("This is nested too deep."))
    return value


def _children(value: Any) -> Iterable[Any]:  # noqa: ANN401  (any part of a tree)
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


@value_class()
class Change(Amendment):
    """八.1 A supplemental agreement: changed terms, from a payment period or a day on.

    `set` has the changed keys of contract.toml and their new values, as written.
    """

    kind: Literal["change"] = "change"
    start: Start
    set: Annotated[dict[str, Any], Check(_settings)]

    VALUE = ("start", "terms")

    @property
    def terms(self) -> str:
        """The changed keys and values in one phrase."""
        return ", ".join(f"{key} = {as_toml(value)}" for key, value in self.set.items())

    def governs(self, period: int, first_day: date) -> bool:
        """Whether it governs a unit of this period (counted from 1) that begins on this day."""
        if isinstance(self.start, str):
            return period >= self.first_period
        return first_day >= self.start

    @property
    def first_period(self) -> int:
        """The number of the payment period it starts with; 0 where it starts on a day."""
        return int(self.start[1:]) if isinstance(self.start, str) else 0
