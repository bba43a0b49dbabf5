"""The pieces of a derivation: a figure, its clauses, the record behind it, what changed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import total
from zkrc_ledger.model.records import Rating
from zkrc_ledger.model.text import listed, shown
from zkrc_ledger.rules.says import says
from zkrc_ledger.rules.steps import deciding_body
from zkrc_ledger.views.blocks import Node
from zkrc_ledger.views.changes import changes_in_words
from zkrc_ledger.views.words import figure_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from zkrc_ledger.model.contract import Clauses
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import Line as Figure
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.terms import TermChange
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Tone


class Pieces:
    """Builds the nodes of one period for one reader."""

    def __init__(self, assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> None:
        self.assessment = assessment
        self.settled = settled
        self.tr = tr
        self.governing = assessment.terms.governing_period(settled.period.number)
        self.contract = self.governing.contract

    def figures(self, lines: Sequence[Figure]) -> list[Node]:
        """The provisions that some lines rest on, each once; then the lines."""
        provisions = [provision for line in lines for provision in line.provisions]
        if any(line.month for line in lines):
            parts = (self.contract.final_rating, self.contract.adjustments)
            provisions += [part for part in parts if part]
        return [*map(self.clause, dict.fromkeys(provisions)), *map(self.figure, lines)]

    def figure(self, line: Figure) -> Node:
        """One figure: its words, its amount, the numbers of its clauses, the record behind it."""
        tr = self.tr
        words = f"{figure_words(line, tr)} {shown(line.amount, tr)}"
        clauses = f" [{shown(line.clauses, tr)}]" if line.clauses else ""
        record = [self.record(line.record)] if line.record else []
        tone: Tone = "caution" if line.stage == "proposed" else ""
        return Node(words + clauses, [*record, *self.changed(line.changes)], tone)

    def changed(self, changes: Iterable[TermChange]) -> list[Node]:
        """八.1 What a supplemental agreement changed, in words."""
        return [Node(text) for text in changes_in_words(changes, self.tr)]

    def clause(self, provision: Clauses) -> Node:
        """The clauses by number and heading, and what they say, in our words."""
        known, language = self.contract.clauses, self.tr.language
        named = listed(
            (f"{number} {known[number].within(language)}" for number in provision.clauses), self.tr
        )
        return Node(
            self.tr("Clause {clauses}: {summary}", clauses=named, summary=provision.summary)
        )

    def record(self, record: Record) -> Node:
        """The record: where it stands, what it says, what it rests on and what it replaced."""
        tr = self.tr
        name = f"{record.place or ''} {getattr(record, 'id', '')}".strip()
        details = [self.passed(record)] if isinstance(record, Rating) else []
        if basis := getattr(record, "basis", ""):
            details.append(tr("Basis: {text}", text=basis))
        if record.note:
            details.append(tr("Note: {text}", text=record.note))
        if record.was:
            details.append(tr("It replaces: {text}", text=record.was))
        if record.reason:
            details.append(tr("Reason: {text}", text=record.reason))
        return Node(
            tr("Record {name}: {says}", name=name, says=says(record)), list(map(Node, details))
        )

    def passed(self, rating: Rating) -> str:
        """附件1.七 Whether the body that decides passed a rating, and when."""
        tr, body = self.tr, deciding_body(self.assessment.terms)
        if rating.stage == "proposed":
            return tr("Not passed by {body} yet", body=body)
        if rating.approved_on is None:
            return tr("Passed by {body}; the day is not recorded", body=body)
        return tr("Passed by {body} on {day}", body=body, day=rating.approved_on)

    def equation(self, amounts: Sequence[Decimal]) -> str:
        """A sum written out: 408,800.00 = 388,800.00 + 30,000.00 - 10,000.00."""
        result = shown(total(amounts), self.tr)
        if len(amounts) == 1:
            return result
        terms = [shown(amounts[0], self.tr), *(self.signed(amount) for amount in amounts[1:])]
        return f"{result} = {' '.join(terms)}"

    def difference(self, whole: Decimal, less: Decimal) -> str:
        """A difference written out: 8,800.00 = 408,800.00 - 400,000.00."""
        taken = self.signed(-less) if less else f"- {shown(less, self.tr)}"
        return f"{shown(whole - less, self.tr)} = {shown(whole, self.tr)} {taken}"

    def signed(self, amount: Decimal) -> str:
        """A further term of a sum."""
        return f"{'-' if amount < 0 else '+'} {shown(abs(amount), self.tr)}"
