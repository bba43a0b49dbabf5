"""The last line of `check`: whether the book is sound, and how many problems it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.text import Text
from zkrc_ledger.views.blocks import Line
from zkrc_ledger.views.serial import problems_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree


def blocks(problems: Sequence[Problem], contract_file: str, tr: Translator) -> list[Block]:
    """What stands beneath the problems, which are shown on their own."""
    wrong = len(errors(problems))
    notices = len(problems) - wrong
    if not problems:
        return [Line(tr("The book is sound: {path}", path=contract_file), "good")]
    if not wrong:
        noticed = Text("1 notice") if notices == 1 else Text("{count} notices", count=notices)
        return [Line(tr("No errors; {notices}.", notices=noticed), "good")]
    return [
        Line(tr("Errors: {errors}; notices: {notices}.", errors=wrong, notices=notices), "stop")
    ]


def tree(problems: Sequence[Problem], tr: Translator) -> Tree:
    """Every problem."""
    return {"problems": problems_tree(problems, tr)}
