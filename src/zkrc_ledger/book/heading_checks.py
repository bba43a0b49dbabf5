"""What is wrong with the line of headings: a column missing, meant twice, or not in yuan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from zkrc_ledger.book.headings import heading_of, other_unit
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zkrc_ledger.book.table import Table

MOST_COLUMNS = 50


def heading_problems(
    table: Table, names: Mapping[str, str], required: Sequence[str]
) -> Iterator[Problem]:
    """Every problem of a table's headings, in the language of the headings themselves."""
    about = partial(Problem, file=table.name, line=table.lines[0])
    called = {c: heading_of(c, names, chinese=table.is_chinese) for c in names.values()}
    needed = Text(
        "The headings needed are: {columns}.", columns=tuple(called[column] for column in required)
    )
    if len(table.columns) > MOST_COLUMNS:
        yield about(
            code="too-many-columns",
            message=Text(
                "This line names {count} columns; at most {most} are read.",
                count=len(table.columns),
                most=MOST_COLUMNS,
            ),
            hint=needed,
        )
        return
    units = dict(filter(None, (other_unit(heading, names) for heading in table.headings)))
    for column, unit in units.items():
        yield about(
            code="heading-unit",
            message=Text(
                "These amounts are in {unit}; the ledger reads yuan (元).",
                unit=unit,
            ),
            hint=Text(
                "Write the amounts in yuan and name the column {column}.", column=called[column]
            ),
        )
    for column in required:
        if column not in table.columns and column not in units:
            yield about(
                code="column-missing",
                excerpt=",".join(table.headings)[:80],
                message=Text("The column {column} is missing.", column=called[column]),
                hint=needed,
            )
    for position, (column, heading) in enumerate(zip(table.columns, table.headings, strict=True)):
        if column and column in table.columns[:position]:
            first = table.headings[table.columns.index(column)]
            yield about(
                code="column-twice",
                message=Text("The column {column} is listed twice.", column=heading)
                if first == heading
                else Text(
                    "The headings {first} and {second} both mean {column}.",
                    first=first,
                    second=heading,
                    column=called.get(column, column),
                ),
                hint=Text("Delete or rename one of the two."),
            )
        elif column and column not in called and column not in units:
            yield about(
                severity="notice",
                code="column-unknown",
                message=Text("The ledger does not read the column {column}.", column=heading),
                hint=Text("It reads: {columns}.", columns=tuple(called.values())),
            )
