"""The forecast as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import shown
from zkrc_ledger.views.blocks import Cell, Column, Grid, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.settlement import Range
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.forecast import Forecast
    from zkrc_ledger.views.blocks import Block


def forecast_blocks(
    contract: Contract, found: Forecast, assumed: Sequence[str], tr: Translator
) -> list[Block]:
    """Lowest and highest of each period and of the whole; beside them under the assumptions."""
    columns = [
        Column(tr("Period")),
        Column(tr("Lowest"), right=True),
        Column(tr("Highest"), right=True),
    ]
    if found.supposed:
        columns += [
            Column(tr("Lowest then"), right=True),
            Column(tr("Highest then"), right=True),
        ]
    supposed = found.supposed.periods if found.supposed else ()
    then = {one.period.id: one.range for one in supposed}
    rows: list[tuple[str | Cell, ...]] = [
        (
            Cell(one.period.id, "strong"),
            *_pair(one.range, tr),
            *_pair(then.get(one.period.id), tr),
        )
        for one in found.as_it_stands.periods
    ]
    total = (tr("Total"), *_pair(found.range, tr), *_pair(found.supposed_range, tr))
    said = [Line(tr("Assumed: {what}", what=tuple(assumed)), "caution")] if assumed else []
    return [
        Line(tr("{number}  what it may still come to", number=contract.number), "title"),
        *said,
        Line(),
        Grid(columns=columns, rows=rows, closing=[total]),
    ]


def _pair(of: Range | None, tr: Translator) -> tuple[str, ...]:
    return () if of is None else (shown(of.low, tr), shown(of.high, tr))
