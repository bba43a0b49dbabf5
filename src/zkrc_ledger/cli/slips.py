"""Parses what was typed, and reports all refusals together."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, TypeVar

from zkrc_ledger.cli.stop import refusal, stop
from zkrc_ledger.model.parse import (
    parse_month_or_short,
    parse_period,
    parse_positive_amount,
    parse_words,
)
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zkrc_ledger.cli.session import Session

Value = TypeVar("Value")


class Slips:
    """Collects the refusals of one command line."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def parse(
        self, typed: str | None, by: Callable[[str], Value], otherwise: Value, option: str = ""
    ) -> Value:
        """The parsed value; `otherwise` if nothing was typed or it is refused."""
        if typed is None:
            return otherwise
        try:
            return by(typed)
        except Refused as refused:
            self.add(refused, option)
            return otherwise

    def add(self, refused: Refused, option: str = "") -> None:
        """Keep a refusal, naming the option it is about."""
        self._problems.append(refusal(refused, option))

    def reason(self, typed: str | None, option: str) -> str:
        """The words of an option that must give a reason; empty if it was not typed."""
        words = parse_words(typed or "")
        if typed is not None and not words:
            self.add(
                Refused(
                    "reason-missing",
                    Text("{option} needs a reason.", option=option),
                    Text('Say why in quotes: {option} "…".', option=option),
                )
            )
        return words

    def basis(self, typed: str, needed: Text) -> str:
        """The words of --basis, where a record must name what it rests on."""
        words = parse_words(typed)
        if not words:
            self.add(Refused("basis-missing", needed, Text("Name it: --basis TEXT")))
        return words

    def end(self) -> None:
        """Stop here if anything was refused."""
        if self._problems:
            stop(*self._problems)


def takes(by: Callable[[str], object], word: str) -> bool:
    """Whether a parser takes a word."""
    try:
        by(word)
    except Refused:
        return False
    return True


def is_amount(word: str) -> bool:
    """Whether it has the form of an amount above zero."""
    return takes(parse_positive_amount, word)


def is_month(word: str) -> bool:
    """Whether it has the form of a month."""
    return takes(parse_month_or_short, word)


def is_period(word: str) -> bool:
    """Whether it has the form of a payment period."""
    return takes(parse_period, word) and bool(re.fullmatch("P[0-9]+", parse_period(word)))


def in_order(session: Session, words: Sequence[str | None], **forms: Callable[[str], bool]) -> None:
    """Stop where arguments fit their places only in another order, and say which.

    `forms` tell by the arguments' names in the help what fits, in their order; several of each
    may follow one another. Nothing is guessed: what fits in no order is left to its own refusal.
    """
    typed, many = [word for word in words if word is not None], len(forms)
    groups = [typed[at : at + many] for at in range(0, len(typed), many)]
    meant = [word for group in groups for word in _reordered(group, tuple(forms.values()))]
    if meant == typed:
        return
    names = tuple(Text(name) for name in forms)
    command = session.typed_with(dict(_places(session.arguments, typed, meant)))
    stop(
        Problem(
            code="argument-order",
            message=Text("The order is {names}: {command}", names=names, command=command),
        )
    )


def _reordered(words: Sequence[str], forms: Sequence[Callable[[str], bool]]) -> Sequence[str]:
    """The words in the first order in which each has its form; as they are if there is none."""
    if len(words) < len(forms):
        return words
    orders = permutations(words)
    fitting = (one for one in orders if all(fits(w) for fits, w in zip(forms, one, strict=True)))
    return next(fitting, words)


def _places(
    arguments: Sequence[str], typed: Sequence[str], meant: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """At which place of the command line each word of the right order goes."""
    at = -1
    for old, new in zip(typed, meant, strict=True):
        at = arguments.index(old, at + 1)
        yield at, new
