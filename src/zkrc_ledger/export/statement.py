"""What the papers of one payment say, as plain values: made once, used by every format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zkrc_ledger.export import chinese
from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.records import Rating
from zkrc_ledger.model.settlement import PRICE_KINDS, SET_OFF_KINDS
from zkrc_ledger.model.text import spoken
from zkrc_ledger.rules.readings import readings_taken
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.schedule import PaymentPeriod, ServiceMonth
    from zkrc_ledger.model.settlement import Kind, Line, PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.readings import ReadingTaken


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a settlement: what it is, in yuan, and what it rests on.

    `meeting` is the day on which a rating was passed, `minutes` its basis; `record` is the line
    of the book's file, `ratings.csv:2`.
    """

    kind: Kind
    text: str
    amount: Decimal
    clauses: tuple[str, ...]
    month: str | None = None
    rating: str | None = None
    stage: str | None = None
    meeting: date | None = None
    minutes: str = ""
    basis: str = ""
    note: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Due, invoiced, received and open, in yuan; None while one of them is undetermined."""

    due: Decimal | None
    owed_by_contractor: Decimal
    invoiced: Decimal
    received: Decimal
    outstanding: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSaid:
    """A reading that bears on the payment: the question, the answer, who stands behind it."""

    question: str
    answer: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One payment period's papers.

    `final`: this is the sum to settle by; otherwise every paper is a draft. `price_items` make
    up the price, `set_offs` what is taken off it; `claimed` and `apart` do not count.
    `differences` are what parts the sums from the contract's installment, with the clause of
    each. `up_to_here` are the sums of all periods up to this one; `earlier_open` tells that an
    earlier one is not final.
    """

    contract: Contract
    period: PaymentPeriod
    final: bool
    ended: bool
    unrated: tuple[str, ...]
    price_items: tuple[Item, ...]
    set_offs: tuple[Item, ...]
    claimed: tuple[Item, ...]
    apart: tuple[Item, ...]
    differences: tuple[Item, ...]
    price: Decimal | None
    set_off_sum: Decimal
    own: Sums
    up_to_here: Sums
    earlier_open: bool
    invoices: tuple[tuple[str, Decimal], ...]
    to_invoice: Decimal | None
    clauses: tuple[str, ...]
    readings: tuple[ReadingSaid, ...]
    deciding_body: str
    code: str

    @property
    def differs(self) -> bool:
        """Whether price or payment is another sum than the contract's installment."""
        installment = self.period.installment
        return self.price is not None and (self.price, self.own.due) != (installment, installment)

    @property
    def requested(self) -> Decimal | None:
        """What is applied for: what is open, nothing where all is paid. None: not known yet."""
        return None if self.own.outstanding is None else max(self.own.outstanding, ZERO)


def statement(assessment: Assessment, period: str, tr: Translator) -> Statement:
    """What the papers of a payment period say, in the language of `tr`."""
    settled = assessment.settlement.period(period)
    assert settled is not None  # noqa: S101  (whoever asks has looked the period up)
    items = tuple(_item(line, settled.period, tr) for line in settled.lines)
    price_items = tuple(one for one in items if one.kind in PRICE_KINDS)
    set_offs = tuple(one for one in items if one.kind in SET_OFF_KINDS)
    until = assessment.settlement.periods[: settled.period.number]
    return Statement(
        contract=assessment.contract,
        period=settled.period,
        final=settled.state == "final",
        ended=settled.ended,
        unrated=settled.unrated,
        price_items=price_items,
        set_offs=set_offs,
        claimed=tuple(_item(line, settled.period, tr) for line in settled.claimed_lines),
        apart=tuple(_item(line, settled.period, tr) for line in settled.apart),
        differences=tuple(_differences(items, settled.period)),
        price=settled.price,
        set_off_sum=settled.set_offs,
        own=_sums([settled]),
        up_to_here=_sums(until),
        earlier_open=any(one.state != "final" for one in until[:-1]),
        invoices=tuple((one.number, left) for one, left in settled.account.standing_invoices()),
        to_invoice=settled.to_invoice,
        clauses=tuple(dict.fromkeys(clause for one in items for clause in one.clauses)),
        readings=tuple(
            ReadingSaid(
                question=spoken(one.question, tr),
                answer=spoken(one.answer, tr),
                standing=_standing(one),
            )
            for one in readings_taken(assessment.terms)
            if one.name in _bearing(settled, extended=bool(assessment.terms.extensions))
        ),
        deciding_body=_deciding_body(assessment.contract),
        code=settlement_code(settled_by(assessment)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingForm:
    """A service month's evaluation: its rating if there is one, and the scale that governs it."""

    contract: Contract
    month: ServiceMonth
    period: PaymentPeriod
    rating: Rating | None
    clauses: tuple[str, ...]
    deciding_body: str
    code: str

    @property
    def final(self) -> bool:
        """Whether the rating has been passed."""
        return self.rating is not None and self.rating.stage == "final"


def rating_form(assessment: Assessment, month: str) -> RatingForm:
    """What a service month's evaluation form says."""
    schedule, contract = assessment.schedule, assessment.terms.by_month[month].contract
    found, period = schedule.month(month), schedule.period_of(month)
    assert found is not None  # noqa: S101  (whoever asks has looked the month up)
    assert period is not None  # noqa: S101  (a month lies in a period)
    final = contract.final_rating
    return RatingForm(
        contract=contract,
        month=found,
        period=period,
        rating=assessment.records.ratings.get(month),
        clauses=(*contract.evaluation.clauses, *(final.clauses if final else ())),
        deciding_body=_deciding_body(assessment.contract),
        code=settlement_code(settled_by(assessment)),
    )


def _deciding_body(contract: Contract) -> str:
    """附件1.七 Who passes a rating, as the contract file names it; empty where it does not."""
    final = contract.final_rating
    return final.by.zh if final and final.by else ""


def _item(line: Line, period: PaymentPeriod, tr: Translator) -> Item:
    record = line.record
    text = spoken(line.text, tr)
    if line.kind == "installment" and record is None:
        text = f"第 {period.number} 期服务费"
    elif line.month is not None:
        text = f"{chinese.month(line.month)}评价“{line.rating}”：{text}"
    rating = record if isinstance(record, Rating) else None
    return Item(
        kind=line.kind,
        text=text,
        amount=line.amount,
        clauses=line.clauses,
        month=line.month,
        rating=line.rating,
        stage=line.stage,
        meeting=rating.approved_on if rating else None,
        minutes=rating.basis if rating else "",
        basis=_basis(line),
        note=record.note if record else "",
        record=str(record.place) if record and record.place else "",
    )


def _basis(line: Line) -> str:
    """The agreements a figure rests on: its record's, unless that is a rating, and changed terms'."""
    own = "" if isinstance(line.record, Rating) else getattr(line.record, "basis", "")
    agreements = dict.fromkeys([own, *(one.change.basis for one in line.changes)])
    return chinese.listed([one for one in agreements if one])


def _differences(items: Iterable[Item], period: PaymentPeriod) -> Iterable[Item]:
    """三.2 What parts the sums from the contract's installment."""
    for item in items:
        standard = period.installment if item.kind == "installment" else ZERO
        if item.amount != standard:
            yield replace(item, amount=item.amount - standard)


def _sums(periods: Sequence[PeriodSettlement]) -> Sums:
    nets = [one.net for one in periods if one.net is not None]
    known = len(nets) == len(periods)
    received = total(one.received for one in periods)
    return Sums(
        due=total(max(net, ZERO) for net in nets) if known else None,
        owed_by_contractor=total(one.owed_by_contractor for one in periods),
        invoiced=total(one.invoiced for one in periods),
        received=received,
        outstanding=total(nets) - received if known else None,
    )


def _bearing(settled: PeriodSettlement, *, extended: bool) -> set[str]:
    """The names of the readings that bear on what this period pays."""
    against = (*settled.of(*SET_OFF_KINDS), *settled.claimed_lines, *settled.apart)
    names = {"anchor", "month_id"}
    if settled.of("reward"):
        names |= {"rewards_paid", "rewards"}
    if any(line.kind != "additional_work" for line in against):
        names |= {"invoice_for", "set_off"}
    if any(line.kind == "breach" for line in against):
        names.add("breach_base")
    if extended:
        names.add("extension_falls")
    return names


def _standing(taken: ReadingTaken) -> str:
    if taken.confirmed:
        return f"{taken.confirmed.by}于{chinese.day(taken.confirmed.on)}确认"
    if taken.chosen_by:
        return f"补充协议约定（{taken.chosen_by.change.basis}）"
    return "默认口径，尚未确认" if taken.by_default else "合同文件选定，尚未确认"
