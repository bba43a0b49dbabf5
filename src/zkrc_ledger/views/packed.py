"""What `ledger pack` wrote: the folder, its files, and what each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import spoken
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.views.blocks import Column, Grid, Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.export.pack import Document
    from zkrc_ledger.views.serial import Tree


def blocks(
    folder: Path, settled: PeriodSettlement, files: Sequence[Document], tr: Translator
) -> list[Block]:
    """Where everything is, and what to do with it."""
    said = tr(
        "{count} files for {period} in {folder}",
        count=len(files),
        period=settled.period.id,
        folder=str(folder),
    )
    draft = Line(tr("They are drafts: {period} is not final.", period=settled.period.id), "caution")
    return [
        Line(said, "strong"),
        *([draft] if settled.state != "final" else []),
        Line(),
        Grid(
            (Column(tr("File")), Column(tr("What it is"), wraps=True)),
            [(one.name, spoken(one.about, tr)) for one in files],
        ),
    ]


def tree(
    assessment: Assessment,
    settled: PeriodSettlement,
    folder: Path,
    files: Sequence[Document],
    tr: Translator,
) -> Tree:
    """The same, with the settlement code that stands on every document."""
    return {
        "contract": assessment.contract.number,
        "period": settled.period.id,
        "state": settled.state,
        "settlement_code": settlement_code(settled_by(assessment)),
        "folder": str(folder),
        "files": [{"name": one.name, "about": spoken(one.about, tr)} for one in files],
    }
