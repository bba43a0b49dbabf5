"""Parses what was typed, and reports all refusals together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from zkrc_ledger.cli.stop import refusal, stop
from zkrc_ledger.model.parse import parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from zkrc_ledger.model.problem import Problem

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
