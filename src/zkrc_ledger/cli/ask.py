"""Asks whoever sits at the terminal, one question at a time; the one place that does.

What is typed is parsed by the rules of the command line and the files, and asked again where
they refuse it. `back` (返回) goes to the question before, `cancel` (取消), Ctrl-C and the end of
the input end the command with nothing written.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TypeVar

from zkrc_ledger.cli.stop import stop
from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.text import Text, spoken
from zkrc_ledger.views.blocks import Line
from zkrc_ledger.views.layout import width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zkrc_ledger.cli.session import Session

Value = TypeVar("Value")
_ROOM = 8  # columns to type in
_BACK, _CANCEL = {"back", "返回"}, {"cancel", "取消"}
_YES, _NO = {"y", "yes", "是"}, {"n", "no", "否"}


class BackError(Exception):
    """The question before is to be asked again."""


def may_ask(session: Session) -> bool:
    """Whether somebody can answer: never in a pipe, and never where JSON is wanted."""
    both = (sys.stdin, sys.stdout)
    return not session.json and all(stream and stream.isatty() for stream in both)


def ask(
    session: Session, question: Text, parse: Callable[[str], Value], default: str | None = None
) -> Value:
    """Ask until `parse` takes the answer. An empty one is `default`; None: one is needed.

    Raises `BackError`; stops where the answer is to cancel. The caller asks `may_ask` first.
    """
    while True:
        typed = _answer(session, question, default)
        try:
            return parse(_needed(typed) if default is None else typed or default)
        except Refused as refused:
            said = [Line(spoken(refused.message, session.tr), "caution")]
            if refused.hint:
                said.append(Line(f"    {spoken(refused.hint, session.tr)}"))
            session.show(said, wrapped=True)


def ask_yes(session: Session, question: Text, *, default: bool = False) -> bool:
    """Ask for a yes or a no; an empty answer is `default`. Raises `BackError`; stops on cancel."""
    asked = (
        Text("{question} [Y/n]", question=question)
        if default
        else Text("{question} [y/N]", question=question)
    )
    return ask(session, asked, lambda typed: _yes_no(typed) if typed else default, default="")


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """A parser of choices shown as a numbered list: the whole name, or the number."""

    def parse(typed: str) -> str:
        plain = normal(typed)
        if plain in choices:
            return plain
        if plain.isdecimal() and 0 < int(plain) <= len(choices):
            return choices[int(plain) - 1]
        raise Refused(
            "choice",
            Text("This is not one of the choices: {value}.", value=typed[:40]),
            Text("Choose one of: {choices}.", choices=tuple(choices)),
        )

    return parse


def in_turn(*steps: Callable[[], None]) -> None:
    """Take steps that ask something, in order; `back` goes to the one before."""
    at = 0
    while at < len(steps):
        try:
            steps[at]()
        except BackError:
            at = max(at - 1, 0)
        else:
            at += 1


def _answer(session: Session, question: Text, default: str | None) -> str:
    """What is typed, tidied; back and cancel are taken out."""
    with suppress(ImportError):  # Windows edits a line by itself
        import readline  # noqa: F401  (that it is imported lets a line be edited)
    prompt = _prompt(session, question, f" [{default}]" if default else "")
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")
    try:
        typed = input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        sys.stdout.write("\n")
        stop(_cancelled())
    word = normal(typed).lower()
    if word in _CANCEL:
        stop(_cancelled())
    if word in _BACK:
        raise BackError
    return typed


def _prompt(session: Session, question: Text, default: str) -> str:
    """The question to type behind; what is too wide for the screen stands on lines of its own."""
    prompt = session.tr("{question}{default}: ", question=question, default=default)
    if width(prompt) + _ROOM <= get_terminal_size().columns:
        return prompt
    session.show([Line(spoken(question, session.tr))], wrapped=True)
    return f"   {default} > "


def _needed(typed: str) -> str:
    if not typed:
        raise Refused("answer-missing", Text("An answer is needed here."))
    return typed


def _yes_no(typed: str) -> bool:
    word = normal(typed).lower()
    if word not in _YES | _NO:
        raise Refused("choice", Text("Type y for yes or n for no."))
    return word in _YES


def _cancelled() -> Problem:
    return Problem(code="cancelled", message=Text("Cancelled. Nothing was recorded."))
