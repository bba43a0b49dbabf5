"""*Rows*: whatever people do to ratings.csv, it comes to what the interface's words say."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.rules.row_cases import LATER, MEETING
from tests.rules.rows import asked, minute
from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.records import Rating
from zkrc_ledger.rules.in_effect import in_effect, row_problems
from zkrc_ledger.rules.named_record import find_subject
from zkrc_ledger.rules.requests import RequestRefusedError, next_version, void_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from random import Random

Value = tuple[str, ...]
WORDS = st.builds(
    asked,
    rating=st.sampled_from(["好", "差", "一般"]),
    stage=st.sampled_from(["final", "proposed"]),
    reason=st.sampled_from(["", "复核"]),
    approved_on=st.sampled_from([None, None, MEETING, LATER]),
)
RANDOM = st.randoms(use_true_random=False)
NEWEST = "9"  # after every year of a time of recording


def value_of(row: Rating) -> Value:
    return ("void",) if row.void else (row.rating, row.stage)


def when(row: Rating) -> tuple[str, bool, bool]:
    """Order: `recorded_at`, then a row with a `reason`, then a final one."""
    return row.recorded_at or NEWEST, row.reason != "", value_of(row)[-1] == "final"


def by_the_words(rows: Sequence[Rating]) -> tuple[Value, date | None, bool]:
    """What counts, the meeting's date in it, and whether rows contradict each other."""
    before: Value = ()
    meeting: date | None = None
    conflict = False
    for (_, has_reason, _), together in groupby(sorted(rows, key=when), key=when):
        moment = list(together)
        # of rows that cannot be parted none is the last, unless they agree
        first, *others = sorted({value_of(row) for row in moment}, key=repr)
        last = others[-1] if others else first
        dates = {row.approved_on for row in moment if row.approved_on and value_of(row) == last}
        was = moment[0].was
        merged = before != () and was not in ("", before[0], " ".join(before))
        next_step = before in ((), ("void",)) or (before[-1], first[-1]) == ("proposed", "final")
        sound = first == before or ((has_reason or next_step) and not merged)
        if not sound or others or len(dates) > 1:
            conflict = True
        elif has_reason:
            conflict = False
        anew = last != before or others
        meeting = max(dates, default=None if anew else meeting)
        before = last
    return before, meeting, conflict


class People(RuleBasedStateMachine):
    """Two people, each with a copy of one file, who do whatever people do."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Rating] = []
        self.other: list[Rating] = []
        self.clock = 0

    def write(self, rows: list[Rating], new: Rating) -> list[Rating]:
        """Add a row as the ledger does: rows by hand get a time, the new one a later one."""
        self.clock += 1
        by_hand, at = (f"{minute(self.clock)[:-8]}0{step}+08:00" for step in (0, 1))
        kept = [replace(row, recorded_at=row.recorded_at or by_hand) for row in rows]
        return [*kept, replace(new, recorded_at=at)]

    def record(self, rows: list[Rating], wish: Rating) -> list[Rating]:
        """`ledger rate`, with and without --revise; what leaves a conflict is not written."""
        try:
            new = next_version(in_effect(placed(rows)), wish)
        except RequestRefusedError:
            return rows
        if new is None:
            return rows
        after = self.write(rows, new)
        found = in_effect(placed(after))
        if errors(list(row_problems(found))):
            assert not wish.reason  # with a reason it always stands
            return rows
        counts = found.ratings["2025-09"]
        assert value_of(counts) == value_of(wish)
        assert wish.approved_on in (None, counts.approved_on)
        return after

    @rule(wish=WORDS)
    def rate(self, wish: Rating) -> None:
        """One records a rating."""
        self.rows = self.record(self.rows, wish)

    @rule(wish=WORDS)
    def rate_elsewhere(self, wish: Rating) -> None:
        """The other does."""
        self.other = self.record(self.other, wish)

    @rule()
    def void(self) -> None:
        """`ledger void 2025-09`; what was taken back, or never rated, is refused."""
        try:
            subject = find_subject(in_effect(placed(self.rows)), "2025-09")
        except RequestRefusedError:
            return
        gone = void_of(subject, "记错")
        assert isinstance(gone, Rating)
        self.rows = self.write(self.rows, gone)
        assert in_effect(placed(self.rows)).ratings == {}

    @rule(words=WORDS, void=st.booleans())
    def type_a_row(self, words: Rating, *, void: bool) -> None:
        """Somebody adds a row in Excel."""
        self.rows = [*self.rows, replace(words, void=void)]

    @precondition(lambda self: self.rows)
    @rule(random=RANDOM, words=WORDS)
    def edit_a_row(self, random: Random, words: Rating) -> None:
        """Somebody edits a rating in place."""
        place = random.randrange(len(self.rows))
        self.rows[place] = replace(self.rows[place], rating=words.rating, stage=words.stage)

    @precondition(lambda self: self.rows)
    @rule(random=RANDOM, reason=st.sampled_from(["", "复核"]))
    def paste_a_row(self, random: Random, reason: str) -> None:
        """Somebody copies a row, time and all, and perhaps fills in a reason."""
        copied = random.choice(self.rows)
        self.rows = [*self.rows, replace(copied, reason=copied.reason or reason)]

    @rule(random=RANDOM)
    def sort(self, random: Random) -> None:
        """Somebody sorts the file."""
        random.shuffle(self.rows)

    @rule()
    def copy(self) -> None:
        """The other gets a copy."""
        self.other = list(self.rows)

    @rule()
    def merge(self) -> None:
        """The two copies are merged: every line that is in one of them."""
        self.rows = [*self.rows, *(row for row in self.other if row not in self.rows)]

    @precondition(lambda self: self.rows)
    @invariant()
    def it_is_as_the_words_say(self) -> None:
        """What counts, and whether there is a conflict, follows from the rows alone."""
        counts, meeting, conflict = by_the_words(self.rows)
        found = in_effect(placed(self.rows))
        assert bool(errors(list(row_problems(found)))) is conflict
        if not conflict:
            effect = found.ratings.get("2025-09")
            assert (value_of(effect) if effect else ("void",)) == counts
            assert effect is None or effect.approved_on == meeting


def placed(rows: Sequence[Rating]) -> list[Rating]:
    """The rows as they stand in a file."""
    return [
        replace(row, place=Place("ratings.csv", line)) for line, row in enumerate(rows, start=2)
    ]


People.TestCase.settings = settings(max_examples=100, stateful_step_count=15)
TestPeople = People.TestCase
