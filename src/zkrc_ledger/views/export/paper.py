"""A sheet of a workbook under construction: cells, their looks, widths that fit, one page.

A text never acts: one that a spreadsheet would take for a formula is kept as text, and what
is no character is shown as its escape. Money stays `Decimal` up to the file.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from zkrc_ledger.model.value import value_class
from zkrc_ledger.views.layout import harmless, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from zkrc_ledger.model.text import Translator

Look = Literal["", "title", "remark", "draft", "heading", "sum", "strong", "input"]
MONEY, DAY = "#,##0.00", "yyyy-mm-dd"
_WIDEST, _NARROWEST, _BESIDE = 44, 8, 4  # columns of Latin letters; what the edges take
_LINE, _ABOVE = 13.5, 3.0  # points
_POINTS = 5.25  # of a Latin letter's column
# how much higher than wide a page of A4 is inside its margins, and how far one may still be
# shrunk to fit in height before it is spread over several
_PORTRAIT, _LANDSCAPE, _SHRINKS = 1.35, 0.6, 1.3
_ESCAPE = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")  # how a workbook writes a character by its number
_GREY, _YELLOW, _LINE_GREY, _RED = "FFEDEDED", "FFFFF8DC", "FF999999", "FFC00000"


@value_class(kw_only=False)
class Live:
    """A formula, and the ledger's own figure or word for it, which is stored beside it."""

    formula: str
    value: Decimal | str


Value = str | int | Decimal | Live | None


class Paper:
    """One sheet, filled from the top."""

    def __init__(
        self, sheet: Worksheet, tr: Translator, columns: int, widest: int = _WIDEST
    ) -> None:
        self.sheet = sheet
        self.tr = tr
        self.columns = columns
        self.widest = widest
        self.row = 0
        self.stored: dict[str, Decimal | str] = {}
        self._widths: dict[tuple[int, int], int] = {}
        self._remarks: list[tuple[int, int]] = []
        self._font = "宋体" if tr.language == "zh" else "Arial"

    def ref(self, column: int, row: int | None = None) -> str:
        """The address of a cell, from any sheet."""
        return f"{self._named}${get_column_letter(column)}${row or self.row}"

    def range(self, column: int, first: int, last: int) -> str:
        """The address of a part of a column, from any sheet."""
        letter = get_column_letter(column)
        return f"{self._named}${letter}${first}:${letter}${last}"

    @property
    def _named(self) -> str:
        title = self.sheet.title.replace("'", "''")
        return f"'{title}'!"

    def add(self, values: Iterable[Value | date], look: Look = "") -> int:
        """The next row; its number."""
        self.row += 1
        for column, value in enumerate(values, start=1):
            self.put(column, value, look)
        return self.row

    def put(self, column: int, value: Value | date, look: Look = "") -> None:
        """A value into a cell of the current row."""
        cell: Any = self.sheet.cell(self.row, column)
        self._write(cell, value)
        is_figure = isinstance(value, Decimal) or (
            isinstance(value, Live) and isinstance(value.value, Decimal)
        )
        is_day = not isinstance(value, str | int | Decimal | Live | None)
        cell.number_format = MONEY if is_figure else DAY if is_day else cell.number_format
        self._style(cell, look, right=is_figure)
        seen = value.value if isinstance(value, Live) else value
        shown = f"{seen:,.2f}" if isinstance(seen, Decimal) else str(seen or "")
        if look not in ("title", "remark", "draft"):
            self._widths[self.row, column] = width(harmless(shown))

    def _write(self, cell: Cell, value: Value | date) -> None:
        if isinstance(value, Live):
            cell.value = f"={value.formula}"
            self.stored[cell.coordinate] = value.value
        elif isinstance(value, str):
            cell.value = None
            if value:
                cell._value = _ESCAPE.sub("_x005F_x", harmless(value))  # type: ignore[attr-defined]  # noqa: SLF001  (its setter would take `=` for a formula)
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(tuple("=+-@"))
        else:
            cell.value = value

    def _style(self, cell: Any, look: Look, *, right: bool) -> None:  # noqa: ANN401  (a cell)
        bold = look in ("title", "heading", "sum", "strong", "draft")
        size = {"title": 14, "remark": 9}.get(look, 10)
        color = _RED if look == "draft" else "FF000000"
        cell.font = Font(name=self._font, size=size, bold=bold, color=color)
        across = "center" if look == "heading" else "right" if right else "left"
        wraps = look not in ("title", "draft")
        indent = 0 if look in ("title", "remark", "draft", "heading") else 1
        cell.alignment = Alignment(
            horizontal=across, vertical="center", wrap_text=wraps, indent=indent
        )
        if look in ("", "heading", "sum", "strong", "input"):
            side = Side(style="thin", color=_LINE_GREY)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        fill = {"heading": _GREY, "sum": _GREY, "input": _YELLOW}.get(look)
        if fill:
            cell.fill = PatternFill("solid", start_color=fill)

    def title(self, text: str, draft: Live | str = "") -> None:
        """The sheet's title, and beneath it the mark of what is not final, or nothing."""
        self.add([text], "title")
        self.sheet.row_dimensions[self.row].height = 24
        self.add([draft], "draft")

    def headings(self, texts: Sequence[str], *, frozen: bool = False) -> int:
        """A row of headings; a frozen one stays when people scroll, and on every page."""
        row = self.add(texts, "heading")
        if frozen:
            self.sheet.freeze_panes = f"A{row + 1}"
            self.sheet.print_title_rows = f"{row}:{row}"
        return row

    def remark(self, text: str, look: Look = "remark") -> None:
        """A sentence over the whole width."""
        self.add([text], look)
        self.sheet.merge_cells(
            start_row=self.row, end_row=self.row, start_column=1, end_column=self.columns
        )
        self._remarks.append((self.row, width(harmless(text))))

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows

    def finish(self, footer: str, draft: str, *, landscape: bool) -> None:
        """Widths, and how it prints: A4, one page wide, and one high where that can be read."""
        sheet = self.sheet
        fits = dict.fromkeys(range(1, self.columns + 1), _NARROWEST)
        for (_, column), wide in self._widths.items():
            fits[column] = min(max(fits[column], wide + _BESIDE), self.widest)
        lines: dict[int, int] = {}
        for (row, column), wide in self._widths.items():
            lines[row] = max(lines.get(row, 1), -(-wide // (fits[column] - _BESIDE)))
        for row, wide in self._remarks:
            lines[row] = -(-wide // sum(fits.values()))
        for column, wide in fits.items():
            sheet.column_dimensions[get_column_letter(column)].width = wide
        for row, count in lines.items():  # not every program fits a row to what is in it
            sheet.row_dimensions[row].height = _LINE * count + _ABOVE
        page = sheet.page_setup
        page.paperSize, page.orientation = 9, "landscape" if landscape else "portrait"
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
        high = sum(_LINE * count + _ABOVE for count in lines.values())
        shape = (_LANDSCAPE if landscape else _PORTRAIT) * sum(fits.values()) * _POINTS
        page.fitToWidth, page.fitToHeight = 1, 1 if high <= shape * _SHRINKS else 0
        sheet.print_area = f"A1:{get_column_letter(self.columns)}{self.row}"
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        sheet.oddFooter.left.text = _in_margin(footer)  # type: ignore[union-attr]
        sheet.oddFooter.right.text = "&P / &N"  # type: ignore[union-attr]
        sheet.oddHeader.center.text = _in_margin(draft) or None  # type: ignore[union-attr]


def _in_margin(text: str) -> str:
    """A text for a page's margin, where & would begin a code."""
    return harmless(text).replace("&", "&&")
