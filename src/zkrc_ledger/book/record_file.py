"""A kind of record and its CSV file: its headings, its rows as records, records as rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from zkrc_ledger.book.table import Row, Table, table_of
from zkrc_ledger.model.normal import is_formula
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import Place, Record
from zkrc_ledger.model.text import Bilingual, Text
from zkrc_ledger.model.validation import validated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FIGURES = ("amount",)
_COMMON = {
    "note": "备注",
    "was": "原为",
    "reason": "原因",
    "void": "作废",
    "recorded_at": "记录时间",
    "recorded_by": "记录人",
}


def headings_of(kind: type[Record]) -> dict[str, str]:
    """Every column of the kind's file and its Chinese heading, in the order written."""
    return ({"id": "编号"} if kind.PREFIX else {}) | kind.COLUMNS | _COMMON


def column_name(kind: type[Record], column: str) -> Bilingual:
    """What people call a column, in either language."""
    return Bilingual(zh=headings_of(kind).get(column, column), en=column)


def read_records(
    data: bytes, kind: type[Record], *, by_pydantic: bool = False
) -> tuple[list[Record], list[Problem], Table]:
    """Every record in a file's bytes, every problem of them, and the table to add rows to.

    Rows with a problem are no records.
    """
    headings = headings_of(kind)
    names = {name: name for name in headings} | {zh: name for name, zh in headings.items()}
    table = table_of(data, kind.FILE, names, kind.NEEDED)
    records, problems = [], list(table.problems)
    for row in table.rows:
        record, found = _record(row, kind, headings, by_pydantic=by_pydantic)
        if record is not None:
            records.append(record)
        problems += found
    return records, problems, table


def _record(
    row: Row, kind: type[Record], headings: Mapping[str, str], *, by_pydantic: bool
) -> tuple[Record | None, list[Problem]]:
    cells = {name: cell for name in headings if (cell := row.cells.get(name))}
    record, found = validated(kind, cells, by_pydantic=by_pydantic)
    if record is not None:
        record = replace(record, place=Place(kind.FILE, row.line))
        found = [_missing(column) for column in _needed(record) if column not in cells]
    excerpt = ",".join(row.cells.values())[:80]
    problems = [
        replace(one, file=kind.FILE, line=row.line, key=None, excerpt=excerpt) for one in found
    ]
    return (None if problems else record), problems


def _needed(record: Record) -> tuple[str, ...]:
    """What the row cannot do without: a void row its subject, a month filled in ahead no rating."""
    if record.void:
        return record.SUBJECT[:1]
    return tuple(column for column in record.NEEDED if column != "rating")


def _missing(column: str) -> Problem:
    hints = {
        "period": Text("Write the payment period, as P1."),
        "month": Text("Write the service month, as 2025-09."),
        "date": Text("Write year, month and day, as 2025-10-15."),
        "amount": Text("Write yuan with at most two decimals, as 3000.50."),
    }
    return Problem(
        code=f"{column}-missing",
        message=Text("The {column} is missing.", column=column),
        hint=hints.get(column),
    )


def cells_of(record: Record) -> dict[str, str]:
    """A record as text, by column; columns that say nothing are left out."""
    names = headings_of(type(record))
    return {name: text for name in names if (text := _text(getattr(record, name)))}


def with_records(
    table: Table,
    kind: type[Record],
    records: Sequence[Record],
    filled: Mapping[int, Mapping[str, str]],
) -> bytes:
    """The file's new bytes: `records` as its last rows, and cells filled in by a row's position."""
    from zkrc_ledger.book.table_writing import with_rows  # only to write

    headings = headings_of(kind)
    rows = [
        {
            column: cell if column in _FIGURES else _inert(cell)
            for column, cell in cells_of(record).items()
        }
        for record in records
    ]
    by_line = {table.rows[position].line: cells for position, cells in filled.items()}
    return with_rows(
        table, rows, headings if table.is_chinese else {name: name for name in headings}, by_line
    )


def _text(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else ""
        case date():
            return value.isoformat()
        case Decimal() | str():
            return str(value)
        case _:
            return ""


def _inert(cell: str) -> str:
    """Words that Excel would take for a formula, marked as words the way Excel marks them."""
    return f"'{cell}" if is_formula(cell) else cell
