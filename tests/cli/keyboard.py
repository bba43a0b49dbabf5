"""Answering what the ledger asks, within this process, at what it takes for a terminal."""

from __future__ import annotations

import io
import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING
from unittest import mock

from tests.support import Answer, clean_environment

if TYPE_CHECKING:
    from tests.support import Desk


class Screen(io.StringIO):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        """Always."""
        return True


def typing(desk: Desk, answers: list[str], *arguments: str, **environment: str) -> Answer:
    """Run the ledger in the desk's folder and type these lines, then nothing more."""
    from zkrc_ledger.cli.main import run

    settings = {"LEDGER_TODAY": desk.day, "LEDGER_LANG": desk.language, "LEDGER_USER": "clerk"}
    keyboard, out, err = Screen("".join(f"{line}\n" for line in answers)), Screen(), Screen()
    with (
        chdir(desk.folder),
        mock.patch.dict(
            os.environ,
            clean_environment() | settings | {"TERM": "dumb", "COLUMNS": "80"} | environment,
            clear=True,
        ),
        mock.patch.object(sys, "stdin", keyboard),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run(arguments, os.environ)
    return Answer(code, out.getvalue(), err.getvalue())
