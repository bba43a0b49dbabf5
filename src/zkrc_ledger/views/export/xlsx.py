"""A workbook to work in: change a rating, and every sum follows by formula.

In front the summary, then schedule, ratings, a sheet a period, every yuan for whoever reviews
it, the reconciliation, the scale and the clauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.views.export.paper import Live, Paper
from zkrc_ledger.views.export.stored import as_bytes
from zkrc_ledger.views.export.xlsx_clauses import (
    fill_clauses,
    fill_readings,
    fill_review,
    fill_schedule,
)
from zkrc_ledger.views.export.xlsx_money import (
    fill_lists,
    fill_reconciliation,
    fill_summary,
)
from zkrc_ledger.views.export.xlsx_ratings import fill_ratings, fill_scales
from zkrc_ledger.views.export.xlsx_settlement import fill_settlement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment


def render(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> bytes:
    """The workbook of some periods; the ratings of all months are in it."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])

    def paper(title: str, columns: int, widest: int = 44) -> Paper:
        return Paper(workbook.create_sheet(title), tr, columns, widest)

    summary = paper(tr("Summary"), 12)
    schedule = paper(tr("Schedule"), 7)
    rated = paper(tr("Rating summary"), 11)
    sheets = [paper(tr("{period} settlement", period=one.period.id), 5) for one in periods]
    review = paper(tr("Review"), 11, 24)
    money = paper(tr("Reconciliation"), 7)
    scale = paper(tr("Rating scale"), 4)
    clauses = paper(tr("Clauses"), 3)
    readings = paper(tr("Readings"), 3)
    papers = (summary, schedule, rated, *sheets, review, money, scale, clauses, readings)

    code = tr("Settlement code {code}", code=settlement_code(settled_by(assessment)))
    said = tr("Draft, for checking only, not a basis for payment")
    open_ = [one for one in periods if one.state != "final"]
    # the mark of every sheet is that of the summary
    draft = Live(summary.ref(1, 2), said if open_ else "")

    scales = fill_scales(scale, assessment)
    ceiling = "" if assessment.contract.readings.reward_ceiling is None else scale.ref(3)
    ratings = fill_ratings(rated, assessment, scales, ceiling, draft)
    every = len(periods) == len(assessment.settlement.periods)
    fallen = assessment.settlement.fallen_away if every else ()
    accounts = {one.period.id: one.account for one in periods}
    accounts |= {one.period: one.account for one in fallen}
    lists = fill_lists(money, accounts, len(periods) + len(fallen), draft)
    settled = [
        (
            one,
            fill_settlement(
                sheet,
                assessment,
                one,
                ratings,
                invoiced=lists.invoiced(one.period.id),
                received=lists.received(one.period.id),
                code=code,
            ),
        )
        for one, sheet in zip(periods, sheets, strict=True)
    ]
    fill_reconciliation(money, settled, fallen, lists)
    fill_review(review, assessment, settled, draft)
    marks = ",".join(f'{sheet.ref(1, 2)}=""' for sheet in sheets)
    fill_summary(
        summary, assessment, settled, Live(f'IF(AND({marks}),"","{said}")', draft.value), code
    )
    fill_schedule(schedule, assessment)
    fill_clauses(clauses, assessment)
    fill_readings(readings, assessment)
    wide = (summary, rated, review, money)
    for one in papers:
        one.finish(
            f"{assessment.contract.number}  {code}",
            said if open_ else "",
            landscape=one in wide,
        )
    return as_bytes(workbook, {one.sheet.title: one.stored for one in papers})
