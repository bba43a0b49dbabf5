"""Every version of every record: what it says, who recorded it and when, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import spoken
from zkrc_ledger.rules.history import history
from zkrc_ledger.rules.says import says
from zkrc_ledger.views.blocks import Line, Node
from zkrc_ledger.views.serial import record_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.history import Entry
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree


def blocks(assessment: Assessment, tr: Translator) -> list[Block]:
    """A tree for each version, in order of recording; those that do not count are quiet."""
    title = Line(tr("{number}  history", number=assessment.contract.number), "title")
    entries = history(assessment.records)
    if not entries:
        return [title, Line(tr("Nothing is recorded yet."))]
    return [title, Line(), *(_entry(entry, tr) for entry in entries)]


def tree(assessment: Assessment, tr: Translator) -> Tree:
    """Every version, the oldest first; `replaced_by` and `taken_back_by` are a file and line."""
    return {
        "contract": assessment.contract.number,
        "records": [
            {
                **record_tree(entry.record, tr),
                "says": spoken(says(entry.record), tr),
                "in_effect": entry.in_effect,
                "replaced_by": _place(entry.replaced_by, void=False),
                "taken_back_by": _place(entry.replaced_by, void=True),
            }
            for entry in history(assessment.records)
        ],
    }


def _place(later: Record | None, *, void: bool) -> str | None:
    return str(later.place) if later and later.void == void else None


def _entry(entry: Entry, tr: Translator) -> Node:
    record = entry.record
    when = record.recorded_at.replace("T", " ")[:16] or tr("typed by hand")
    id_ = getattr(record, "id", "")
    parts = (when, record.recorded_by, spoken(says(record), tr), f"[{record.place}]", id_)
    return Node(
        "  ".join(part for part in parts if part),
        [Node(line) for line in _beneath(entry, tr)],
        "" if entry.in_effect else "quiet",
    )


def _beneath(entry: Entry, tr: Translator) -> Iterator[str]:
    """What it rests on, why it was made, and what took its place."""
    record, earlier, later = entry.record, entry.replaces, entry.replaced_by
    if day := getattr(record, "approved_on", None):
        yield tr("Meeting: {day}", day=day)
    if basis := getattr(record, "basis", ""):
        yield tr("Basis: {words}", words=basis)
    if record.note:
        yield tr("Note: {words}", words=record.note)
    if earlier:
        yield tr("Replaces {place}: {says}", place=str(earlier.place), says=says(earlier))
    if record.reason:
        yield tr("Reason: {words}", words=record.reason)
    if later is None:
        return
    if later.void:
        yield tr("Taken back by {place}", place=str(later.place))
    else:
        yield tr("Replaced by {place}: {says}", place=str(later.place), says=says(later))
