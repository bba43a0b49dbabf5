"""History: every version of every record, who made it and when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zkrc_ledger.rules.in_effect import order

if TYPE_CHECKING:
    from zkrc_ledger.model.records import Record
    from zkrc_ledger.rules.in_effect import InEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row and its fate: whether it counts, and the row that took its place."""

    record: Record
    in_effect: bool
    replaced_by: Record | None = None


def history(records: InEffect) -> tuple[Entry, ...]:
    """Every row in the order of recording; those typed by hand since the last write at the end."""
    entries = []
    for subject in records.subjects:
        for row, later in zip(subject.versions, (*subject.versions[1:], None), strict=True):
            entries.append(
                Entry(
                    record=row,
                    in_effect=later is None and subject.effect is not None,
                    replaced_by=later,
                )
            )

    def when(entry: Entry) -> tuple[object, str, int]:
        place = entry.record.place
        return order(entry.record), place.file if place else "", place.line if place else 0

    return tuple(sorted(entries, key=when))
