"""Running the ledger in a terminal of 80 columns, as people do."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

from tests.support import clean_environment

if TYPE_CHECKING:
    from tests.support import Desk

COLUMNS = 80
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
STEERING = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS")


def in_terminal(desk: Desk, *arguments: str, **environment: str) -> str:
    """What one run leaves on the screen: the text, colours and all."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    settings = {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_TODAY": desk.day,
        "LEDGER_LANG": desk.language,
        "TERM": "xterm-256color",
        **environment,
    }
    inherited = {name: value for name, value in clean_environment().items() if name not in STEERING}
    process = subprocess.Popen(
        [sys.executable, "-m", "zkrc_ledger", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=desk.folder,
        env=inherited | settings,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            part = b""
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait(timeout=60) == 0, shown
    return shown.decode("utf-8").replace("\r\n", "\n")
