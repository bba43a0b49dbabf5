"""附件1.七: a rating is final once the committee's meeting has passed it. Which record counts.

The order of rows means nothing, because people sort. What a record replaces stands in its
`revises`: the id of the other record, or its month. The records in effect are those that
nothing replaces; a final one takes the place of a proposed one with the same rating.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.model.records import RatingRecord


class _Month:
    """One month's records, which replaces which, and what is wrong with that."""

    def __init__(self, month: str, records: list[RatingRecord]) -> None:
        self.month = month
        self.records = sorted(records, key=_by_value)
        self.problems: list[Problem] = []
        self.replaced_by: dict[int, list[RatingRecord]] = defaultdict(list)
        for record in self.records:
            for target in self._targets(record):
                self.replaced_by[id(target)].append(record)
        self._find_rings()

    def in_effect(self) -> RatingRecord | None:
        """The record that counts, or none; two that disagree become a problem."""
        heads = [record for record in self.records if not self._is_replaced(record)]
        if not heads:
            return None
        first, *others = heads
        for other in others:
            same = (other.rating, other.stage) == (first.rating, first.stage)
            self.problems.append((_twice if same else _conflict)(*_by_line(first, other)))
        return first

    def _targets(self, record: RatingRecord) -> list[RatingRecord]:
        if not record.revises:
            return []
        if record.revises == self.month:
            # by month: what was written first, that is, what replaces nothing itself
            found = [other for other in self.records if other is not record and not other.revises]
        else:
            found = [other for other in self.records if other.id == record.revises]
        if not found:
            self.problems.append(_replaces_nothing(record))
        found += [
            other
            for other in self.records
            if all(other is not one for one in found) and any(_copies(other, one) for one in found)
        ]
        for other in found:
            changed = (other.rating, other.stage) != (record.rating, record.stage)
            if changed and not _passes(record, other) and not record.reason:
                self.problems.append(_no_reason(record, other))
        return found

    def _is_replaced(self, record: RatingRecord) -> bool:
        if self.replaced_by[id(record)]:
            return True
        return any(
            _passes(final, record) and not self._comes_after(record, final)
            for final in self.records
        )

    def _comes_after(self, record: RatingRecord, earlier: RatingRecord) -> bool:
        """Whether `record` replaces `earlier`, directly or through others."""
        reached, todo = set[int](), [earlier]
        while todo:
            for later in self.replaced_by[id(todo.pop())]:
                if later is record:
                    return True
                if id(later) not in reached:
                    reached.add(id(later))
                    todo.append(later)
        return False

    def _find_rings(self) -> None:
        ring = [record for record in self.records if self._comes_after(record, record)]
        if ring:
            self.problems.append(
                _at(
                    ring[0],
                    "revision-ring",
                    Text(
                        "These rows replace each other in a ring: {places}.",
                        places=tuple(str(record.place) for record in ring),
                    ),
                    Text("Clear `revises` in the row that was written first."),
                )
            )


def ratings_in_effect(
    records: Iterable[RatingRecord],
) -> tuple[dict[str, RatingRecord], list[Problem]]:
    """附件1.七 The record that counts for each rated month, and every contradiction found.

    Rows with an empty rating are months filled in ahead: unrated.
    """
    by_month: dict[str, list[RatingRecord]] = defaultdict(list)
    for record in records:
        if record.rating and record.month:
            by_month[record.month].append(record)
    effective: dict[str, RatingRecord] = {}
    problems = _ids_used_twice(records)
    for month in sorted(by_month):
        group = _Month(month, by_month[month])
        standing = group.in_effect()
        if standing:
            effective[month] = standing
        problems += group.problems
    return effective, problems


def _passes(final: RatingRecord, proposed: RatingRecord) -> bool:
    """Whether one record passes the other: the same rating, proposed before, final now."""
    return (
        final.stage == "final" and proposed.stage == "proposed" and final.rating == proposed.rating
    )


def _copies(record: RatingRecord, other: RatingRecord) -> bool:
    """Whether two rows say the same: one record, written down twice."""
    return record is not other and (record.rating, record.stage, record.revises) == (
        other.rating,
        other.stage,
        other.revises,
    )


def _by_line(first: RatingRecord, other: RatingRecord) -> tuple[RatingRecord, RatingRecord]:
    lines = [record.place.line if record.place else 0 for record in (first, other)]
    return (first, other) if lines[0] <= lines[1] else (other, first)


def _by_value(record: RatingRecord) -> tuple[bool, str, str, str, str]:
    """An order that does not depend on where a row stands: what tells most comes first."""
    approved = "" if record.approved_on is None else record.approved_on.isoformat()
    return (record.approved_on is None, record.id, approved, record.basis, record.note)


def _ids_used_twice(records: Iterable[RatingRecord]) -> list[Problem]:
    seen: dict[str, RatingRecord] = {}
    problems = []
    for record in records:
        first = seen.get(record.id) if record.id else None
        if first and not (first.month == record.month and _copies(first, record)):
            problems.append(
                _at(
                    record,
                    "id-twice",
                    Text(
                        "The id {id} stands here and at {other}.",
                        id=record.id,
                        other=str(first.place),
                    ),
                    Text("Give one of the two rows another id, or delete the copy."),
                )
            )
        seen.setdefault(record.id, record)
    return problems


def _at(record: RatingRecord, code: str, message: Text, hint: Text) -> Problem:
    return Problem(
        code=code,
        message=message,
        hint=hint,
        file=record.place.file if record.place else None,
        line=record.place.line if record.place else None,
    )


def _twice(first: RatingRecord, other: RatingRecord) -> Problem:
    return Problem(
        severity="notice",
        code="rating-twice",
        message=Text(
            "{month} is rated {rating} twice, here and at {other}; it counts once.",
            month=other.month,
            rating=other.rating,
            other=str(first.place),
        ),
        hint=Text("One of the two rows can be deleted."),
        file=other.place.file if other.place else None,
        line=other.place.line if other.place else None,
    )


def _conflict(first: RatingRecord, other: RatingRecord) -> Problem:
    return _at(
        other,
        "rating-conflict",
        Text(
            "{month} is rated {first} at {first_at} and {other} at {other_at}, "
            "and neither says that it replaces the other.",
            month=other.month,
            first=first.rating,
            first_at=str(first.place),
            other=other.rating,
            other_at=str(other.place),
        ),
        Text(
            "Delete the wrong row, or fill in `revises` (the other row's id, or {month}) "
            "and `reason` in the row that holds.",
            month=other.month,
        ),
    )


def _replaces_nothing(record: RatingRecord) -> Problem:
    return _at(
        record,
        "revises-unknown",
        Text(
            "This row replaces {revises}, and {month} has no such record.",
            revises=record.revises,
            month=record.month,
        ),
        Text("`revises` takes the id of another row of the same month, or that month."),
    )


def _no_reason(record: RatingRecord, other: RatingRecord) -> Problem:
    return _at(
        record,
        "reason-missing",
        Text("This row replaces {other} without saying why.", other=str(other.place)),
        Text("Fill in `reason`."),
    )
