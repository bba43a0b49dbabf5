"""The sheets to check by: every yuan with what it rests on, the schedule, and the clauses."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from zkrc_ledger.model.contract import Clauses
from zkrc_ledger.model.text import shown, spoken
from zkrc_ledger.rules.readings import readings_taken
from zkrc_ledger.rules.says import says
from zkrc_ledger.views.changes import changes_in_words
from zkrc_ledger.views.words import amendment_words, deadline, reading_standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import Line, PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.export.paper import Live, Paper, Value
    from zkrc_ledger.views.export.xlsx_settlement import SettlementSheet


def fill_review(
    paper: Paper,
    assessment: Assessment,
    settled: Sequence[tuple[PeriodSettlement, SettlementSheet]],
    draft: Live,
) -> None:
    """Every yuan of every period, and beside it its clause, record, meeting and minutes."""
    tr = paper.tr
    paper.title(tr("Review"), draft)
    paper.headings(
        [
            *(tr("Period"), tr("Month"), tr("Item"), tr("Yuan"), tr("Clause"), tr("It says")),
            *(tr("Record"), tr("Meeting on"), tr("Minutes, basis"), tr("Note")),
            tr("Recorded"),
        ],
        frozen=True,
    )
    for one, sheet in settled:
        id_, claimed = one.period.id, tr("Claimed, not counted")
        for line, item, amount in sheet.lines:
            paper.add([id_, line.month or "", item, amount, *_behind(paper, assessment, line)])
        for lines, why in ((one.claimed_lines, claimed), (one.apart, tr("Settled apart"))):
            for line in lines:
                words = f"{why}  {spoken(line.text, tr)}"
                paper.add([id_, "", words, line.amount, *_behind(paper, assessment, line)])
        for invoice in one.account.invoices:
            words = spoken(says(invoice), tr)
            paper.add([id_, "", words, invoice.signed, "", "", *_recorded(invoice)])
        for payment in one.account.payments:
            words = spoken(says(payment), tr)
            paper.add([id_, "", words, payment.amount, "", "", *_recorded(payment)])


def _behind(paper: Paper, assessment: Assessment, line: Line) -> list[Value | date]:
    """What a figure rests on: clauses by number and heading, what they say, the record."""
    tr, known = paper.tr, assessment.contract.clauses
    named = [f"{number} {known[number].within(tr.language)}" for number in line.clauses]
    says_ = [one.summary.within(tr.language) for one in dict.fromkeys(line.provisions)]
    changed = [*changes_in_words(line.changes, tr)]
    beside: list[Value | date] = _recorded(line.record) if line.record else ["", "", "", "", ""]
    return [shown(tuple(named), tr), "；".join([*says_, *changed]), *beside]


def _recorded(record: Record) -> list[Value | date]:
    """Where it stands, its meeting, what it rests on, what was noted, who wrote it when."""
    return [
        f"{record.place or ''} {getattr(record, 'id', '')}".strip(),
        getattr(record, "approved_on", None),
        getattr(record, "basis", "") or getattr(record, "ref", ""),
        "  ".join(part for part in (record.note, record.reason) if part),
        f"{record.recorded_at[:10]} {record.recorded_by}".strip(),
    ]


def fill_schedule(paper: Paper, assessment: Assessment) -> None:
    """二, 三.2 The payment periods and their deadlines; cycles and months."""
    tr = paper.tr
    paper.title(tr("Schedule"))
    paper.headings(
        [tr("Period"), tr("Cycle"), tr("Month"), tr("From"), tr("To"), tr("Installment"),
         tr("Request by")],
        frozen=True,
    )  # fmt: skip
    for period in assessment.schedule.periods:
        by = deadline(period.request_by, tr)
        spans = period.start, period.end
        paper.add([period.id, "", "", *spans, period.installment, by], "strong")
        for month in period.months:
            cycle = next(one.id for one in period.cycles if month.start in one)
            paper.add([period.id, cycle, month.id, month.start, month.end, "", ""])


def fill_clauses(paper: Paper, assessment: Assessment) -> None:
    """The clauses, what they say in our words, and the amendments."""
    tr, contract, language = paper.tr, assessment.contract, paper.tr.language
    provisions = [getattr(contract, part.name) for part in fields(contract)]
    kept = [one for one in provisions if isinstance(one, Clauses)]
    paper.title(tr("Clauses"))
    paper.headings([tr("Clause"), tr("Heading"), tr("It says")], frozen=True)
    for number, heading in contract.clauses.items():
        said = [one.summary.within(language) for one in kept if number in one.clauses]
        paper.add([number, heading.within(language), "；".join(said)])
    for one in assessment.terms.amendments:
        paper.remark(amendment_words(one, tr))


def fill_readings(paper: Paper, assessment: Assessment) -> None:
    """Where the wording leaves room: how it is read, and who confirmed it."""
    tr = paper.tr
    paper.title(tr("Readings"))
    paper.headings([tr("Reading"), tr("Answer"), tr("Confirmed")], frozen=True)
    for taken in readings_taken(assessment.terms):
        answer = spoken(taken.answer, tr)
        paper.add([spoken(taken.question, tr), answer, reading_standing(taken, tr)])
