"""The help of every command, in the reader's language, as wide as the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from zkrc_ledger.cli import main
from zkrc_ledger.cli.app import Ledger
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.views.layout import width

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer

NAMES = [entry.name for _, entries in Ledger.sections for entry in entries]
COMMANDS = [(), *((name,) for name in NAMES), ("amend", "extend"), ("amend", "change")]
COMMANDS += [("amend", "terminate")]
EXAMPLE = re.compile(r"^@ (ledger [^@]*)$", re.MULTILINE)
WORD = re.compile(r"(?<![\w-])-{0,2}[A-Za-z][\w|-]*")
EVERY_COMMAND = {"--contract", "--as-of", "--lang", "en|zh", "--json", "--help", "-h"}


class Marking(CatalogueTranslator):
    """Says @ for every message: what is still a word was not given to be translated."""

    def __call__(self, msgid: str, /, **values: object) -> str:
        """The message's values, marked."""
        del msgid
        return " ".join(["@", *map(str, values.values())])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_is_left_in_english(
    quick: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """All but the names of commands and options is translated, and there is one example."""
    monkeypatch.setattr(main, "CatalogueTranslator", Marking)
    monkeypatch.setenv("COLUMNS", "200")
    shown = quick(*command, "--help").out
    examples = EXAMPLE.findall(shown)
    assert len(examples) == 1, shown
    described = "\n".join(shown.splitlines()[1:])  # after the usage
    words = set(WORD.findall(EXAMPLE.sub("", described)))
    options = {word for word in words if word.startswith("-")}
    assert {"--json", "--help"} <= options
    assert words - options - EVERY_COMMAND <= {*NAMES, "extend", "terminate", "change"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [120, 80])
def test_no_wider_than_the_screen(
    quick: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, columns: int, language: str
) -> None:
    """No line but the example is wider than the screen, Chinese counted twice."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in COMMANDS:
        answer = quick(*command, "-h", LEDGER_LANG=language)
        assert (answer.code, answer.err) == (0, "")
        assert [line for line in answer.out.splitlines() if width(line) > columns] == []


@pytest.mark.parametrize(
    "environment", [{"TERMINAL_WIDTH": "abc"}, {"COLUMNS": "99999999"}, {"COLUMNS": "x"}]
)
def test_an_odd_width(
    quick: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    """A width that cannot be meant neither fails nor hangs."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert len(quick("due", "--help").out) < 10_000


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_as_a_command(quick: Callable[..., Answer], command: tuple[str, ...]) -> None:
    """`ledger help due` is `ledger due --help`."""
    assert quick("help", *command) == quick(*command, "--help")


def test_a_group_alone(quick: Callable[..., Answer]) -> None:
    """A group without a command shows what it has; that is wrong usage."""
    answer = quick("amend")
    assert (answer.code, answer.out) == (2, quick("amend", "--help").out)


@pytest.mark.parametrize("words", [("nothing",), ("amend", "nothing"), ("due", "P1")])
def test_help_for_nothing(quick: Callable[..., Answer], words: tuple[str, ...]) -> None:
    """Help for a command that does not exist is wrong usage; an argument is overlooked."""
    assert quick("help", *words).code == (0 if words[0] == "due" else 2)
