"""A workbook's sheets as the text that people see in their cells, to be read like a CSV file.

Hidden rows are read too. A formula counts by the value that its program stored.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import defaultdict
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from openpyxl.worksheet.worksheet import Worksheet

_ZIP, _BOOK = b"PK\x03\x04", b"xl/workbook.xml"
_MOST_UNPACKED = 16 * 1024 * 1024
# what Chinese programs show for formats that a file names by number only
_MONTHS = {27, 36, 50, 52, 57}
_DAYS = {28, 29, 30, 31, 51, 53, 54, 58}
_NO_PART = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')  # quoted words and locales of a format
_DECIMALS = re.compile(r"(?:#,##)?0\.(0+)")


@value_class(kw_only=False)
class Sheet:
    """A sheet as CSV, a row a line.

    `lost` has, by line and column (from 1 and from 0), the cells whose value is not there.
    """

    name: str
    data: bytes
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    lost: Mapping[tuple[int, int], str] | None = None


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of an .xlsx file, whatever its name says."""
    return data.startswith(_ZIP) and _BOOK in data


def read_sheets(data: bytes, name: str) -> list[Sheet] | Problem:
    """Every sheet of a workbook; a problem where it cannot be read."""
    import openpyxl  # 90 ms

    try:
        with ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                return _unreadable(name, Text("it is too large"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of colours and lists that the ledger does not read
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data))
    except Exception as error:  # noqa: BLE001  (whatever another program's file does to the library)
        return _unreadable(name, Text("it is damaged ({detail})", detail=f"{error}"[:100]))
    both = zip(values.worksheets, formulas.worksheets, strict=True)
    return [_sheet(seen, written, values.epoch) for seen, written in both]


def _unreadable(name: str, why: Text) -> Problem:
    return Problem(
        code="workbook",
        file=name,
        message=Text("The workbook cannot be read: {why}.", why=why),
        hint=Text("Open it and save it anew as .xlsx, or as CSV (UTF-8)."),
    )


def _sheet(seen: Worksheet, written: Worksheet, epoch: datetime) -> Sheet:
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), cell in _cells(seen).items():
        if text := _shown(cell, epoch):
            rows[row][column] = text
    lost = {
        (row, column - 1): formula.coordinate
        for (row, column), formula in _cells(written).items()
        if formula.data_type == "f" and _has_no_value(_cells(seen)[row, column])
    }
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for row in range(1, max(rows, default=0) + 1):
        cells = rows.get(row, {})
        writer.writerow([cells.get(column, "") for column in range(1, max(cells, default=0) + 1)])
    return Sheet(
        seen.title,
        out.getvalue().encode(),
        seen.sheet_state != "visible",
        frozenset(row for row, kept in seen.row_dimensions.items() if kept.hidden),
        lost,
    )


def _cells(sheet: Worksheet) -> Mapping[tuple[int, int], Any]:
    """The cells that are there; the library's own walk makes every one up to the last."""
    return sheet._cells  # noqa: SLF001


def _has_no_value(cell: Any) -> bool:  # noqa: ANN401  (any of the library's cells)
    """Whether a formula's value was never stored, or is an error."""
    return cell.data_type == "e" or (cell.value is None and cell.data_type != "str")


def _shown(cell: Any, epoch: datetime) -> str:  # noqa: ANN401  (any of the library's cells)
    """What people see in the cell, on one line."""
    value, number = cell.value, cell._style.numFmtId  # noqa: SLF001  (the format by its number)
    if isinstance(value, (int, float)) and number in _MONTHS | _DAYS:
        from openpyxl.utils.datetime import from_excel

        with suppress(ValueError, OverflowError):  # a figure of no day stays one
            return f"{from_excel(value, epoch):{'%Y-%m' if number in _MONTHS else '%Y-%m-%d'}}"
    if isinstance(value, date):
        return value.strftime("%Y-%m") if _names_no_day(cell.number_format) else str(value)
    if isinstance(value, (int, float)):
        return _figure(value, cell.number_format)
    return " ".join(str(value).split()) if value is not None else ""


def _names_no_day(form: str) -> bool:
    """Whether a format shows a month: `yyyy-mm`, `mmm-yy`, `m"月"`."""
    parts = {*_NO_PART.sub("", form).lower()}
    return "m" in parts and not parts & {"d", "h", "s"}


def _figure(value: float, form: str) -> str:
    if match := _DECIMALS.fullmatch(form):
        return f"{value:.{len(match[1])}f}"
    return str(int(value)) if float(value).is_integer() else str(value)
