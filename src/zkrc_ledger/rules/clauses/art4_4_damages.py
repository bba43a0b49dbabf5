"""四.4: party B makes good the damage it causes, to third parties too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.settlement import Line
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.model.records import Adjustment
    from zkrc_ledger.model.schedule import PaymentPeriod
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import Terms


def damages_line(terms: Terms, period: PaymentPeriod, record: Adjustment) -> Line:
    """四.4 Damages: what they take off the period they are set off against, in yuan.

    The record may rest on another clause of the contract; then that one is named.
    """
    provisions, changes = terms.provisions("damages", period.number, period.start)
    own = {number for provision in provisions for number in provision.clauses}
    other = record.clause if record.clause and record.clause not in own else ""
    return Line(
        kind="damages",
        amount=-(record.amount or ZERO),
        provisions=() if other else provisions,
        changes=changes,
        text=Text("damages"),
        record=record,
        other_clause=other,
    )
