"""Which language answers, and that complaints about what was typed speak it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

ENGLISH, CHINESE = "Error: P9 is not", "错误：P9 不是"
SILENT = {"LEDGER_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}


@pytest.mark.parametrize(
    ("environment", "first_words"),
    [
        ({}, CHINESE),
        ({"LANG": "C"}, CHINESE),
        ({"LANG": "C.UTF-8"}, CHINESE),
        ({"LANG": "C.utf8"}, CHINESE),
        ({"LANG": "POSIX"}, CHINESE),
        ({"LANG": "zh_CN.UTF-8"}, CHINESE),
        ({"LANG": "zh_TW.Big5"}, CHINESE),
        ({"LANG": "en_US.UTF-8"}, ENGLISH),
        ({"LANG": "en_GB@euro"}, ENGLISH),
        ({"LANG": "fr_FR.UTF-8"}, ENGLISH),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, CHINESE),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, ENGLISH),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, ENGLISH),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, CHINESE),
        ({"LEDGER_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, ENGLISH),
        ({"LEDGER_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, CHINESE),
    ],
    ids=lambda value: "-".join(map("=".join, value.items())) if isinstance(value, dict) else "",
)
def test_the_language_asked_for(
    quick: Callable[..., Answer], environment: dict[str, str], first_words: str
) -> None:
    """LEDGER_LANG, then LC_ALL, LC_MESSAGES, LANG; where none says otherwise, Chinese."""
    answer = quick("due", "P9", **{**SILENT, **environment})
    assert answer.code == 1
    assert answer.err.startswith(first_words)


@pytest.mark.parametrize("option", [("--lang", "en"), ("--lang=en",)])
def test_the_option_goes_first(quick: Callable[..., Answer], option: tuple[str, ...]) -> None:
    """--lang goes before LEDGER_LANG."""
    assert quick(*option, "due", "P9", LEDGER_LANG="zh").err.startswith(ENGLISH)
    assert quick(*option, "due", "P9", LEDGER_LANG="fr").err.startswith(ENGLISH)


def test_the_real_program_follows_the_locale(desk: Desk) -> None:
    """The program itself answers in the locale's language, help included."""
    chinese = desk.ledger("--help", **{**SILENT, "LANG": "C"})
    assert "显示这份说明" in chinese.out
    english = desk.ledger("--help", **{**SILENT, "LANG": "en_US.UTF-8"})
    assert "Show this help and exit." in english.out
    assert not any("\u4e00" <= char <= "\u9fff" for char in english.out)


@pytest.mark.parametrize("language", ["fr", "zh_CN", "EN", "english", "\x1b[31m"])
def test_a_language_nobody_speaks_here(quick: Callable[..., Answer], language: str) -> None:
    """Another language than en and zh is wrong usage: exit code 2, and the two are named."""
    for answer in (
        quick("--lang", language, "due", "P1"),
        quick("due", "P1", LEDGER_LANG=language),
    ):
        assert (answer.code, answer.out) == (2, "")
        assert answer.err
        assert "--lang" in answer.err
        assert "\x1b" not in answer.err


def test_a_language_nobody_speaks_is_refused_in_the_one_that_was_set(
    quick: Callable[..., Answer],
) -> None:
    """LEDGER_LANG is the reader's language, also where --lang is mistyped."""
    assert "The ledger does not speak fr." in quick("due", "--lang", "fr", LEDGER_LANG="en").err
    assert "没有“fr”这种语言" in quick("due", "--lang", "fr", LEDGER_LANG="zh").err


USAGE: dict[str, tuple[tuple[str, ...], str, str, str]] = {
    "unknown option": (
        ("due", "--explian"),
        "There is no option --explian. Did you mean --explain?",
        "没有 --explian 这个选项。是不是 --explain？",
        "ledger due --help",
    ),
    "unknown command": (
        ("duo",),
        "No such command 'duo'. Did you mean due?",
        "没有 duo 这个命令。是不是 due？",
        "ledger --help",
    ),
    "unlike any command": (
        ("xyzzy",),
        "No such command 'xyzzy'.",
        "没有 xyzzy 这个命令。",
        "ledger --help",
    ),
    "missing argument": (
        ("rate", "2025-09"),
        "The argument RATING is missing.",
        "缺少参数 RATING。",
        "ledger rate --help",
    ),
    "missing value": (
        ("rate", "2025-09", "好", "--note"),
        "The option --note needs a value.",
        "选项 --note 后面要写内容。",
        "ledger rate --help",
    ),
    "value too many": (
        ("check", "--json=yes"),
        "The option --json takes no value.",
        "选项 --json 后面不带内容。",
        "ledger check --help",
    ),
    "argument too many": (
        ("due", "P1", "P2"),
        "Too much was typed: P2.",
        "多写了内容：P2。",
        "ledger due --help",
    ),
    "missing option": (
        ("void", "P-aaaaaa"),
        "The option --reason is missing.",
        "缺少选项 --reason。",
        "ledger void --help",
    ),
    "unknown command of a group": (
        ("amend", "xyzzy"),
        "No such command 'xyzzy'.",
        "没有 xyzzy 这个命令。",
        "ledger amend --help",
    ),
}


@pytest.mark.parametrize("name", ["unknown option", "argument too many", "missing argument"])
def test_wrong_usage_in_json(quick: Callable[..., Answer], name: str) -> None:
    """With --json wrong usage is a problem on standard output."""
    answer = quick(*USAGE[name][0], "--json")
    assert (answer.code, answer.err) == (2, "")
    [problem] = answer.json["problems"]
    assert (problem["code"], problem["message"]) == ("usage", USAGE[name][1])


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("typed", [("--lang=en",), ("--lang", "en"), ("--lang", "zh", "--lang=en")])
def test_a_language_anywhere(
    quick: Callable[..., Answer], typed: tuple[str, ...], place: int
) -> None:
    """--lang is taken before the command and after it, and the last one counts."""
    words = ["due", "P9"]
    words[place:place] = typed
    assert quick(*words, LEDGER_LANG="zh").err.startswith(ENGLISH)
