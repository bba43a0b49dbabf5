"""History: every version of every record, who made it and when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.in_effect import order

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.rules.in_effect import InEffect


@value_class()
class Entry:
    """One row and its fate: whether it counts, the row it replaced, the row that replaced it."""

    record: Record
    in_effect: bool
    replaces: Record | None = None
    replaced_by: Record | None = None


def history(records: InEffect) -> tuple[Entry, ...]:
    """Every row in the order of recording; those typed by hand since the last write at the end."""
    entries = []
    for subject in records.subjects:
        rows = subject.versions
        for earlier, row, later in zip((None, *rows), rows, (*rows[1:], None), strict=False):
            entries.append(
                Entry(
                    record=row,
                    in_effect=later is None and subject.effect is not None,
                    replaces=earlier,
                    replaced_by=later,
                )
            )

    def when(entry: Entry) -> tuple[object, str, int]:
        place = entry.record.place
        return order(entry.record), place.file if place else "", place.line if place else 0

    return tuple(sorted(entries, key=when))
