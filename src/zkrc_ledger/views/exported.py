"""What an export wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.views.blocks import Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree


def blocks(path: Path, periods: Sequence[PeriodSettlement], tr: Translator) -> list[Block]:
    """The file, and what is not final in it."""
    drafts = tuple(one.period.id for one in periods if one.state != "final")
    written: list[Block] = [Line(tr("Written: {path}", path=str(path.absolute())), "good")]
    if drafts:
        written.append(Line(tr("Not final: {periods}.", periods=drafts), "caution"))
    return written


def tree(path: Path, format_: str, periods: Sequence[PeriodSettlement]) -> Tree:
    """The file, its format, and each period's state."""
    states = {one.period.id: one.state for one in periods}
    return {"file": str(path.absolute()), "format": format_, "states": states}
