"""Problems are values: what is wrong, where, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.model.text import Text

Severity = Literal["error", "notice"]


@value_class()
class Problem:
    """One thing wrong in the book or in what was asked.

    `code` names the check in a word or two and holds still between releases. `line` counts
    from 1 as editors do; `key` is the path of a key in a TOML file. `excerpt` is the text
    found there. Only an `error` stops a command; a `notice` is worth knowing.
    """

    code: str
    message: Text
    hint: Text | None = None
    severity: Severity = "error"
    file: str | None = None
    line: int | None = None
    key: str | None = None
    excerpt: str | None = None


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop a command."""
    return [problem for problem in problems if problem.severity == "error"]


class Refused(ValueError):  # noqa: N818  (what happened to the value)
    """A single value that cannot be taken, before anyone knows where it stood."""

    def __init__(self, code: str, message: Text, hint: Text | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.hint = hint
