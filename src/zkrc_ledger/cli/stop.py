"""How a command says no: it stops with its problems and an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from zkrc_ledger.model.problem import Refused

OK, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130


class Stop(Exception):  # noqa: N818  (a refusal, reported to the user, not a fault of the program)
    """The command ends here with these problems and this exit code."""

    def __init__(self, problems: Sequence[Problem], code: int) -> None:
        super().__init__(code)
        self.problems = problems
        self.code = code


def stop(*problems: Problem, code: int = REFUSED) -> NoReturn:
    """End the command with these problems."""
    raise Stop(problems, code)


def refusal(refused: Refused, option: str = "") -> Problem:
    """A refused value as a problem that names the option it was typed for."""
    message = refused.message
    if option:
        message = Text("{name}: {message}", name=option, message=message)
    return Problem(code=refused.code, message=message, hint=refused.hint)
