"""三.1: additional work is paid by separate written agreement on its price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.settlement import Line
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.model.records import Adjustment
    from zkrc_ledger.model.terms import Governing


def additional_work_line(governing: Governing, record: Adjustment) -> Line:
    """三.1 Additional work: what it adds to the period it is paid with, in yuan."""
    return Line(
        kind="additional_work",
        amount=record.amount or ZERO,
        provisions=governing.provisions("additional_work")[0],
        text=Text("additional work"),
        record=record,
    )
