"""What tests of `ledger import` share: workbooks, and what became of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.support import Answer, Desk

HEAD = ("服务月份", "评价等级", "通过日期", "会议纪要")
FIRST = ("2025-08", "良好", date(2025, 9, 20), "纪要1号")
SECOND = ("2025-09", "好", date(2025, 10, 15), "纪要2号")
ROWS = (HEAD, FIRST, SECOND)


def workbook(folder: Path, *rows: Sequence[Any], name: str = "评价汇总.xlsx") -> Path:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def rated(desk: Desk) -> dict[str, tuple[str, str]]:
    """The rated months: rating and stage."""
    periods = desk.ledger("schedule", "--json").json["periods"]
    months = [month for period in periods for month in period["months"]]
    return {one["id"]: (one["rating"], one["stage"]) for one in months if one["rating"]}


def told(answer: Answer) -> list[tuple[str, str | None, int | None]]:
    """What an answer in JSON says went wrong: code, file, line."""
    errors = [one for one in answer.json["problems"] if one["severity"] == "error"]
    return [(one["code"], one["file"], one["line"]) for one in errors]
