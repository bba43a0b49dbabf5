"""What holds for every rating that is recorded, whatever rows people wrote by hand before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from tests.rules.rows import asked, row
from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.records import Records
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.recording import decide_rating

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import RatingRecord

TODAY = date(2026, 1, 2)
WISHES = st.builds(
    asked,
    rating=st.sampled_from(["优秀", "好", "差"]),
    stage=st.sampled_from(["final", "proposed"]),
    reason=st.sampled_from(["", "复核"]),
    note=st.sampled_from(["", "口头"]),
)
BY_HAND = st.lists(
    st.builds(
        row,
        line=st.just(2),
        rating=st.sampled_from(["", "好", "差"]),
        stage=st.sampled_from(["final", "proposed"]),
        id_=st.sampled_from(["", "a", "b"]),
        revises=st.sampled_from(["", "a", "2025-09"]),
        reason=st.just("复核"),
    ),
    max_size=3,
)


@example(
    [
        row(2, "好", "proposed", id_="a"),
        row(2, "好", id_="b"),
        row(2, "好", id_="c", revises="a"),
    ],
    [asked("差", reason="复核")],
)
@given(BY_HAND, st.lists(WISHES, min_size=1, max_size=5))
def test_what_is_recorded_stands(
    contract: Contract, rows: list[RatingRecord], wishes: list[RatingRecord]
) -> None:
    """Whatever sound rows there are, a rating that is recorded counts, and the book stays sound."""
    # the ledger gives every row an id before it decides anything
    rows = [replace(one, id=one.id or f"H-{number}") for number, one in enumerate(rows)]
    if errors(ratings_in_effect(rows)[1]):
        rows = []
    for number, wish in enumerate(wishes):
        decision = decide_rating(contract, Records(ratings=tuple(rows)), wish, TODAY)
        if decision.record is None:
            continue
        rows = [*rows, replace(decision.record, id=f"R-{number}")]
        in_effect, problems = ratings_in_effect(rows)
        assert errors(problems) == []
        standing = in_effect["2025-09"]
        assert (standing.rating, standing.stage) == (wish.rating, wish.stage)
