"""The whole assessment for programs: what `schedule`, `due`, `status` and `history` say in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.views import due, due_all, explain, history, schedule, status
from zkrc_ledger.views.serial import encoded, problems_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment


def render(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> bytes:
    """One object; `settlement` has some periods' settlements, with the book's sums where all."""
    whole = len(periods) == len(assessment.settlement.periods)
    settled = [due.tree(assessment, one, tr) for one in periods]
    tree = {
        "contract": assessment.contract.number,
        "as_of": assessment.today.isoformat(),
        **explain.code(assessment),
        "schedule": schedule.tree(assessment, tr),
        "settlement": due_all.tree(assessment, tr) if whole else {"periods": settled},
        "status": status.tree(assessment, tr),
        "records": history.tree(assessment, tr)["records"],
        "problems": problems_tree(assessment.problems, tr),
    }
    return encoded(tree)
