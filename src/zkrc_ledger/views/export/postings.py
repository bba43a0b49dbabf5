"""A settlement as double entries in party B's books, for whatever program keeps journals.

The receivable of each period takes what its lines come to and gives what was paid. Account names
are English in every language: they are identifiers, and journals of several readers may meet.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.text import shown, spoken
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.says import says
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.views.layout import harmless
from zkrc_ledger.views.words import days, figure_words, state

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.account import Account
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import FallenAway, Kind, Line, PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment

CURRENCY = "CNY"
BANK, OUTPUT_TAX, TAX_INCLUDED = "Assets:Bank", "Liabilities:OutputTax", "Income:TaxIncluded"
ACCOUNTS: Mapping[Kind, str] = {
    "installment": "Income:Installments",
    "reward": "Income:Rewards",
    "deduction": "Income:Deductions",
    "additional_work": "Income:AdditionalWork",
    "tax": OUTPUT_TAX,
    "breach": "Expenses:Breach",
    "fees": "Expenses:Fees",
    "damages": "Expenses:Damages",
    "offset": "Assets:Offsets",
}


@value_class()
class Posting:
    """What one account takes or gives, in yuan; `why` is one harmless line."""

    account: str
    amount: Decimal
    why: str = ""


@value_class()
class Entry:
    """Postings of a day that sum to nothing. What is not `settled` can still change."""

    day: date
    settled: bool
    text: str
    postings: tuple[Posting, ...]


@value_class()
class Journal:
    """All entries in the order of their days, and what each account holds in the end.

    `balances` are taken from the settlement's own sums and not from the postings, so that a
    program that checks them checks the entries. They hold at the beginning of `asserted_on`.
    """

    remarks: tuple[str, ...]
    entries: tuple[Entry, ...]
    balances: Mapping[str, Decimal]
    asserted_on: date

    @property
    def opened_on(self) -> date:
        """The day of the first entry."""
        return self.entries[0].day


def journal(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> Journal:
    """The journal of some periods; with all of them, of those that fell away too."""
    settlement = assessment.settlement
    fallen = settlement.fallen_away if len(periods) == len(settlement.periods) else ()
    ends = assessment.schedule.end
    entries = [
        *(_settled(one, tr) for one in periods),
        *(_fallen(one, ends, tr) for one in fallen if one.offsets),
        *(_paid(one.account, id_, tr) for id_, one in _each(periods, fallen)),
    ]
    flat = sorted(
        (entry for part in entries for entry in part), key=lambda entry: entry.day
    )  # sorted is stable: entries of one day stay in the order of the periods
    return Journal(
        remarks=tuple(map(harmless, _remarks(assessment, periods, tr))),
        entries=tuple(flat),
        balances=_balances(periods, fallen),
        asserted_on=flat[-1].day + timedelta(days=1),
    )


def _each(
    periods: Sequence[PeriodSettlement], fallen: Sequence[FallenAway]
) -> Iterator[tuple[str, PeriodSettlement | FallenAway]]:
    yield from ((one.period.id, one) for one in periods)
    yield from ((one.period, one) for one in fallen)


def _receivable(period: str) -> str:
    return f"Assets:Receivable:{period}"


def _settled(settled: PeriodSettlement, tr: Translator) -> Iterator[Entry]:
    """三.2 What a period's lines come to, on its last day."""
    period = settled.period
    text = tr("Settlement of {period}, {days}", period=period.id, days=days(period, tr))
    final = settled.state == "final"
    yield _entry(
        period.id, period.end, settled.lines, _taxed(settled, tr),
        text if final else f"{text}: {state(settled.state, tr).text}", tr, settled=final,
    )  # fmt: skip


def _fallen(one: FallenAway, day: date, tr: Translator) -> Iterator[Entry]:
    text = tr("{period} fell away: offsets", period=one.period)
    yield _entry(one.period, day, one.offsets, (), text, tr, settled=True)


def _entry(
    period: str,
    day: date,
    lines: Sequence[Line],
    more: Sequence[Posting],
    text: str,
    tr: Translator,
    *,
    settled: bool,
) -> Entry:
    receivable = Posting(account=_receivable(period), amount=total(one.amount for one in lines))
    booked = [
        Posting(account=ACCOUNTS[one.kind], amount=-one.amount, why=_why(one, tr)) for one in lines
    ]
    return Entry(
        day=day, settled=settled, text=harmless(text), postings=(receivable, *booked, *more)
    )


def _taxed(settled: PeriodSettlement, tr: Translator) -> tuple[Posting, ...]:
    """三.1 The tax within a price that includes it; on top it is a line of its own."""
    tax = _tax_within(settled)
    if not tax or not settled.vat:
        return ()
    why = tr("VAT at {percent}%, included", percent=f"{settled.vat.percent:f}")
    return (
        Posting(account=TAX_INCLUDED, amount=tax, why=why),
        Posting(account=OUTPUT_TAX, amount=-tax, why=why),
    )


def _tax_within(settled: PeriodSettlement) -> Decimal:
    return ZERO if settled.of("tax") or settled.vat is None else settled.vat.tax


def _why(line: Line, tr: Translator) -> str:
    parts = [figure_words(line, tr), shown(line.clauses, tr), _name(line.record)]
    return harmless("  ".join(part for part in parts if part))


def _name(record: Record | None) -> str:
    return f"{record.place or ''} {getattr(record, 'id', '')}".strip() if record else ""


def _paid(account: Account, period: str, tr: Translator) -> Iterator[Entry]:
    for one in account.payments:
        if one.date is None or one.amount is None:
            continue  # the checks let no such payment through; the types do not know
        why = harmless("  ".join(part for part in (one.ref, one.note, _name(one)) if part))
        yield Entry(
            day=one.date,
            settled=True,
            text=harmless(spoken(says(one), tr)),
            postings=(
                Posting(account=BANK, amount=one.amount, why=why),
                Posting(account=_receivable(period), amount=-one.amount),
            ),
        )


def _balances(
    periods: Sequence[PeriodSettlement], fallen: Sequence[FallenAway]
) -> dict[str, Decimal]:
    """The sums of the settlement, by account."""
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in periods:
        price_and_set_offs = one.net if one.net is not None else one.sum_of(*ACCOUNTS)
        found[_receivable(one.period.id)] += price_and_set_offs - one.received
        if one.account.payments:
            found[BANK] += one.received
        for kind, account in ACCOUNTS.items():
            if one.of(kind):
                found[account] -= one.sum_of(kind)
        if tax := _tax_within(one):
            found[TAX_INCLUDED] += tax
            found[OUTPUT_TAX] -= tax
    for gone in fallen:
        found[_receivable(gone.period)] += gone.outstanding
        if gone.account.payments:
            found[BANK] += gone.account.received
        if gone.offsets:
            found[ACCOUNTS["offset"]] -= gone.net
    return dict(sorted(found.items()))


def _remarks(
    assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator
) -> Iterator[str]:
    """What the entries cannot say: whose books, how sure, and what is not counted."""
    contract = assessment.contract
    yield f"{contract.number}  {contract.contract.name}"
    yield tr("Settlement code {code}", code=settlement_code(settled_by(assessment)))
    yield tr("The books of party B, in yuan, as of {day}.", day=assessment.today)
    if open_ := tuple(one.period.id for one in periods if one.state != "final"):
        yield tr("Draft, for checking only, not a basis for payment")
        yield tr(
            "Entries marked ! are not final yet and can still change: {periods}.", periods=open_
        )
    for one in periods:
        yield from _not_counted(one, tr)
        for invoice in one.account.invoices:
            yield spoken(says(invoice), tr)


def _not_counted(settled: PeriodSettlement, tr: Translator) -> Iterator[str]:
    if settled.net is None:
        yield tr("{period} is undetermined: no amount is agreed yet.", period=settled.period.id)
    for line in settled.claimed_lines:
        yield tr(
            "Claimed, neither agreed nor counted: {text}, {amount}.",
            text=f"{settled.period.id} {spoken(line.text, tr)}",
            amount=line.amount,
        )
    for line in settled.apart:
        yield tr(
            "Settled apart, not counted here: {text}, {amount}.",
            text=f"{settled.period.id} {spoken(line.text, tr)}",
            amount=line.amount,
        )
