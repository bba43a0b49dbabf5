"""journal.jsonl: a line for each write, each naming the line before it by its digest.

A line says when, by whom and by which command, the rows written, and the digest of every file
of the book after it. Digests are taken over contents, not over line ends, which git rewrites.
The journal shows what was changed outside the ledger since its last line; it has no key, so
whoever rewrites it whole is not noticed. Between the parties the settlement code is the proof.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeGuard

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

JOURNAL_FILE = "journal.jsonl"
Row = dict[str, str]
Entry = dict[str, Any]


@value_class()
class Journal:
    """The journal as read.

    `known` are the rows that the ledger wrote or a person accepted, `terms` the contract's, and
    `files` the digests after the last line; `heads` are the digests that no line follows yet,
    `loose` those of lines that follow nothing or cannot be read.
    """

    data: bytes = b""
    entries: tuple[Entry, ...] = ()
    known: Counter[str] | None = None
    terms: Mapping[str, str] | None = None
    heads: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def files(self) -> Mapping[str, str]:
        """The digest of each file of the book after the last write."""
        files: Mapping[str, str] = self.entries[-1]["files"] if self.entries else {}
        return files


def read_journal(data: bytes, number: str | None) -> Journal:
    """The journal in these bytes, of the contract of this number, verified line by line."""
    lines = data.splitlines()
    problems: list[Problem] = []
    if lines and not data.endswith((b"\n", b"\r")) and _entry(lines[-1]) is None:
        lines.pop()
        data = b"".join(line + b"\n" for line in lines)
        problems.append(_torn(len(lines) + 1))
    entries: list[Entry] = []
    numbered = {digest(line): at for at, line in enumerate(lines, 1) if line.strip()}
    mended, loose, followed = set[str](), dict[str, int](), set[str]()
    for own, at in numbered.items():
        entry = _entry(lines[at - 1])
        if entry is None:
            loose[own] = at
            continue
        entries.append(entry)
        mended.update(entry.get("mended", ()))
        followed.update(entry["previous"])
        loose |= dict.fromkeys({*entry["previous"]} - {*numbered}, at)
    loose = {one: line for one, line in loose.items() if one not in mended}
    problems += [_broken(line) for line in sorted(set(loose.values()))]
    heads = tuple(one for one in numbered if one not in followed | {*loose} | mended)
    if len(heads) > 1:
        problems.append(_merged())
    if entries and number is not None and entries[-1]["contract"] != number:
        problems.append(_of_another(entries[-1]["contract"], number))
    known, terms = _known(entries)
    return Journal(
        data=data,
        entries=tuple(entries),
        known=known,
        terms=terms,
        heads=heads,
        loose=tuple(loose),
        problems=tuple(problems),
    )


def with_entry(journal: Journal, entry: Entry) -> bytes:
    """The journal's new bytes with one line more, which follows every line that none follows."""
    gap = b"\n" if journal.data and not journal.data.endswith((b"\n", b"\r")) else b""
    whole = entry | {"previous": list(journal.heads)}
    line = json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"
    return journal.data + gap + line.encode()


def digest(data: bytes) -> str:
    """The digest of a line or a file, whatever its line ends."""
    plain = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return hashlib.sha256(plain).hexdigest()


def canonical(row: Row) -> str:
    """A row in the one form in which rows are compared."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _known(entries: Sequence[Entry]) -> tuple[Counter[str], Mapping[str, str]]:
    known: Counter[str] = Counter()
    terms: dict[str, str] = {}
    for entry in entries:
        for name in ("baseline", "rows"):  # each once, also where two journals were merged
            known |= Counter(map(canonical, entry.get(name, ())))
        for before, after in entry.get("stamped", ()):
            if known[canonical(before)]:
                known[canonical(before)] -= 1
                known[canonical(after)] += 1
        accepted = entry.get("accepted", {})
        known -= Counter(map(canonical, accepted.get("gone", ())))
        known += Counter(map(canonical, accepted.get("new", ())))
        terms = entry.get("terms", terms)
    return known, terms


def _entry(line: bytes) -> Entry | None:
    """The entry on this line; None for anything that the ledger does not write."""
    try:
        entry = json.loads(line)
        json.dumps(entry, ensure_ascii=False).encode()  # half a character can be written \ud800
    except (ValueError, RecursionError):
        return None
    return entry if _is_entry(entry) else None


def _is_entry(entry: Any) -> bool:  # noqa: ANN401  (whatever JSON can hold)
    if not isinstance(entry, dict):
        return False
    accepted = entry.get("accepted", {})
    words = ("at", "by", "did", "contract")
    return (
        all(isinstance(entry.get(name), str) for name in words)
        and _is_words(entry.get("files"))
        and _is_words(entry.get("terms", {}))
        and isinstance(accepted, dict)
        and _is_list(entry.get("previous"), lambda one: isinstance(one, str))
        and _is_list(entry.get("mended", []), lambda one: isinstance(one, str))
        and _is_list(
            entry.get("stamped", []),
            lambda pair: _is_list(pair, _is_row) and len(pair) == 2,  # noqa: PLR2004  (old, new)
        )
        and all(_is_list(entry.get(name, []), _is_row) for name in ("baseline", "rows"))
        and all(_is_list(accepted.get(name, []), _is_row) for name in ("new", "gone"))
    )


def _is_list(value: object, of: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(map(of, value))


def _is_words(table: object) -> TypeGuard[dict[str, str]]:
    return isinstance(table, dict) and all(isinstance(one, str) for one in table.values())


def _is_row(row: object) -> bool:
    return _is_words(row) and "file" in row


def _torn(line: int) -> Problem:
    return Problem(
        severity="notice",
        code="journal-torn",
        file=JOURNAL_FILE,
        line=line,
        message=Text("The last line of the journal is torn; the next record cuts it off."),
    )


def _broken(line: int) -> Problem:
    return Problem(
        code="journal-broken",
        file=JOURNAL_FILE,
        line=line,
        message=Text(
            "The journal was cut or edited here: this line, or the one that it follows, is not as "
            "the ledger wrote it."
        ),
        hint=Text(
            "Take the journal from a backup; or, if the book is right as it stands: "
            "ledger accept --reason TEXT"
        ),
    )


def _merged() -> Problem:
    return Problem(
        severity="notice",
        code="journal-merged",
        file=JOURNAL_FILE,
        message=Text("Two copies of this book were both written to and merged."),
        hint=Text("Check the records; the next one joins the two."),
    )


def _of_another(recorded: str, number: str) -> Problem:
    return Problem(
        code="other-contract",
        file=JOURNAL_FILE,
        message=Text(
            "The records in this folder are those of contract {recorded}, not of {number}.",
            recorded=recorded[:40],
            number=number[:40],
        ),
        hint=Text(
            "Keep each contract in a folder of its own. If the number itself was corrected: "
            "ledger accept --reason TEXT"
        ),
    )
