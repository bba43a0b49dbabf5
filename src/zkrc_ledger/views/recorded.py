"""What a command recorded, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.rules.history import says
from zkrc_ledger.views.blocks import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.records import Record
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.views.blocks import Block


def recorded_blocks(records: Sequence[Record], tr: Translator) -> list[Block]:
    """A line for each record: what it says, where it stands, its id."""
    return [
        Line(
            tr(
                "Recorded: {says}; {place} {id}",
                says=says(record),
                place=str(record.place),
                id=record.id,
            ),
            "good",
        )
        for record in records
    ]
