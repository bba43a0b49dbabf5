"""What a recording command did: what it wrote and where, what that replaced and changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.model.records import Adjustment, Rating
from zkrc_ledger.model.text import Text, spoken
from zkrc_ledger.rules.history import history
from zkrc_ledger.rules.says import says
from zkrc_ledger.views.blocks import Line, Node
from zkrc_ledger.views.changed import changes
from zkrc_ledger.views.serial import record_tree
from zkrc_ledger.views.words import days_of_month, signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import Line as Figure
    from zkrc_ledger.model.text import Shown, Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree


def blocks(
    before: Assessment | None,
    after: Assessment,
    new: Sequence[Record],
    folder: Path,
    tr: Translator,
    *,
    standing: Sequence[Record] = (),
    heading: Text | None = None,
) -> list[Block]:
    """The rows written, what they replaced, and what changed by them.

    `before` is None where the book had an error that this ended. `standing` are records that
    said so already.
    """
    drawn: list[Block] = [
        Line(
            tr(
                "Already recorded, nothing changed: {says}, {place}.",
                says=says(one),
                place=str(one.place),
            )
        )
        for one in standing
    ]
    if not new:
        return drawn or [Line(tr("Already recorded, nothing changed."))]
    written = [Node(_says(after, one, tr), _beneath(after, one, tr), "good") for one in new]
    effects = [spoken(text, tr) for text in changes(before, after, new)]
    if len(new) == len(effects) == 1 and isinstance(new[0], Rating):
        (node,), effect = written, effects.pop()
        written = [replace(node, text=tr("{says}; {effect}", says=node.text, effect=effect))]
    heading = heading or Text("Recorded in {folder}:", folder=str(folder))
    return [*drawn, Line(spoken(heading, tr)), *written, *map(Line, effects)]


def tree(
    before: Assessment | None,
    after: Assessment,
    new: Sequence[Record],
    folder: Path,
    tr: Translator,
    *,
    standing: Sequence[Record] = (),
) -> Tree:
    """Whether anything was written, every row of it, and what changed; `record` is the first."""
    first = next((record_tree(one, tr) for one in (*new, *standing)), None)
    return {
        "recorded": bool(new),
        "folder": str(folder),
        "record": first,
        "records": [record_tree(one, tr) for one in new],
        "changes": [spoken(text, tr) for text in changes(before, after, new)],
    }


def _says(after: Assessment, record: Record, tr: Translator) -> str:
    """Where it stands, its id, what it says; for a month its days and what it brings."""
    name = "  ".join(part for part in (str(record.place), getattr(record, "id", "")) if part)
    return f"{name}  {spoken(_phrase(after, record, tr), tr)}"


def _phrase(after: Assessment, record: Record, tr: Translator) -> Text:
    line = _figure(after, record)
    if isinstance(record, Rating) and line and not record.void:
        month = after.schedule.month(record.month)
        values: dict[str, Shown] = {
            "month": record.month,
            "days": days_of_month(month, tr) if month else "",
            "rating": record.rating,
            "amount": signed(line.amount),
        }
        if line.stage == "final":
            return Text("{month} ({days}) {rating} {amount}", **values)
        return Text("{month} ({days}) {rating} (proposed) {amount}", **values)
    if isinstance(record, Adjustment) and line and record.amount is None and not record.void:
        return Text("{says}: {amount} yuan", says=says(record), amount=signed(line.amount))
    return says(record)


def _figure(after: Assessment, record: Record) -> Figure | None:
    """The settlement's line that rests on a record; of two, the one that moves money."""
    found = [
        line
        for settled in after.settlement.periods
        for line in (*settled.lines, *settled.claimed_lines, *settled.apart)
        if line.record is not None and line.record.place == record.place
    ]
    return max(found, key=lambda line: abs(line.amount), default=None)


def _beneath(after: Assessment, record: Record, tr: Translator) -> list[Node]:
    return [Node(spoken(text, tr)) for text in _notes(after, record)]


def _notes(after: Assessment, record: Record) -> Iterator[Text]:
    """What it replaced or took back, and whether a deduction counts yet."""
    entry = next((one for one in history(after.records) if one.record.place == record.place), None)
    if entry and (earlier := entry.replaces):
        place, said = str(earlier.place), says(earlier)
        if record.void:
            yield Text("It takes back {place}: {says}.", place=place, says=said)
        elif record.value == earlier.value:
            yield Text("It adds to {place}: {says}.", place=place, says=said)
        else:
            yield Text("It replaces {place}: {says}.", place=place, says=said)
    if isinstance(record, Adjustment) and not record.void and record.stage == "claimed":
        yield Text(
            "Claimed, not agreed: it does not count until it is confirmed: "
            "ledger confirm {id} --basis TEXT",
            id=record.id,
        )
