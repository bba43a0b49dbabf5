"""Prints the first or the second of README.md's two set-up commands, for `run` beside this."""

# ruff: noqa: INP001  (a script, not a package)
from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
HEADING = "## Set up and see it\n"


def set_up_commands() -> list[str]:
    """The ```sh blocks under the heading: two, of one command line each."""
    section = README.read_text(encoding="utf-8").partition(HEADING)[2].partition("\n## ")[0]
    commands = re.findall(r"^```sh\n(.+)\n```$", section, re.MULTILINE)
    if len(commands) != 2:  # noqa: PLR2004  (README's two commands)
        sys.exit(f"README.md: two commands are expected under {HEADING.strip()!r}")
    return commands


if __name__ == "__main__":
    sys.stdout.write(set_up_commands()[int(sys.argv[1]) - 1] + "\n")
