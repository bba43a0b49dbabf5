"""Whether a rating may be recorded: each way it can go, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.rows import asked, row
from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.records import Records
from zkrc_ledger.rules.recording import decide_rating, running_notice
from zkrc_ledger.rules.schedule import schedule_of

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import RatingRecord
    from zkrc_ledger.rules.recording import Decision

TODAY = date(2026, 1, 2)
SCALE_HINT = "The scale is: 优秀, 良好, 好, 一般, 差. Write one of these in full."
MONTHS_HINT = "The service months are 2025-08 to 2026-07."
REVISE_HINT = "If that is meant, add --revise REASON."


def decide(contract: Contract, wish: RatingRecord, *rows: RatingRecord) -> Decision:
    """The decision on a wish, given the rows on record, on 2026-01-02."""
    return decide_rating(contract, Records(ratings=rows), wish, TODAY)


def said(decision: Decision) -> list[tuple[str, str, str]]:
    """Code, message and hint of each problem."""
    return [
        (problem.code, english(problem.message), english(problem.hint))
        for problem in decision.problems
    ]


@pytest.mark.parametrize(
    ("wish", "code", "message", "hint"),
    [
        (
            asked(month="2026-08"),
            "month-outside",
            # the term ends on the 7th, in the month that began in July
            (
                "2026-08 is not a service month of this contract; "
                "2026-08-01 falls in 2026-07 (2026-07-08 to 2026-08-07)."
            ),
            MONTHS_HINT,
        ),
        (
            asked(month="2026-09"),
            "month-outside",
            "2026-09 is not a service month of this contract.",
            MONTHS_HINT,
        ),
        (
            asked(month="2025-07"),
            "month-outside",
            "2025-07 is not a service month of this contract.",
            MONTHS_HINT,
        ),
        (
            asked(month="2025-10-03"),
            "month-outside",
            (
                "2025-10-03 is not a service month of this contract; "
                "2025-10-03 falls in 2025-09 (2025-09-08 to 2025-10-07)."
            ),
            MONTHS_HINT,
        ),
        (
            asked(month="2026-01"),
            "month-not-begun",
            "2026-01 begins on 2026-01-08.",
            "A month can be rated once it has begun; today is 2026-01-02.",
        ),
        (asked("优"), "rating-unknown", '"优" is not in the rating scale.', SCALE_HINT),
        (asked(""), "rating-unknown", '"" is not in the rating scale.', SCALE_HINT),
        (
            asked("好" * 50),
            "rating-unknown",
            f'"{"好" * 40}" is not in the rating scale.',
            SCALE_HINT,
        ),
        (
            asked(approved_on=date(2026, 1, 3)),
            "approved-on",
            "2026-01-03 has not come yet; today is 2026-01-02.",
            "Check the date of --approved-on.",
        ),
        (
            asked(approved_on=date(2025, 9, 7)),
            "approved-on",
            "2025-09 begins on 2025-09-08: no meeting can have passed its rating on 2025-09-07.",
            "Check the date of --approved-on.",
        ),
        (
            asked(reason="复核"),
            "nothing-to-revise",
            "2025-09 has no rating to replace.",
            "Leave out --revise.",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    contract: Contract, wish: RatingRecord, code: str, message: str, hint: str
) -> None:
    """A month, a rating, a date or a reason that cannot be is refused, and nothing recorded."""
    decision = decide(contract, wish)
    assert said(decision) == [(code, message, hint)]
    assert decision.record is None
    assert decision.standing is None


def test_every_slip_is_said_at_once(contract: Contract) -> None:
    """A month not begun, an unknown rating and a day to come are told together."""
    wish = asked("优", month="2026-01", approved_on=date(2026, 1, 9))
    codes = [code for code, _, _ in said(decide(contract, wish))]
    assert codes == ["month-not-begun", "rating-unknown", "approved-on"]


def test_a_date_in_an_unknown_month_is_left_alone(contract: Contract) -> None:
    """Of a month that does not exist nobody can say when its meeting was."""
    decision = decide(contract, asked(month="2030-01", approved_on=date(2025, 9, 1)))
    assert [code for code, _, _ in said(decision)] == ["month-outside"]


@pytest.mark.parametrize(
    "approved_on", [None, date(2025, 9, 8), date(2026, 1, 2)], ids=["unknown", "first", "today"]
)
def test_a_first_rating_is_recorded(contract: Contract, approved_on: date | None) -> None:
    """A month without a rating takes one, passed on any day from its first until today."""
    wish = asked(approved_on=approved_on)
    decision = decide(contract, wish, row(2, "差", month="2025-10"), row(3, ""))
    assert (decision.record, decision.standing, decision.problems) == (wish, None, ())


def test_a_month_can_be_rated_from_its_first_day(contract: Contract) -> None:
    """On its first day a month has begun, on the day before it has not."""
    for day, codes in ((date(2025, 9, 8), []), (date(2025, 9, 7), ["month-not-begun"])):
        decision = decide_rating(contract, Records(), asked(), day)
        assert [code for code, _, _ in said(decision)] == codes


def test_the_same_rating_again_changes_nothing(contract: Contract) -> None:
    """A rating that stands is not recorded twice."""
    standing = row(2, "好", id_="a")
    decision = decide(contract, asked(), standing)
    assert (decision.record, decision.standing, decision.problems) == (None, standing, ())


def test_the_same_rating_with_a_reason_changes_nothing(contract: Contract) -> None:
    """--revise with nothing new to say records nothing."""
    standing = row(2, "好", id_="a", approved_on=date(2025, 10, 15))
    wish = asked(reason="复核", approved_on=date(2025, 10, 15))
    decision = decide(contract, wish, standing)
    assert (decision.record, decision.standing, decision.problems) == (None, standing, ())


@pytest.mark.parametrize(
    ("wish", "options"),
    [
        (asked(approved_on=date(2025, 10, 15)), "--approved-on"),
        (asked(basis="会议纪要"), "--basis"),
        (asked(note="口头"), "--note"),
        (
            asked(approved_on=date(2025, 10, 15), basis="会议纪要", note="口头"),
            "--approved-on, --basis, --note",
        ),
    ],
)
def test_details_of_a_rating_that_stands_are_not_recorded(
    contract: Contract, wish: RatingRecord, options: str
) -> None:
    """Other details of the same rating are left out, and a notice says so and how to add them."""
    standing = row(2, "好", id_="a")
    decision = decide(contract, wish, standing)
    assert (decision.record, decision.standing) == (None, standing)
    assert said(decision) == [
        (
            "details-differ",
            f"What {options} says was not recorded.",
            "To change the details of a recorded rating, add --revise REASON.",
        )
    ]
    assert errors(decision.problems) == []


def test_details_are_recorded_with_a_reason(contract: Contract) -> None:
    """--revise records other details of the same rating, in place of the row that stands."""
    wish = asked(reason="补记", basis="会议纪要")
    decision = decide(contract, wish, row(2, "好", id_="a"))
    assert decision.record == replace(wish, revises="a")


@pytest.mark.parametrize(("id_", "revises"), [("a", "a"), ("", "2025-09")])
def test_a_final_rating_passes_a_proposed_one(contract: Contract, id_: str, revises: str) -> None:
    """附件1.七: the meeting passes a proposed rating; that needs no --revise."""
    standing = row(2, "好", "proposed", id_=id_)
    decision = decide(contract, asked(), standing)
    assert decision.record == replace(asked(), revises=revises)
    assert decision.standing == standing
    assert decision.problems == ()


@pytest.mark.parametrize(
    ("standing", "wish", "message"),
    [
        (
            row(2, "好"),
            asked("良好"),
            "2025-09 is already rated 好 (final, ratings.csv:2); 良好 (final) would replace it.",
        ),
        (
            row(5, "好"),
            asked("好", "proposed"),
            "2025-09 is already rated 好 (final, ratings.csv:5); 好 (proposed) would replace it.",
        ),
        (
            row(2, "好", "proposed"),
            asked("良好"),
            "2025-09 is already rated 好 (proposed, ratings.csv:2); 良好 (final) would replace it.",
        ),
        (
            row(2, "好", "proposed"),
            asked("良好", "proposed"),
            (
                "2025-09 is already rated 好 (proposed, ratings.csv:2); "
                "良好 (proposed) would replace it."
            ),
        ),
    ],
)
def test_another_rating_needs_a_reason(
    contract: Contract, standing: RatingRecord, wish: RatingRecord, message: str
) -> None:
    """Another rating, or final back to proposed, is refused without --revise and taken with it."""
    assert said(decide(contract, wish, standing)) == [("needs-revise", message, REVISE_HINT)]
    with_reason = replace(wish, reason="复核")
    decision = decide(contract, with_reason, standing)
    assert decision.record == replace(with_reason, revises="2025-09")
    assert decision.standing == standing


def test_a_copy_with_another_link_would_contradict(contract: Contract) -> None:
    """Two rows that say the same by different links are cleared up before one is replaced."""
    rows = (
        row(2, "好", "proposed", id_="a"),
        row(3, "好", id_="b"),
        row(4, "好", id_="c", revises="a"),
    )
    decision = decide(contract, asked("良好", reason="复核"), *rows)
    assert said(decision) == [
        (
            "rating-twice",
            "2025-09 is rated 好 in two rows; if one is replaced, the other still stands.",
            "Delete one of the two first; ledger check names them.",
        )
    ]
    assert decision.record is None


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        (date(2025, 9, 8), True),
        (date(2025, 10, 7), True),
        (date(2025, 10, 8), False),
    ],
)
def test_a_running_month_is_noticed(contract: Contract, day: date, *, notice: bool) -> None:
    """A month rated on or before its last day brings a notice, from the day after none."""
    found = running_notice(schedule_of(contract), "2025-09", day)
    if notice:
        assert found is not None
        assert (found.code, found.severity) == ("month-running", "notice")
        assert english(found.message) == (
            "2025-09 runs until 2025-10-07; it is rated before it is over."
        )
    else:
        assert found is None


def test_no_month_runs_outside_the_term(contract: Contract) -> None:
    """A month that is none of the contract's brings no notice."""
    assert running_notice(schedule_of(contract), "2030-01", TODAY) is None


def test_a_row_that_takes_back_by_month_would_take_back_what_comes(contract: Contract) -> None:
    """A rating that a row written by hand would take back at once is refused, naming the row."""
    rows = (row(2, "好"), row(3, "", revises="2025-09", reason="记错"))
    decision = decide_rating(contract, Records(ratings=rows), asked("好"), TODAY)
    assert decision.record is None
    (problem,) = decision.problems
    assert problem.code == "taken-back"
    assert english(problem.message) == (
        "ratings.csv:3 takes back every rating of 2025-09 that replaces no other: this one would "
        "not count."
    )
    assert english(problem.hint) == (
        "In that row, put the id of the row it takes back under `revises`."
    )
