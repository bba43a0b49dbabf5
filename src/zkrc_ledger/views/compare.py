"""Two books side by side: their settlement codes, and what only one of them is settled by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import Text, shown
from zkrc_ledger.rules.settlement_code import differences, settled_by, settlement_code
from zkrc_ledger.views.blocks import Line, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.text import Shown, Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.settlement_code import Difference, Fact
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree


def blocks(here: Assessment, there: Assessment, tr: Translator) -> list[Block]:
    """The codes, and beneath each term or record that differs what either book says."""
    mine, other = settled_by(here), settled_by(there)
    found = differences(mine, other)
    codes: dict[str, Shown] = {"here": settlement_code(mine), "there": settlement_code(other)}
    if not found:
        return [Line(tr("The same: settlement code {here}", **codes), "good")]
    return [
        Line(tr("Settlement code here {here}, there {there}", **codes), "stop"),
        Line(),
        *(_difference(one, tr) for one in found),
    ]


def tree(here: Assessment, there: Assessment) -> Tree:
    """The same in canonical form, which is the same in every language."""
    mine, other = settled_by(here), settled_by(there)
    found = differences(mine, other)
    return {
        "here": settlement_code(mine),
        "there": settlement_code(other),
        "same": not found,
        "differences": [
            {
                "what": one.key,
                "here": [fact.value for fact in one.here],
                "there": [fact.value for fact in one.there],
            }
            for one in found
        ],
    }


def _difference(difference: Difference, tr: Translator) -> Node:
    sides = difference.here, difference.there
    # where people are told the same of both, the canonical form tells them apart
    alike = [fact.says for fact in sides[0]] == [fact.says for fact in sides[1]]
    here, there = (_said(side, canonical=alike) for side in sides)
    kind = next(fact.kind for side in sides for fact in side)
    return Node(
        shown(kind, tr),
        [Node(tr("Here: {says}", says=here)), Node(tr("There: {says}", says=there))],
        "strong",
    )


def _said(facts: Sequence[Fact], *, canonical: bool) -> Shown:
    said = tuple(fact.value if canonical else fact.says for fact in facts)
    return said or Text("nothing")
