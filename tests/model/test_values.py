"""The small things values know about themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from zkrc_ledger.model.contract import Clauses
from zkrc_ledger.model.problem import Problem, errors
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.schedule import Span
from zkrc_ledger.model.settlement import Line
from zkrc_ledger.model.text import Bilingual, Text

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract

P1 = Span(id="P1", start=date(2025, 8, 8), end=date(2025, 12, 7))


@pytest.mark.parametrize(
    ("day", "inside", "over"),
    [
        (date(2025, 8, 7), False, False),
        (date(2025, 8, 8), True, False),
        (date(2025, 12, 7), True, False),
        (date(2025, 12, 8), False, True),
    ],
)
def test_a_span_holds_its_first_and_last_day(day: date, *, inside: bool, over: bool) -> None:
    """Both ends are in a span, and it is over on the day after its last."""
    assert (day in P1) == inside
    assert P1.over(day) == over


def test_only_errors_stop_a_command() -> None:
    """A notice is not among the errors."""
    error = Problem(code="words", message=Text("This is empty."))
    notice = Problem(code="unrated", message=Text("This is empty."), severity="notice")
    assert errors([notice, error, notice]) == [error]


def test_a_place_is_written_as_editors_read_it() -> None:
    """A place is the file and the line with a colon between."""
    assert str(Place("ratings.csv", 2)) == "ratings.csv:2"


def test_a_line_names_each_clause_once_in_order() -> None:
    """A line that rests on two provisions names the clauses of both, none twice."""
    says = Bilingual("略")
    line = Line(
        kind="reward",
        amount=Decimal("30000.00"),
        provisions=(
            Clauses(clauses=("附件1.六", "四.5"), summary=says),
            Clauses(clauses=("四.5", "三.2"), summary=says),
        ),
        text=Text("reward"),
    )
    assert line.clauses == ("附件1.六", "四.5", "三.2")


@pytest.mark.parametrize(
    ("rating", "reward", "deduction"),
    [
        # 附件1.六
        ("优秀", "30000.00", "0.00"),
        ("良好", "20000.00", "0.00"),
        ("好", "10000.00", "0.00"),
        ("一般", "0.00", "0.00"),
        ("差", "0.00", "10000.00"),
    ],
)
def test_the_scale_is_that_of_the_contract(
    contract: Contract, rating: str, reward: str, deduction: str
) -> None:
    """附件1.六: each rating brings the reward or the deduction the contract names."""
    step = contract.step(rating)
    assert step is not None
    assert (str(step.reward), str(step.deduction)) == (reward, deduction)


@pytest.mark.parametrize("rating", ["优", "excellent", "好 ", "", "良"])
def test_a_rating_is_never_guessed(contract: Contract, rating: str) -> None:
    """A rating is one of the scale in full, or none at all."""
    assert contract.step(rating) is None
