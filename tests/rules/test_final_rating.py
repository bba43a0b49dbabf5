"""附件1.七: which of a month's rows counts, and which rows contradict each other."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.english import english
from tests.rules.rating_cases import NOTICED, SOUND, WRONG, Case
from tests.rules.rows import row
from zkrc_ledger.model.problem import Problem, errors
from zkrc_ledger.model.records import RatingRecord
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect

CASES = SOUND | NOTICED | WRONG


def said(problems: list[Problem]) -> list[tuple[str, int | None, str, str]]:
    """Code, line, message and hint of each, in a fixed order."""
    return sorted(
        (problem.code, problem.line, english(problem.message), english(problem.hint))
        for problem in problems
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_which_row_counts(case: Case) -> None:
    """附件1.七: the row that nothing replaces counts; whatever contradicts is said in full."""
    in_effect, problems = ratings_in_effect(case.rows)
    assert said(problems) == sorted(case.problems)
    assert [problem.file for problem in problems] == ["ratings.csv"] * len(problems)
    counting = {month: record.place.line for month, record in in_effect.items() if record.place}
    assert counting == ({} if case.counts is None else {"2025-09": case.counts})


@pytest.mark.parametrize("case", NOTICED.values(), ids=NOTICED)
def test_noise_is_only_noticed(case: Case) -> None:
    """The same rating written twice stops nothing."""
    assert errors(ratings_in_effect(case.rows)[1]) == []


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_contradiction_is_an_error(case: Case) -> None:
    """Rows that contradict each other stop the ledger."""
    problems = ratings_in_effect(case.rows)[1]
    assert errors(problems) == problems


@pytest.mark.parametrize("case", (SOUND | NOTICED).values(), ids=SOUND | NOTICED)
def test_the_order_of_rows_means_nothing(case: Case) -> None:
    """However the rows of a sound book are sorted, the same rating counts."""
    expected = outcome(case.rows)
    for rows in permutations(case.rows):
        assert outcome(rows) == expected


def outcome(rows: tuple[RatingRecord, ...]) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """What counts for each month, and the codes of what is said."""
    in_effect, problems = ratings_in_effect(rows)
    counts = {month: (record.rating, record.stage) for month, record in in_effect.items()}
    return counts, sorted(problem.code for problem in problems)


def test_each_month_is_on_its_own() -> None:
    """Rows of different months neither conflict nor replace each other."""
    in_effect, problems = ratings_in_effect(
        [
            row(2, "好", id_="a"),
            row(3, "良好", month="2025-10", id_="b"),
            row(4, "差", month="2025-10", revises="a", reason="复核"),
        ]
    )
    assert in_effect["2025-09"].rating == "好"
    assert [problem.code for problem in problems] == ["revises-unknown", "rating-conflict"]


def test_an_id_names_one_row_of_the_whole_file() -> None:
    """The same id in two months is an error even where the ratings agree."""
    rows = [row(2, "好", id_="a"), row(3, "好", month="2025-10", id_="a")]
    ((code, line, message, _),) = said(ratings_in_effect(rows)[1])
    assert (code, line) == ("id-twice", 3)
    assert message == "The id a stands here and at ratings.csv:2."


def test_a_row_whose_month_nobody_can_read_counts_for_none() -> None:
    """A row without a month rates nothing."""
    assert ratings_in_effect([row(2, "好", month="")]) == ({}, [])


def test_records_without_a_place_are_told_apart_all_the_same() -> None:
    """Records that come from no file conflict like any other, without a line."""
    records = [RatingRecord(id="", month="2025-09", rating=rating) for rating in ("好", "差")]
    (problem,) = ratings_in_effect(records)[1]
    assert (problem.code, problem.file, problem.line) == ("rating-conflict", None, None)


ROWS = st.lists(
    st.builds(
        row,
        line=st.integers(2, 99),
        rating=st.sampled_from(["", "好", "差"]),
        stage=st.sampled_from(["final", "proposed"]),
        id_=st.sampled_from(["", "a", "b", "c"]),
        revises=st.sampled_from(["", "a", "b", "2025-09"]),
        reason=st.sampled_from(["", "复核"]),
    ),
    max_size=5,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_never_matters(rows: list[RatingRecord], random: object) -> None:
    """Whatever the rows are, another order of them has the same errors and the same rating."""
    other = sorted(rows, key=lambda _: random.random())
    before, after = (ratings_in_effect(each) for each in (rows, other))
    kinds = [{problem.code for problem in errors(found)} for _, found in (before, after)]
    assert kinds[0] == kinds[1]
    if not kinds[0]:
        assert outcome(tuple(rows))[0] == outcome(tuple(other))[0]


def test_a_rating_taken_back_can_be_recorded_anew() -> None:
    """附件1.七: what takes one row back leaves alone a later row that says the same."""
    first, gone = row(2, "好", id_="a"), row(3, "", id_="b", revises="a", reason="记错")
    anew = row(4, "好", id_="c")
    assert ratings_in_effect((first, gone)) == ({}, [])
    assert ratings_in_effect((first, gone, anew)) == ({"2025-09": anew}, [])


def test_a_rating_taken_back_gives_back_what_it_had_replaced() -> None:
    """附件1.七: taken back, a revision is undone wholly; that taken back, it holds again."""
    first = row(2, "好", id_="a")
    revised = row(3, "差", id_="b", revises="a", reason="复核")
    gone = row(4, "", id_="c", revises="b", reason="记错")
    again = row(5, "", id_="d", revises="c", reason="没记错")
    assert ratings_in_effect((first, revised, gone)) == ({"2025-09": first}, [])
    assert ratings_in_effect((first, revised, gone, again)) == ({"2025-09": revised}, [])
