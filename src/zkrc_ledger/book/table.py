"""A CSV file of a book: its cells by column and line, and how it is written, to add to it so.

People keep these files in Excel: any of its encodings, separators and line ends is read, and
reports with titles and totals too. Cells are read in their normal form; whatever a file has is
kept as it stands when a row is added.
"""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import field, replace
from typing import TYPE_CHECKING

from zkrc_ledger.book.decode import (
    LARGEST_TABLE,
    conflict_marks,
    decode,
    first_line_end,
    read_bytes,
    too_large,
)
from zkrc_ledger.book.heading_checks import heading_problems
from zkrc_ledger.book.headings import columns_of, find_headings
from zkrc_ledger.book.odd_rows import misfit, no_record, parted_amount, row_above
from zkrc_ledger.model.normal import normal, normal_words, stands_for_empty
from zkrc_ledger.model.problem import Problem, errors
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

MOST_LINES = 10_001  # the headings, and a row a line
# what people write for people to read: it keeps its punctuation and its width
WORDS = frozenset({"note", "basis", "ref", "reason", "recorded_by", "red_reason"})
# 无 says that there is none of it, but in these columns it could be an answer
_ANSWERS = frozenset({"rating", "stage", "kind", "void"})


@value_class(kw_only=False)
class Row:
    """One row: the line it starts on, counted from 1, and its cells by the column's name.

    Cells are in normal form; what people write to leave a cell empty (`/`, `—`) is empty.
    """

    line: int
    cells: Mapping[str, str]


@value_class()
class Table:
    """A table as it was read. `columns` are the ledger's names where it knows the heading.

    `preface` is what stands before the headings: Excel's own line `sep=;`, titles, or nothing.
    `headings` and `raw` are as they stand in the file: `raw` begins with the headings and has
    every line below that holds anything, totals and signatures too; `lines` says which it is.
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

    @property
    def is_chinese(self) -> bool:
        """Whether the headings are Chinese: in what language to name columns and to add them."""
        return not "".join(self.headings).isascii()

    def heading(self, column: str) -> str:
        """What the file itself calls a column; the column's name where it has none."""
        return dict(zip(self.columns, self.headings, strict=True)).get(column, column)


def read_table(
    path: Path,
    names: Mapping[str, str],
    required: tuple[str, ...],
    *,
    words: Container[str] = WORDS,
) -> Table:
    """Read a CSV file; `names` maps every heading known, in lower case, to a column.

    A file that does not exist, or is empty, is a table without rows. Every problem is in the
    table's `problems`; a row with one is not among its rows. `words` are the columns that keep
    their punctuation.
    """
    if not path.exists() and not path.is_symlink():
        return Table(name=path.name)
    data = read_bytes(path, LARGEST_TABLE)
    if isinstance(data, Problem):
        return Table(name=path.name, problems=[data])
    return table_of(data, path.name, names, required, words=words)


def table_of(
    data: bytes,
    name: str,
    names: Mapping[str, str],
    required: tuple[str, ...],
    *,
    words: Container[str] = WORDS,
) -> Table:
    """The same of a file's bytes."""
    content = too_large(name, len(data), LARGEST_TABLE) or decode(data, name)
    if isinstance(content, Problem):
        return Table(name=name, problems=[content])
    if marks := conflict_marks(content.text, name):
        return Table(name=name, problems=marks)
    text, encoding = content.text, content.encoding
    if encoding == "utf-8" and text.isascii():
        encoding = "utf-8-sig"  # what is added may be Chinese: the mark makes Excel read it right
    found = find_headings(text, names, required)
    preface, body = _parted(text, found.line)
    raw, lines, problems = _split(name, body, found.separator, found.line - 1)
    problems += _too_many_lines(name, text)
    if not raw:
        return Table(name=name, encoding=encoding, problems=problems)
    table = Table(
        name=name,
        encoding=encoding,
        separator=found.separator,
        line_end=first_line_end(body, "\r\n"),
        preface=preface,
        headings=tuple(cell.strip() for cell in raw[0]),
        columns=columns_of(raw[0], names),
        raw=tuple(map(tuple, raw)),
        lines=tuple(lines),
        text=text,
    )
    problems += heading_problems(table, names, required)
    for line, cells in found.above:
        if problem := row_above(name, line, cells, table.columns, required):
            problems.append(problem)
    if errors(problems):
        return replace(table, problems=problems)
    found_rows = tuple(_rows(table, names, {c: table.heading(c) for c in required}, words))
    problems += [item for item in found_rows if isinstance(item, Problem)]
    rows = tuple(item for item in found_rows if isinstance(item, Row))
    return replace(table, rows=rows, problems=problems)


def _rows(
    table: Table, names: Mapping[str, str], needed: Mapping[str, str], words: Container[str]
) -> Iterator[Row | Problem]:
    """Each row below the headings, or what is wrong with it."""
    name, columns, known = table.name, table.columns, set(names.values())
    for line, cells in zip(table.lines[1:], table.raw[1:], strict=True):
        plain = [normal(cell) for cell in cells]
        problem = (
            no_record(name, line, plain, columns, tuple(needed))
            or parted_amount(name, line, plain, columns, table.separator)
            or misfit(name, line, plain, columns, needed)
        )
        values = dict.fromkeys(columns, "")
        for column, cell, form in zip(columns, cells, plain, strict=False):
            is_empty = stands_for_empty(form, none=column not in _ANSWERS)
            values[column] = normal_words(cell) if column in words else "" if is_empty else form
        if any(plain[len(columns) :]) or any(
            values[column] for column in columns if column in known
        ):
            yield problem or Row(line, values)


def _parted(text: str, line: int) -> tuple[str, str]:
    """What stands before a line, and the text from it on."""
    before = itertools.islice(io.StringIO(text, newline=""), line - 1)
    start = sum(map(len, before))
    return text[:start], text[start:]


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
