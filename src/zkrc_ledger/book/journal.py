"""journal.jsonl: one line for each write, each with the digest of the line before.

A line says when, by whom, by which command, which records, and the digest of every file of
the book after it. `journal.head` holds the number and the digest of the last line, so that a
journal that was cut short is noticed too. Whoever rewrites both files whole is not noticed
here: only the other party's settlement code shows that.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zkrc_ledger.book.decode import read_bytes
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from zkrc_ledger.model.record import Record

JOURNAL_FILE = "journal.jsonl"
HEAD_FILE = "journal.head"
Tree = dict[str, Any]
_BACKUP = Text(
    "Take the journal from a backup. Without journal.jsonl and journal.head the book "
    "begins a new one, and what was recorded until then stands unwitnessed."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The journal as read: its bytes, its entries, and what is wrong with it."""

    data: bytes = b""
    entries: tuple[Tree, ...] = ()
    problems: tuple[Problem, ...] = ()

    def known(self) -> Known:
        """What the journal knows to be in the book."""
        known = Known()
        for entry in self.entries:
            if "found" in entry:
                known = Known.of(entry["found"], entry.get("terms", {}))
            for named in entry.get("named", ()):
                unnamed = _canonical(named | {"id": ""})
                if known.unnamed[unnamed]:
                    known.unnamed[unnamed] -= 1
                    known.by_id[named["id"]] = named
            known.by_id.update((one["id"], one) for one in entry.get("records", ()))
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Records and contract terms as at one moment.

    Records go by their id; those without one by everything they say, counted, for two rows may
    say the same.
    """

    by_id: dict[str, Tree] = field(default_factory=dict)
    unnamed: Counter[str] = field(default_factory=Counter)
    terms: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Tree], terms: Mapping[str, str]) -> Known:
        """These records and terms."""
        records = list(records)
        return cls(
            by_id={one["id"]: one for one in records if one["id"]},
            unnamed=Counter(_canonical(one) for one in records if not one["id"]),
            terms=terms,
        )

    def trees(self) -> list[Tree]:
        """The records, in no order that means anything."""
        return [*self.by_id.values(), *map(json.loads, self.unnamed.elements())]


def read_journal(folder: Path) -> Journal:
    """The journal, verified line by line. A book without one is sound."""
    files = [folder / name for name in (JOURNAL_FILE, HEAD_FILE)]
    there = [file.exists() or file.is_symlink() for file in files]
    if not any(there):
        return Journal()
    if not there[0]:
        return Journal(problems=(_gone(),))
    data = read_bytes(folder / JOURNAL_FILE)
    told = read_bytes(folder / HEAD_FILE) if there[1] else None
    wrong = tuple(found for found in (data, told) if isinstance(found, Problem))
    if wrong or isinstance(data, Problem) or isinstance(told, Problem):
        return Journal(problems=wrong)
    entries: list[Tree] = []
    previous = ""
    for number, line in enumerate(data.splitlines(keepends=True), start=1):
        entry = _entry(line)
        if entry is None or entry.get("n") != number or entry.get("previous") != previous:
            return Journal(problems=(_broken(number),))
        entries.append(entry)
        previous = _digest(line)
    problems: tuple[Problem, ...] = ()
    if told is None:
        problems = (_headless(),)
    elif told.decode("ascii", "replace").split() != [str(len(entries)), previous]:
        problems = (_cut(len(entries)),)
    return Journal(data=data, entries=tuple(entries), problems=problems)


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


def _canonical(tree: Tree) -> str:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True)


def _entry(line: bytes) -> Tree | None:
    """The entry on this line; None for anything that the ledger does not write."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if line.endswith(b"\n") and _is_entry(entry) else None


def _is_entry(entry: object) -> bool:
    match entry:
        case {"at": str(), "by": str(), "did": str(), "files": dict(), **more}:
            lists = [more.get(name, []) for name in ("found", "named", "records")]
            return isinstance(more.get("terms", {}), dict) and all(
                isinstance(one, list) and all(map(_is_tree, one)) for one in lists
            )
        case _:
            return False


def _is_tree(one: object) -> bool:
    match one:
        case {"of": str(), "id": str()}:
            return True
        case _:
            return False


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
        hint=_BACKUP,
    )


def _cut(lines: int) -> Problem:
    return Problem(
        code="journal-cut",
        file=JOURNAL_FILE,
        line=max(lines, 1),
        message=Text("The journal does not end where journal.head says it does."),
        hint=_BACKUP,
    )


def _gone() -> Problem:
    return Problem(
        severity="notice",
        code="journal-gone",
        file=JOURNAL_FILE,
        message=Text("The journal is gone; only journal.head, which tells its end, is left."),
        hint=_BACKUP,
    )


def _headless() -> Problem:
    return Problem(
        severity="notice",
        code="journal-headless",
        file=HEAD_FILE,
        message=Text("journal.head is gone: whether the journal was cut short cannot be told."),
        hint=Text("Take it from a backup; the next record writes it again."),
    )
