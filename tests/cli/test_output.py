"""Where answers go: pipes that close, full disks, narrow consoles, terminals."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import COLOURS, COLUMNS, in_terminal
from tests.support import Desk, clean_environment

if TYPE_CHECKING:
    from typing import Any

TRICKS = "\x1b[2J\x1b]0;title\x07\x9b31m[bold red]x[/] :smile: a\rb\x08\x7f\u202e\u200b{0}%s"
PLAIN_TRICKS = r"\x1b[2J\x1b]0;title\x07\x9b31m[bold red]x[/] :smile: a b\x08\x7f\u202e\u200b{0}%s"


def start(desk: Desk, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """The ledger as a process whose streams the test chooses."""
    settings = {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_TODAY": desk.day,
        "LEDGER_LANG": desk.language,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "zkrc_ledger", *arguments],
        env=clean_environment() | settings,
        stdin=subprocess.DEVNULL,
        **options,
    )


@pytest.fixture
def tricked(desk: Desk) -> Desk:
    """A desk with terminal escapes, markup and format fields in a rating's note."""
    assert desk.ledger("rate", "2025-08", "好", "--note", TRICKS).code == 0
    return desk


@pytest.mark.parametrize(
    "arguments", [("schedule",), ("due", "--json"), ("due", "--explain"), ("--help",)]
)
def test_a_reader_who_leaves(desk: Desk, arguments: tuple[str, ...]) -> None:
    """A pipe that is closed early, as by `| head -1`, is no error and says nothing."""
    read, write = os.pipe()
    os.close(read)
    process = start(desk, *arguments, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")


@pytest.mark.parametrize(
    "arguments", [("schedule",), ("schedule", "--json"), ("check",), ("--help",)]
)
def test_a_full_disk(desk: Desk, arguments: tuple[str, ...]) -> None:
    """An answer that cannot be written out says so on standard error and ends with 1."""
    with Path("/dev/full").open("wb") as full:
        process = start(desk, *arguments, stdout=full, stderr=subprocess.PIPE)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.endswith(
        b"Error: The answer could not be printed: No space left on device.\n"
        b"    Nothing was recorded.\n"
    )
    assert b"Traceback" not in err


@pytest.mark.parametrize("stream", [1, 2])
@pytest.mark.parametrize("arguments", [("due", "P1"), ("due", "P9"), ("due", "P9", "--json")])
def test_a_stream_that_is_closed(desk: Desk, arguments: tuple[str, ...], stream: int) -> None:
    """With standard output or error closed (`>&-`) the exit code is right and nothing breaks."""
    process = start(
        desk,
        *arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: os.close(stream),
    )
    out, err = process.communicate(timeout=60)
    assert process.returncode == (1 if "P9" in arguments else 0)
    assert b"Traceback" not in err
    assert b"[defect]" not in err
    if stream == 2:
        assert bool(out) is ("P9" not in arguments or "--json" in arguments)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("encoding", ["ascii", "cp936", "latin-1"])
def test_a_console_that_lacks_characters(desk: Desk, encoding: str, language: str) -> None:
    """A console without Chinese, or with cp936, shows what it can and never fails."""
    desk.write("ratings.csv", "month,rating,note\n2025-08,优秀,￥ ¥ − ✓ 😀\n")
    for arguments in (
        ("due", "P1"),
        ("due", "P1", "--explain"),
        ("check",),
        ("--help",),
    ):
        process = subprocess.run(
            [sys.executable, "-m", "zkrc_ledger", *arguments],
            capture_output=True,
            env=clean_environment()
            | {
                "LEDGER_CONTRACT": str(desk.folder),
                "LEDGER_TODAY": desk.day,
                "LEDGER_LANG": language,
                "PYTHONIOENCODING": encoding,
            },
            check=False,
        )
        assert process.returncode == 0
        assert b"Traceback" not in process.stderr
        text = process.stdout.decode(encoding)
        if arguments == ("due", "P1"):
            assert "418,800.00" in text  # 388,800 + 30,000
            assert ("优秀" in text) is (encoding == "cp936")


def test_tricks_in_a_pipe(tricked: Desk) -> None:
    """Control characters in a note are shown as escapes in a pipe; markup is plain text."""
    out = tricked.ledger("due", "P1", "--explain").out
    assert PLAIN_TRICKS in out
    assert not [char for char in out if char != "\n" and not char.isprintable()]


def test_tricks_on_a_terminal(tricked: Desk) -> None:
    """On a terminal the only escapes are the ledger's own colours, and markup is plain text."""
    screen = in_terminal(tricked, "due", "P1", "--explain")
    assert COLOURS.search(screen)
    plain = COLOURS.sub("", screen)
    assert not [char for char in plain if char != "\n" and not char.isprintable()]
    together = "".join(line.strip("│├└─ ") for line in plain.splitlines())
    assert PLAIN_TRICKS.replace(" ", "") in together.replace(" ", "")


def test_tricks_in_an_error(desk: Desk) -> None:
    """What was typed, and what a broken row holds, comes back without its control characters."""
    desk.write("ratings.csv", f"month,rating\n2025-08,{TRICKS[:20]},\x1b[31m\n")
    for answer in (desk.ledger("check"), desk.ledger("due", "\x1b[31mP1")):
        assert answer.code == 1
        assert "\x1b" not in answer.err
        assert r"\x1b" in answer.err


def test_no_colours_where_they_are_not_wanted(desk: Desk) -> None:
    """A dumb terminal gets the same plain text as a pipe."""
    assert in_terminal(desk, "due", "P1", TERM="dumb") == desk.ledger("due", "P1").out


def test_a_notice_is_fitted_to_the_terminal(desk: Desk) -> None:
    """The terminal would fold it anywhere, within a figure too; a pipe gets whole lines."""
    desk.ledger("rate", "2025-08", "优秀")
    screen = COLOURS.sub("", in_terminal(desk, "check"))
    assert max(map(len, screen.splitlines())) <= COLUMNS
    notice = "bring the contract 30,000.00 (2.6%) above its total of 1,166,400.00"
    assert notice in " ".join(screen.split())
    assert any(notice in line for line in desk.ledger("check").err.splitlines())
