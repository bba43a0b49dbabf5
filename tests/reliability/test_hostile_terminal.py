"""On a real terminal, where rich draws, nothing that stands in a file or was typed acts."""

from __future__ import annotations

import csv
import io
import os
import pty
import re
import signal
import sys
import termios
import tomllib
import traceback
import warnings
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w

from tests.reliability.machine import CRASHED, DEFECT
from tests.reliability.test_tampering import small_book
from zkrc_ledger.cli.main import run
from zkrc_ledger.views import terminal as _imported_once  # noqa: F401  (here, not in each child)

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

    from tests.support import Desk

# what rich itself writes: colours and weights, nothing that moves, names or asks
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_ACTS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MARKUP = "[bold red]m[/] [link=file:///x]k[/link] :smile: [/]"
ESCAPES = "\x1b[2J\x1b]0;t\x07\x9b31mr\x1b[0m\x1b]8;;file:///x\x07\x90q\x9c"
TURNED = "\u202e3000\u202c\u2066x\u2069\u200f"
ALL = MARKUP + ESCAPES + TURNED
SHOWING = (
    ("check",),
    ("due",),
    ("due", "P1", "--explain"),
    ("status",),
    ("history",),
    ("schedule",),
    ("readings",),
    ("forecast",),
    ("compare", "."),
)


def drawn(desk: Desk, *command: str, **environment: str) -> str:
    """What a terminal is sent, on both streams, without the colours that rich puts in."""
    settings = {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_TODAY": desk.day,
        "LEDGER_LANG": desk.language,
        "TERM": "xterm-256color",
        "COLUMNS": "200",  # pytest-xdist hides the terminal from what asks it
        **environment,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads: they hold no lock
        child, terminal = pty.fork()
    if child == 0:
        _run(command, settings)
    said = b""
    while part := _read(terminal):
        said += part
    os.close(terminal)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 1, 2), said.decode("utf-8", "replace")
    text = said.decode("utf-8")
    assert "Traceback" not in text, text
    assert not any(mark in text for mark in DEFECT), text
    return _STYLE.sub("", text)


def _run(command: tuple[str, ...], settings: dict[str, str]) -> NoReturn:
    """One command in this process, which was forked to be it, as wide as a screen."""
    code = CRASHED
    try:
        signal.alarm(20)
        termios.tcsetwinsize(1, (50, 200))
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(os.fdopen(number, "wb", 0), encoding="utf-8", write_through=True)
            for number in (1, 2)
        )
        os.environ.update(settings)
        code = run(command, os.environ)
    except BaseException:  # noqa: BLE001  (the parent must hear of it, whatever it is)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""  # nobody is at the other end any more


def marked(node: Any, words: str) -> Any:
    """The tree with the words after every text in it that is not a choice of the ledger's."""
    if isinstance(node, dict):
        return {
            key: value if key == "readings" else marked(value, words) for key, value in node.items()
        }
    if isinstance(node, list):
        return [marked(one, words) for one in node]
    return f"{node}{words}" if isinstance(node, str) and not node[:1].isdigit() else node


def mark_contract(desk: Desk, words: str) -> None:
    """Put the words after every name, label and summary of the contract file."""
    path = desk.folder / "contract.toml"
    tree = marked(tomllib.loads(path.read_text(encoding="utf-8")), words)
    tree["clauses"] = {f"{key}{words}": value for key, value in tree["clauses"].items()}
    for part in (tree["price"], *tree["payment_period"]["installments"]):
        part.pop("in_words", None)
    path.write_text(tomli_w.dumps(tree), encoding="utf-8")


def mark_records(desk: Desk, words: str, columns: tuple[str, ...]) -> None:
    """Put the words after what stands in these columns of every file."""
    for name in ("ratings.csv", "adjustments.csv", "invoices.csv", "payments.csv"):
        text = desk.read(name).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(
            {key: f"{value}{words}" if key in columns else value for key, value in row.items()}
            for row in rows
        )
        desk.write(name, out.getvalue())
    path = desk.folder / "amendments.toml"
    tree = tomllib.loads(path.read_text(encoding="utf-8"))
    for one in tree["amendment"]:
        one |= {key: f"{one.get(key, '')}{words}" for key in columns if key in one or key == "note"}
    path.write_text(tomli_w.dumps(tree), encoding="utf-8")


FREE = ("note", "basis", "reason", "ref", "recorded_by", "recorded_at")
READ = ("id", "rating", "month", "period", "kind", "amount", "stage", "clause", "date", "number")


@pytest.mark.parametrize("columns", [FREE, *((one,) for one in READ)], ids=lambda one: one[0])
def test_no_record_acts_on_a_terminal(shelf: Path, columns: tuple[str, ...]) -> None:
    """Whatever column of a record holds markup or escapes, the terminal gets plain words."""
    desk = small_book(shelf)
    mark_records(desk, ALL, columns)
    for command in SHOWING if columns is FREE else (("check",), ("history",)):
        said = drawn(desk, *command)
        assert not _ACTS.search(said), (command, said)
    if columns is FREE:
        assert MARKUP in drawn(desk, "history")


@pytest.mark.parametrize("words", [MARKUP, ESCAPES, TURNED], ids=["markup", "escapes", "turned"])
def test_no_contract_acts_on_a_terminal(shelf: Path, words: str) -> None:
    """Names, labels, clauses and ratings of a contract are drawn as they stand, or refused."""
    desk = small_book(shelf)
    for name in ("ratings.csv", "adjustments.csv", "journal.jsonl"):
        (desk.folder / name).unlink()
    mark_contract(desk, words)
    assert ("Error" in drawn(desk, "check")) == (words != MARKUP)
    for command in SHOWING:
        said = drawn(desk, *command)
        assert not _ACTS.search(said), (command, said)
        if words == MARKUP and command[0] in ("due", "status", "schedule"):
            assert MARKUP in said, (command, said)
        if words != MARKUP:
            assert "Error" in said, (command, said)


@pytest.mark.parametrize(
    "command",
    [
        ("?",),
        ("due", "?"),
        ("due", "--?"),
        ("rate", "?", "好"),
        ("rate", "2025-10", "?"),
        ("--as-of", "?", "due"),
        ("--lang", "?", "due"),
        ("--contract", "?", "due"),
        ("compare", "?"),
        ("pay", "P1", "?", "--date", "2026-01-02"),
        ("pay", "P1", "7", "--date", "?"),
        ("forecast", "--assume", "?"),
        ("void", "?", "--reason", "x"),
        ("amend", "change", "?=1", "--from", "P1", "--basis", "x"),
        ("amend", "change", "price.total=?", "--from", "P1", "--basis", "x"),
        ("deduct", "P1", "3", "--clause", "?"),
        ("invoice", "P1", "7", "--number", "?", "--date", "2026-01-02"),
    ],
    ids=" ".join,
)
def test_no_argument_acts_on_a_terminal(sample: Desk, command: tuple[str, ...]) -> None:
    """Whatever is typed in whichever place, the terminal gets plain words."""
    for words in (ALL, "\udcff\t\r\n"):
        said = drawn(sample, *(word.replace("?", words) for word in command))
        assert not _ACTS.search(said), said
