"""journal.jsonl: one line for each write, each with the digest of the line before.

A line says when, by whom, by which command, which records, and the digest of every file of
the book after it. `journal.head` holds the number and the digest of the last line, so that a
journal that was cut short is noticed too. Whoever rewrites both files whole is not noticed
here: only the other party's settlement code shows that.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zkrc_ledger.book.reading import read_bytes
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from zkrc_ledger.model.record import Record

JOURNAL_FILE = "journal.jsonl"
HEAD_FILE = "journal.head"
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The journal as read: its bytes, its entries, and what is wrong with it."""

    data: bytes = b""
    entries: tuple[Tree, ...] = ()
    problems: tuple[Problem, ...] = ()

    def known(self) -> tuple[dict[str, Tree], Mapping[str, str]]:
        """What the journal knows to be in the book: records by id, contract terms by key."""
        records: dict[str, Tree] = {}
        terms: Mapping[str, str] = {}
        for entry in self.entries:
            if "found" in entry:
                records = {record["id"]: record for record in entry["found"]}
                terms = entry.get("terms", {})
            records |= {record["id"]: record for record in entry.get("records", [])}
        return records, terms


def read_journal(folder: Path) -> Journal:
    """The journal, verified line by line. A book without one is sound."""
    journal, head = folder / JOURNAL_FILE, folder / HEAD_FILE
    if not journal.exists() and not head.exists():
        return Journal()
    data, told = read_bytes(journal), read_bytes(head)
    for found in (data, told):
        if isinstance(found, Problem):
            return Journal(problems=(found,))
    if isinstance(data, Problem) or isinstance(told, Problem):
        return Journal()
    entries: list[Tree] = []
    previous = ""
    for number, line in enumerate(data.splitlines(keepends=True), start=1):
        entry = _entry(line)
        if entry is None or entry.get("n") != number or entry.get("previous") != previous:
            return Journal(problems=(_broken(number),))
        entries.append(entry)
        previous = _digest(line)
    if told.decode("ascii", "replace").split() != [str(len(entries)), previous]:
        return Journal(problems=(_cut(len(entries)),))
    return Journal(data=data, entries=tuple(entries))


def with_entry(journal: Journal, entry: Tree) -> tuple[bytes, bytes]:
    """The new bytes of journal and head with one entry more."""
    lines = journal.data.splitlines(keepends=True)
    whole = {
        "n": len(lines) + 1,
        **entry,
        "previous": _digest(lines[-1]) if lines else "",
    }
    line = (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    return journal.data + line, f"{whole['n']} {_digest(line)}\n".encode()


def digests(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The digest of each file, by name."""
    return {name: _digest(data) for name, data in sorted(contents.items())}


def record_trees(kinds: Mapping[str, Iterable[Record]]) -> list[Tree]:
    """Records as the journal keeps them: every field but the line they stand on."""
    return [
        {"of": kind}
        | {
            part.name: _plain(getattr(record, part.name))
            for part in fields(record)
            if part.name != "place"
        }
        for kind, records in kinds.items()
        for record in records
    ]


def _plain(value: object) -> Any:  # noqa: ANN401  (whatever JSON can hold)
    match value:
        case Decimal() | date():
            return str(value)
        case tuple() | list():
            return [_plain(one) for one in value]
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case None | bool() | int() | str():
            return value
        case _:
            return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}  # type: ignore[arg-type]


def _entry(line: bytes) -> Tree | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) and line.endswith(b"\n") else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _broken(line: int) -> Problem:
    return Problem(
        code="journal-broken",
        file=JOURNAL_FILE,
        line=line,
        message=Text(
            "The journal was cut or edited at this line: it does not follow the one before."
        ),
        hint=Text(
            "Take the journal from a backup. Without journal.jsonl and journal.head the book "
            "begins a new one, and what was recorded until then stands unwitnessed."
        ),
    )


def _cut(lines: int) -> Problem:
    return Problem(
        code="journal-cut",
        file=JOURNAL_FILE,
        line=max(lines, 1),
        message=Text("The journal does not end where journal.head says it does."),
        hint=Text(
            "Take the journal from a backup. Without journal.jsonl and journal.head the book "
            "begins a new one, and what was recorded until then stands unwitnessed."
        ),
    )
