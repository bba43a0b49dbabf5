"""What an import would record, before it is recorded: what is new, what it would replace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import Text, spoken
from zkrc_ledger.rules.requests import new_details
from zkrc_ledger.rules.says import says
from zkrc_ledger.views.blocks import Line, Node
from zkrc_ledger.views.changed import changes
from zkrc_ledger.views.serial import record_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Rating
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.imports import Import
    from zkrc_ledger.rules.in_effect import InEffect
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree


def blocks(planned: Import, records: InEffect, tr: Translator) -> list[Block]:
    """Every row that would be recorded, at its place in the file, and what it would replace."""
    added, changed = _parted(planned, records)
    counts = Line(
        tr(
            "To add: {new}. To change: {changed}. Recorded already: {same}.",
            new=len(added),
            changed=len(changed),
            same=len(planned.standing),
        )
    )
    return [
        counts,
        *(Node(f"{row.place}  {spoken(says(row), tr)}") for row in added),
        *(Node(f"{row.place}  {spoken(_change(old, row), tr)}") for old, row in changed),
    ]


def effects(
    before: Assessment | None, after: Assessment, new: Sequence[Record], tr: Translator
) -> list[Block]:
    """What would change in what is settled."""
    return [Line(spoken(text, tr)) for text in changes(before, after, new)]


def tree(planned: Import, records: InEffect, folder: Path, tr: Translator) -> Tree:
    """The same for programs; nothing is recorded."""
    added, changed = _parted(planned, records)
    return {
        "recorded": False,
        "folder": str(folder),
        "add": [record_tree(row, tr) for row in added],
        "change": [
            {"old": record_tree(old, tr), "new": record_tree(row, tr)} for old, row in changed
        ],
        "unchanged": [one.month for one in planned.standing],
    }


def _parted(planned: Import, records: InEffect) -> tuple[list[Rating], list[tuple[Rating, Rating]]]:
    old = records.ratings
    return (
        [row for row in planned.rows if row.month not in old],
        [(old[row.month], row) for row in planned.rows if row.month in old],
    )


def _change(old: Rating, row: Rating) -> Text:
    """Old and new; where both say the same, what the new row adds."""
    if old.value != row.value:
        return Text("{old} → {new}", old=says(old), new=says(row))
    return Text("{says}; it adds: {columns}", says=says(row), columns=new_details(row, old))
