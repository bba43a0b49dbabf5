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
_MOST_PLACES = 20


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
        self._later: dict[int, list[Kept]] = {}
        for record in self.records:
            for target in self.targets.get(id(record), ()):
                self._later.setdefault(id(target), []).append(record)
        self._taken_back: dict[int, Kept] = {}
        self._replaced: dict[int, Kept] = {}
        for record in self._latest_first():
            self._judge(record)

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

    def taken_back_by(self, record: Kept) -> Kept | None:
        """The record in force that takes this one back, if any."""
        return self._taken_back.get(id(record))

    def replaced_by(self, record: Kept) -> Kept | None:
        """A record in force that replaces this one, directly or through others, if any."""
        return self._replaced.get(id(record))

    def _latest_first(self) -> list[Kept]:
        """The records that are named, each after all that name it; in a ring, in any order."""
        order: list[Kept] = []
        begun: set[int] = set()
        for first in self.records:
            if id(first) not in self._later or id(first) in begun:
                continue
            path = [(first, iter(self._later[id(first)]))]
            begun.add(id(first))
            while path:
                record, later = path[-1]
                following = next((one for one in later if id(one) not in begun), None)
                if following is None:
                    order.append(record)
                    path.pop()
                else:
                    begun.add(id(following))
                    path.append((following, iter(self._later.get(id(following), ()))))
        return order

    def _judge(self, record: Kept) -> None:
        """What became of a record, once that is known of all that name it."""
        naming = self._later.get(id(record), ())
        in_force = [one for one in naming if id(one) not in self._taken_back]
        for later in in_force:
            (self._taken_back if later.takes_back else self._replaced).setdefault(id(record), later)
        for later in naming:
            if not later.takes_back and (through := self._replaced.get(id(later))):
                self._replaced.setdefault(id(record), through)

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
        ring = self._in_rings()
        if not ring:
            return []
        places = tuple(str(record.place) for record in ring[:_MOST_PLACES])
        return [
            error_at(
                ring[0],
                "revision-ring",
                Text(
                    "These rows replace each other in a ring: {places}.",
                    places=places if len(ring) <= _MOST_PLACES else (*places, "…"),
                ),
                Text("Clear `revises` in the row that was written first."),
            )
        ]

    def _in_rings(self) -> list[Kept]:
        """What is left once every record that begins or ends a chain is taken away, and again."""
        left = {id(record): record for record in self.records}
        for links, back in ((self.targets, self._later), (self._later, self.targets)):
            count = {key: sum(id(one) in left for one in links.get(key, ())) for key in left}
            todo = [key for key, links_left in count.items() if not links_left]
            while todo:
                key = todo.pop()
                del left[key]
                for other in back.get(key, ()):
                    count[id(other)] = count.get(id(other), 0) - 1
                    if id(other) in left and not count[id(other)]:
                        todo.append(id(other))
        return list(left.values())

    def _same_id(self, record: Kept) -> list[Kept]:
        # of several with one id, which is an error, the first: a link each, not one to each
        same = self._by_id.get(record.revises, [])
        return [other for other in same[:2] if other is not record][:1]

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
