"""Whatever is recorded in whatever order, the books agree with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from zkrc_ledger.model.record import Place
from zkrc_ledger.rules.booking import (
    ask_adjustments,
    ask_confirm,
    ask_invoice,
    ask_payment,
    ask_void,
    kind_of,
)
from zkrc_ledger.rules.reconciliation import reconcile
from zkrc_ledger.rules.recording import decide_rating
from zkrc_ledger.rules.status import status_of

from tests.rules.deeds import MONTHS, change
from tests.support import load_contract
from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.records import Adjustment, Invoice, Payment, RatingRecord, Records
from zkrc_ledger.rules.checks import all_problems
from zkrc_ledger.rules.history import history
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.model.record import Record
    from zkrc_ledger.rules.booking import Asked

    from zkrc_ledger.model.settlement import Settlement

CONTRACT = load_contract()
FIRST, TODAY = date(2025, 8, 8), date(2026, 10, 1)
PERIODS = st.sampled_from(["P1", "P2", "P3"])
AMOUNTS = st.integers(1, 40_000_000).map(lambda fen: Decimal(fen).scaleb(-2))
DAYS = st.integers(0, (TODAY - FIRST).days).map(lambda days: FIRST + timedelta(days=days))
CHANGES = {
    "scale": change("S-1", "P1", **{"evaluation.scale[0].reward": 50000}).settings,
    "days": change("S-1", "P1", **{"funds_request.working_days": 10}).settings,
}
RATINGS = st.sampled_from(["优秀", "良好", "好", "一般", "差"])


class AnySequence(RuleBasedStateMachine):
    """A clerk who records whatever comes to mind; what the checks refuse is not written."""

    def __init__(self) -> None:
        super().__init__()
        self.records = Records()
        self.before = self.settled()
        self.looked_at = self.records
        self.last: Record | None = None
        self.count = 0

    def settled(self, records: Records | None = None) -> Settlement:
        """The settlement of these records, or of all."""
        return settle(CONTRACT, records or self.records, TODAY)

    def write(self, new: Sequence[Record]) -> None:
        """Add records as the ledger does: with ids, and only where no error comes of it."""
        stamped = []
        for one in new:
            self.count += 1
            place = Place(f"{kind_of(one)}.csv", self.count)
            stamped.append(replace(one, id=f"X-{self.count}", place=place))
        after = self.records.adding(kind_of(stamped[0]), stamped)
        if errors(all_problems(CONTRACT, after, TODAY)):
            self.count -= len(stamped)
            return
        self.before, self.records = self.settled(), after
        self.last = stamped[0] if len(stamped) == 1 else None

    def ask(self, asked: Asked) -> None:
        """Write what a request comes to, unless it is refused."""
        if not asked.problems:
            self.write(asked.records)

    @rule(
        month=st.sampled_from(MONTHS),
        rating=RATINGS,
        stage=st.sampled_from(["final", "proposed"]),
        reason=st.sampled_from(["", "复核"]),
    )
    def rate(self, month: str, rating: str, stage: str, reason: str) -> None:
        """`ledger rate`, with and without --proposed and --revise."""
        asked = RatingRecord(
            id="",
            month=month,
            rating=rating,
            stage="final" if stage == "final" else "proposed",
            reason=reason,
        )
        decision = decide_rating(CONTRACT, self.records, asked, TODAY)
        if decision.record:
            self.write([decision.record])

    @rule(period=PERIODS, stage=st.sampled_from(["agreed", "claimed"]), fees=st.booleans())
    def breach(self, period: str, stage: str, *, fees: bool) -> None:
        """`ledger deduct --breach`, with and without --fees and --claimed."""
        agreed = "agreed" if stage == "agreed" else "claimed"
        one = Adjustment(id="", period=period, kind="breach", stage=agreed)
        beside = replace(one, kind="fees", amount=Decimal("1234.56"))
        asked = [one, beside] if fees else [one]
        self.ask(ask_adjustments(CONTRACT, self.records, asked, TODAY))

    @rule(
        period=PERIODS,
        amount=AMOUNTS,
        kind=st.sampled_from(["damages", "additional_work"]),
        stage=st.sampled_from(["agreed", "claimed"]),
    )
    def adjust(self, period: str, amount: Decimal, kind: str, stage: str) -> None:
        """`ledger deduct AMOUNT` and `ledger extra`."""
        asked = Adjustment(
            id="",
            period=period,
            kind="damages" if kind == "damages" else "additional_work",
            amount=amount,
            stage="agreed" if stage == "agreed" else "claimed",
            basis="函",
        )
        self.ask(ask_adjustments(CONTRACT, self.records, [asked], TODAY))

    @rule(period=PERIODS, amount=st.none() | AMOUNTS, day=DAYS)
    def invoice(self, period: str, amount: Decimal | None, day: date) -> None:
        """`ledger invoice`, for the amount due or another."""
        number = f"{self.count + 1:020}"
        asked = Invoice(id="", period=period, number=number, day=day, amount=amount)
        self.ask(ask_invoice(CONTRACT, self.records, asked, TODAY))

    @precondition(lambda self: self.records.invoices)
    @rule(data=st.data(), amount=st.none() | AMOUNTS)
    def red_letter(self, data: st.DataObject, amount: Decimal | None) -> None:
        """`ledger invoice --red`, for all or part of an invoice."""
        original = data.draw(st.sampled_from(self.records.invoices))
        asked = Invoice(
            id="",
            period=original.period,
            number=f"{self.count + 1:020}",
            day=TODAY,
            amount=amount,
            red_of=original.id,
        )
        self.ask(ask_invoice(CONTRACT, self.records, asked, TODAY))

    @rule(period=PERIODS, amount=AMOUNTS, day=DAYS, returned=st.booleans())
    def pay(self, period: str, amount: Decimal, day: date, *, returned: bool) -> None:
        """`ledger pay`, with and without --returned."""
        moved = -amount if returned else amount
        asked = Payment(id="", period=period, day=day, amount=moved)
        self.ask(ask_payment(CONTRACT, self.records, asked, TODAY))

    @precondition(lambda self: self.records.everything)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """`ledger void` of any record."""
        record = data.draw(st.sampled_from(self.records.everything))
        self.ask(ask_void(self.records, record.id, "记错"))

    @precondition(lambda self: self.records.adjustments)
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        """`ledger confirm` of any adjustment."""
        record = data.draw(st.sampled_from(self.records.adjustments))
        self.ask(ask_confirm(self.records, record.id, ""))

    @rule(days=st.integers(1, 40), start=DAYS)
    def extend(self, days: int, start: date) -> None:
        """`ledger amend extend`."""
        self.write([Extension(id="", days=days, start=start, basis="通知")])

    @rule(on=DAYS, agreed=st.none() | AMOUNTS)
    def terminate(self, on: date, agreed: Decimal | None) -> None:
        """`ledger amend terminate`, with and without --settle."""
        self.write([Termination(id="", on=on, settle=agreed, basis="通知")])

    @rule(start=PERIODS | DAYS, what=st.sampled_from(["scale", "days"]))
    def amend(self, start: str | date, what: str) -> None:
        """`ledger amend change`, of the rating scale or of the working days."""
        self.write([Change(id="", start=start, settings=CHANGES[what], basis="协议")])

    @invariant()
    def the_books_agree(self) -> None:
        """What must hold after every record; where nothing was written, it held before."""
        if self.records is self.looked_at:
            return
        self.looked_at = self.records
        settlement = self.settled()
        self.sums_agree(settlement)
        self.order_does_not_matter(settlement)
        self.void_undoes_the_last()

    def sums_agree(self, settlement: Settlement) -> None:
        """三.2: lines sum to the net, and net less received is what is outstanding."""
        reconciled = reconcile(settlement, self.records)
        for one in reconciled:
            settled = one.settled
            if settled.state == "undetermined":
                assert (settled.net, one.outstanding, one.to_invoice) == (None, None, None)
                assert settled.range.low <= settled.range.high
                continue
            net = sum(line.amount for line in settled.lines)
            assert settled.net == net
            assert settled.due == max(net, 0)
            assert settled.due - settled.owed_by_contractor == net
            assert settled.range.low <= net <= settled.range.high
            assert one.outstanding == net - one.received
            assert one.to_invoice == settled.due - one.invoiced
        for status in status_of(reconciled, TODAY):
            assert status.steps or status.stage == "settled"

    def order_does_not_matter(self, settlement: Settlement) -> None:
        """In another order, the records settle to the same, and history tells each once."""
        other = Records(
            **{
                kind: tuple(sorted(getattr(self.records, kind), key=lambda one: one.id[::-1]))
                for kind in ("ratings", "adjustments", "invoices", "payments", "amendments")
            }
        )
        assert figures(self.settled(other)) == figures(settlement)
        told = [entry.record.id for entry in history(other)]
        assert sorted(told) == sorted(one.id for one in self.records.everything)

    def void_undoes_the_last(self) -> None:
        """The last record taken back, the settlement before it comes back."""
        if self.last is None:
            return
        (gone,) = ask_void(self.records, self.last.id, "记错").records
        without = self.records.adding(kind_of(gone), [replace(gone, id="X-0")])
        assert figures(self.settled(without)) == figures(self.before)


def figures(settlement: Settlement) -> list[object]:
    """All that a settlement says, without the order of its lines."""
    return [
        (
            one.period,
            one.state,
            one.net,
            one.range,
            one.estimate,
            sorted((line.kind, line.amount, line.month or "") for line in one.lines),
            sorted((line.kind, line.amount) for line in one.claimed),
        )
        for one in settlement.periods
    ]


AnySequence.TestCase.settings = settings(max_examples=20, stateful_step_count=20)
TestAnySequence = AnySequence.TestCase
