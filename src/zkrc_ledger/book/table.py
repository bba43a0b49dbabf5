"""A CSV file of a book: its cells by column and line, and how it is written, to add to it so.

People keep these files in Excel: any of its encodings, separators and line ends is read, and
whatever a file has is kept when a row is added.
"""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zkrc_ledger.book.decode import (
    LARGEST_TABLE,
    conflict_marks,
    decode,
    read_bytes,
    too_large,
)
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SEPARATORS = ",\t;"
MOST_LINES = 10_001  # the headings, and a row a line
MOST_COLUMNS = 50
_EXCEL_HINT = "sep="


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts on, counted from 1, and its cells by the column's name."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it was read. `columns` are the ledger's names where it knows the heading.

    `preface` is what stands before the headings: Excel's own line `sep=;`, or nothing.
    """

    name: str
    encoding: str = "utf-8-sig"
    separator: str = ","
    line_end: str = "\r\n"
    preface: str = ""
    headings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    raw: tuple[tuple[str, ...], ...] = ()
    lines: tuple[int, ...] = ()
    text: str = ""
    problems: list[Problem] = field(default_factory=list)


def read_table(path: Path, names: Mapping[str, str], required: tuple[str, ...]) -> Table:
    """Read a CSV file; `names` maps every heading known, in lower case, to a column.

    A file that does not exist, or is empty, is a table without rows. Every problem is in the
    table's `problems`; a row with one is not among its rows.
    """
    if not path.exists() and not path.is_symlink():
        return Table(name=path.name)
    data = read_bytes(path, LARGEST_TABLE)
    if isinstance(data, Problem):
        return Table(name=path.name, problems=[data])
    return table_of(data, path.name, names, required)


def table_of(data: bytes, name: str, names: Mapping[str, str], required: tuple[str, ...]) -> Table:
    """The same of a file's bytes."""
    content = too_large(name, len(data), LARGEST_TABLE) or decode(data, name)
    if isinstance(content, Problem):
        return Table(name=name, problems=[content])
    if marks := conflict_marks(content.text, name):
        return Table(name=name, problems=marks)
    return _parse(name, content.text, content.encoding, names, required)


def _parse(
    name: str, text: str, encoding: str, names: Mapping[str, str], required: tuple[str, ...]
) -> Table:
    first_line = text.split("\n", 1)[0]
    line_end = "\r\n" if first_line.endswith("\r") or "\n" not in text else "\n"
    preface = text[: len(first_line) + 1] if first_line.lower().startswith(_EXCEL_HINT) else ""
    body, skipped = text.removeprefix(preface), 1 if preface else 0
    separator = max(_SEPARATORS, key=body.split("\n", 1)[0].count)
    raw, lines, problems = _split(name, body, separator, skipped)
    if not raw:
        # nothing in it yet: plain UTF-8 gets the mark that makes Excel read it right
        marked = "utf-8-sig" if encoding == "utf-8" else encoding
        problems += _too_many_lines(name, body)
        return Table(name=name, encoding=marked, problems=problems)
    headings = tuple(cell.strip() for cell in raw[0])
    columns = tuple(names.get(heading.lower(), heading) for heading in headings)
    problems += _heading_problems(name, lines[0], headings, columns, names, required)
    rows = []
    if not any(problem.severity == "error" for problem in problems):
        for cells, line in zip(raw[1:], lines[1:], strict=True):
            if not any(cell.strip() for cell in cells):
                continue
            if problem := _half_row(name, line, cells, columns, separator):
                problems.append(problem)
            else:
                values = (cell.strip() for cell in cells)
                rows.append(Row(line, dict(zip(columns, values, strict=False))))
    problems += _too_many_lines(name, body)
    return Table(
        name=name,
        encoding=encoding,
        separator=separator,
        line_end=line_end,
        preface=preface,
        headings=headings,
        columns=columns,
        rows=tuple(rows),
        raw=tuple(tuple(cells) for cells in raw),
        lines=tuple(lines),
        text=text,
        problems=problems,
    )


def _split(
    name: str, body: str, separator: str, skipped: int
) -> tuple[list[list[str]], list[int], list[Problem]]:
    """The cells, the line each row starts on, and where the quoting went wrong."""
    first_lines = itertools.islice(io.StringIO(body, newline=""), MOST_LINES)
    reader = csv.reader(first_lines, delimiter=separator, strict=True)
    raw: list[list[str]] = []
    lines: list[int] = []
    start = 1 + skipped
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return raw, lines, []
        except csv.Error:
            return (
                raw,
                lines,
                [
                    Problem(
                        code="quoting",
                        file=name,
                        line=start,
                        message=Text("The quotes on this line do not match, or a cell is endless."),
                        hint=Text('A cell with quotes in it is written "like ""this""".'),
                    )
                ],
            )
        if cells:
            raw.append(cells)
            lines.append(start)
        start = reader.line_num + 1 + skipped


def _too_many_lines(name: str, body: str) -> list[Problem]:
    ends = body.count("\n") + body.count("\r") - body.count("\r\n")
    count = ends if body.endswith(("\n", "\r")) else ends + 1
    if count <= MOST_LINES:
        return []
    return [
        Problem(
            code="too-many-lines",
            file=name,
            message=Text(
                "The file has {count} lines; only the first {most} are read.",
                count=count,
                most=MOST_LINES,
            ),
            hint=Text("Delete what is no record of this contract."),
        )
    ]


def _heading_problems(
    name: str,
    line: int,
    headings: tuple[str, ...],
    columns: tuple[str, ...],
    names: Mapping[str, str],
    required: tuple[str, ...],
) -> list[Problem]:
    if len(columns) > MOST_COLUMNS:
        return [
            Problem(
                code="too-many-columns",
                file=name,
                line=line,
                message=Text(
                    "The first line names {count} columns; at most {most} are read.",
                    count=len(columns),
                    most=MOST_COLUMNS,
                ),
                hint=Text("The first line names the columns: {columns}.", columns=required),
            )
        ]
    problems = [
        Problem(
            code="column-missing",
            file=name,
            line=line,
            excerpt=",".join(headings)[:80],
            message=Text("The column {column} is missing.", column=column),
            hint=Text("The first line names the columns: {columns}.", columns=required),
        )
        for column in required
        if column not in columns
    ]
    for position, column in enumerate(columns):
        if column and column in columns[:position]:
            problems.append(
                Problem(
                    code="column-twice",
                    file=name,
                    line=line,
                    message=Text("The column {column} stands here twice.", column=column),
                    hint=Text("Delete or rename one of the two."),
                )
            )
        elif column and column not in names.values():
            problems.append(
                Problem(
                    severity="notice",
                    code="column-unknown",
                    file=name,
                    line=line,
                    message=Text("The ledger does not read the column {column}.", column=column),
                    hint=Text("It reads: {columns}.", columns=tuple(dict.fromkeys(names.values()))),
                )
            )
    return problems


def _half_row(
    name: str, line: int, cells: list[str], columns: tuple[str, ...], separator: str
) -> Problem | None:
    excerpt = separator.join(cells)[:80]
    if len(cells) < len(columns):
        return Problem(
            code="half-row",
            file=name,
            line=line,
            excerpt=excerpt,
            message=Text(
                "This is half a row: {found} of the {expected} fields that the first line names.",
                found=len(cells),
                expected=len(columns),
            ),
            hint=Text("Complete the row; an empty field still needs its separator."),
        )
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Problem(
            code="row-too-long",
            file=name,
            line=line,
            excerpt=excerpt,
            message=Text(
                "This row has more fields ({found}) than the first line names ({expected}).",
                found=len(cells),
                expected=len(columns),
            ),
            hint=Text("A cell that holds a separator must stand in quotes."),
        )
    return None
