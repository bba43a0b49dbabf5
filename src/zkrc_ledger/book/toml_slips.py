"""Characters of a Chinese keyboard that look like TOML's own: “ ” ＝ １ ， and wide blanks."""

from __future__ import annotations

from zkrc_ledger.model.normal import folded
from zkrc_ledger.model.text import Text

_QUOTES = "“”„‟＂‘’＇"
_STOPS = {"。": ".", "、": ",", "【": "[", "】": "]"}


def foreign_character(line: str, column: int | None) -> tuple[Text, Text] | None:
    """What is wrong with a line that is no TOML, and what to type; None for another slip.

    `column` is where the parser stopped, counted from 1: at the character itself or, where a
    quote was not closed, behind it.
    """
    if column and column <= len(line):
        found = line[column - 1]
    else:  # opened by a straight quote and closed by a curly one
        found = next((char for char in reversed(line) if char in _QUOTES), "")
    if _typed(found) is None:
        return None
    typed, code = _typed(found), f"U+{ord(found):04X}"
    if not typed:
        return Text("A character without width ({code}) is no part of TOML.", code=code), Text(
            "Delete it: type the line again."
        )
    if typed == " ":
        return Text("A wide blank ({code}) is no part of TOML.", code=code), Text(
            "Type the blank again, with the keyboard in English."
        )
    return (
        Text("The full-width character {char} ({code}) is no part of TOML.", char=found, code=code),
        Text("Type {typed} instead, with the keyboard in English.", typed=typed),
    )


def _typed(char: str) -> str | None:
    """The plain character for one that only looks like it; None for one that TOML may have."""
    if not char or char.isascii():
        return None
    plain = _STOPS.get(char) or folded(char)
    return plain if plain.isascii() and len(plain) <= 1 else None
