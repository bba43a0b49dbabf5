"""What `ledger rate` refuses: said with what to do, and nothing written, in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support import Answer, Desk

FALLS = "{} is not a service month of this contract; {} falls in {} ({} to {})."
TERM = "The service months are 2025-08 to 2026-07."
MONTH_FORM = (
    "Write year and month, as 2025-09; where Excel turns it into a date, format the column as text."
)
SCALE = "The scale is: 优秀, 良好, 好, 一般, 差. Write one of these in full."
BEGUN = "A month can be rated once it has begun; today is 2026-01-02."
APPROVED = "Check the date of --approved-on."
LATE = ("rate", "2025-09", "好", "--approved-on")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its bytes, but for the lock, which holds nothing."""
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".ledger.lock"
    }


REFUSALS: dict[str, tuple[tuple[str, ...], str, str, str]] = {
    "no month": (
        ("rate", "2025-13", "优秀"), "month-form", '"2025-13" is not a month.', MONTH_FORM),
    "no month at all": (
        ("rate", "September", "优秀"), "month-form", '"September" is not a month.', MONTH_FORM),
    # the term ends on 2026-08-07, so 2026-08 would begin after it: its days are in 2026-07
    "out of the term": (
        ("rate", "2026-08", "优秀"), "month-outside",
        FALLS.format("2026-08", "2026-08-01", "2026-07", "2026-07-08", "2026-08-07"), TERM),
    "before the term": (
        ("rate", "2025-07", "优秀"), "month-outside",
        "2025-07 is not a service month of this contract.", TERM),
    "a stray date": (
        ("rate", "2025-10-03", "优秀"), "month-outside",
        FALLS.format("2025-10-03", "2025-10-03", "2025-09", "2025-09-08", "2025-10-07"), TERM),
    "a date out of the term": (
        ("rate", "2026-08-08", "优秀"), "month-outside",
        "2026-08-08 is not a service month of this contract.", TERM),
    "no date": (
        ("rate", "2025-02-30", "优秀"), "date-form", '"2025-02-30" is not a date.',
        "Write year, month and day, as 2025-10-15."),
    "not begun": (
        ("rate", "2026-01", "优秀"), "month-not-begun", "2026-01 begins on 2026-01-08.", BEGUN),
    "half a rating": (
        ("rate", "2025-09", "优"), "rating-unknown", '"优" is not in the rating scale.', SCALE),
    "a longer rating": (
        ("rate", "2025-09", "很好"), "rating-unknown", '"很好" is not in the rating scale.', SCALE),
    "English": (
        ("rate", "2025-09", "excellent"), "rating-unknown",
        '"excellent" is not in the rating scale.', SCALE),
    "no rating": (
        ("rate", "2025-09", ""), "rating-unknown", '"" is not in the rating scale.', SCALE),
    "passed in the future": (
        (*LATE, "2026-01-03"), "approved-on",
        "2026-01-03 has not come yet; today is 2026-01-02.", APPROVED),
    "passed before it began": (
        (*LATE, "2025-09-07"), "approved-on",
        "2025-09 begins on 2025-09-08: no meeting can have passed its rating on 2025-09-07.",
        APPROVED),
    "passed on no day": (
        (*LATE, "soon"), "date-form", '--approved-on: "soon" is not a date.',
        "Write year, month and day, as 2025-10-15."),
    "proposed and passed": (
        (*LATE, "2025-10-15", "--proposed"), "stage-date",
        "A rating that is only proposed has no --approved-on.",
        "Leave out --proposed, or --approved-on."),
    "no reason": (
        ("rate", "2025-09", "好", "--revise", " "), "reason-missing", "--revise needs a reason.",
        'Say why in quotes: --revise "…".'),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "message", "hint"), REFUSALS.values(), ids=REFUSALS)
def test_refused(
    desk: Desk,
    quick: Callable[..., Answer],
    arguments: tuple[str, ...],
    code: str,
    message: str,
    hint: str,
) -> None:
    """A slip is refused with 1: what is wrong, what to do, and not a byte of the book changed."""
    desk.write("ratings.csv", "month,rating\n2025-08,优秀\n")
    before = contents(desk.folder)
    answer = quick(*arguments)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == f"Error: {message} [{code}]\n    {hint}\n"
    assert contents(desk.folder) == before


@pytest.mark.parametrize("name", REFUSALS)
def test_refused_in_chinese_and_in_json(quick: Callable[..., Answer], name: str) -> None:
    """The same refusal in Chinese holds no English message, and --json has the same code."""
    arguments, code, message, _ = REFUSALS[name]
    answer = quick(*arguments, "--json", LEDGER_LANG="zh")
    assert (answer.code, answer.err) == (1, "")
    [problem] = answer.json["problems"]
    assert problem["code"] == code
    assert problem["severity"] == "error"
    assert problem["message"] != message
    assert any("\u4e00" <= char <= "\u9fff" for char in problem["message"])
    assert problem["hint"]


def test_every_slip_at_once(quick: Callable[..., Answer]) -> None:
    """Month, rating and date of approval that are all wrong are all told."""
    answer = quick("rate", "2026-09", "优", "--approved-on", "2027-01-01", "--json")
    codes = [problem["code"] for problem in answer.json["problems"]]
    assert codes == ["month-outside", "rating-unknown", "approved-on"]
    answer = quick("rate", "x", "优", "--approved-on", "y", "--revise", "", "--json")
    codes = [problem["code"] for problem in answer.json["problems"]]
    assert codes == ["month-form", "date-form", "reason-missing"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ratings.csv", "month,rating\n2025-08\n"),
        ("ratings.csv", "month,rating\n2025-08,好\n2025-08,差\n"),
        ("ratings.csv", "month,rating\n2025-10,优\n"),
        ("contract.toml", "[contract]\n"),
    ],
)
def test_a_book_with_an_error_takes_no_record(
    desk: Desk, quick: Callable[..., Answer], name: str, content: str
) -> None:
    """Nothing is added to a book with an error in it, whatever month the error is in."""
    desk.write(name, content)
    before = contents(desk.folder)
    answer = quick("rate", "2025-09", "好")
    assert answer.code == 1
    assert f"Error {name}:" in answer.err
    assert contents(desk.folder) == before


def test_the_real_program_refuses_too(desk: Desk) -> None:
    """A refusal through the real program leaves the folder as it was, with exit code 1."""
    before = contents(desk.folder)
    answer = desk.ledger("rate", "2025-09", "优")
    assert (answer.code, answer.out) == (1, "")
    assert "[rating-unknown]" in answer.err
    assert contents(desk.folder) == before
