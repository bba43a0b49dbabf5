"""Why a paper would be a draft: what a period or a month still waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.cli.stop import stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment

WITHOUT_FINAL = Text("Without --final it is written as a draft.")


def refuse_draft(assessment: Assessment, settled: PeriodSettlement, hint: Text) -> None:
    """Stop, naming what is missing, where a period is not final."""
    if settled.state == "final":
        return
    from zkrc_ledger.views.verdict import missing

    reasons = tuple(missing(assessment, settled)) or (Text("No amount is agreed."),)
    first = Text("{period} is not final. Nothing was written.", period=settled.period.id)
    stop(
        *(Problem(code="not-final", message=one) for one in (first, *reasons[:-1])),
        Problem(code="not-final", message=reasons[-1], hint=hint),
    )
