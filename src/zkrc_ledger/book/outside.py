"""What was changed in the book and not by the ledger: told, with the difference, as a notice.

People may do that: they sort and correct in Excel. `ledger accept` takes it into the journal.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zkrc_ledger.book.journal import digests
from zkrc_ledger.book.store import FILES, NAMES, contents_of, state_of
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Bilingual, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zkrc_ledger.book.journal import Known, Tree
    from zkrc_ledger.book.store import Book

_HINT = Text("If that is right, take it into the journal: ledger accept --reason TEXT")
_TELLING = ("month", "rating", "period", "kind", "amount", "number", "day", "days", "on", "stage")


def outside_changes(book: Book) -> list[Problem]:
    """A notice for each record and contract term that is not as the journal knows it.

    Then one for each file of which only the form was changed.
    """
    if not book.journal.entries:
        return []
    known, found = book.journal.known(), book.known
    notices = [*_records(book, known, found), *_terms(book, known, found)]
    told = {notice.file for notice in notices}
    before, now = book.journal.entries[-1]["files"], digests(contents_of(book))
    if state_of(book.contract_file) != book.state:
        return notices  # a writer came in between: these are not the files that were read
    return notices + [
        _notice(name, Text("The file was changed or sorted; what it says is the same."))
        for name in sorted({*before, *now})
        if before.get(name) != now.get(name) and name not in told
    ]


def _records(book: Book, known: Known, found: Known) -> Iterator[Problem]:
    lines = {one.id: one.place.line for one in book.records.everything if one.place}
    for id_, record in known.by_id.items():
        if id_ not in found.by_id:
            yield _gone(record)
            continue
        for key, before, now in _changed(record, found.by_id[id_]):
            said = Text(
                "{id} {key} was {before} and is {now}.",
                id=id_,
                key=_column(record, key),
                before=before,
                now=now,
            )
            yield _notice(_file(record), said, lines.get(id_))
    for unnamed in (known.unnamed - found.unnamed).elements():
        yield _gone(json.loads(unnamed))
    for id_, record in found.by_id.items():
        if id_ not in known.by_id:
            yield _new(record, lines.get(id_))
    for unnamed in (found.unnamed - known.unnamed).elements():
        yield _new(json.loads(unnamed))


def _terms(book: Book, known: Known, found: Known) -> Iterator[Problem]:
    for key, before, now in _changed(known.terms, found.terms):
        said = Text("{key} was {before} and is {now}.", key=key, before=before, now=now)
        yield _notice(book.contract_file.name, said)


def _changed(
    before: Mapping[str, object], now: Mapping[str, object]
) -> Iterator[tuple[str, str, str]]:
    for key in sorted({*before, *now}):
        if before.get(key) != now.get(key):
            yield key, _shown(before.get(key)), _shown(now.get(key))


def _gone(record: Tree) -> Problem:
    message = Text("{id} is gone: {said}.", id=record["id"] or "-", said=_said(record))
    return _notice(_file(record), message)


def _new(record: Tree, line: int | None = None) -> Problem:
    message = Text("{id} is new: {said}.", id=record["id"] or "-", said=_said(record))
    return _notice(_file(record), message, line)


def _file(record: Tree) -> str:
    return NAMES.get(record["of"], str(record["of"]))


def _column(record: Tree, key: str) -> Bilingual:
    """What the file calls it, in either language."""
    column = "date" if key == "day" else key
    headings = FILES[record["of"]].headings if record["of"] in FILES else {}
    return Bilingual(zh=headings.get(column, column), en=column)


def _said(record: Tree) -> str:
    return " ".join(str(record[name]) for name in _TELLING if record.get(name))[:80] or "-"


def _shown(value: object) -> str:
    return "-" if value in (None, "") else str(value)[:80]


def _notice(file: str, message: Text, line: int | None = None) -> Problem:
    return Problem(
        severity="notice",
        code="changed-outside",
        file=file,
        line=line,
        message=message,
        hint=_HINT,
    )
