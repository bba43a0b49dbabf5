"""What was changed outside the ledger and is now taken into the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import spoken
from zkrc_ledger.views.blocks import Line
from zkrc_ledger.views.problems import where
from zkrc_ledger.views.serial import problems_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree


def blocks(changes: Sequence[Problem], tr: Translator) -> list[Block]:
    """Each change, and that it is in the journal now."""
    if not changes:
        return [Line(tr("Nothing was changed outside the ledger."), "good")]
    return [
        *(Line(f"{where(one)}: {spoken(one.message, tr)}") for one in changes),
        Line(tr("Accepted into the journal."), "good"),
    ]


def tree(changes: Sequence[Problem], tr: Translator) -> Tree:
    """Whether anything was to be accepted, and what."""
    return {
        "accepted": bool(changes),
        "changes": problems_tree(changes, tr),
    }
