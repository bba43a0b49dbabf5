"""What was changed in the book and not by the ledger: a notice, with the difference.

People may do that: they sort and correct in Excel. `ledger accept` takes it into the journal.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.book.journal import canonical, digest
from zkrc_ledger.book.record_file import column_name, headings_of
from zkrc_ledger.model.amendments import Amendment
from zkrc_ledger.model.book import OutsideChange
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.records import KINDS
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zkrc_ledger.book.journal import Journal, Row
    from zkrc_ledger.model.record import Record

_AMENDMENT: type[Record] = Amendment
_KIND_OF: dict[str, type[Record]] = {kind.FILE: kind for kind in (*KINDS, _AMENDMENT)}
_QUIET = ("file", "recorded_at", "recorded_by")


@value_class()
class Difference:
    """The rows that the journal does not know, and those that it knows and are gone."""

    new: tuple[Row, ...]
    gone: tuple[Row, ...]


def row_difference(journal: Journal, rows: Iterable[Row]) -> Difference:
    """How the rows of a book differ from those that its journal knows."""
    known = journal.known or Counter()
    found = Counter(map(canonical, rows))
    return Difference(
        new=tuple(map(json.loads, (found - known).elements())),
        gone=tuple(map(json.loads, (known - found).elements())),
    )


def outside_changes(
    journal: Journal,
    rows: Sequence[tuple[Row, int]],
    terms: Mapping[str, str],
    contents: Mapping[str, bytes],
    contract_file: str,
) -> tuple[OutsideChange, ...]:
    """A notice for each row and term that is not as the journal knows it.

    `rows` are the book's, each with its line. Then one for each file of which only the form was
    changed.
    """
    if not journal.entries:
        return ()
    difference = row_difference(journal, (row for row, _ in rows))
    lines = {canonical(row): line for row, line in rows}
    found = [*_rows(difference, lines), *_terms(journal.terms or {}, terms, contract_file)]
    told = {one.file for one in found}
    now = {name: digest(data) for name, data in contents.items()}
    found += [
        replace(
            _change(name, Text("The file was changed or sorted; what it says is the same.")),
            form_only=True,
        )
        for name in sorted({*journal.files, *now})
        if journal.files.get(name) != now.get(name) and name not in told
    ]
    return tuple(found)


def _rows(difference: Difference, lines: Mapping[str, int]) -> Iterator[OutsideChange]:
    """A row gone and a row new of one subject and one time of recording are one row changed."""
    gone: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in difference.gone:
        gone[_identity(row)].append(row)
    for row in difference.new:
        before = gone[_identity(row)].pop() if gone[_identity(row)] else None
        line = lines[canonical(row)]
        text = (
            Text(
                "{name} was typed in outside the ledger: {says}.", name=_name(row), says=_says(row)
            )
            if before is None
            else _changed(before, row)
        )
        yield _change(row["file"], text, line, row)
    for left in gone.values():
        for row in left:
            text = Text(
                "{name} was deleted outside the ledger: {says}.", name=_name(row), says=_says(row)
            )
            yield _change(row["file"], text, None, row)


def _changed(before: Row, now: Row) -> Text:
    kind = _KIND_OF.get(now["file"], Amendment)
    parts = tuple(
        Text(
            "{column} {before} → {now}",
            column=column_name(kind, column),
            before=before.get(column, "-")[:80],
            now=now.get(column, "-")[:80],
        )
        for column in dict.fromkeys((*before, *now))
        if before.get(column) != now.get(column)
    )
    return Text("{name} {changes}, changed outside the ledger", name=_name(now), changes=parts)


def _terms(before: Mapping[str, str], now: Mapping[str, str], file: str) -> Iterator[OutsideChange]:
    for key in sorted({*before, *now}):
        if before.get(key) != now.get(key):
            text = Text(
                "{key} {before} → {now}, changed outside the ledger",
                key=key,
                before=before.get(key, "-")[:80],
                now=now.get(key, "-")[:80],
            )
            yield _change(file, text)


def _identity(row: Row) -> tuple[str, ...]:
    return row["file"], *_subject(row), row.get("recorded_at", "")


def _subject(row: Row) -> tuple[str, ...]:
    kind = _KIND_OF.get(row["file"], Amendment)
    return tuple(row.get(name, "") for name in kind.SUBJECT)


def _name(row: Row) -> str:
    return " ".join(filter(None, _subject(row))) or "-"


def _says(row: Row) -> str:
    kind = _KIND_OF.get(row["file"], Amendment)
    columns = dict.fromkeys((*headings_of(kind), *row))  # in the order of the file
    told = (row.get(column, "") for column in columns if column not in (*_QUIET, *kind.SUBJECT))
    return " ".join(filter(None, told))[:80] or "-"


def _change(
    file: str, message: Text, line: int | None = None, row: Row | None = None
) -> OutsideChange:
    row = row or {}
    return OutsideChange(
        problem=Problem(
            severity="notice",
            code="changed-outside",
            file=file,
            line=line,
            message=message,
            hint=Text("If that is right, take it into the journal: ledger accept --reason TEXT"),
        ),
        file=file,
        subject=_subject(row) if row else (),
        period=row.get("period", ""),
    )
