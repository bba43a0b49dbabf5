"""The sheets about all periods: the reconciliation, and the summary in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.text import spoken
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.notices import notices_for
from zkrc_ledger.views.export.paper import Live
from zkrc_ledger.views.words import amendment_words, deadline, state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from zkrc_ledger.model.account import Account
    from zkrc_ledger.model.settlement import FallenAway, PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.export.paper import Paper, Value
    from zkrc_ledger.views.export.xlsx_settlement import SettlementSheet

_SUMS = ("price", "net", "invoiced", "to_invoice", "received", "outstanding")


@value_class()
class Lists:
    """Where the invoices and the payments stand: the period of each, and the amount."""

    invoices: tuple[str, str]
    payments: tuple[str, str]

    def invoiced(self, period: str) -> str:
        """The formula of what was invoiced for a period."""
        return f'SUMIF({self.invoices[0]},"{period}",{self.invoices[1]})'

    def received(self, period: str) -> str:
        """The formula of what was received for a period."""
        return f'SUMIF({self.payments[0]},"{period}",{self.payments[1]})'


def fill_lists(paper: Paper, accounts: Mapping[str, Account], rows: int, draft: Live) -> Lists:
    """三.2 Every invoice and payment, beneath a table of so many rows that comes later."""
    tr = paper.tr
    paper.title(tr("Reconciliation"), draft)
    paper.skip(rows + 3)
    number, day, record = tr("Number"), tr("Date"), tr("Record")
    paper.add([tr("Invoices")], "title")
    paper.headings([tr("Period"), tr("Yuan"), day, number, tr("Red letter of"), tr("Note"), record])
    first = paper.row + 1
    for id_, account in accounts.items():
        for one in account.invoices:
            paper.add([id_, one.signed, one.date, one.number, one.red_of, one.note, _at(one)])
    if paper.row < first:
        paper.add([""] * 7)
    invoices = paper.range(1, first, paper.row), paper.range(2, first, paper.row)
    paper.skip()
    paper.add([tr("Payments")], "title")
    paper.headings([tr("Period"), tr("Yuan"), day, tr("Reference"), "", tr("Note"), record])
    first = paper.row + 1
    for id_, account in accounts.items():
        for paid in account.payments:
            paper.add([id_, paid.amount, paid.date, paid.ref, "", paid.note, _at(paid)])
    if paper.row < first:
        paper.add([""] * 7)
    payments = paper.range(1, first, paper.row), paper.range(2, first, paper.row)
    return Lists(invoices=invoices, payments=payments)


def _at(record: object) -> str:
    return f"{getattr(record, 'place', None) or ''} {getattr(record, 'id', '')}".strip()


def fill_reconciliation(
    paper: Paper,
    settled: Sequence[tuple[PeriodSettlement, SettlementSheet]],
    fallen: Sequence[FallenAway],
    lists: Lists,
) -> None:
    """三.2 For each period what it costs, is paid, was invoiced and received, and what is left."""
    tr, last, paper.row = paper.tr, paper.row, 2
    paper.headings(
        [
            *(tr("Period"), tr("Price"), tr("Price less set-offs"), tr("Invoiced")),
            *(tr("To invoice"), tr("Received"), tr("Outstanding")),
        ]
    )
    first = paper.row + 1
    for one, sheet in settled:
        paper.add([one.period.id, *(_linked(one, sheet, name, tr) for name in _SUMS)])
    for gone in fallen:
        row = paper.row + 1
        invoiced = Live(lists.invoiced(gone.period), gone.account.invoiced)
        received = Live(lists.received(gone.period), gone.account.received)
        paper.add(
            [
                *(gone.period, ZERO, gone.net, invoiced, Live(f"-D{row}", gone.to_invoice)),
                *(received, Live(f"C{row}-F{row}", gone.outstanding)),
            ]
        )
    values: list[list[Decimal | None]] = [
        [*(getattr(one, name) for one, _ in settled), *(_gone(one, name) for one in fallen)]
        for name in _SUMS
    ]
    paper.add([tr("Total"), *_totals(paper, first, range(2, 8), values)], "sum")
    paper.row = last


def _gone(one: FallenAway, name: str) -> Decimal:
    if name == "price":
        return ZERO
    found: Decimal = getattr(one if hasattr(one, name) else one.account, name)
    return found


def _linked(one: PeriodSettlement, sheet: SettlementSheet, name: str, tr: Translator) -> Live:
    """A sum of a period's sheet; what is not known says why."""
    value, open_ = getattr(one, name), tr("undetermined") if one.net is None else tr("not final")
    return Live(sheet.sums[name], open_ if value is None else value)


def _totals(
    paper: Paper, first: int, columns: range, values: Sequence[Sequence[Decimal | None]]
) -> list[Value]:
    """The sums of columns; what is not known is not in them."""
    return [
        Live(
            f"SUM({paper.range(column, first, paper.row)})",
            total(one for one in known if one is not None),
        )
        for column, known in zip(columns, values, strict=True)
    ]


def fill_summary(
    paper: Paper,
    assessment: Assessment,
    settled: Sequence[tuple[PeriodSettlement, SettlementSheet]],
    draft: Live,
    code: str,
) -> None:
    """Which contract, on which day, by which code; a row a period; what to know beside."""
    tr, contract = paper.tr, assessment.contract
    paper.title(f"{contract.contract.name}  {contract.number}", draft)
    start, end = assessment.schedule.periods[0].start, assessment.schedule.end
    for text in (
        tr("Party A: {name}", name=contract.parties.a),
        tr("Party B: {name}", name=contract.parties.b),
        tr(
            "Service term {start} to {end}, {months} months; total {total} yuan.",
            start=start,
            end=end,
            months=len(assessment.schedule.months),
            total=contract.price.total,
        ),
        tr("Status on {day}.", day=assessment.today) + f"  {code}",
    ):
        paper.remark(text)
    paper.skip()
    paper.headings(
        [
            *(tr("Period"), tr("From"), tr("To"), tr("State"), tr("Price"), tr("Amount due")),
            *(tr("Party B owes"), tr("Invoiced"), tr("To invoice"), tr("Received")),
            *(tr("Outstanding"), tr("Request by")),
        ],
        frozen=True,
    )
    first = paper.row + 1
    for one, sheet in settled:
        owed = _owed(one)
        figures: list[Value] = [
            *(_linked(one, sheet, name, tr) for name in ("price", "due")),
            Live(sheet.sums["owed"], tr("undetermined") if owed is None else owed),
            *(_linked(one, sheet, name, tr) for name in ("invoiced", "to_invoice")),
            *(_linked(one, sheet, name, tr) for name in ("received", "outstanding")),
        ]
        period = one.period
        paper.add(
            [
                *(period.id, period.start, period.end),
                Live(sheet.sums["state"], state(one.state, tr).text),
                *figures,
                deadline(period.request_by, tr),
            ]
        )
    names = ("price", "due", "owed", "invoiced", "to_invoice", "received", "outstanding")
    values = [
        [_owed(one) if name == "owed" else getattr(one, name) for one, _ in settled]
        for name in names
    ]
    paper.add([tr("Total"), "", "", "", *_totals(paper, first, range(5, 12), values), ""], "sum")
    paper.skip()
    for text in _beside(paper, assessment):
        paper.remark(text)


def _owed(one: PeriodSettlement) -> Decimal | None:
    return None if one.net is None else one.owed_by_contractor


def _beside(paper: Paper, assessment: Assessment) -> list[str]:
    tr = paper.tr
    return [
        tr("Formulas follow the yellow cells of the rating summary; the ledger's files do not."),
        *(amendment_words(one, tr) for one in assessment.terms.amendments),
        *(spoken(one.message, tr) for one in notices_for(assessment, None)),
    ]
