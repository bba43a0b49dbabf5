"""What makes a shell ask the ledger for completions: typer's scripts, shown or installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zkrc_ledger.cli.stop import USAGE, stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text
from zkrc_ledger.views.blocks import Line

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session

_VARIABLE = "_LEDGER_COMPLETE"
_POWERSHELL = ("powershell", "pwsh")
SHELLS = ("bash", "zsh", "fish", *_POWERSHELL)


def show(session: Session) -> None:
    """Print the script of a shell, to be looked at or put where the reader wants it."""
    sys.stdout.write(f"{_script(_shell(session))}\n")


def install(session: Session) -> None:
    """Put the script where the shell finds it, and say where that is."""
    from typer import _completion_shared as typers

    shell = _shell(session)
    if shell in _POWERSHELL:  # typer's own would loosen what scripts this machine may run
        path = _add_to_profile(shell)
    else:
        _, path = typers.install(shell, "ledger", _VARIABLE)
    said = session.tr("Completion for {shell} is in {path}.", shell=shell, path=str(path))
    session.show([Line(said), Line(session.tr("It works in every terminal opened from now on."))])


def _script(shell: str) -> str:
    from typer import _completion_shared as typers

    script: str = typers.get_completion_script(
        prog_name="ledger", complete_var=_VARIABLE, shell=shell
    )
    return script


def _shell(session: Session) -> str:
    """The shell that is named behind the option, else the one that runs the ledger."""
    from typer import _completion_shared as typers

    words: Any = iter(session.arguments)
    next(word for word in words if word.endswith("-completion"))
    shell = next(words, None) or typers._get_shell_name()  # noqa: SLF001  (typer's detection)
    if shell in SHELLS:
        return str(shell)
    return stop(
        Problem(
            code="shell-unknown",
            message=Text("There is no completion for this shell: {name}.", name=shell or "?"),
            hint=Text("Name one, as: ledger --install-completion {name}", name="bash"),
        ),
        code=USAGE,
    )


def _add_to_profile(shell: str) -> Path:
    """PowerShell reads its profile at the start: add the script there, once."""
    asked = [shell, "-NoProfile", "-Command", "echo $PROFILE"]
    path = Path(subprocess.run(asked, capture_output=True, check=True, text=True).stdout.strip())  # noqa: S603  (a name of ours)
    script, before = _script(shell), path.read_bytes() if path.exists() else b""
    if script.encode() not in before:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(before + f"\n{script}\n".encode())
    return path
