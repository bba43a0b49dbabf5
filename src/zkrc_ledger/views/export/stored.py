"""A workbook as bytes, with a value stored for every formula.

A viewer that does not calculate (a preview in a mail or on a telephone) then shows the ledger's
own figures; the library itself stores none. The time of the making is left out: the same book
gives the same bytes.
"""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zkrc_ledger.views.layout import harmless

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from openpyxl import Workbook

_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v ?(?:/>|></v>)</c>', re.DOTALL)
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")


def as_bytes(workbook: Workbook, stored: Mapping[str, Mapping[str, Decimal | str]]) -> bytes:
    """The .xlsx file; `stored` has by sheet and cell what each formula comes to."""
    workbook.calculation.fullCalcOnLoad = True
    made, out = io.BytesIO(), io.BytesIO()
    workbook.save(made)
    with ZipFile(made) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if match := _SHEET.fullmatch(name):
                title = workbook.worksheets[int(match[1]) - 1].title
                data = _with_values(data.decode(), stored[title]).encode()
            elif name == "docProps/core.xml":
                data = _MADE.sub(rb"\g<1>2000-01-01T00:00:00Z", data)
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, data)
    return out.getvalue()


def _with_values(xml: str, values: Mapping[str, Decimal | str]) -> str:
    def one(match: re.Match[str]) -> str:
        cell, attributes, formula = match.groups()
        value = values[cell]
        if isinstance(value, str):
            kind, text = ' t="str"', escape(harmless(value))
        else:
            kind, text = "", f"{value:f}"
        return f'<c r="{cell}"{attributes}{kind}><f>{formula}</f><v>{text}</v></c>'

    return _FORMULA.sub(one, xml)
