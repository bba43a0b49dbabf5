"""Records in a line each, as people read them: what was just recorded, what amends a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.rules.history import says
from zkrc_ledger.views.blocks import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.record import Record
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


def amendment_words(amendment: Amendment, tr: Translator) -> str:
    """An amendment in one line: its id, what it does, what it rests on."""
    return tr(
        "Amendment {name}: {says} ({basis})",
        name=amendment.name,
        says=says(amendment),
        basis=amendment.basis,
    )
