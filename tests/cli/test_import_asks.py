"""`ledger import` on a terminal: it shows what it would record, and asks."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.importing import ROWS, rated, workbook
from tests.support import clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support import Desk


def at_a_terminal(
    desk: Desk, typed: str, *arguments: str, meanwhile: Callable[[], object] = bool
) -> tuple[int, str]:
    """Run the ledger on a terminal and answer what it asks; its exit code and its words."""
    parent, child = pty.openpty()
    settings = {"LEDGER_CONTRACT": str(desk.folder), "LEDGER_LANG": "en", "TERM": "dumb"}
    running = subprocess.Popen(
        [sys.executable, "-m", "zkrc_ledger", *arguments],
        stdin=child,
        stdout=child,
        stderr=child,
        env=clean_environment() | settings | {"LEDGER_TODAY": desk.day},
    )
    os.close(child)
    shown, asked = b"", False
    while select.select([parent], [], [], 60)[0]:
        try:
            shown += os.read(parent, 4096)
        except OSError:
            break  # it has ended
        if b"Record this?" in shown and not asked:
            asked = True
            meanwhile()
            os.write(parent, typed.encode())
    os.close(parent)
    return running.wait(), shown.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "code"), [("y\n", 0), ("是\n", 0), ("\n", 1), ("n\n", 1), ("\x04", 1)]
)
def test_on_a_terminal_it_asks(desk: Desk, tmp_path: Path, typed: str, code: int) -> None:
    """What would be recorded is shown first, and recorded only on a yes."""
    file = str(workbook(tmp_path, *ROWS))
    ended, shown = at_a_terminal(desk, typed, "import", file)
    assert (ended, "To add: 2." in shown, "Record this?" in shown) == (code, True, True)
    assert (desk.folder / "ratings.csv").exists() is (code == 0)


@pytest.mark.slow
def test_on_a_terminal_with_yes(desk: Desk, tmp_path: Path) -> None:
    """--yes records without a question; what is recorded already asks none either."""
    file = str(workbook(tmp_path, *ROWS))
    for options in (("--yes",), ()):
        code, shown = at_a_terminal(desk, "", "import", file, *options)
        assert (code, "Record this?" in shown) == (0, False)


@pytest.mark.slow
def test_a_book_that_changes_while_it_asks(desk: Desk, tmp_path: Path) -> None:
    """What was not shown is not recorded."""
    desk.ledger("rate", "2025-09", "差")
    file = str(workbook(tmp_path, *ROWS))
    code, shown = at_a_terminal(
        desk,
        "y\n",
        *("import", file, "--revise", "x"),
        meanwhile=lambda: desk.ledger("rate", "2025-09", "一般", "--revise", "y"),
    )
    assert (code, "The book was changed since this was shown" in shown) == (1, True)
    assert rated(desk) == {"2025-09": ("一般", "final")}
