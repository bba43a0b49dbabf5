"""The sheets that people work in: the rating scale, and every month's rating (评价汇总表)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.datavalidation import DataValidation

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.clauses.annex1_6_rewards import outcomes, steps_of
from zkrc_ledger.views.export.paper import Live
from zkrc_ledger.views.words import stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from zkrc_ledger.model.contract import RatingStep
    from zkrc_ledger.model.schedule import PaymentPeriod, ServiceMonth
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.clauses.annex1_6_rewards import Outcome
    from zkrc_ledger.views.export.paper import Paper

# columns of the sheet; `ledger import` reads their headings
PERIOD, MONTH, RATING, STAGE, PASSED, MINUTES = 1, 2, 5, 6, 7, 8
REWARD, DEDUCTION = 9, 10


@value_class()
class Scale:
    """Where one rating scale stands: its steps, their rewards, their deductions."""

    steps: str
    rewards: str
    deductions: str


@value_class()
class RatingsSheet:
    """Where every month stands, and what the ledger says of it."""

    paper: Paper
    rows: Mapping[str, int]
    outcomes: Mapping[str, Outcome]
    ends: Mapping[str, tuple[int, int]]

    def cell(self, month: str, column: int) -> str:
        """The address of a month's cell."""
        return self.paper.ref(column, self.rows[month])

    def columns(self, column: int, periods: Iterable[str]) -> list[str]:
        """The addresses of the months of some periods, a range each."""
        return [self.paper.range(column, *self.ends[period]) for period in periods]


def fill_scales(paper: Paper, assessment: Assessment) -> dict[str, Scale]:
    """附件1.六 Every scale that governs a month; its steps can be changed to try what if."""
    tr, terms = paper.tr, assessment.terms
    paper.title(tr("Rating scale"))
    paper.remark(tr("The ratings' rewards are looked up here. A changed figure is a trial only."))
    paper.headings([tr("From month"), tr("Rating"), tr("Reward"), tr("Deduction")], frozen=True)
    placed: dict[tuple[RatingStep, ...], Scale] = {}
    found = {}
    for month in assessment.schedule.months:
        steps = terms.by_month[month.id].contract.evaluation.scale
        if steps not in placed:
            first = paper.row + 1
            for step in steps:
                paper.add([month.id, step.rating, step.reward, step.deduction])
            placed[steps] = Scale(
                steps=paper.range(2, first, paper.row),
                rewards=paper.range(3, first, paper.row),
                deductions=paper.range(4, first, paper.row),
            )
        found[month.id] = placed[steps]
    ceiling = terms.contract.readings.reward_ceiling
    if ceiling is not None:
        paper.skip()
        paper.add([tr("Ceiling of the rewards"), "", ceiling], "sum")
    return found


def fill_ratings(
    paper: Paper, assessment: Assessment, scales: Mapping[str, Scale], ceiling: str, draft: Live
) -> RatingsSheet:
    """附件1.六, 附件1.七 Each month: its rating, its meeting, what it brings; a sum per period."""
    tr, terms, ratings = paper.tr, assessment.terms, assessment.records.ratings
    steps = steps_of(terms, assessment.schedule, ratings)
    found = outcomes(terms.contract, assessment.schedule, steps)
    sheet = RatingsSheet(paper=paper, rows={}, outcomes=found, ends={})
    paper.title(tr("Rating summary"), draft)
    paper.remark(tr("Choose ratings and stages in the yellow cells; every sum follows."))
    paper.headings(
        [
            *(tr("Period"), tr("Month"), tr("From"), tr("To"), tr("Rating"), tr("Stage")),
            *(tr("Meeting on"), tr("Minutes, basis"), tr("Reward"), tr("Deduction"), tr("Record")),
        ],
        frozen=True,
    )
    validations: dict[str, DataValidation] = {}
    words = f'"{tr("final")},{tr("proposed")}"'
    _validated(paper, validations, words, tr("Choose one of the two stages."))
    before: list[str] = []
    for period in assessment.schedule.periods:
        first = paper.row + 1
        for month in period.months:
            scale = scales[month.id]
            _validated(paper, validations, scale.steps, tr("Choose a step of the rating scale."))
            _month(sheet, assessment, period, month, scale, ceiling, before)
            validations[scale.steps].add(f"E{paper.row}")
            validations[words].add(f"F{paper.row}")
        sheet.ends[period.id] = first, paper.row  # type: ignore[index]
        before.append(paper.range(REWARD, first, paper.row))
        own = [found[month.id] for month in period.months if month.id in found]
        _sum(paper, period, first, own)
    rewards, deductions = (_column(found.values(), name) for name in ("reward", "deduction"))
    every = [tuple(sheet.columns(c, sheet.ends)) for c in (REWARD, DEDUCTION)]
    paper.add(
        [
            *(tr("Total"), "", "", "", "", "", "", ""),
            Live(f"SUM({','.join(every[0])})", rewards),
            Live(f"SUM({','.join(every[1])})", -deductions),
            "",
        ],
        "sum",
    )
    return sheet


def _column(found: Iterable[Outcome], name: str) -> Decimal:
    return total(getattr(one, name) for one in found)


def _validated(paper: Paper, kept: dict[str, DataValidation], choices: str, said: str) -> None:
    if choices in kept:
        return
    one = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=True)
    one.error, one.errorStyle = said, "stop"
    kept[choices] = one
    paper.sheet.add_data_validation(one)


def _month(
    sheet: RatingsSheet,
    assessment: Assessment,
    period: PaymentPeriod,
    month: ServiceMonth,
    scale: Scale,
    ceiling: str,
    before: list[str],
) -> None:
    paper, rating = sheet.paper, assessment.records.ratings.get(month.id)
    outcome = sheet.outcomes.get(month.id)
    row = paper.row + 1
    own = paper.ref(RATING, row)
    known = f"SUMPRODUCT(--EXACT({scale.steps},{own}))=1"
    reward = f"SUMPRODUCT(EXACT({scale.steps},{own})*{scale.rewards})"
    if ceiling:
        first = row - period.months.index(month)
        earlier = [*before, *([paper.range(REWARD, first, row - 1)] if first < row else [])]
        used = f"-SUM({','.join(earlier)})" if earlier else ""
        reward = f"MIN({reward},MAX(0,{ceiling}{used}))"
    paper.add(
        [
            *(period.id, month.id, month.start, month.end, "", ""),
            rating.approved_on if rating else None,
            rating.basis if rating else "",
            # a rating that is no step of the scale shows as an error everywhere, never as nothing
            Live(f'IF(OR({own}="",{known}),{reward},NA())', outcome.reward if outcome else ZERO),
            Live(
                f"-SUMPRODUCT(EXACT({scale.steps},{own})*{scale.deductions})",
                -outcome.deduction if outcome else ZERO,
            ),
            str(rating.place) if rating and rating.place else "",
        ]
    )
    paper.put(RATING, rating.rating if rating else "", "input")
    paper.put(STAGE, stage(rating, paper.tr) if rating else "", "input")
    sheet.rows[month.id] = row  # type: ignore[index]


def _sum(paper: Paper, period: PaymentPeriod, first: int, own: list[Outcome]) -> None:
    last = paper.row
    said = paper.tr("Sum of {period}", period=period.id)
    paper.add(
        [
            *(said, "", "", "", "", "", "", ""),
            Live(f"SUM({paper.range(REWARD, first, last)})", _column(own, "reward")),
            Live(f"SUM({paper.range(DEDUCTION, first, last)})", -_column(own, "deduction")),
            "",
        ],
        "sum",
    )
