"""Who recorded what, when, and what became of it, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import spoken
from zkrc_ledger.views.blocks import Line, Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.history import Entry
    from zkrc_ledger.views.blocks import Block


def history_blocks(contract: Contract, entries: Sequence[Entry], tr: Translator) -> list[Block]:
    """A tree: each record, and beneath it what it rests on and what became of it."""
    title = Line(tr("{number}  history", number=contract.number), "title")
    if not entries:
        return [title, Line(tr("Nothing is recorded yet."))]
    return [title, Line(), *(_entry(entry, tr) for entry in entries)]


def _entry(entry: Entry, tr: Translator) -> Node:
    record = entry.record
    when = record.recorded_at.replace("T", " ")[:16] or tr("time unknown")
    who = record.recorded_by or tr("by hand")
    name = f"{record.id} {record.place}".strip()
    return Node(
        f"{when}  {who}  {spoken(entry.says, tr)}  [{name}]",
        [Node(line) for line in _beneath(entry, tr)],
        "" if entry.in_effect else "quiet",
    )


def _beneath(entry: Entry, tr: Translator) -> Iterator[str]:
    record = entry.record
    basis = getattr(record, "basis", "")
    for label, words in (
        (tr("Basis"), basis),
        (tr("Note"), record.note),
        (tr("Replaces"), "" if record.takes_back else record.revises),
        (tr("Reason"), record.reason),
    ):
        if words:
            yield f"{label}: {words}"
    for words, later in (
        (tr("Replaced by"), entry.replaced_by),
        (tr("Taken back by"), entry.taken_back_by),
    ):
        if later is not None:
            yield f"{words}: {later.name}" + (f", {later.reason}" if later.reason else "")
