"""Whatever is recorded and edited by hand, in whatever order, the journal knows which was which."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.book.books import accept, new_book, payment, rating, record, rows
from tests.english import english
from zkrc_ledger.book.store import load_book

PAYMENTS = "payments.csv"
HEADINGS = ("id", "ref", "period", "date", "amount")
SAME = "The file was changed or sorted; what it says is the same."
amounts = st.integers(1, 10**6).map(lambda fen: f"{fen // 100}.{fen % 100:02}")
which = st.integers(0, 6)


class Payments(RuleBasedStateMachine):
    """A file of payments, which the ledger and people write to by turns.

    `known` is what the journal must know of each payment, by its reference: its id and amount.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.book = new_book(Path(self.folder.name))
        self.known: dict[str, tuple[str, str]] = {}
        self.count = 0
        self.written = b""

    def teardown(self) -> None:
        """Remove the book."""
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        """The journal begins with a rating."""
        record(self.book, rating("2025-08", "好"))

    @property
    def path(self) -> Path:
        """The file of payments."""
        return self.book.parent / PAYMENTS

    def found(self) -> list[dict[str, str]]:
        """The rows that stand in the file."""
        return rows(self.book, PAYMENTS) if self.path.exists() else []

    def put(self, changed: list[dict[str, str]]) -> None:
        """Give the file these rows, as another program does."""
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(changed[0]) if changed else HEADINGS)
        writer.writeheader()
        writer.writerows(changed)
        self.path.write_bytes(out.getvalue().encode("utf-8-sig"))

    def reference(self) -> str:
        """A reference that no other payment has."""
        self.count += 1
        return f"r{self.count}"

    @rule(amount=amounts)
    def ledger_records(self, amount: str) -> None:
        """The ledger records a payment."""
        ref = self.reference()
        record(self.book, payment(ref, amount))
        self.known[ref] = (self.found()[-1]["id"], amount)
        self.written = self.path.read_bytes()

    @rule(value=st.sampled_from(["好", "差"]))
    def ledger_writes_another_file(self, value: str) -> None:
        """The ledger records a rating."""
        record(self.book, rating("2025-08", value, reason="x"))
        self.written = self.path.read_bytes() if self.path.exists() else b""

    @rule(at=which, amount=amounts)
    def somebody_edits(self, at: int, amount: str) -> None:
        """Somebody changes an amount that was there when the ledger last wrote the file."""
        changed = self.found()
        if at < len(changed) and changed[at].get("recorded_at"):
            changed[at]["amount"] = amount
            self.put(changed)

    @precondition(lambda self: self.found())
    @rule(at=which)
    def somebody_deletes(self, at: int) -> None:
        """Somebody deletes a row."""
        changed = self.found()
        del changed[at % len(changed)]
        self.put(changed)

    @rule(amount=amounts)
    def somebody_types(self, amount: str) -> None:
        """Somebody types in a row."""
        changed = self.found()
        columns = dict.fromkeys(changed[0] if changed else HEADINGS, "")
        ref = self.reference()  # of two rows without ids nobody knows which is which
        typed = {"id": f"by-hand-{ref}", "ref": ref, "period": "P1", "date": "2025-12-30"}
        self.put([*changed, columns | typed | {"amount": amount}])

    @rule()
    def somebody_sorts(self) -> None:
        """Somebody sorts the file."""
        self.put(sorted(self.found(), key=lambda row: row["ref"], reverse=True))

    @rule()
    def somebody_accepts(self) -> None:
        """Somebody takes everything into the journal."""
        accept(self.book)
        self.known = {row["ref"]: (row["id"], row["amount"]) for row in self.found()}
        self.written = self.path.read_bytes() if self.path.exists() else b""

    @invariant()
    def exactly_what_was_done_by_hand_is_told(self) -> None:
        """Each row edited, deleted or typed is told, and no other."""
        found = {row["ref"]: row for row in self.found()}
        told = []
        for ref, (id_, amount) in self.known.items():
            now = found[ref]["amount"] if ref in found else None
            if now is None:
                told.append(f"{id_} was deleted outside the ledger: P1 2025-12-30 {amount} {ref}.")
            elif now != amount:
                told.append(f"{id_} amount {amount} → {now}, changed outside the ledger")
        for ref, row in found.items():
            if ref not in self.known:
                says = f"P1 2025-12-30 {row['amount']} {ref}"
                told.append(f"{row['id']} was typed in outside the ledger: {says}.")
        if not told and self.path.exists() and self.path.read_bytes() != self.written:
            told.append(SAME)
        book = load_book(self.book)
        assert sorted(english(one.problem.message) for one in book.outside) == sorted(told)
        assert book.problems == ()


TestPayments = Payments.TestCase
TestPayments.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
