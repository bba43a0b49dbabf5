"""What people read is kept to the character: look at the difference, then --update-goldens."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import COLOURS, COLUMNS, in_terminal
from tests.goldens.every_case import CASES, ON_A_TERMINAL
from zkrc_ledger.views.blocks import width

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.goldens.cases import Case
    from tests.support import Answer, Desk

HERE = Path(__file__).parent
LANGUAGES = ("en", "zh")
NEW_ID = re.compile(r"\b[RAIPS]-[2-9a-z]{6}\b")
# the framework draws its help as wide as these say
WIDTH = {"COLUMNS": "80", "TERMINAL_WIDTH": "80", "FORCE_COLOR": "", "GITHUB_ACTIONS": ""}


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with its golden file; or write the file, where that was asked for."""

    def compare(name: str, text: str) -> None:
        golden = HERE / f"{name}.txt"
        if request.config.getoption("--update-goldens"):
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(text, encoding="utf-8")
        assert golden.exists(), f"no golden {name}: run pytest --update-goldens"
        assert text == golden.read_text(encoding="utf-8")

    return compare


def prepare(desk: Desk, case: Case) -> None:
    """Lay the case's book on the desk."""
    for name, text in case.written.items():
        desk.write(name, text)
    desk.edit_contract(*case.contract)


def steady(desk: Desk, case: Case, text: str) -> str:
    """The text without what differs from run to run: the folder, and the id of a new record."""
    known = set(NEW_ID.findall("".join(case.written.values())))
    text = text.replace(str(desk.folder), "BOOK")
    return NEW_ID.sub(lambda id_: id_[0] if id_[0] in known else f"{id_[0][0]}-xxxxxx", text)


def transcript(case: Case, answer: Answer) -> str:
    """What was typed and what came of it: standard output, standard error, exit code."""
    parts = [f"$ ledger {' '.join(case.arguments)}\n", answer.out]
    if answer.err:
        parts += ["--- standard error\n", answer.err]
    return "".join([*parts, f"--- exit code {answer.code}\n"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in CASES if not name.startswith("help")])
def test_in_a_pipe(
    desk: Desk,
    quick: Callable[..., Answer],
    keep: Callable[[str, str], None],
    name: str,
    language: str,
) -> None:
    """In a pipe the answer is as it was approved."""
    case = CASES[name]
    prepare(desk, case)
    answer = quick(*case.arguments, LEDGER_LANG=language, LEDGER_TODAY=case.day)
    keep(f"{language}/{name}", steady(desk, case, transcript(case, answer)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("help")])
def test_help(desk: Desk, keep: Callable[[str, str], None], name: str, language: str) -> None:
    """The help of the ledger and of each command is as it was approved, 80 columns wide."""
    case = CASES[name]
    answer = desk.ledger(*case.arguments, LEDGER_LANG=language, **WIDTH)
    shown = answer.out.splitlines()
    assert max(width(line) for line in shown) <= COLUMNS
    stripped = "".join(f"{line.rstrip()}\n" for line in shown)
    keep(f"{language}/{name}", transcript(case, replace(answer, out=stripped)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ON_A_TERMINAL)
def test_on_a_terminal(
    desk: Desk, keep: Callable[[str, str], None], name: str, language: str
) -> None:
    """On a terminal of 80 columns no line is wider, Chinese counted twice, and all is there."""
    case = ON_A_TERMINAL[name]
    prepare(desk, case)
    day = {"LEDGER_LANG": language, "LEDGER_TODAY": case.day}
    screen = COLOURS.sub("", in_terminal(desk, *case.arguments, **day))
    lines = screen.splitlines()
    assert [line for line in lines if width(line) > COLUMNS] == []
    assert "…" not in screen  # nothing was cut off
    keep(f"{language}/{name}", steady(desk, case, "".join(f"{line.rstrip()}\n" for line in lines)))


def test_no_golden_is_left_over() -> None:
    """Every golden file belongs to a case."""
    names = {*CASES, *ON_A_TERMINAL}
    wanted = {f"{language}/{name}.txt" for language in LANGUAGES for name in names}
    assert {path.relative_to(HERE).as_posix() for path in HERE.rglob("*.txt")} == wanted
