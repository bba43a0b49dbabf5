"""Whatever is recorded in whatever order, the books agree with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.rules.deeds import MONTHS
from tests.support import book_of
from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.record import Place, Record
from zkrc_ledger.model.records import Adjustment, Event, Invoice, Payment, Rating
from zkrc_ledger.rules.assess import UnsoundError, assess
from zkrc_ledger.rules.bookings import held_against_debt, held_against_received, with_invoice_sum
from zkrc_ledger.rules.history import history
from zkrc_ledger.rules.named_record import find_subject
from zkrc_ledger.rules.requests import (
    RequestRefusedError,
    confirmed,
    next_version,
    once,
    void_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.in_effect import Subject

BOOK = book_of()
FIRST, TODAY = date(2025, 8, 8), date(2026, 10, 1)
NINE = datetime(2025, 10, 15, 9, tzinfo=UTC)
PERIODS = st.sampled_from(["P1", "P2", "P3"])
AMOUNTS = st.integers(1, 40_000_000).map(lambda fen: Decimal(fen).scaleb(-2))
DAYS = st.integers(0, (TODAY - FIRST).days).map(lambda days: FIRST + timedelta(days=days))
CHANGES: dict[str, dict[str, Any]] = {
    "scale": {"evaluation.scale[0].reward": 50000},
    "days": {"funds_request.working_days": 10},
    "rate": {"invoice.vat_percent": 6},
}
RATINGS = st.sampled_from(["优秀", "良好", "好", "一般", "差"])
BASES = st.sampled_from(["", "会议纪要"])


def assessment_of(rows: Sequence[Record]) -> Assessment:
    """The assessment of the real contract and these rows."""
    return assess(replace(BOOK, rows=tuple(rows)), TODAY)


class AnySequence(RuleBasedStateMachine):
    """A clerk who records whatever comes to mind; what the checks refuse is not written."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Record] = []
        self.now = self.before = assessment_of(())
        self.looked_at = -1
        self.first_version: Record | None = None

    def write(self, ask: Callable[[], Record | None]) -> None:
        """Add a row as the ledger does, with an id and a time, and only where no error comes."""
        try:
            new = ask()
        except RequestRefusedError:
            return
        if new is None:
            return
        count = len(self.rows) + 1
        named: dict[str, Any] = {}
        if new.PREFIX and not getattr(new, "id", ""):
            named["id"] = f"{new.PREFIX}-{count}"
        new = replace(
            new,
            recorded_at=(NINE + timedelta(seconds=count)).isoformat(),
            place=Place(new.FILE, count),
            **named,
        )
        try:
            after = assessment_of([*self.rows, new])
        except UnsoundError:
            return
        known = self.now.records.of_subject(new.FILE, new.subject)
        self.first_version = None if known else new
        self.rows, self.before, self.now = [*self.rows, new], self.now, after

    @rule(
        month=st.sampled_from(MONTHS),
        rating=RATINGS,
        stage=st.sampled_from(["final", "proposed"]),
        reason=st.sampled_from(["", "复核"]),
        approved_on=st.none() | DAYS,
    )
    def rate(
        self, month: str, rating: str, stage: str, reason: str, approved_on: date | None
    ) -> None:
        """`ledger rate`, with and without --proposed, --approved-on and --revise."""
        wish = Rating(
            month=month, rating=rating, stage=stage, reason=reason, approved_on=approved_on
        )
        self.write(lambda: next_version(self.now.records, wish))

    @rule(
        period=PERIODS,
        kind=st.sampled_from(["breach", "fees", "damages", "additional_work"]),
        amount=st.none() | AMOUNTS,
        basis=BASES,
    )
    def adjust(self, period: str, kind: str, amount: Decimal | None, basis: str) -> None:
        """`ledger deduct` and `ledger extra`, with a basis and without."""
        wish = Adjustment(period=period, kind=kind, amount=amount, basis=basis)
        self.write(lambda: once(self.now.records.adjustments, wish, again=False))

    @rule(period=PERIODS, to=PERIODS, amount=AMOUNTS)
    def offset(self, period: str, to: str, amount: Decimal) -> None:
        """`ledger offset`."""
        wish = Adjustment(period=period, kind="offset", amount=amount, basis="协议", to_period=to)
        self.write(lambda: held_against_debt(self.now, wish))

    @rule(period=PERIODS, amount=st.none() | AMOUNTS, day=DAYS)
    def invoice(self, period: str, amount: Decimal | None, day: date) -> None:
        """`ledger invoice`, for what may be invoiced or another sum."""
        wish = Invoice(period=period, number=self.number(), date=day, amount=amount)
        self.write(lambda: with_invoice_sum(self.now, wish))

    @precondition(lambda self: self.now.records.invoices)
    @rule(data=st.data(), amount=st.none() | AMOUNTS)
    def red_letter(self, data: st.DataObject, amount: Decimal | None) -> None:
        """`ledger invoice --red`, for all or part of an invoice."""
        original = data.draw(st.sampled_from(self.now.records.invoices))
        wish = Invoice(
            period=original.period,
            number=self.number(),
            date=TODAY,
            amount=amount,
            red_of=original.number,
        )
        self.write(lambda: with_invoice_sum(self.now, wish))

    def number(self) -> str:
        """An invoice number that nobody had before."""
        return f"{len(self.rows) + 1:020}"

    @rule(period=PERIODS, amount=AMOUNTS, day=DAYS, paid_by=st.sampled_from(["", "a", "b"]))
    def pay(self, period: str, amount: Decimal, day: date, paid_by: str) -> None:
        """`ledger pay`, with --returned, --from-contractor or neither."""
        moved = amount if paid_by == "a" else -amount
        wish = Payment(period=period, date=day, amount=moved, paid_by=paid_by)
        self.write(lambda: held_against_received(self.now, wish))

    @rule(
        period=PERIODS,
        event=st.sampled_from(["invoice-received", "request-started", "settlement-confirmed"]),
        day=DAYS,
    )
    def mark(self, period: str, event: str, day: date) -> None:
        """`ledger mark`."""
        wish = Event(period=period, event=event, date=day)
        self.write(lambda: next_version(self.now.records, wish))

    def any_subject(self, data: st.DataObject) -> Subject[Record]:
        """A subject that is in effect, found by the line it stands on."""
        standing = [one.effect for one in self.now.records.subjects if one.effect]
        return find_subject(self.now.records, str(data.draw(st.sampled_from(standing)).place))

    @precondition(lambda self: any(one.effect for one in self.now.records.subjects))
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """`ledger void` of any record."""
        subject = self.any_subject(data)
        self.write(lambda: void_of(subject, "记错"))

    @precondition(lambda self: any(one.effect for one in self.now.records.subjects))
    @rule(data=st.data(), amount=st.none() | AMOUNTS)
    def confirm(self, data: st.DataObject, amount: Decimal | None) -> None:
        """`ledger confirm` of any record; only a claim is."""
        subject = self.any_subject(data)
        agreed = Adjustment(basis="会议纪要", amount=amount)
        self.write(lambda: confirmed(subject, agreed))

    @rule(days=st.integers(1, 40), start=DAYS)
    def extend(self, days: int, start: date) -> None:
        """`ledger amend extend`."""
        self.write(lambda: Extension(days=days, start=start, basis="通知"))

    @rule(on=DAYS, settle=st.none() | AMOUNTS)
    def terminate(self, on: date, settle: Decimal | None) -> None:
        """`ledger amend terminate`, with and without --settle."""
        self.write(lambda: Termination(on=on, settle=settle, basis="通知"))

    @rule(start=PERIODS | DAYS, what=st.sampled_from(sorted(CHANGES)))
    def amend(self, start: str | date, what: str) -> None:
        """`ledger amend change`, of the rating scale, the working days or the tax rate."""
        self.write(lambda: Change(start=start, set=CHANGES[what], basis="协议"))

    @invariant()
    def the_books_agree(self) -> None:
        """What must hold after every record; where nothing was written, it held before."""
        if len(self.rows) == self.looked_at:
            return
        self.looked_at = len(self.rows)
        self.sums_agree()
        self.order_does_not_matter()
        self.void_undoes_the_first_version()

    def sums_agree(self) -> None:
        """三.2: lines sum to the net, price and set-offs too; every period has a next step."""
        for stage in self.now.stages:
            one = stage.settled
            assert stage.steps or stage.stage == "settled"
            assert one.range.low <= one.range.high
            if one.price is None or one.due is None:
                assert (one.net, one.outstanding, one.to_invoice) == (None, None, None)
                continue
            net = sum(line.amount for line in one.lines)
            assert one.net == net == one.price + one.set_offs
            assert one.due - one.owed_by_contractor == net
            assert one.range.low <= net <= one.range.high
            if one.state == "final":
                assert one.outstanding == net - one.received
                assert one.to_invoice == one.price - one.invoiced

    def order_does_not_matter(self) -> None:
        """In another order, the rows settle to the same, and history tells each once."""
        other = assessment_of(sorted(self.rows, key=lambda row: str(row.place)[::-1]))
        assert other == self.now
        told = [str(entry.record.place) for entry in history(other.records)]
        assert sorted(told) == sorted(str(row.place) for row in self.rows)

    def void_undoes_the_first_version(self) -> None:
        """A subject that is new, taken back: the settlement before it comes back."""
        if self.first_version is None:
            return
        gone = void_of(find_subject(self.now.records, str(self.first_version.place)), "记错")
        later = replace(gone, recorded_at=(NINE + timedelta(days=1)).isoformat())
        assert assessment_of([*self.rows, later]).settlement == self.before.settlement


AnySequence.TestCase.settings = settings(max_examples=20, stateful_step_count=20)
TestAnySequence = AnySequence.TestCase
