"""ratings.csv: rows to records, and a record to a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.book.table import Row, Table, read_table, with_row
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.reading_text import read_date, read_month
from zkrc_ledger.model.records import Place, RatingRecord
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from zkrc_ledger.model.records import Stage

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
    "": "final",
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
        record = _record(row, problems)
        if record:
            records.append(record)
    return records, problems, table


def with_rating(table: Table, record: RatingRecord) -> bytes:
    """The file's new bytes, with `record` in it as the last row."""
    chinese = "月份" in table.headings
    headings = CHINESE_HEADINGS if chinese else {name: name for name in CHINESE_HEADINGS}
    values = {name: str(getattr(record, name) or "") for name in CHINESE_HEADINGS}
    return with_row(table, values, headings)


def _record(row: Row, problems: list[Problem]) -> RatingRecord | None:
    """The row's record; None, and problems added, where it cannot be one."""
    cells = row.cells
    before = len(problems)

    def refuse(refused: Refused) -> None:
        problems.append(
            Problem(
                code=refused.code,
                file=RATINGS_FILE,
                line=row.line,
                excerpt=",".join(cells.values())[:80],
                message=refused.message,
                hint=refused.hint,
            )
        )

    month, approved_on, revises = "", None, cells.get("revises", "")
    try:
        month = read_month(cells["month"])
    except Refused as refused:
        refuse(refused)
    stage = _STAGES.get(cells.get("stage", "").lower())
    if stage is None:
        refuse(
            Refused(
                "stage-unknown",
                Text("{stage} is not a stage.", stage=cells["stage"]),
                Text("Write final (通过) or proposed (待通过); empty means final."),
            )
        )
    if cells.get("approved_on"):
        try:
            approved_on = read_date(cells["approved_on"])
        except Refused as refused:
            refuse(refused)
    try:
        revises = read_month(revises) if revises else ""
    except Refused:
        pass  # then it is the id of another row
    if len(problems) > before or stage is None:
        return None
    plain = ("id", "rating", "basis", "note", "reason", "recorded_at", "recorded_by")
    return RatingRecord(
        month=month,
        stage=stage,
        approved_on=approved_on,
        revises=revises,
        place=Place(RATINGS_FILE, row.line),
        **{name: cells.get(name, "") for name in plain},
    )
