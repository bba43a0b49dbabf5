"""The sheet of one payment period: its lines, and sums that follow the ratings.

Every reading is followed by the formulas: rewards paid at the end, a ceiling, tax on top. What
no formula can know is the ledger's own figure: records, an amount agreed after a termination,
whether the period is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.settlement import SET_OFF_KINDS
from zkrc_ledger.model.text import shown, spoken
from zkrc_ledger.model.value import value_class
from zkrc_ledger.model.words import in_words
from zkrc_ledger.rules.clauses.annex1_6_rewards import months_behind
from zkrc_ledger.views.export.paper import Live
from zkrc_ledger.views.export.xlsx_ratings import DEDUCTION, RATING, REWARD, STAGE
from zkrc_ledger.views.words import days, stage, state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from zkrc_ledger.model.settlement import Line, PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.export.paper import Look, Paper, Value
    from zkrc_ledger.views.export.xlsx_ratings import RatingsSheet

_FIGURE = 3  # the column of the figures


@value_class()
class SettlementSheet:
    """Where a period's figures stand: its sums by name, and each line with its two cells."""

    sums: Mapping[str, str]
    lines: Sequence[tuple[Line, Live, Live]]


class _Filling:
    """One period on its sheet."""

    def __init__(
        self, paper: Paper, assessment: Assessment, settled: PeriodSettlement, ratings: RatingsSheet
    ) -> None:
        self.paper, self.tr = paper, paper.tr
        self.assessment, self.settled, self.ratings = assessment, settled, ratings
        self.contract = assessment.contract
        self.sums: dict[str, str] = {}
        self.lines: list[tuple[Line, Live, Live]] = []
        # 四.7 what is agreed for a period that was cut covers its own months
        self.covered = settled.period.cut and settled.state != "undetermined"

    def line(self, line: Line | None, month: str, item: Value, amount: Decimal | Live) -> None:
        """A figure, its clauses and its record."""
        record = line.record if line else None
        self.paper.add(
            [
                month,
                item,
                amount,
                shown(line.clauses, self.tr) if line else "",
                f"{record.place or ''} {getattr(record, 'id', '')}".strip() if record else "",
            ]
        )
        if line:
            words = item.value if isinstance(item, Live) else str(item)
            cells = Live(self.paper.ref(2), words), Live(self.paper.ref(_FIGURE), line.amount)
            self.lines.append((line, *cells))

    def sum(
        self, name: str, heading: str, formula: str, value: Decimal | str | None, look: Look = "sum"
    ) -> None:
        """A sum under a name by which others refer to it; what is not determined says so."""
        undetermined = self.tr("undetermined")
        shown_ = undetermined if value is None else Live(formula, value)
        self.paper.add(["", heading, shown_, "", ""], look)
        self.sums[name] = self.paper.ref(_FIGURE)

    def rated(self) -> None:
        """附件1.六 A line a month: the period's own, and those whose rewards it pays."""
        own = [month.id for month in self.settled.period.months]
        last = self.settled.period is self.assessment.schedule.periods[-1]
        at_the_end = self.contract.readings.rewards_paid == "at_the_end"
        by_month = {line.month: line for line in self.settled.lines if line.month}
        for month in self.ratings.rows:
            if month in own:
                columns = [DEDUCTION] if at_the_end and not last else [REWARD, DEDUCTION]
                self._month(month, [] if self.covered else columns, by_month.get(month))
            elif at_the_end and last:
                self._month(month, [REWARD], by_month.get(month))

    def _month(self, month: str, columns: Sequence[int], line: Line | None) -> None:
        tr, record = self.tr, self.assessment.records.ratings.get(month)
        rating, at = self.ratings.cell(month, RATING), self.ratings.cell(month, STAGE)
        unrated = tr("not rated")
        words = f"{record.rating}  {stage(record, tr)}" if record else unrated
        item = Live(f'IF({rating}="","{unrated}",{rating}&"  "&{at})', words)
        cells = [self.ratings.cell(month, column) for column in columns]
        amount = line.amount if line else ZERO
        self.line(line, month, item, Live("+".join(cells), amount) if cells else ZERO)

    def booked(self, *kinds: str) -> None:
        """The lines of records, as the ledger has them."""
        for line in self.settled.lines:
            if line.kind in kinds and not line.month:
                self.line(line, "", spoken(line.text, self.tr), line.amount)

    def price(self) -> None:
        """三.2, 三.1 The installment, the ratings, additional work, tax, and their sum."""
        tr, paper, settled = self.tr, self.paper, self.settled
        first = paper.row + 1
        self.booked("installment")
        self.rated()
        self.booked("additional_work")
        if taxes := settled.of("tax"):
            percent = self._percent()
            without = paper.range(_FIGURE, first, paper.row)
            formula = f"ROUND(SUM({without})*{percent}/100,2)"
            tax = tr("VAT at {percent}%", percent=percent)
            self.line(taxes[0], "", tax, Live(formula, taxes[0].amount))
        price = f"SUM({paper.range(_FIGURE, first, paper.row)})"
        self.sum("price", tr("Price"), price, settled.price)

    def _percent(self) -> str:
        contract = self.assessment.terms.governing_period(self.settled.period.number).contract
        assert contract.invoice is not None  # noqa: S101  (else there is no tax)
        return f"{contract.invoice.vat_percent:f}"

    def net(self) -> None:
        """三.2 The set-offs, what is due, and what party B owes where they are more."""
        tr, paper, settled = self.tr, self.paper, self.settled
        first = paper.row + 1
        self.booked(*SET_OFF_KINDS)
        offs = f"SUM({paper.range(_FIGURE, first, paper.row)})" if paper.row >= first else "0"
        self.sum("set_offs", tr("Set-offs together"), offs, settled.set_offs)
        net = f"{self.sums['price']}+{self.sums['set_offs']}"
        self.sum("net", tr("Price less set-offs"), net, settled.net)
        due = f"MAX(0,{self.sums['net']})"
        self.sum("due", tr("Amount due"), due, settled.due)
        self.words()
        owed = None if settled.net is None else settled.owed_by_contractor
        self.sum("owed", tr("Party B owes"), f"MAX(0,-{self.sums['net']})", owed)
        if settled.claimed:
            paper.add(["", tr("Claimed, not counted"), settled.claimed, "", ""])
            undisputed = f"MAX(0,{self.sums['due']}-{paper.ref(_FIGURE)})"
            self.sum("undisputed", tr("Undisputed"), undisputed, settled.undisputed)

    def words(self) -> None:
        """The amount due in words, while it is the ledger's own."""
        due = self.settled.due
        if due is None:
            return
        words = in_words(due)
        changed = self.tr("changed: look the words up anew")
        value = Live(f'IF({self.off_by()}=0,"{words}","{changed}")', words)
        self.paper.add(["", self.tr("Amount due in words"), value, "", ""], "strong")

    def off_by(self) -> str:
        """The formula of how far the sheet is from the ledger's own figure."""
        own = self.settled.net
        return "0" if own is None else f"ROUND({self.sums['net']}-({own:f}),2)"

    def trial(self) -> None:
        """Whether the sheet still has the ledger's own figure."""
        tr, own = self.tr, self.settled.net
        if own is not None:
            self.paper.add(["", tr("Price less set-offs, by the ledger"), own, "", ""])
            self.sum("trial", tr("Changed in this workbook by"), self.off_by(), ZERO, "")

    def state(self) -> str:
        """The formula of the period's state."""
        tr, settled = self.tr, self.settled
        if settled.state == "undetermined" or not settled.ended:
            return f'"{state(settled.state, tr).text}"'
        behind = months_behind(self.contract, self.assessment.schedule, settled.period)
        own = {month.id for month in settled.period.months}
        months = [month for month in behind if not (self.covered and month in own)]
        periods = dict.fromkeys(
            one.id
            for one in self.assessment.schedule.periods
            if any(month.id in months for month in one.months)
        )
        blank = [f"COUNTBLANK({one})" for one in self.ratings.columns(RATING, periods)]
        proposed = tr("proposed")
        waiting = [f'COUNTIF({one},"{proposed}")' for one in self.ratings.columns(STAGE, periods)]
        words = [state(one, tr).text for one in ("incomplete", "proposed", "final")]
        return (
            f'IF({"+".join(blank) or 0}>0,"{words[0]}",'
            f'IF({"+".join(waiting) or 0}>0,"{words[1]}","{words[2]}"))'
        )

    def money(self, invoiced: str, received: str) -> None:
        """三.2 What was invoiced and received, and what that leaves while nothing is open."""
        tr, settled = self.tr, self.settled
        word = state(settled.state, tr).text
        self.sum("state", tr("State"), self.state(), word)
        final, open_ = state("final", tr).text, tr("not final")
        is_final = f'{self.sums["state"]}="{final}"'
        invoice_sum = self.sums["price" if settled.invoice_for == "price" else "due"]
        self.sum("invoiced", tr("Invoiced"), invoiced, settled.invoiced)
        for name, heading, left, value in (
            ("to_invoice", tr("To invoice"), "invoiced", settled.to_invoice),
            ("outstanding", tr("Outstanding"), "received", settled.outstanding),
        ):
            if name == "outstanding":
                self.sum("received", tr("Received"), received, settled.received)
            base = invoice_sum if name == "to_invoice" else self.sums["net"]
            formula = f'IF({is_final},{base}-{self.sums[left]},"{open_}")'
            missing = None if settled.net is None else open_
            self.sum(name, heading, formula, missing if value is None else value)
        if settled.vat and settled.invoice_sum is not None:
            percent = f"{settled.vat.percent:f}"
            net = f"ROUND({invoice_sum}*100/(100+{percent}),2)"
            self.sum("without_tax", tr("Of it without tax"), net, settled.vat.net, "")
            tax = f"{invoice_sum}-{self.sums['without_tax']}"
            heading = tr("Of it VAT at {percent}%", percent=percent)
            self.sum("tax", heading, tax, settled.vat.tax, "")


def fill_settlement(
    paper: Paper,
    assessment: Assessment,
    settled: PeriodSettlement,
    ratings: RatingsSheet,
    *,
    invoiced: str,
    received: str,
    code: str,
) -> SettlementSheet:
    """三.2 One period; `invoiced` and `received` are the formulas of what was."""
    tr, filling = paper.tr, _Filling(paper, assessment, settled, ratings)
    period = settled.period
    paper.title(tr("Settlement of {period}, {days}", period=period.id, days=days(period, tr)))
    draft_row = paper.row
    paper.remark(f"{assessment.contract.number}  {assessment.contract.contract.name}  {code}")
    paper.headings([tr("Month"), tr("Item"), tr("Yuan"), tr("Clause"), tr("Record")], frozen=True)
    filling.price()
    filling.net()
    filling.money(invoiced, received)
    filling.trial()
    _not_counted(paper, settled)
    last, paper.row = paper.row, draft_row
    paper.put(1, _draft(filling), "draft")
    paper.row = last
    return SettlementSheet(sums=filling.sums, lines=filling.lines)


def _draft(filling: _Filling) -> Live:
    """The mark of what is not final, or no longer the ledger's own figure."""
    tr = filling.tr
    said, final = tr("Draft, for checking only, not a basis for payment"), state("final", tr).text
    state_ = filling.sums["state"]
    formula = f'IF(AND({state_}="{final}",{filling.off_by()}=0),"","{said}")'
    return Live(formula, "" if filling.settled.state == "final" else said)


def _not_counted(paper: Paper, settled: PeriodSettlement) -> None:
    tr = paper.tr
    for line in settled.claimed_lines:
        paper.remark(
            tr(
                "Claimed, neither agreed nor counted: {text}, {amount}.",
                text=line.text,
                amount=line.amount,
            )
        )
    for line in settled.apart:
        paper.remark(
            tr(
                "Settled apart, not counted here: {text}, {amount}.",
                text=line.text,
                amount=line.amount,
            )
        )
    if settled.state != "final" and settled.range.low != settled.range.high:
        paper.remark(
            tr(
                "By the ledger it can still come to {low} at the lowest and {high} at the highest.",
                low=settled.range.low,
                high=settled.range.high,
            )
        )
    if settled.period.cut:
        paper.remark(
            tr(
                "The period was cut by a termination: what was agreed for it is the ledger's own "
                "figure, which no rating changes."
            )
        )
