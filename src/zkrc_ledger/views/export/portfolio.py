"""The portfolio as a file: a line a contract as a table for a spreadsheet, or as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from zkrc_ledger.model.text import spoken
from zkrc_ledger.rules.portfolio import SUMS, together
from zkrc_ledger.views.portfolio import tree
from zkrc_ledger.views.serial import encoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.portfolio import Standing

Row = list[str | int | Decimal | None]
KINDS = (".csv", ".xlsx", ".json")


def render(kind: str, standings: Sequence[Standing], tr: Translator) -> bytes:
    """The file of one of the `KINDS`."""
    if kind == ".json":
        return encoded(tree(standings, tr))
    headings = [
        *(tr("Folder"), tr("Contract"), tr("Name"), tr("Contract total"), tr("To invoice")),
        *(tr("To take back"), tr("Invoiced"), tr("Received"), tr("Outstanding")),
        *(tr("Overdue steps"), tr("Incomplete periods"), tr("Error")),
    ]
    rows = [_row(one, tr) for one in standings]
    if kind == ".csv":
        from zkrc_ledger.views.export.csv import as_csv

        return as_csv([headings, *(map(_cell, row) for row in rows)])
    return _workbook(headings, rows, standings, tr)


def _row(one: Standing, tr: Translator) -> Row:
    if one.errors:
        return [one.folder, *[None] * 10, spoken(one.errors[0].message, tr)]
    sums = [getattr(one, name) for name in SUMS]
    return [one.folder, one.number, one.name, *sums, one.overdue, one.incomplete, ""]


def _cell(value: str | int | Decimal | None) -> str:
    from zkrc_ledger.views.export.csv import text_cell

    if isinstance(value, str):
        return text_cell(value)
    return f"{value:.2f}" if isinstance(value, Decimal) else "" if value is None else str(value)


def _workbook(
    headings: list[str], rows: list[Row], standings: Sequence[Standing], tr: Translator
) -> bytes:
    from openpyxl import Workbook

    from zkrc_ledger.views.export.paper import Live, Paper
    from zkrc_ledger.views.export.stored import as_bytes

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = tr("Portfolio")
    paper = Paper(sheet, tr, len(headings))
    first = paper.headings(headings, frozen=True) + 1
    for row in rows:
        paper.add(row)
    sums = together(standings)
    totals = [
        Live(f"SUM({paper.range(column, first, paper.row)})", sums[name]) if rows else sums[name]
        for column, name in enumerate(SUMS, start=4)
    ]
    count = tr("{count} contracts", count=len(standings))
    paper.add([tr("Total"), count, "", *totals, "", "", ""], "sum")
    paper.finish(tr("Portfolio"), "", landscape=True)
    return as_bytes(workbook, {sheet.title: paper.stored})
