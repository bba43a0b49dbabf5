"""What a view is made of before it is drawn: lines, tables and trees of plain text.

A view builds blocks in the reader's language; `layout` fits them to a width, `plain` and
`terminal` write them. Texts may hold anything a record holds: layout makes them harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Sequence

Tone = Literal["", "title", "strong", "good", "caution", "stop", "quiet"]


@value_class(kw_only=False)
class Line:
    """One line of text; empty for a gap."""

    text: str = ""
    tone: Tone = ""


@value_class(kw_only=False)
class Cell:
    """One cell of a table, where a tone is wanted."""

    text: str
    tone: Tone = ""


@value_class(kw_only=False)
class Column:
    """A column of a table. Figures line up on the `right`.

    Where the table is too wide, columns give way: those of the highest `gives_way` first and
    together, those of 0 never. A column that gave way stands with its heading beneath the row,
    unless it is `dispensable`. One column of prose may wrap; no other cell is ever folded.
    """

    heading: str
    right: bool = False
    gives_way: int = 0
    dispensable: bool = False
    wraps: bool = False


Row: TypeAlias = "Sequence[str | Cell]"
RULE: Row = ()  # a row that sets sums apart from what is above it


@value_class(kw_only=False)
class Grid:
    """A table; each row has a cell for each column, or is a `RULE`."""

    columns: Sequence[Column]
    rows: Sequence[Row]


@value_class(kw_only=False)
class Node:
    """A line of a tree and what hangs beneath it."""

    text: str
    children: Sequence[Node] = ()
    tone: Tone = ""


Block: TypeAlias = Line | Grid | Node
