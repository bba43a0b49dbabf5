"""adjustments.csv: breach deductions, fees, damages, additional work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.book.record_file import NO_AMOUNT, NO_PERIOD, Cells, RecordFile
from zkrc_ledger.model.parse import parse_period, parse_positive_amount
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import Adjustment
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.model.records import AdjustmentKind, AdjustmentStage

_KINDS: dict[str, AdjustmentKind] = {
    "breach": "breach",
    "违约扣款": "breach",
    "fees": "fees",
    "费用": "fees",
    "damages": "damages",
    "赔偿": "damages",
    "additional_work": "additional_work",
    "增项": "additional_work",
}
_STAGES: dict[str, AdjustmentStage] = {
    "agreed": "agreed",
    "已确认": "agreed",
    "claimed": "claimed",
    "待确认": "claimed",
}


def _from_cells(cells: Cells) -> Adjustment:
    unknown: AdjustmentKind = ""
    kind = cells.read("kind", _kind, unknown)
    read = Adjustment(
        id="",
        period=cells.needed("period", parse_period, "", NO_PERIOD),
        kind=kind,
        amount=cells.read("amount", parse_positive_amount, None),
        stage=cells.read("stage", _stage, "agreed"),
        clause=cells.text("clause"),
        basis=cells.text("basis"),
    )
    takes_back = bool(cells.text("revises")) and not cells.text("kind")
    if not cells.text("kind") and not takes_back:
        cells.refused.append(Refused("kind-missing", Text("The kind is missing."), _KINDS_HINT))
    if kind in ("fees", "damages", "additional_work") and not cells.text("amount"):
        cells.refused.append(NO_AMOUNT)
    return read


def _to_cells(record: Adjustment) -> dict[str, str]:
    return {
        "period": record.period,
        "kind": record.kind,
        "amount": "" if record.amount is None else str(record.amount),
        "stage": record.stage if record.kind else "",
        "clause": record.clause,
        "basis": record.basis,
    }


_KINDS_HINT = Text(
    "Write breach (违约扣款), fees (费用), damages (赔偿) or additional_work (增项)."
)


def _kind(written: str) -> AdjustmentKind:
    if kind := _KINDS.get(written.lower()):
        return kind
    raise Refused(
        "kind-unknown",
        Text('"{kind}" is not a kind of adjustment.', kind=written[:40]),
        _KINDS_HINT,
    )


def _stage(written: str) -> AdjustmentStage:
    if stage := _STAGES.get(written.lower()):
        return stage
    raise Refused(
        "stage-unknown",
        Text('"{stage}" is not a stage.', stage=written[:40]),
        Text("Write agreed (已确认) or claimed (待确认); empty means agreed."),
    )


ADJUSTMENTS = RecordFile(
    name="adjustments.csv",
    prefix="A",
    columns={
        "period": "付款周期",
        "kind": "类别",
        "amount": "金额",
        "stage": "状态",
        "clause": "条款",
        "basis": "依据",
    },
    required=("period", "kind", "amount"),
    from_cells=_from_cells,
    to_cells=_to_cells,
)
