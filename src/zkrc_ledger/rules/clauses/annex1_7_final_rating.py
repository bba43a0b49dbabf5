"""附件1.七: a rating is final once the committee's meeting has passed it. Which record counts.

The order of rows means nothing, because people sort. What a record replaces stands in its
`revises`: the id of the other record, or its month. The records in effect are those that
nothing replaces; a final one takes the place of a proposed one with the same rating.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from zkrc_ledger.model.record import error_at, notice_at
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.standing import Standing, id_twice, no_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.records import RatingRecord


# every row of a month is held against every other: nobody rates a month so often
MOST_ROWS_A_MONTH = 200
_LONGEST = 40


class _Month:
    """One month's records, which of them hold, and what is wrong with that."""

    def __init__(self, month: str, records: list[RatingRecord]) -> None:
        self.month = month
        self.records = sorted(records, key=_by_value)
        self.standing = Standing(self.records, self._targets)
        self._bit = {id(record): 1 << place for place, record in enumerate(self.records)}
        self._after = self._followers()
        self.problems = [*self._bad_links(), *self.standing.rings()]

    def in_effect(self) -> RatingRecord | None:
        """The record that counts, or none; two that disagree become a problem."""
        holding = self.standing.in_effect()
        heads = [record for record in holding if not self._is_passed(record)]
        if not heads:
            return None
        first, *others = heads
        for other in others:
            same = (other.rating, other.stage) == (first.rating, first.stage)
            self.problems.append((_twice if same else _conflict)(*_by_line(first, other)))
        return first

    def _targets(self, record: RatingRecord) -> list[RatingRecord]:
        others = [other for other in self.records if other is not record]
        if record.revises == self.month:
            # by month: what was written first, that is, what replaces nothing itself
            found = [other for other in others if not other.revises]
        else:
            found = [other for other in others if other.id == record.revises]
        if record.takes_back:
            return found  # the same rating recorded anew afterwards is no copy of it
        known, said = {id(one) for one in found}, {_said(one) for one in found}
        return found + [one for one in others if id(one) not in known and _said(one) in said]

    def _is_passed(self, record: RatingRecord) -> bool:
        """Whether a final record of the same rating passes it, and it does not replace that.

        One that says itself what it replaces is passed only by a final record in effect: not
        by one that was replaced before.
        """
        return any(
            _passes(final, record)
            and self.standing.holds(final)
            and not self._after[id(final)] & self._bit[id(record)]
            and (not record.revises or self.standing.replaced_by(final) is None)
            for final in self.records
        )

    def _followers(self) -> dict[int, int]:
        """For each record, as bits, those that replace it, directly or through others."""
        after, settled = dict.fromkeys(self._bit, 0), False
        while not settled:
            settled = True
            for record in self.records:
                followers = 0 if record.takes_back else self._bit[id(record)] | after[id(record)]
                for target in self.standing.targets.get(id(record), ()):
                    found = after[id(target)] | followers
                    settled = settled and found == after[id(target)]
                    after[id(target)] = found
        return after

    def _bad_links(self) -> Iterator[Problem]:
        for record in self.records:
            if not record.revises:
                continue
            targets = self.standing.targets[id(record)]
            if not targets:
                yield _replaces_nothing(record)
            unsaid = [other for other in targets if _needs_reason(record, other)]
            if unsaid and not record.reason:
                yield no_reason(record, unsaid[0])


def ratings_in_effect(
    records: Iterable[RatingRecord],
) -> tuple[dict[str, RatingRecord], list[Problem]]:
    """附件1.七 The record that counts for each rated month, and every contradiction found.

    Rows with an empty rating are months filled in ahead: unrated.
    """
    by_month: dict[str, list[RatingRecord]] = defaultdict(list)
    for record in records:
        if record.month and (record.rating or record.takes_back):
            by_month[record.month].append(record)
    effective: dict[str, RatingRecord] = {}
    problems = _ids_used_twice(records)
    for month in sorted(by_month):
        if len(by_month[month]) > MOST_ROWS_A_MONTH:
            problems.append(_crowded(month, by_month[month]))
            continue
        group = _Month(month, by_month[month])
        standing = group.in_effect()
        if standing:
            effective[month] = standing
        problems += group.problems
    return effective, problems


def _crowded(month: str, records: list[RatingRecord]) -> Problem:
    return error_at(
        records[MOST_ROWS_A_MONTH],
        "month-crowded",
        Text(
            "{month} stands in {count} rows; at most {most} are compared.",
            month=month,
            count=len(records),
            most=MOST_ROWS_A_MONTH,
        ),
        Text("Delete the rows that say the same."),
    )


def _needs_reason(record: RatingRecord, other: RatingRecord) -> bool:
    changed = (other.rating, other.stage) != (record.rating, record.stage)
    return changed and not _passes(record, other)


def _passes(final: RatingRecord, proposed: RatingRecord) -> bool:
    """Whether one record passes the other: the same rating, proposed before, final now."""
    return (
        final.stage == "final" and proposed.stage == "proposed" and final.rating == proposed.rating
    )


def _copies(record: RatingRecord, other: RatingRecord) -> bool:
    """Whether two rows say the same: one record, written down twice."""
    return record is not other and _said(record) == _said(other)


def _said(record: RatingRecord) -> tuple[str, str, str]:
    return record.rating, record.stage, record.revises


def _by_line(first: RatingRecord, other: RatingRecord) -> tuple[RatingRecord, RatingRecord]:
    lines = [record.place.line if record.place else 0 for record in (first, other)]
    return (first, other) if lines[0] <= lines[1] else (other, first)


def _by_value(record: RatingRecord) -> tuple[bool, bool, str, str, str, str]:
    """An order that does not depend on where a row stands: what tells most comes first."""
    approved = "" if record.approved_on is None else record.approved_on.isoformat()
    return (
        not record.revises,
        record.approved_on is None,
        record.id,
        approved,
        record.basis,
        record.note,
    )


def _ids_used_twice(records: Iterable[RatingRecord]) -> list[Problem]:
    seen: dict[str, RatingRecord] = {}
    problems = []
    for record in records:
        first = seen.get(record.id) if record.id else None
        if first and not (first.month == record.month and _copies(first, record)):
            problems.append(id_twice(record, first))
        seen.setdefault(record.id, record)
    return problems


def _twice(first: RatingRecord, other: RatingRecord) -> Problem:
    return notice_at(
        other,
        "rating-twice",
        Text(
            "{month} is rated {rating} twice, here and at {other}; it counts once.",
            month=other.month,
            rating=other.rating[:_LONGEST],
            other=str(first.place),
        ),
        Text("One of the two rows can be deleted."),
    )


def _conflict(first: RatingRecord, other: RatingRecord) -> Problem:
    return error_at(
        other,
        "rating-conflict",
        Text(
            "{month} is rated {first} at {first_at} and {other} at {other_at}, "
            "and neither says that it replaces the other.",
            month=other.month,
            first=first.rating[:_LONGEST],
            first_at=str(first.place),
            other=other.rating[:_LONGEST],
            other_at=str(other.place),
        ),
        Text(
            "Delete the wrong row, or fill in `revises` (the other row's id, or {month}) "
            "and `reason` in the row that holds.",
            month=other.month,
        ),
    )


def _replaces_nothing(record: RatingRecord) -> Problem:
    return error_at(
        record,
        "revises-unknown",
        Text(
            "This row replaces {revises}, and {month} has no such record.",
            revises=record.revises,
            month=record.month,
        ),
        Text("`revises` takes the id of another row of the same month, or that month."),
    )
