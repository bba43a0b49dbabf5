"""Completion: what a shell is offered, from the commands and the book at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.life import FIRST, halfway
from tests.support import clean_environment
from zkrc_ledger.cli.complete import offers, run

if TYPE_CHECKING:
    from tests.support import Desk

MONTHS = [f"2025-{n:02}" for n in range(8, 13)] + [f"2026-{n:02}" for n in range(1, 8)]
SCALE = ["优秀", "良好", "好", "一般", "差"]


def offered(desk: Desk, *words: str) -> list[str]:
    """What may stand in the place of the last word."""
    return offers(words[:-1], words[-1], {"LEDGER_CONTRACT": str(desk.folder)})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ra"], ["rate"]),
        (["amend", ""], ["extend", "terminate", "change"]),
        (["due", ""], ["P1", "P2", "P3"]),
        (["--lang", ""], ["en", "zh"]),
        (["due", "P1", ""], []),
        (["offset", "P1", ""], ["P2", "P3"]),
        (["offset", "P1", "P2", ""], []),
        (["due", "--ex"], ["--explain"]),
        (["due", "--vers"], []),
        (["due", "P1", "--as"], ["--as-of"]),
        (["mark", "P1", "request"], ["request-started"]),
        (["rate", "2025-09", ""], SCALE),
        (["rate", "2025-09", "良"], ["良好"]),
        (["pay", "P1", ""], []),
        (["check", ""], []),
        (["help", "ra"], ["rate"]),
    ],
)
def test_offers(desk: Desk, words: list[str], expected: list[str]) -> None:
    """Commands, options, periods, events and ratings, by what was begun."""
    assert offered(desk, *words) == expected


def test_months_without_a_rating_come_first(desk: Desk) -> None:
    """They are what `rate` is for; a month that was typed is not offered again."""
    assert offered(desk, "rate", "") == MONTHS
    desk.write("ratings.csv", "月份,评价结果\n2025-08,好\n2025-10,差\n", "gb18030")
    assert offered(desk, "rate", "")[-2:] == ["2025-08", "2025-10"]
    assert offered(desk, "rate", "2025-09", "好", "")[:2] == ["2025-11", "2025-12"]


def test_records_and_invoice_numbers(desk: Desk) -> None:
    """What `void` can name, and the invoices that a red letter can be against."""
    halfway(desk)
    assert {"2025-08", "A-aaaaaa", "P-aaaaaa", FIRST} <= set(offered(desk, "void", ""))
    assert offered(desk, "invoice", "P1", "--red", "") == [FIRST]
    assert offered(desk, "mark", "P1", "invoice-received", "--number", "") == [FIRST]
    assert offered(desk, "invoice", "P1", "--number", "") == []


def test_the_book_that_is_named(desk: Desk) -> None:
    """--contract before the command names the book."""
    named = str(desk.folder)
    assert offers(["--contract", named, "due"], "", {}) == ["P1", "P2", "P3"]
    assert offers([f"--contract={named}", "due"], "", {}) == ["P1", "P2", "P3"]


def environment_of(shell: str, desk: Desk, line: str) -> dict[str, str]:
    """The environment that typer's script makes for a line."""
    words = line.split(" ")
    return clean_environment() | {
        "_LEDGER_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "LEDGER_CONTRACT": str(desk.folder),
        "PYTHONUTF8": "1",
    }


def asked(shell: str, desk: Desk, line: str) -> subprocess.CompletedProcess[str]:
    """What a shell's script gets for a line."""
    return subprocess.run(
        [sys.executable, "-m", "zkrc_ledger"],
        env=environment_of(shell, desk, line),
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize(
    ("shell", "expected"),
    [
        ("bash", "P1\nP2\nP3\n"),
        ("zsh", '_arguments \'*: :(("P1"\n"P2"\n"P3"))\'\n'),
        ("fish", "P1\nP2\nP3\n"),
        ("powershell", "P1::: \nP2::: \nP3::: \n"),
        ("pwsh", "P1::: \nP2::: \nP3::: \n"),
    ],
)
def test_the_form_of_each_shell(desk: Desk, shell: str, expected: str) -> None:
    """Each shell gets its offers in the form its script reads."""
    answer = asked(shell, desk, "ledger due ")
    assert (answer.stdout, answer.stderr) == (expected, "")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"total = ", b"[term]\nmonths = 'x'", None]
)
def test_never_a_word(
    desk: Desk,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
) -> None:
    """Whatever the book is, nothing is said on standard error."""
    file = desk.folder / "contract.toml"
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    desk.write("ratings.csv", "\0,,,\n")
    for line in ("ledger rate ", "ledger void ", "ledger nothing here ", "ledger "):
        for shell in ("bash", "csh"):
            environment = environment_of(shell, desk, line)
            for name in ("COMP_WORDS", "COMP_CWORD"):
                monkeypatch.setenv(name, environment[name])
            run([], environment)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("encoding", ["ascii", "cp936"])
def test_another_encoding(desk: Desk, encoding: str) -> None:
    """A console that lacks a character gets a question mark, and no failure."""
    line = "ledger rate 2025-09 "
    settings = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "zkrc_ledger"],
        env=clean_environment()
        | {"_LEDGER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "3"}
        | {"LEDGER_CONTRACT": str(desk.folder)}
        | settings,
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    assert done.stdout == "".join(f"{one}\n" for one in SCALE).encode(encoding, "replace")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_the_script_is_shown(desk: Desk, shell: str) -> None:
    """The script of every shell can be looked at."""
    answer = desk.ledger("--show-completion", shell)
    assert (answer.code, "_LEDGER_COMPLETE" in answer.out) == (0, True)


def test_another_shell(desk: Desk) -> None:
    """A shell without completion is refused, and one is named."""
    answer = desk.ledger("--install-completion", "csh")
    assert (answer.code, "ledger --install-completion bash" in answer.err) == (2, True)


@pytest.mark.parametrize(
    ("shell", "file"),
    [
        ("bash", ".bash_completions/ledger.sh"),
        ("zsh", ".zfunc/_ledger"),
        ("fish", ".config/fish/completions/ledger.fish"),
    ],
)
def test_it_is_installed(desk: Desk, tmp_path: Path, shell: str, file: str) -> None:
    """It is put where the shell finds it, and the answer says where."""
    home = tmp_path / "home"
    answer = desk.ledger("--install-completion", shell, HOME=str(home))
    assert answer.code == 0
    assert str(home / file) in answer.out
    assert "_LEDGER_COMPLETE" in (home / file).read_text(encoding="utf-8")


def test_it_is_installed_for_powershell(desk: Desk, tmp_path: Path) -> None:
    """It is added to the profile that PowerShell names, once; no policy is changed."""
    profile = tmp_path / "My Documents" / "profile.ps1"
    shell = tmp_path / "bin" / "pwsh"
    shell.parent.mkdir()
    shell.write_text(f'#!/bin/sh\n[ "$1" = -NoProfile ] && echo "{profile}"\n', encoding="utf-8")
    shell.chmod(0o755)
    path = f"{shell.parent}{os.pathsep}{os.environ['PATH']}"
    for _ in range(2):
        assert desk.ledger("--install-completion", "pwsh", PATH=path).code == 0
    text = profile.read_text(encoding="utf-8")
    assert text.count("Register-ArgumentCompleter") == 1


REAL = {
    "bash": (
        "source /dev/stdin <<< \"$(ledger --show-completion bash)\"; COMP_WORDS=(ledger due '');"
        ' COMP_CWORD=2; _ledger_completion ledger; echo "${COMPREPLY[@]}"'
    ),
    "fish": "ledger --show-completion fish | source; complete -C 'ledger due ' | string join ' '",
    "zsh": (
        "autoload -Uz compinit; compinit -u; source <(ledger --show-completion zsh);"
        " _arguments() { print -r -- $* };"
        " words=(ledger due ''); CURRENT=3; _ledger_completion"
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("shell", sorted(REAL))
def test_in_a_real_shell(desk: Desk, tmp_path: Path, shell: str) -> None:
    """The script works in the shell itself."""
    program = shutil.which(shell)
    if program is None:
        assert os.environ.get("CI_PROGRAMS") != "1", f"{shell} is missing"
        pytest.skip(f"{shell} is not installed")
    environment = clean_environment() | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LEDGER_CONTRACT": str(desk.folder),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [program, "-c", REAL[shell]],
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    found = [one for one in ("P1", "P2", "P3") if one in done.stdout]
    assert (found, done.stderr) == (["P1", "P2", "P3"], "")


IMPORTS = """
import os, sys
from zkrc_ledger.cli.complete import run

run([], os.environ)
print(*sys.modules, file=sys.stderr)
"""
COSTLY = {"pydantic", "rich", "chinese_calendar", "filelock", "hashlib", "babel"}


@pytest.mark.parametrize("line", ["ledger rate ", "ledger void "])
def test_it_imports_nothing_costly(desk: Desk, line: str) -> None:
    """A key press cannot wait: no working days, no journal, no pydantic; one command's module."""
    halfway(desk)
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS],
        env=clean_environment()
        | {"_LEDGER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "2"}
        | {"LEDGER_CONTRACT": str(desk.folder)},
        capture_output=True,
        check=True,
        text=True,
    )
    modules = set(done.stderr.split())
    assert done.stdout
    assert not COSTLY & modules
    assert not {one for one in modules if one.startswith("zkrc_ledger.views.")}
    assert "zkrc_ledger.book.store" not in modules
