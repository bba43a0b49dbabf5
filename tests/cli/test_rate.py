"""`ledger rate` through the real program: what is recorded, what changes nothing, what passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support import Desk


def rows(desk: Desk) -> list[list[str]]:
    """The rows of ratings.csv as lists of cells (no cell in these tests is quoted)."""
    return [line.split(",") for line in desk.read().decode("utf-8-sig").splitlines()[1:]]


def test_idempotent(desk: Desk) -> None:
    """The same rating again is no error and changes not a byte."""
    first = desk.ledger("rate", "2025-09", "优秀")
    assert (first.code, first.err) == (0, "")
    before = desk.read()
    [row] = rows(desk)
    assert first.out == f"Recorded: 2025-09 优秀 (final), ratings.csv:2 {row[0]}\n"
    again = desk.ledger("rate", "2025年9月", "优秀")
    assert (again.code, again.err) == (0, "")
    assert again.out == ("Already recorded, nothing changed: 2025-09 优秀 (final), ratings.csv:2\n")
    assert desk.read() == before


def test_details_that_differ_are_not_lost_silently(desk: Desk) -> None:
    """The same rating with another note is not recorded again, and that is said."""
    desk.ledger("rate", "2025-09", "优秀", "--note", "one")
    before = desk.read()
    answer = desk.ledger("rate", "2025-09", "优秀", "--note", "two")
    assert answer.code == 0
    assert "Notice: What --note says was not recorded. [details-differ]" in answer.err
    assert desk.read() == before
    revised = desk.ledger("rate", "2025-09", "优秀", "--note", "two", "--revise", "the note")
    assert revised.code == 0
    assert rows(desk)[1][6] == "two"


def test_passing_a_proposed_rating(desk: Desk) -> None:
    """附件1.七: a final rating after a proposed one with the same name passes it, no --revise."""
    desk.ledger("rate", "2025-09", "好", "--proposed")
    answer = desk.ledger("rate", "2025-09", "好", "--approved-on", "2025-10-15")
    assert (answer.code, answer.err) == (0, "")
    first, second = rows(desk)
    assert (first[3], second[3], second[4]) == ("proposed", "final", "2025-10-15")
    assert second[7] == first[0]
    assert answer.out == (
        f"Recorded: 2025-09 好 (final), ratings.csv:3 {second[0]}\n"
        "It takes the place of 好 (proposed), ratings.csv:2.\n"
    )


def test_another_rating_needs_revise(desk: Desk) -> None:
    """Another rating is refused without --revise, and recorded with its reason and its link."""
    desk.ledger("rate", "2025-09", "好")
    before = desk.read()
    refused = desk.ledger("rate", "2025-09", "差")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "Error: 2025-09 is already rated 好 (final, ratings.csv:2); 差 (final) would replace it."
        " [needs-revise]\n    If that is meant, add --revise REASON.\n"
    )
    assert desk.read() == before
    revised = desk.ledger("rate", "2025-09", "差", "--revise", "minutes corrected")
    assert revised.code == 0
    first, second = rows(desk)
    assert second[2] == "差"
    assert second[7:9] == [first[0], "minutes corrected"]
    [line] = [
        one for one in desk.ledger("due", "P1", "--json").json["lines"] if one["month"] == "2025-09"
    ]
    assert (line["rating"], line["amount"]) == ("差", "-10000.00")


def test_final_back_to_proposed_needs_revise(desk: Desk) -> None:
    """A final rating becomes proposed again only with a reason."""
    desk.ledger("rate", "2025-09", "好")
    refused = desk.ledger("rate", "2025-09", "好", "--proposed")
    assert refused.code == 1
    assert "[needs-revise]" in refused.err
    assert len(rows(desk)) == 1
    assert desk.ledger("rate", "2025-09", "好", "--proposed", "--revise", "too early").code == 0
    assert desk.ledger("schedule", "--json").json["periods"][0]["months"][1]["stage"] == "proposed"


def test_another_rating_that_is_final_needs_revise(desk: Desk) -> None:
    """A final rating that differs from the proposed one doesn't pass it: it needs a reason."""
    desk.ledger("rate", "2025-09", "好", "--proposed")
    refused = desk.ledger("rate", "2025-09", "良好")
    assert refused.code == 1
    assert "2025-09 is already rated 好 (proposed, ratings.csv:2)" in refused.err


def test_a_running_month(desk: Desk) -> None:
    """A month that is not over yet is recorded with a notice."""
    answer = desk.ledger("--as-of", "2025-09-20", "rate", "2025-09", "好")
    assert answer.code == 0
    assert answer.out.startswith("Recorded: 2025-09 好 (final)")
    assert answer.err == (
        "Notice: 2025-09 runs until 2025-10-07; it is rated before it is over. [month-running]\n"
    )


def test_the_first_day_and_the_day_after(desk: Desk) -> None:
    """A month can be rated from its first day on, and without a notice once it is over."""
    assert desk.ledger("--as-of", "2025-09-07", "rate", "2025-09", "好").code == 1
    assert desk.ledger("--as-of", "2025-09-08", "rate", "2025-09", "好").code == 0
    assert "[month-running]" in desk.ledger("--as-of", "2025-10-07", "rate", "2025-09", "好").err
    assert desk.ledger("--as-of", "2025-10-08", "rate", "2025-09", "好").err == ""


def test_revising_nothing(desk: Desk) -> None:
    """--revise where nothing is recorded yet is refused: the month may be the wrong one."""
    answer = desk.ledger("rate", "2025-09", "好", "--revise", "typo")
    assert answer.code == 1
    assert "Error: 2025-09 has no rating to replace. [nothing-to-revise]" in answer.err
    assert not (desk.folder / "ratings.csv").exists()


def test_a_row_written_by_hand_gets_an_id_and_is_replaced_by_it(desk: Desk) -> None:
    """A row without an id has one once the ledger writes, and the new row names it."""
    desk.write("ratings.csv", "month,rating\n2025-09,好\n")
    assert desk.ledger("rate", "2025-09", "差", "--revise", "slip").code == 0
    heading, first, second = (line.split(",") for line in desk.read().decode().splitlines())
    assert second[heading.index("revises")] == first[heading.index("id")] != ""
    assert "[rating-conflict]" not in desk.ledger("check").err
