"""What was changed outside the ledger, and where two parties' books differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import shown, spoken
from zkrc_ledger.views.blocks import Cell, Column, Grid, Line
from zkrc_ledger.views.problems import where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.settlement_code import Difference, Fact
    from zkrc_ledger.views.blocks import Block


def accepted_blocks(changes: Sequence[Problem], tr: Translator) -> list[Block]:
    """Each change that was taken into the journal, and that it was."""
    if not changes:
        return [Line(tr("Nothing was changed outside the ledger."), "good")]
    return [
        *(Line(f"{where(one)}: {spoken(one.message, tr)}") for one in changes),
        Line(tr("Accepted into the journal."), "good"),
    ]


def compared_blocks(
    here: str, there: str, differences: Sequence[Difference], tr: Translator
) -> list[Block]:
    """The settlement codes of two books, and what only one of them is settled by."""
    if not differences:
        return [Line(tr("The same: settlement code {code}", code=here), "good")]
    return [
        Line(tr("Settlement code here {here}, there {there}", here=here, there=there), "stop"),
        Line(),
        Grid(
            columns=(Column(tr("What")), Column(tr("Here")), Column(tr("There"))),
            rows=[_row(one, tr) for one in differences],
        ),
    ]


def compared_tree(here: str, there: str, differences: Sequence[Difference]) -> dict[str, object]:
    """The same for JSON, in canonical form."""
    return {
        "here": here,
        "there": there,
        "same": here == there,
        "differences": [
            {
                "what": one.key,
                "here": [fact.value for fact in one.here],
                "there": [fact.value for fact in one.there],
            }
            for one in differences
        ],
    }


def _row(difference: Difference, tr: Translator) -> tuple[Cell | str, ...]:
    kind = next(fact.kind for fact in (*difference.here, *difference.there))
    left, right = (_said(side, tr) for side in (difference.here, difference.there))
    if left == right:  # what people are told is the same: then the canonical form tells
        left, right = (
            "; ".join(fact.value for fact in side) for side in (difference.here, difference.there)
        )
    return Cell(shown(kind, tr), "strong"), left or "-", right or "-"


def _said(facts: Sequence[Fact], tr: Translator) -> str:
    return "; ".join(shown(fact.says, tr) for fact in facts)
