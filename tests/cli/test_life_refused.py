"""What the commands of a contract's life refuse: said with what to do, and nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.life import FIRST, SECOND, THIRD, contents, halfway
from tests.cli.refusals import CHANGE, EXTEND, REFUSALS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk


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
    del code  # told in JSON only
    halfway(desk)
    before = contents(desk.folder)
    answer = quick(*arguments)
    told = f"Error: {message}\n" + (f"    {hint}\n" if hint else "")
    assert (answer.code, answer.out, answer.err) == (1, "", told)
    assert contents(desk.folder) == before


@pytest.mark.parametrize("name", REFUSALS)
def test_refused_in_chinese_and_in_json(
    desk: Desk, quick: Callable[..., Answer], name: str
) -> None:
    """The same refusal in Chinese holds no English message, and --json has the same code."""
    halfway(desk)
    arguments, code, message, hint = REFUSALS[name]
    answer = quick(*arguments, "--json", LEDGER_LANG="zh")
    assert (answer.code, answer.err) == (1, "")
    [problem] = answer.json["problems"]
    assert (problem["code"], problem["severity"]) == (code, "error")
    for said, english in ((problem["message"], message), (problem["hint"] or "", hint)):
        assert said != english or not english
        assert any("\u4e00" <= char <= "\u9fff" for char in said) == bool(english)


def test_a_red_letter_invoice_against_one_is_refused(
    desk: Desk, quick: Callable[..., Answer]
) -> None:
    """A red-letter invoice is itself no original, and once all is taken back nothing is left."""
    halfway(desk)
    red = ("--date", "2025-12-23", "--red")
    assert quick("invoice", "P1", "--number", SECOND, *red, FIRST).code == 0
    before = contents(desk.folder)
    again = quick("invoice", "P1", "--number", THIRD, *red, FIRST)
    assert f"Nothing is left of invoice {FIRST} to take back." in again.err
    against = quick("invoice", "P1", "5", "--number", THIRD, *red, SECOND)
    assert f"{SECOND} is itself a red-letter invoice." in against.err
    assert (again.code, against.code) == (1, 1)
    assert contents(desk.folder) == before


CONTRADICTIONS = {
    "two last days": (
        ("amend", "terminate", "--basis", "x", "--on"), ("2026-03-01",), ("2026-03-02",)),
    "two agreed amounts": (
        ("amend", "terminate", "--basis", "x", "--on", "2026-03-01", "--settle"),
        ("100",), ("200",)),
    "two values": (CHANGE, ("breach.percent=20",), ("breach.percent=25",)),
}  # fmt: skip


def test_an_extension_after_a_termination_names_both(
    desk: Desk, quick: Callable[..., Answer]
) -> None:
    """七.1, 四.7 What has ended cannot be extended."""
    halfway(desk)
    ended = quick("amend", "terminate", "--on", "2026-03-01", "--basis", "x", "--json")
    ended_by = ended.json["records"][0]["id"]
    answer = quick(*EXTEND, "--days", "5", "--from", "2026-03-02")
    assert answer.code == 1
    assert "extends from 2026-03-02 on, and " in answer.err
    assert f"{ended_by} ended the contract on 2026-03-01." in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("deduct",),
        ("extra", "P2"),
        ("invoice", "P1"),
        ("invoice", "P1", "--number", SECOND),
        ("pay", "P1", "5"),
        ("void", "A-aaaaaa"),
        ("confirm",),
        ("amend", "extend", "--from", "2026-01-20"),
        ("amend", "terminate"),
        ("amend", "change", "--from", "P2"),
        ("amend", "undo"),
        ("status", "P1"),
        ("forecast", "--assume"),
    ],
)
def test_wrong_usage(desk: Desk, quick: Callable[..., Answer], arguments: tuple[str, ...]) -> None:
    """A command typed with something missing or too much is wrong usage: exit code 2."""
    halfway(desk)
    before = contents(desk.folder)
    answer = quick(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err
    assert contents(desk.folder) == before
