"""四.4: party B makes good the damage it causes, to third parties too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.settlement import Line
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.model.records import Adjustment
    from zkrc_ledger.model.terms import Governing


def damages_line(governing: Governing, record: Adjustment) -> Line:
    """四.4 Damages: what they take off the period they are set off against, in yuan.

    The record may rest on another clause of the contract; then that one is named.
    """
    provisions, _ = governing.provisions("damages")
    own = {number for provision in provisions for number in provision.clauses}
    other = record.clause if record.clause and record.clause not in own else ""
    return Line(
        kind="damages",
        amount=-(record.amount or ZERO),
        provisions=() if other else provisions,
        text=Text("damages"),
        record=record,
        other_clause=other,
    )
