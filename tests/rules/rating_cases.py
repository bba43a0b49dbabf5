"""A table of 附件1.七: rows of one month, which of them counts, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tests.rules.rows import row

if TYPE_CHECKING:
    from zkrc_ledger.model.records import RatingRecord

Said = tuple[str, int, str, str]


def twice(first: int, line: int, rating: str) -> Said:
    """The notice of two rows that say the same."""
    return (
        "rating-twice",
        line,
        f"2025-09 is rated {rating} twice, here and at ratings.csv:{first}; it counts once.",
        "One of the two rows can be deleted.",
    )


def conflict(first: int, one: str, line: int, other: str) -> Said:
    """The error of two rows that disagree; it names both lines."""
    return (
        "rating-conflict",
        line,
        (
            f"2025-09 is rated {one} at ratings.csv:{first} and {other} at ratings.csv:{line}, "
            "and neither says that it replaces the other."
        ),
        (
            "Delete the wrong row, or fill in `revises` (the other row's id, or 2025-09) "
            "and `reason` in the row that holds."
        ),
    )


def unknown(line: int, revises: str) -> Said:
    """The error of a row that replaces nothing."""
    return (
        "revises-unknown",
        line,
        f"This row replaces {revises}, and 2025-09 has no such record.",
        "`revises` takes the id of another row of the same month, or that month.",
    )


def no_reason(line: int, other: int) -> Said:
    """The error of a row that replaces another without a reason."""
    return (
        "reason-missing",
        line,
        f"This row replaces ratings.csv:{other} without saying why.",
        "Fill in `reason`.",
    )


def ring(places: str) -> Said:
    """The error of rows that replace each other; it names them all."""
    return (
        "revision-ring",
        2,
        f"These rows replace each other in a ring: {places}.",
        "Clear `revises` in the row that was written first.",
    )


@dataclass(frozen=True)
class Case:
    """Rows of one month, the line that counts, and what is said: code, line, message, hint."""

    rows: tuple[RatingRecord, ...]
    counts: int | None
    problems: tuple[Said, ...] = ()


SOUND = {
    "no row": Case((), None),
    "a month filled in ahead": Case((row(2, ""),), None),
    "one final row": Case((row(2, "好"),), 2),
    "one proposed row": Case((row(2, "好", "proposed"),), 2),
    "filled in ahead, then rated": Case((row(2, ""), row(3, "好")), 3),
    "a final row passes a proposed one": Case((row(2, "好", "proposed"), row(3, "好")), 3),
    "a final row stands above the proposed one": Case((row(2, "好"), row(3, "好", "proposed")), 2),
    "passed by link, without a reason": Case(
        (row(2, "好", "proposed", id_="a"), row(3, "好", revises="a")), 3
    ),
    "revised by id": Case((row(2, "好", id_="a"), row(3, "良好", revises="a", reason="复核")), 3),
    "revised by month": Case((row(2, "好"), row(3, "良好", revises="2025-09", reason="复核")), 3),
    "revised twice": Case(
        (
            row(2, "好", id_="a"),
            row(3, "良好", id_="b", revises="a", reason="复核"),
            row(4, "优秀", revises="b", reason="再复核"),
        ),
        4,
    ),
    "revised and revised back": Case(
        (
            row(2, "好", id_="a"),
            row(3, "良好", id_="b", revises="a", reason="复核"),
            row(4, "好", revises="b", reason="复核有误"),
        ),
        4,
    ),
    "by month, what a link replaced stays replaced": Case(
        (
            row(2, "好"),
            row(3, "良好", id_="b", revises="2025-09", reason="复核"),
            row(4, "优秀", revises="b", reason="再复核"),
        ),
        4,
    ),
    "final back to proposed": Case(
        (row(2, "好", id_="a"), row(3, "好", "proposed", revises="a", reason="未经会议")), 3
    ),
    "back to proposed and passed again": Case(
        (
            row(2, "好", id_="a"),
            row(3, "好", "proposed", id_="b", revises="a", reason="未经会议"),
            row(4, "好", revises="b"),
        ),
        4,
    ),
    "proposed, passed, and back to proposed": Case(
        (
            row(2, "好", "proposed", id_="a"),
            row(3, "好", id_="b"),
            row(4, "好", "proposed", id_="c", revises="b", reason="未经会议"),
        ),
        4,
    ),
    "passed, replaced, and proposed anew as at first": Case(
        (
            row(2, "好", id_="a"),
            row(3, "良好", id_="b", revises="a", reason="复核"),
            row(4, "好", "proposed", id_="c", revises="b", reason="复核有误"),
        ),
        4,
    ),
    "by month, a proposed row and its final one are replaced together": Case(
        (
            row(2, "好", "proposed"),
            row(3, "好"),
            row(4, "良好", revises="2025-09", reason="复核"),
        ),
        4,
    ),
    "details corrected: the same rating needs no reason": Case(
        (row(2, "好", id_="a"), row(3, "好", revises="a", approved_on=date(2025, 10, 15))), 3
    ),
}
NOTICED = {
    "the same row twice": Case(
        (row(2, "好"), row(3, "好")),
        2,
        (twice(2, 3, "好"),),
    ),
    "the same row thrice": Case(
        (row(2, "好"), row(3, "好"), row(4, "好")),
        2,
        (
            twice(2, 3, "好"),
            twice(2, 4, "好"),
        ),
    ),
    "of two that agree, the one with its date of approval": Case(
        (row(2, "好"), row(3, "好", approved_on=date(2025, 10, 15))),
        3,
        (twice(2, 3, "好"),),
    ),
    "a row pasted twice, id and all": Case(
        (row(2, "好", id_="a"), row(3, "好", id_="a")),
        2,
        (twice(2, 3, "好"),),
    ),
    "the copy of a replaced row is replaced with it": Case(
        (
            row(2, "好", id_="a"),
            row(3, "好", id_="copy"),
            row(4, "良好", revises="a", reason="复核"),
        ),
        4,
    ),
    "a revision pasted twice, both copies replaced": Case(
        (
            row(2, "好", id_="a"),
            row(3, "良好", id_="b", revises="a", reason="复核"),
            row(4, "良好", id_="c", revises="a", reason="复核"),
            row(5, "优秀", revises="c", reason="再复核"),
        ),
        5,
    ),
    "a revision pasted twice": Case(
        (
            row(2, "好", id_="a"),
            row(3, "良好", id_="b", revises="a", reason="复核"),
            row(4, "良好", id_="c", revises="a", reason="复核"),
        ),
        3,
        (twice(3, 4, "良好"),),
    ),
}
WRONG = {
    "two ratings, no link": Case(
        (row(2, "好"), row(3, "良好")),
        2,
        (conflict(2, "好", 3, "良好"),),
    ),
    "a proposed row and a final one of another rating": Case(
        (row(2, "好", "proposed"), row(3, "良好")),
        2,
        (conflict(2, "好", 3, "良好"),),
    ),
    "another rating without a reason": Case(
        (row(2, "好", id_="a"), row(3, "良好", revises="a")),
        3,
        (no_reason(3, 2),),
    ),
    "final back to proposed without a reason": Case(
        (row(2, "好"), row(3, "好", "proposed", revises="2025-09")),
        3,
        (no_reason(3, 2),),
    ),
    "passed with another rating, without a reason": Case(
        (row(2, "好", "proposed", id_="a"), row(3, "良好", revises="a")),
        3,
        (no_reason(3, 2),),
    ),
    "a row and its copy replaced without a reason": Case(
        (row(2, "好", id_="a"), row(3, "好", id_="b"), row(4, "良好", revises="2025-09")),
        4,
        (no_reason(4, 2),),
    ),
    "a link to nothing": Case(
        (row(2, "好", revises="R-9"),),
        2,
        (unknown(2, "R-9"),),
    ),
    "a link to another month": Case(
        (row(2, "好", revises="2025-10", reason="复核"),),
        2,
        (unknown(2, "2025-10"),),
    ),
    "a link by month, and no other row": Case(
        (row(2, "好", revises="2025-09", reason="复核"),),
        2,
        (unknown(2, "2025-09"),),
    ),
    "a row that replaces itself": Case(
        (row(2, "好", id_="a", revises="a"),),
        2,
        (unknown(2, "a"),),
    ),
    "two rows that replace each other": Case(
        (
            row(2, "好", id_="a", revises="b", reason="复核"),
            row(3, "良好", id_="b", revises="a", reason="复核"),
        ),
        None,
        (ring("ratings.csv:2, ratings.csv:3"),),
    ),
    "a ring of three": Case(
        (
            row(2, "好", id_="a", revises="c", reason="复核"),
            row(3, "良好", id_="b", revises="a", reason="复核"),
            row(4, "优秀", id_="c", revises="b", reason="复核"),
        ),
        None,
        (ring("ratings.csv:2, ratings.csv:3, ratings.csv:4"),),
    ),
    "two revisions of one row": Case(
        (
            row(2, "好", id_="a"),
            row(3, "良好", id_="b", revises="a", reason="复核"),
            row(4, "优秀", id_="c", revises="a", reason="复核"),
        ),
        3,
        (conflict(3, "良好", 4, "优秀"),),
    ),
    "two rows of one id": Case(
        (row(2, "好", id_="a"), row(3, "良好", id_="a", revises="2025-09", reason="复核")),
        3,
        (
            (
                "id-twice",
                3,
                "The id a stands here and at ratings.csv:2.",
                "Give one of the two rows another id, or delete the copy.",
            ),
        ),
    ),
}
