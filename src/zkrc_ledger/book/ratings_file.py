"""ratings.csv: rows to records, and a record to a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from zkrc_ledger.book.table import Row, Table, read_table, with_row
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.reading_text import MONTH_HINT, read_date, read_month
from zkrc_ledger.model.records import Place, RatingRecord
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from zkrc_ledger.model.records import Stage

Value = TypeVar("Value")
RATINGS_FILE = "ratings.csv"
CHINESE_HEADINGS = {
    "id": "编号",
    "month": "月份",
    "rating": "评价结果",
    "stage": "状态",
    "approved_on": "通过日期",
    "basis": "依据",
    "note": "备注",
    "revises": "替换",
    "reason": "原因",
    "recorded_at": "记录时间",
    "recorded_by": "记录人",
}
_NAMES = {name: name for name in CHINESE_HEADINGS} | {
    chinese: name for name, chinese in CHINESE_HEADINGS.items()
}
_STAGES: dict[str, Stage] = {
    "final": "final",
    "通过": "final",
    "已通过": "final",
    "工委扩大会通过": "final",
    "proposed": "proposed",
    "待通过": "proposed",
}


def read_ratings(folder: Path) -> tuple[list[RatingRecord], list[Problem], Table]:
    """Every rating on record, every problem of the file, and the table to add rows to."""
    table = read_table(folder / RATINGS_FILE, _NAMES, ("month", "rating"))
    records, problems = [], list(table.problems)
    for row in table.rows:
        record, found = _record(row)
        records.append(record)
        problems += found
    return records, problems, table


def with_rating(table: Table, record: RatingRecord) -> bytes:
    """The file's new bytes, with `record` in it as the last row."""
    chinese = "月份" in table.headings
    headings = CHINESE_HEADINGS if chinese else {name: name for name in CHINESE_HEADINGS}
    values = {name: str(getattr(record, name) or "") for name in CHINESE_HEADINGS}
    return with_row(table, values, headings)


def _record(row: Row) -> tuple[RatingRecord, list[Problem]]:
    """The row's record, and what is wrong with it; a month nobody can read is left empty."""
    cells, found = row.cells, list[Refused]()

    def read(column: str, by: Callable[[str], Value], otherwise: Value) -> Value:
        try:
            return by(cells[column]) if cells.get(column) else otherwise
        except Refused as refused:
            found.append(refused)
            return otherwise

    plain = ("id", "rating", "basis", "note", "reason", "recorded_at", "recorded_by")
    if not cells["month"]:
        found.append(Refused("month-form", Text("The month is missing."), MONTH_HINT))
    record = RatingRecord(
        month=read("month", read_month, ""),
        stage=read("stage", _stage, "final"),
        approved_on=read("approved_on", read_date, None),
        revises=read("revises", _link, ""),
        place=Place(RATINGS_FILE, row.line),
        **{name: cells.get(name, "") for name in plain},
    )
    return record, [_problem(row, refused) for refused in found]


def _stage(written: str) -> Stage:
    if stage := _STAGES.get(written.lower()):
        return stage
    raise Refused(
        "stage-unknown",
        Text('"{stage}" is not a stage.', stage=written[:40]),
        Text("Write final (通过) or proposed (待通过); empty means final."),
    )


def _link(written: str) -> str:
    """What a row replaces: a month, however it is typed, or else the id of another row."""
    try:
        return read_month(written)
    except Refused:
        return written


def _problem(row: Row, refused: Refused) -> Problem:
    return Problem(
        code=refused.code,
        file=RATINGS_FILE,
        line=row.line,
        excerpt=",".join(row.cells.values())[:80],
        message=refused.message,
        hint=refused.hint,
    )
