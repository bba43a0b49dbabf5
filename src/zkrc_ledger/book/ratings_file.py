"""ratings.csv: the monthly ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.book.record_file import Cells, RecordFile
from zkrc_ledger.model.parse import MONTH_HINT, parse_date, parse_month
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import RatingRecord
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.model.records import Stage

_STAGES: dict[str, Stage] = {
    "final": "final",
    "通过": "final",
    "已通过": "final",
    "工委扩大会通过": "final",
    "proposed": "proposed",
    "待通过": "proposed",
}


def _from_cells(cells: Cells) -> RatingRecord:
    no_month = Refused("month-form", Text("The month is missing."), MONTH_HINT)
    return RatingRecord(
        id="",
        month=cells.needed("month", parse_month, "", no_month),
        rating=cells.text("rating"),
        stage=cells.read("stage", _stage, "final"),
        approved_on=cells.read("approved_on", parse_date, None),
        basis=cells.text("basis"),
    )


def _to_cells(record: RatingRecord) -> dict[str, str]:
    return {
        "month": record.month,
        "rating": record.rating,
        "stage": record.stage if record.rating else "",
        "approved_on": record.approved_on.isoformat() if record.approved_on else "",
        "basis": record.basis,
    }


def _stage(written: str) -> Stage:
    if stage := _STAGES.get(written.lower()):
        return stage
    raise Refused(
        "stage-unknown",
        Text('"{stage}" is not a stage.', stage=written[:40]),
        Text("Write final (通过) or proposed (待通过); empty means final."),
    )


RATINGS = RecordFile(
    name="ratings.csv",
    prefix="R",
    columns={
        "month": "月份",
        "rating": "评价结果",
        "stage": "状态",
        "approved_on": "通过日期",
        "basis": "依据",
    },
    required=("month", "rating"),
    from_cells=_from_cells,
    to_cells=_to_cells,
)
