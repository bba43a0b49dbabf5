"""A CSV file with some rows more: what stands in it stays as it is, to the byte where it can."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from zkrc_ledger.book.decode import encode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zkrc_ledger.book.table import Table


def with_rows(
    table: Table,
    new: Sequence[Mapping[str, str]],
    headings: Mapping[str, str],
    filled: Mapping[int, Mapping[str, str]],
) -> bytes:
    """The file's new bytes with some rows more, in the table's own encoding and line ends.

    `headings` maps every column of the kind to the heading to write where the table lacks it.
    `filled` has, by line, the cells that are empty and get a value now (`id`, `recorded_at`).
    What stands in the file is kept to the byte, unless columns must be added or cells filled.
    """
    if not table.headings:
        rows = [tuple(row.get(column, "") for column in headings) for row in new]
        return _written(table, [tuple(headings.values()), *rows])
    missing = [column for column in headings if column not in table.columns]
    columns = (*table.columns, *missing)
    added = [tuple(row.get(column, "") for column in columns) for row in new]
    if not missing and not filled:
        gap = "" if table.text.endswith(("\n", "\r")) else table.line_end
        return encode(table.text + gap + _as_csv(table, added), table.encoding)
    head = (*table.raw[0], *(headings[column] for column in missing))
    kept = [
        _filled(cells, columns, filled.get(line, {}))
        for cells, line in zip(table.raw[1:], table.lines[1:], strict=True)
    ]
    return _written(table, [head, *kept, *added])


def _filled(
    cells: Sequence[str], columns: Sequence[str], new: Mapping[str, str]
) -> tuple[str, ...]:
    padded = [*cells, *[""] * len(columns)][: len(columns)]
    for column, value in new.items():
        padded[columns.index(column)] = value
    return tuple(padded)


def _written(table: Table, rows: Sequence[Sequence[str]]) -> bytes:
    return encode(table.preface + _as_csv(table, rows), table.encoding)


def _as_csv(table: Table, rows: Sequence[Sequence[str]]) -> str:
    return "".join(_line(table.separator, row) + table.line_end for row in rows)


def _line(separator: str, row: Sequence[str]) -> str:
    # csv quotes the line ends that it writes, and no others: so it writes both
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerow(row)
    return out.getvalue().removesuffix("\r\n")
