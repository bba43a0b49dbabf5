"""*Rows*: which row of a subject counts, which contradict each other, and which add nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.english import english
from tests.rules.deeds import (
    MONTHS,
    N2,
    adjusted,
    change,
    extension,
    invoiced,
    marked,
    paid,
    termination,
)
from tests.rules.row_cases import (
    BILL,
    CHANGED,
    CLAIM,
    CONFLICTS,
    COUNTS,
    ENDED,
    LOST,
    MEETING,
    NOISE,
    PAID,
    RECEIVED,
)
from tests.rules.rows import asked, minute, on, row, typed
from tests.support import assessed, problems_of, rated
from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.record import Place
from zkrc_ledger.rules.history import history
from zkrc_ledger.rules.in_effect import in_effect, row_problems, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.rules.in_effect import Subject

Rows = tuple["Record", ...]


def line(record: Record | None) -> int | None:
    return record.place.line if record and record.place else None


def pairs(subject: Subject[Record]) -> set[tuple[int | None, ...]]:
    """The lines of each conflict, the upper one first."""
    return {tuple(sorted((line(one), line(other)), key=str)) for one, other in subject.conflicts}


@pytest.mark.parametrize(("rows", "counts"), COUNTS.values(), ids=COUNTS)
def test_which_row_counts(rows: Rows, counts: int | None) -> None:
    """The last row by time, reason and stage counts, wherever it stands, without a complaint."""
    for sorted_otherwise in permutations(rows):
        subject = subject_of(sorted_otherwise)
        assert line(subject.effect) == counts
        assert (subject.conflicts, subject.noise) == ((), ())


@pytest.mark.parametrize(("rows", "expected"), CONFLICTS.values(), ids=CONFLICTS)
def test_which_rows_contradict_each_other(rows: Rows, expected: set[tuple[int, int]]) -> None:
    """A row that says something else without a reason, or replaced another, is a conflict."""
    for sorted_otherwise in permutations(rows):
        assert pairs(subject_of(sorted_otherwise)) == expected


@pytest.mark.parametrize(("rows", "expected"), NOISE.values(), ids=NOISE)
def test_which_rows_add_nothing(rows: Rows, expected: set[int]) -> None:
    """A row that only repeats the one before is noise, and no error."""
    subject = subject_of(rows)
    assert ({line(one) for one in subject.noise}, subject.conflicts) == (expected, ())
    assert len(subject.noise) == len(expected)


def test_a_later_row_fills_in_what_is_missing() -> None:
    """What rows of one value say together is in effect; another value starts anew."""
    rows = (
        row(2, "好", basis="纪要"),
        row(3, "好", approved_on=MEETING),
        row(4, "好", note="口头"),
    )
    effect = subject_of(rows).effect
    assert effect is not None
    assert (effect.basis, effect.approved_on, effect.note) == ("纪要", MEETING, "口头")
    assert subject_of((*rows, row(5, "差", reason="复核"))).effect == row(5, "差", reason="复核")


def said(problems: list[Problem]) -> list[tuple[str, str, int | None, str, str]]:
    return [
        (one.severity, one.code, one.line, english(one.message), english(one.hint))
        for one in problems
    ]


def test_a_conflict_names_both_lines() -> None:
    """Both rows are named with what each says, and how to decide."""
    assert said(list(row_problems(in_effect([typed(5, "差"), row(2, "好")])))) == [
        (
            "error",
            "conflict",
            5,
            (
                "Two rows contradict each other on 2025-09: ratings.csv:2 says 2025-09 rated 好 "
                "(final), ratings.csv:5 says 2025-09 rated 差 (final)."
            ),
            "Delete the wrong row, or fill in `reason` in the row that counts.",
        )
    ]


def test_noise_is_a_notice() -> None:
    """A row that adds nothing stops nothing."""
    assert said(list(row_problems(in_effect([row(2, "好"), row(3, "好")])))) == [
        (
            "notice",
            "row-again",
            3,
            "This row says again what another says of 2025-09.",
            "It can be deleted.",
        )
    ]


def test_a_month_filled_in_ahead_is_no_version() -> None:
    """An empty rating says nothing, with a reason or without, whenever it was written."""
    ahead = row(2, "", at=9), typed(3, "", reason="复核")
    assert in_effect(ahead).ratings == {}
    assert in_effect((*ahead, row(4, "好"))).ratings == {"2025-09": row(4, "好")}


def test_each_subject_is_on_its_own() -> None:
    """Rows of two months, two files or two events neither conflict nor replace each other."""
    rows = (
        *(row(2, "好"), row(3, "差", month="2025-10")),
        *(on(2, paid("1", "P1", "5", "2025-12-20")), on(2, adjusted("1", "P1", "damages", "5"))),
        *(BILL, replace(BILL, number=N2), RECEIVED, replace(RECEIVED, number=N2)),
    )
    found = in_effect(rows)
    assert list(row_problems(found)) == []
    assert len(found.subjects) == len(rows)
    assert [one.name for one in (*found.payments, *found.adjustments)] == ["1", "1"]


def test_rows_without_an_id_are_each_their_own() -> None:
    """Typed by hand and not yet given ids, two payments are two, however alike."""
    alike = [replace(PAID, id="", place=Place("payments.csv", line)) for line in (2, 3)]
    assert len(in_effect(alike).payments) == 2


def test_rows_of_one_file_under_one_id_are_one_subject() -> None:
    """Hand numbering that repeats itself in a file is a conflict, and names both lines."""
    rows = on(2, paid("1", "P1", "5", "2025-12-20")), on(3, paid("1", "P2", "5", "2026-05-20"))
    (problem,) = row_problems(in_effect(rows))
    assert (problem.code, problem.line) == ("conflict", 3)
    assert "payments.csv:2 says P1 received 5.00, 2025-12-20" in english(problem.message)


def test_a_row_by_hand_corrects_a_rating_that_nobody_knows() -> None:
    """附件1.六: only the row that counts must be in the scale."""
    unknown, by_hand = row(2, "卓越"), typed(3, "优秀", reason="笔误")
    assert [one.code for one in errors(problems_of(unknown))] == ["rating-unknown"]
    assert assessed(unknown, by_hand).records.ratings["2025-09"].rating == "优秀"


def test_a_row_typed_in_above_a_sorted_file_changes_what_is_due() -> None:
    """附件1.六: 差 instead of 好 in one month of P1 is 20,000 less, wherever the row stands."""
    before = tuple(
        on(one.place.line, one) for one in rated(dict.fromkeys(MONTHS, "好")) if one.place
    )
    after = (typed(2, "差", month="2025-10", reason="复核"), *before)
    # 388,800 + 4 × 10,000, and 388,800 + 3 × 10,000 − 10,000
    dues = [str(assessed(*rows).settlement.periods[0].due) for rows in (before, after)]
    assert dues == ["428800.00", "408800.00"]


EVERYTHING: Rows = (
    *(on(number, one) for number, one in enumerate(rated(dict.fromkeys(MONTHS, "好")), start=2)),
    *(row(20, "差", month="2025-10", reason="复核"), row(21, "好", month="2025-11", note="口头")),
    *(row(22, "好", month="2025-08", void=True, reason="记错"), typed(23, "优秀", month="2025-08")),
    *(row(24, "好", month="2025-09", approved_on=MEETING), row(25, "好", month="2026-01")),
    on(2, adjusted("A-2", "P1", "damages", "3000.50", stage="claimed")),
    on(3, adjusted("A-2", "P1", "damages", "2000", was="P1 damages 3000.50 claimed")),
    on(4, adjusted("A-4", "P1", "additional_work", "5000")),
    on(5, adjusted("A-5", "P2", "breach", stage="claimed")),
    *(BILL, on(3, invoiced("I-3", "P1", "400000", "2025-12-11", N2))),
    on(4, invoiced("I-4", "P1", "420000", "2025-12-11", N2), reason="抄错"),
    *(PAID, on(3, paid("P-3", "P1", "428800", "2026-01-20")), on(4, PAID, ref="回单1")),
    on(5, paid("P-5", "P1", "-1000", "2026-02-20")),
    *(RECEIVED, on(3, RECEIVED, date=MEETING, reason="抄错")),
    on(4, marked("E-4", "P1", "request-started", "2025-12-20")),
    *(on(2, extension("S-2", 5, "2026-03-01")), on(3, extension("S-3", 5, "2026-03-03"))),
    on(4, change("S-4", "P3", {"evaluation.scale[2].reward": 12000})),
    on(5, change("S-5", "P3", {"breach.percent": 20})),
    on(6, change("S-4", "P3", {"evaluation.scale[2].reward": 15000}), reason="笔误"),
    *(on(7, termination("S-7", "2026-07-01")), on(8, termination("S-7", "2026-07-01", "300000"))),
)


def summary(rows: Iterable[Record]) -> list[object]:
    """All that is said of a book, but for the lines that its rows stand on."""
    found = assessed(*rows)
    lines = [
        (one.period, one.state, one.range, one.account.invoiced, line.kind, line.amount, line.month)
        for one in found.settlement.periods
        for line in one.lines
    ]
    steps = [english(step.text) for stage in found.stages for step in stage.steps]
    problems = [(one.code, english(one.message)) for one in found.problems]
    told = [(one.record.said, one.in_effect) for one in history(found.records)]
    return [lines, steps, problems, sorted(told)]


@pytest.mark.slow
@given(st.randoms(use_true_random=False))
def test_sorting_the_files_changes_nothing(random: Random) -> None:
    """However the rows of every file are sorted, the same is due, to do, noticed and told."""
    rows = list(EVERYTHING)
    random.shuffle(rows)
    count: Counter[str] = Counter()
    placed = []
    for one in rows:
        count[one.FILE] += 1
        placed.append(replace(one, place=Place(one.FILE, 1 + count[one.FILE])))
    assert summary(placed) == summary(EVERYTHING)


SAME_SUBJECT: tuple[Rows, ...] = (
    (asked("好"), asked("差"), asked("好", "proposed"), asked("好", approved_on=MEETING)),
    (CLAIM, replace(CLAIM, stage="agreed", basis="函"), replace(CLAIM, basis="函")),
    (BILL, replace(BILL, amount=Decimal(6)), replace(BILL, form_number="1")),
    (PAID, replace(PAID, amount=Decimal(6)), replace(PAID, ref="1"), replace(PAID, ref="2")),
    (RECEIVED, replace(RECEIVED, date=MEETING), replace(RECEIVED, note="1")),
    (ENDED, replace(ENDED, settle=Decimal(5)), replace(ENDED, on=MEETING)),
    (LOST, replace(LOST, days=6), replace(LOST, basis="函")),
    (CHANGED, replace(CHANGED, set={"breach.percent": 25}), replace(CHANGED, note="1")),
)
MOMENTS = ("", minute(1), minute(2), "2025-10-15T01:02:00+00:00", minute(3))


@st.composite
def versions(draw: st.DrawFn) -> list[Record]:
    """Any rows of one subject, of any kind."""
    rows = st.sampled_from(draw(st.sampled_from(SAME_SUBJECT)))
    return [
        replace(
            draw(rows),
            reason=draw(st.sampled_from(["", "复核", "补记"])),
            was=draw(st.sampled_from(["", "好 final", "好 proposed", "void", CLAIM.said])),
            void=draw(st.booleans()) and draw(st.booleans()),
            recorded_at=draw(st.sampled_from(MOMENTS)),
            place=None,
        )
        for _ in range(draw(st.integers(1, 5)))
    ]


@given(versions(), st.randoms(use_true_random=False))
def test_the_order_of_any_rows_means_nothing(rows: list[Record], random: Random) -> None:
    """Sound or not, rows of any kind come to the same in any order, to the last field."""
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert subject_of(shuffled) == subject_of(rows)
