"""The whole derivation as a tree: figure, clause, summary, record, arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import total
from zkrc_ledger.model.records import Adjustment, RatingRecord
from zkrc_ledger.model.text import Text, listed, shown
from zkrc_ledger.views.blocks import Line, Node
from zkrc_ledger.views.due import request_sentence, verdict
from zkrc_ledger.views.recorded import amendment_words
from zkrc_ledger.views.words import (
    STATE_TONES,
    days,
    figure_words,
    reading_standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from zkrc_ledger.model.amendments import Change
    from zkrc_ledger.model.contract import Clauses, Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import Kind, PeriodSettlement
    from zkrc_ledger.model.settlement import Line as Figure
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import Terms
    from zkrc_ledger.rules.readings import ReadingTaken
    from zkrc_ledger.views.blocks import Block

KINDS: tuple[Kind, ...] = (
    "installment",
    "reward",
    "deduction",
    "breach",
    "fees",
    "damages",
    "additional_work",
)


def explain_blocks(
    terms: Terms,
    settled: PeriodSettlement,
    readings: Sequence[ReadingTaken],
    code: str,
    tr: Translator,
) -> list[Block]:
    """One period's amount, from the sum down to clauses and records."""
    contract = terms.for_period(settled.period)
    words = _Words(contract, tr)
    sums = [settled.sum_of(kind) for kind in KINDS if settled.of(kind)]
    root = Node(
        tr("{period} net {equation}", period=settled.period.id, equation=words.sum(sums)),
        [*words.figures(settled), *words.dates(terms, settled), words.readings(readings)],
        "strong",
    )
    return [
        Line(f"{contract.number}  {settled.period.id}  {days(settled.period, tr)}", "title"),
        Line(verdict(settled, tr), STATE_TONES[settled.state]),
        Line(tr("Settlement code {code}", code=code)),
        Line(),
        root,
    ]


class _Words:
    """Builds the tree's nodes for one contract and one reader."""

    def __init__(self, contract: Contract, tr: Translator) -> None:
        self.contract = contract
        self.tr = tr

    def figures(self, settled: PeriodSettlement) -> Iterator[Node]:
        """The lines by kind, each kind with its clauses and its sum; then what is not known."""
        tr = self.tr
        headings: dict[Kind, str] = {
            "installment": tr("Installment"),
            "reward": tr("Rewards"),
            "deduction": tr("Deductions"),
            "breach": tr("Breach deductions"),
            "fees": tr("Fees"),
            "damages": tr("Damages"),
            "additional_work": tr("Additional work"),
        }
        for kind, heading in headings.items():
            if lines := settled.of(kind):
                amounts = [line.amount for line in lines]
                yield Node(
                    f"{heading} {self.sum(amounts)}",
                    [*map(self.clause, self.provisions(lines)), *map(self.figure, lines)],
                )
        for heading, lines in (
            (tr("Claimed and not counted"), settled.claimed),
            (tr("Settled apart, not counted here"), settled.apart),
        ):
            if lines:
                yield Node(
                    heading,
                    [*map(self.clause, self.provisions(lines)), *map(self.figure, lines)],
                    "caution",
                )
        if settled.estimate is not None:
            yield Node(
                tr(
                    "Pro rata by days it would be {estimate}: an estimate, agreed by nobody.",
                    estimate=settled.estimate,
                ),
                tone="caution",
            )
        if settled.unrated:
            yield Node(
                tr(
                    "Not rated: {months}; the net is between {low} and {high}",
                    months=settled.unrated,
                    low=settled.range.low,
                    high=settled.range.high,
                ),
                tone="stop",
            )

    def provisions(self, lines: Sequence[Figure]) -> Iterator[Clauses]:
        """Every provision that some lines of one kind rest on, each once."""
        yield from dict.fromkeys(provision for line in lines for provision in line.provisions)
        if any(line.month for line in lines):
            contract = self.contract
            yield from (part for part in (contract.final_rating, contract.adjustments) if part)

    def figure(self, line: Figure) -> Node:
        """One figure: its words, its amount, the numbers of its clauses, the record behind it."""
        tr = self.tr
        return Node(
            f"{figure_words(line, tr)} {shown(line.amount, tr)} [{shown(line.clauses, tr)}]",
            [
                *([self.record(line.record)] if line.record else []),
                *(self.agreement(change) for change in line.changes),
            ],
        )

    def agreement(self, change: Change) -> Node:
        """八.1 The supplemental agreement that prevails, and what it changed."""
        return Node(
            self.tr(
                "Amended by {name} from {start} on, which prevails: {settings} ({basis})",
                name=change.name,
                start=change.start,
                settings=tuple(str(one) for one in change.settings),
                basis=change.basis,
            )
        )

    def clause(self, provision: Clauses) -> Node:
        """The clauses by number and heading, and what they say, in our words."""
        known = self.contract.clauses
        named = listed(
            (f"{number} {known[number].within(self.tr.language)}" for number in provision.clauses),
            self.tr,
        )
        summary = provision.summary.within(self.tr.language)
        return Node(self.tr("Clause {clauses}: {summary}", clauses=named, summary=summary))

    def record(self, record: Record) -> Node:
        """The record: where it stands, how far it has come, what it rests on and replaced."""
        tr = self.tr
        place = str(record.place) if record.place else ""
        said = (
            (tr("Basis"), getattr(record, "basis", "")),
            (tr("Note"), record.note),
            (tr("Replaces"), record.revises),
            (tr("Reason"), record.reason),
        )
        return Node(
            tr("Record {name}: {says}", name=f"{place} {record.id}".strip(), says=_stage(record)),
            [Node(f"{label}: {words}") for label, words in said if words],
        )

    def dates(self, terms: Terms, settled: PeriodSettlement) -> Iterator[Node]:
        """Why the period has these days, and how its deadline was counted."""
        tr, contract, period = self.tr, self.contract, settled.period
        cycles = [
            Node(
                f"{cycle.id}  {days(cycle, tr)}",
                [
                    Node(f"{month.id}  {days(month, tr)}")
                    for month in period.months
                    if month.start in cycle
                ],
            )
            for cycle in period.cycles
        ]
        yield Node(
            f"{period.id}  {days(period, tr)}",
            [
                self.clause(contract.term),
                self.clause(contract.evaluation_cycle),
                self.clause(contract.payment_period),
                *self.moved(terms, settled),
                *cycles,
            ],
        )
        provisions, changes = terms.provisions("funds_request", period.number, period.start)
        counted = [*map(self.clause, provisions), *map(self.agreement, changes)]
        if period.request_by.estimated:
            counted.append(
                Node(tr("An estimate: the working days of a year in it are not published yet"))
            )
        yield Node(request_sentence(contract, period.request_by, tr), counted)

    def moved(self, terms: Terms, settled: PeriodSettlement) -> Iterator[Node]:
        """七.1, 四.7 The amendments that moved the period's days, and their clauses."""
        contract, period = self.contract, settled.period
        moving = [one for one in terms.extensions if one.start <= period.end]
        for extension in moving:
            clause = [self.clause(contract.force_majeure)] if contract.force_majeure else []
            yield Node(amendment_words(extension, self.tr), clause)
        if terms.termination and period.cut:
            clause = [self.clause(contract.termination)] if contract.termination else []
            yield Node(amendment_words(terms.termination, self.tr), clause)

    def readings(self, taken: Sequence[ReadingTaken]) -> Node:
        """Where the wording leaves room, and how it is read here."""
        tr = self.tr
        nodes = [
            Node(
                tr(
                    "{question}: {answer} ({standing})",
                    question=reading.question,
                    answer=reading.answer,
                    standing=reading_standing(reading, tr),
                )
            )
            for reading in taken
        ]
        return Node(tr("Readings: where the contract's wording leaves room"), nodes)

    def sum(self, amounts: Sequence[Decimal]) -> str:
        """A sum written out: 408,800.00 = 388,800.00 + 30,000.00 - 10,000.00."""
        result = shown(total(amounts), self.tr)
        if len(amounts) == 1:
            return result
        terms = [shown(amounts[0], self.tr)]
        for amount in amounts[1:]:
            sign = "-" if amount < 0 else "+"
            terms.append(f"{sign} {shown(abs(amount), self.tr)}")
        return f"{result} = {' '.join(terms)}"


def _stage(record: Record) -> Text:
    """How far a record has come."""
    match record:
        case RatingRecord(stage="proposed"):
            return Text("proposed; the meeting has not passed it")
        case RatingRecord(approved_on=None):
            return Text("final; the date on which it was passed is not recorded")
        case RatingRecord():
            return Text("passed on {day}", day=record.approved_on or "")
        case Adjustment(stage="claimed"):
            return Text("claimed, not agreed")
        case _:
            return Text("agreed")
