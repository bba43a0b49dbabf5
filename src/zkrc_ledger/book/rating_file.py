"""Ratings from any CSV file or workbook, read like the book's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.book.decode import read_bytes
from zkrc_ledger.book.record_file import headings_of, read_records
from zkrc_ledger.book.workbook import Sheet, is_workbook, read_sheets
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.records import Rating
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from zkrc_ledger.book.table import Table

_AS_A_TABLE = Text("Open it in the program it is from and save it as .xlsx or as CSV (UTF-8).")


def read_ratings(path: Path, sheet: str = "") -> tuple[list[Rating], list[Problem]]:
    """Every rating in a file and every problem of it, each at its place there.

    Of a workbook's sheets the one is read whose headings fit, or the one named.
    """
    data = read_bytes(path)
    if isinstance(data, Problem):
        return [], [data]
    sheets = read_sheets(data, path.name) if is_workbook(data) else [Sheet(path.name, data)]
    chosen = sheets if isinstance(sheets, Problem) else _chosen(path.name, sheets, sheet)
    if isinstance(chosen, Problem):
        return [], [chosen]
    records, problems, table = read_records(chosen.data, Rating)
    passed_over = {one.line for one in problems if one.code == "line-passed-over"}
    lost = [one for one in _lost(chosen, table) if one.line not in passed_over]
    lines = {one.line for one in lost}
    ratings = [
        replace(one, place=Place(path.name, one.place.line))
        for one in records
        if isinstance(one, Rating) and one.place and one.place.line not in lines
    ]
    problems = [
        *lost,
        *(one for one in problems if one.line is None or one.line not in lines),
        *_hidden(chosen, ratings),
    ]
    return ratings, [
        replace(one, file=path.name, hint=_AS_A_TABLE if one.code == "not-text" else one.hint)
        for one in problems
    ]


def _chosen(name: str, sheets: Sequence[Sheet], asked: str) -> Sheet | Problem:
    named = [one for one in sheets if not asked or one.name == asked]
    fitting = [one for one in named if _fits(read_records(one.data, Rating)[2])]
    seen = [one for one in fitting if not one.is_hidden] or fitting
    for found in (seen, named):
        if len(found) == 1:
            return found[0]
    if seen:
        return Problem(
            code="sheet-ambiguous",
            file=name,
            message=Text(
                "Several sheets hold ratings: {names}.", names=tuple(one.name for one in seen)
            ),
            hint=Text("Name the one that is meant: --sheet NAME"),
        )
    names = tuple(one.name for one in sheets)
    return Problem(
        code="sheet-missing",
        file=name,
        message=Text("There is no sheet {name}: there are {names}.", name=asked[:40], names=names)
        if asked
        else Text("No sheet has the headings of ratings: {names}.", names=names),
        hint=Text(
            "The headings needed are: {columns}.",
            columns=tuple(headings_of(Rating)[column] for column in Rating.NEEDED),
        ),
    )


def _fits(table: Table) -> bool:
    return {*Rating.NEEDED} <= {*table.columns} and len(table.lines) > 1


def _lost(sheet: Sheet, table: Table) -> Iterator[Problem]:
    """Formulas without a value where the ledger reads one."""
    top, known = min(table.lines, default=0), headings_of(Rating)
    for (line, column), cell in (sheet.lost or {}).items():
        if line > top and any(name in known for name in table.columns[column : column + 1]):
            yield Problem(
                code="cell-without-value",
                line=line,
                message=Text(
                    "The formula in {cell} has no value that was saved, or ends in an error.",
                    cell=cell,
                ),
                hint=Text("Open the workbook, look at the cell, and save it; or type the value."),
            )


def _hidden(sheet: Sheet, ratings: Sequence[Rating]) -> Iterator[Problem]:
    for one in ratings:
        if one.place and one.place.line in sheet.hidden_rows:
            yield Problem(
                severity="notice",
                code="row-hidden",
                line=one.place.line,
                message=Text("This row is hidden in the workbook, and is read all the same."),
                hint=Text("If it is not meant, delete it there."),
            )
