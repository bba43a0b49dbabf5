"""What a view is made of before it is drawn: lines, tables and trees of plain text.

A view builds blocks in the reader's language; `plain` draws them into a pipe or a file and
`terminal` onto a screen. Texts may hold anything a record holds: drawing makes them harmless.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Tone = Literal["", "title", "strong", "good", "caution", "stop", "quiet"]
_WIDE = ("W", "F")
_ZERO_WIDTH = ("Mn", "Me", "Cf")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; empty for a gap."""

    text: str = ""
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, where a tone is wanted."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and whether figures in it line up on the right."""

    heading: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `closing` rows are set apart beneath the others: sums."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Cell]]
    closing: Sequence[Sequence[str | Cell]] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A line of a tree and what hangs beneath it."""

    text: str
    children: Sequence[Node] = ()
    tone: Tone = ""


Block: TypeAlias = Line | Grid | Node


def harmless(text: str) -> str:
    """`text` with every control character shown as an escape, so that none acts on a screen.

    Terminal escapes, line breaks and the marks that turn the writing direction are all of
    the Unicode categories Cc and Cf (and the separators of lines and paragraphs).
    """
    if text.isprintable():
        return text
    return "".join(
        char
        if char.isprintable() or char in " \u3000\u00a0"
        else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def width(text: str) -> int:
    """How many columns a text takes on a screen: Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(char) in _ZERO_WIDTH
        else 2
        if unicodedata.east_asian_width(char) in _WIDE
        else 1
        for char in text
    )
