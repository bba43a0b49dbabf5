"""The whole derivation of a period's sums as trees: figure, clause, record, arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.settlement import PRICE_KINDS, SET_OFF_KINDS
from zkrc_ledger.rules.readings import readings_behind
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.views import due
from zkrc_ledger.views.blocks import Line, Node
from zkrc_ledger.views.pieces import Pieces
from zkrc_ledger.views.verdict import verdict
from zkrc_ledger.views.words import (
    amendment_words,
    days,
    kind_words,
    reading_standing,
    request_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zkrc_ledger.model.settlement import Kind, PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Block
    from zkrc_ledger.views.serial import Tree


def blocks(assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> list[Block]:
    """One period from its sums down to clauses and records."""
    number, period = assessment.contract.number, settled.period
    derivation = _Derivation(assessment, settled, tr)
    return [
        Line(f"{number}  {period.id}  {days(period, tr)}", "title"),
        verdict(assessment, settled, tr),
        Line(tr("Settlement code {code}", code=settlement_code(settled_by(assessment)))),
        Line(),
        *derivation.sums(),
        *derivation.not_counted(),
        *derivation.money(),
        derivation.days(),
        derivation.deadline(),
        derivation.readings(),
    ]


def tree(assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> Tree:
    """The period's settlement with the code that both parties compare."""
    return due.tree(assessment, settled, tr) | code(assessment)


def code(assessment: Assessment) -> Tree:
    """The settlement code."""
    return {"settlement_code": settlement_code(settled_by(assessment))}


class _Derivation(Pieces):
    """The trees of one period for one reader."""

    def sums(self) -> Iterator[Node]:
        """三.2 The price, the set-offs, the net and what is due of it."""
        tr, settled = self.tr, self.settled
        set_offs = self.kinds(SET_OFF_KINDS)
        price = self.kinds(PRICE_KINDS)
        if settled.price is None or settled.net is None:
            yield Node(tr("Price, undetermined until an amount is agreed"), price, "stop")
        else:
            amounts = [settled.sum_of(kind) for kind in PRICE_KINDS if settled.of(kind)]
            equation = self.equation(amounts)
            heading = (
                tr("Price {equation}", equation=equation)
                if set_offs
                else tr("Price and amount due {equation}", equation=equation)
            )
            yield Node(heading, price, "strong")
        if set_offs:
            amounts = [settled.sum_of(kind) for kind in SET_OFF_KINDS if settled.of(kind)]
            equation = self.equation(amounts)
            yield Node(tr("Set-offs {equation}", equation=equation), set_offs, "strong")
        if set_offs and settled.price is not None:
            equation = self.equation([settled.price, settled.set_offs])
            yield Node(tr("Price less set-offs {equation}", equation=equation), tone="strong")
        if settled.owed_by_contractor:
            owed = settled.owed_by_contractor
            yield Node(tr("Nothing is due; party B owes {owed}", owed=owed), tone="stop")
        elif set_offs and settled.due is not None:
            yield Node(tr("Amount due {due}", due=settled.due), tone="strong")
        if settled.state != "final" and settled.range.low != settled.range.high:
            yield Node(
                tr(
                    "It can still come to {low} at the lowest and {high} at the highest.",
                    low=settled.range.low,
                    high=settled.range.high,
                ),
                tone="caution",
            )

    def kinds(self, kinds: Iterable[Kind]) -> list[Node]:
        """The lines by kind, each kind with its clauses and its sum."""
        tr = self.tr
        return [
            Node(
                f"{kind_words(kind, tr)} {self.equation([line.amount for line in lines])}",
                self.figures(lines),
            )
            for kind in kinds
            if (lines := self.settled.of(kind))
        ]

    def not_counted(self) -> Iterator[Node]:
        """What is claimed, settled apart, or an estimate."""
        tr, settled = self.tr, self.settled
        if settled.claimed_lines:
            yield Node(
                tr("Claimed, neither agreed nor counted"),
                self.figures(settled.claimed_lines),
                "caution",
            )
        if settled.apart:
            yield Node(
                tr("Settled apart, not counted here"), self.figures(settled.apart), "caution"
            )
        if settled.estimate is not None:
            text = tr(
                "Pro rata by days the installment would be {estimate}: an estimate that nobody "
                "agreed to.",
                estimate=settled.estimate,
            )
            yield Node(text, tone="caution")

    def money(self) -> Iterator[Node]:
        """三.2 What was invoiced and received, and what that leaves."""
        tr, settled = self.tr, self.settled
        invoices = list(map(self.record, settled.account.invoices))
        clause = [self.clause(self.contract.invoice)] if self.contract.invoice else []
        if settled.to_invoice is None:
            heading = tr(
                "To invoice: nothing until the amount is final; invoiced {invoiced}",
                invoiced=settled.invoiced,
            )
        else:
            whole = settled.invoice_sum or ZERO
            equation = self.difference(whole, settled.invoiced)
            heading = tr("To invoice {equation}", equation=equation)
        yield Node(heading, [*clause, *invoices], "strong")
        if settled.outstanding is not None:
            equation = self.difference(settled.net or ZERO, settled.received)
            heading = tr("Outstanding {equation}", equation=equation)
        else:
            heading = tr("Received {received}", received=settled.received)
        yield Node(heading, list(map(self.record, settled.account.payments)), "strong")

    def days(self) -> Node:
        """二, 三.2 Why the period has these days."""
        contract, period = self.contract, self.settled.period
        cycles = [
            Node(
                f"{cycle.id}  {days(cycle, self.tr)}",
                [
                    Node(f"{month.id}  {days(month, self.tr)}")
                    for month in period.months
                    if month.start in cycle
                ],
            )
            for cycle in period.cycles
        ]
        return Node(
            f"{period.id}  {days(period, self.tr)}",
            [
                self.clause(contract.term),
                self.clause(contract.evaluation_cycle),
                self.clause(contract.payment_period),
                *self.moved(),
                *cycles,
            ],
            "strong",
        )

    def moved(self) -> Iterator[Node]:
        """七.1, 四.7 The amendments that moved the period's days, and their clauses."""
        terms, contract, period = self.assessment.terms, self.contract, self.settled.period
        for extension in terms.extensions:
            if extension.start <= period.end:
                clause = [self.clause(contract.force_majeure)] if contract.force_majeure else []
                yield Node(amendment_words(extension, self.tr), clause)
        if terms.termination and period.cut:
            clause = [self.clause(contract.termination)] if contract.termination else []
            yield Node(amendment_words(terms.termination, self.tr), clause)

    def deadline(self) -> Node:
        """三.2 How the request deadline was counted."""
        by = self.settled.period.request_by
        provisions, changes = self.governing.provisions(
            "funds_request",
            "funds_request.working_days",
            "readings.request_bounds",
            "readings.request_counted_from",
        )
        marks = map(self.record, self.settled.account.events)
        counted = [*map(self.clause, provisions), *self.changed(changes), *marks]
        if by.basis == "estimated":
            counted.append(
                Node(self.tr("An estimate: the working days of a year in it are not published yet"))
            )
        return Node(request_sentence(self.contract, by, self.tr), counted, "strong")

    def readings(self) -> Node:
        """Where the wording leaves room, how it is read here, and who says so."""
        nodes = [
            Node(
                self.tr(
                    "{question}: {answer} ({standing})",
                    question=taken.question,
                    answer=taken.answer,
                    standing=reading_standing(taken, self.tr),
                )
            )
            for taken in readings_behind(self.assessment, self.settled)
        ]
        heading = self.tr("Readings: where the contract's wording leaves room")
        return Node(heading, nodes, "strong")
