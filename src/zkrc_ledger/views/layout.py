"""Blocks fitted to a width: lines of toned text, without a figure, date or reference cut in two.

Chinese characters take two columns on a screen.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

from zkrc_ledger.views.blocks import Cell, Grid, Line, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zkrc_ledger.views.blocks import Block, Column, Tone

Piece: TypeAlias = "tuple[str, Tone]"
UNLIMITED = 10**6
_GAP, _INDENT = "  ", "    "
_PROSE = 20  # what a column of prose needs at least, before others give way
_WIDE = ("W", "F")
_ZERO_WIDTH = ("Mn", "Me", "Cf")
# Chinese may be broken anywhere but within a number, a clause or an amount in words, and not
# before closing punctuation; everything else only at blanks
_NUMBERS = "〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整"
_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
_UNBROKEN = re.compile(
    rf"\s+|[（《]*(?:(?:附件|第|[{_NUMBERS}]|[^\s{_CHINESE}])+|.)[，。；：、）》！？]*"
)


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
    """How many columns a text takes on a screen."""
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


def wrapped(text: str, wide: int) -> list[str]:
    """`text` in lines of at most `wide` columns, indented alike.

    What may not be broken stands out instead.
    """
    if width(text) <= wide:
        return [text]
    indent = text[: len(text) - len(text.lstrip())]
    lines, line = [], indent
    for part in _UNBROKEN.findall(text.lstrip()):
        if line.strip() and width(line + part.rstrip()) > wide:
            lines.append(line.rstrip())
            line = indent
        line += part if line.strip() else part.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def laid_out(blocks: Iterable[Block], wide: int = UNLIMITED) -> Iterator[list[Piece]]:
    """Every line of the blocks, as pieces of harmless text with their tones."""
    for block in blocks:
        match block:
            case Line():
                for text in wrapped(harmless(block.text), wide):
                    yield [(text, block.tone)]
            case Grid():
                yield from _grid(block, wide)
            case Node():
                yield from _node(block, "", "", wide)


def _node(node: Node, lead: str, below: str, wide: int) -> Iterator[list[Piece]]:
    hanging = below + ("│ " if node.children else "  ")
    for text in wrapped(harmless(node.text), wide - width(hanging)):
        yield [(lead, "quiet"), (text, node.tone)]
        lead = hanging
    for position, child in enumerate(node.children, start=1):
        last = position == len(node.children)
        yield from _node(
            child, below + ("└─ " if last else "├─ "), below + ("   " if last else "│  "), wide
        )


def _grid(grid: Grid, wide: int) -> Iterator[list[Piece]]:
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    widths = [
        max(width(column.heading), *(width(row[place].text) for row in rows if row), 0)
        for place, column in enumerate(grid.columns)
    ]
    kept = _fitting(grid.columns, widths, wide)
    prose = [place for place in kept if grid.columns[place].wraps]
    for place in prose[:1]:
        rest = wide - sum(widths[other] + len(_GAP) for other in kept if other != place)
        widths[place] = min(widths[place], max(rest, _PROSE))
    rule = _GAP.join("-" * widths[place] for place in kept)
    headings = [Cell(harmless(column.heading), "strong") for column in grid.columns]
    if any(column.heading for column in grid.columns):
        yield from _row(grid.columns, headings, kept, widths)
        yield [(rule, "quiet")]
    for row in rows:
        if not row:
            yield [(rule, "quiet")]
            continue
        yield from _row(grid.columns, row, kept, widths)
        below = [
            f"{column.heading} {cell.text}"
            for place, (column, cell) in enumerate(zip(grid.columns, row, strict=True))
            if place not in kept and cell.text and not column.dispensable
        ]
        for text in _in_lines(below, wide - len(_INDENT)):
            yield [(_INDENT + text, "quiet")]


def _fitting(columns: Sequence[Column], widths: Sequence[int], wide: int) -> list[int]:
    """The places of the columns that have room, after as many as needed gave way."""
    needed = [
        min(each, _PROSE) if column.wraps else each
        for each, column in zip(widths, columns, strict=True)
    ]
    kept = list(range(len(columns)))
    for number in sorted({column.gives_way for column in columns if column.gives_way})[::-1]:
        if sum(needed[place] + len(_GAP) for place in kept) - len(_GAP) <= wide:
            break
        kept = [place for place in kept if columns[place].gives_way != number]
    return kept


def _row(
    columns: Sequence[Column], row: Sequence[Cell], kept: Sequence[int], widths: Sequence[int]
) -> Iterator[list[Piece]]:
    """One row: as many lines as its column of prose takes."""
    cells = [
        wrapped(row[place].text, widths[place]) if columns[place].wraps else [row[place].text]
        for place in kept
    ]
    for number in range(max(map(len, cells))):
        pieces: list[Piece] = []
        for place, lines in zip(kept, cells, strict=True):
            text = lines[number] if number < len(lines) else ""
            blank = " " * (widths[place] - width(text))
            pieces += [(_GAP, "")] if pieces else []
            pieces.append((blank + text if columns[place].right else text + blank, row[place].tone))
        yield pieces


def _in_lines(parts: Sequence[str], wide: int) -> Iterator[str]:
    """Parts side by side, in as many lines as they need; none is broken."""
    line = ""
    for part in parts:
        if line and width(line + _GAP + part) > wide:
            yield line
            line = part
        else:
            line = line + _GAP + part if line else part
    if line:
        yield line


def _cell(cell: str | Cell) -> Cell:
    if isinstance(cell, str):
        return Cell(harmless(cell))
    return Cell(harmless(cell.text), cell.tone)
