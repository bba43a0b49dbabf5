"""Which records hold: those that no other record replaces or takes back.

The order of rows means nothing. A record that takes another back undoes it wholly: whatever
the other had replaced holds again, unless a third record has replaced it since.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

from zkrc_ledger.model.record import Record, error_at
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zkrc_ledger.model.problem import Problem

Kept = TypeVar("Kept", bound=Record)


class Standing(Generic[Kept]):
    """Records of one kind, and what became of each.

    `targets_of` finds the records that one names in its `revises`; by their id, unless the
    kind knows other names.
    """

    def __init__(
        self,
        records: Iterable[Kept],
        targets_of: Callable[[Kept], list[Kept]] | None = None,
    ) -> None:
        self.records = tuple(records)
        self._by_id: dict[str, list[Kept]] = defaultdict(list)
        for record in self.records:
            self._by_id[record.id].append(record)
        find = targets_of or self._same_id
        self.targets = {id(one): find(one) for one in self.records if one.revises}
        self._later: dict[int, list[Kept]] = defaultdict(list)
        for record in self.records:
            for target in self.targets.get(id(record), ()):
                self._later[id(target)].append(record)

    def in_effect(self) -> list[Kept]:
        """The records that hold and say something, in the order given."""
        return [
            record
            for record in self.records
            if not record.takes_back and self.holds(record) and self.replaced_by(record) is None
        ]

    def holds(self, record: Kept) -> bool:
        """Whether no record in force takes it back."""
        return self.taken_back_by(record) is None

    def taken_back_by(self, record: Kept, seen: frozenset[int] = frozenset()) -> Kept | None:
        """The record in force that takes this one back, if any."""
        return next(
            (
                later
                for later in self._later[id(record)]
                if later.takes_back
                and id(later) not in seen
                and self.taken_back_by(later, seen | {id(record)}) is None
            ),
            None,
        )

    def replaced_by(self, record: Kept) -> Kept | None:
        """A record in force that replaces this one, directly or through others, if any."""
        return next(
            (
                later
                for later in self.after(record)
                if later is not record and not later.takes_back and self.holds(later)
            ),
            None,
        )

    def after(self, record: Kept) -> list[Kept]:
        """Every record that replaces this one, directly or through others."""
        found: dict[int, Kept] = {}
        todo = [record]
        while todo:
            for later in self._later[id(todo.pop())]:
                if id(later) not in found and not later.takes_back:
                    found[id(later)] = later
                    todo.append(later)
        return list(found.values())

    def problems(self) -> list[Problem]:
        """What is wrong with the links: names nobody has, rings, ids used twice, no reason."""
        return [
            *self._twice(),
            *(
                error_at(
                    record,
                    "revises-unknown",
                    Text(
                        "This row replaces {revises}, and there is no such record.",
                        revises=record.revises,
                    ),
                    Text("`revises` takes the id of another row of the same kind."),
                )
                for record in self.records
                if record.revises and not self.targets[id(record)]
            ),
            *(
                no_reason(record, self.targets[id(record)][0])
                for record in self.records
                if record.revises and not record.reason and self.targets[id(record)]
            ),
            *self.rings(),
        ]

    def rings(self) -> list[Problem]:
        """Records that replace each other in a ring: one problem for all of them."""
        ring = [record for record in self.records if self._leads_to_itself(record)]
        if not ring:
            return []
        return [
            error_at(
                ring[0],
                "revision-ring",
                Text(
                    "These rows replace each other in a ring: {places}.",
                    places=tuple(str(record.place) for record in ring),
                ),
                Text("Clear `revises` in the row that was written first."),
            )
        ]

    def _leads_to_itself(self, record: Kept) -> bool:
        reached, todo = set[int](), [record]
        while todo:
            for target in self.targets.get(id(todo.pop()), ()):
                if target is record:
                    return True
                if id(target) not in reached:
                    reached.add(id(target))
                    todo.append(target)
        return False

    def _same_id(self, record: Kept) -> list[Kept]:
        return [other for other in self._by_id[record.revises] if other is not record]

    def _twice(self) -> list[Problem]:
        return [
            id_twice(record, rows[0])
            for name, rows in self._by_id.items()
            if name
            for record in rows[1:]
        ]


def id_twice(record: Record, first: Record) -> Problem:
    """The id of `record` is that of another record too."""
    return error_at(
        record,
        "id-twice",
        Text("The id {id} stands here and at {other}.", id=record.id, other=str(first.place)),
        Text("Give one of the two rows another id, or delete the copy."),
    )


def no_reason(record: Record, other: Record) -> Problem:
    """`record` replaces or takes back `other` and does not say why."""
    return error_at(
        record,
        "reason-missing",
        Text("This row replaces {other} without saying why.", other=str(other.place)),
        Text("Fill in `reason`."),
    )
