"""Blocks as plain aligned text, for pipes and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.views.blocks import Cell, Grid, Line, Node, harmless, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zkrc_ledger.views.blocks import Block

_GAP = "  "


def draw(blocks: Iterable[Block]) -> str:
    """The blocks as text, a line end after each line."""
    return "".join(f"{line.rstrip()}\n" for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Line():
            yield harmless(block.text)
        case Grid():
            yield from _grid(block)
        case Node():
            yield from _node(block, "", "")


def _grid(grid: Grid) -> Iterator[str]:
    heading = [column.heading for column in grid.columns]
    rows = [[_text(cell) for cell in row] for row in grid.rows]
    closing = [[_text(cell) for cell in row] for row in grid.closing]
    widths = [
        max(width(cell) for cell in cells) for cells in zip(heading, *rows, *closing, strict=True)
    ]

    def aligned(cells: Sequence[str]) -> str:
        return _GAP.join(
            _pad(cell, wide, right=column.right)
            for cell, wide, column in zip(cells, widths, grid.columns, strict=True)
        )

    rule = _GAP.join("-" * wide for wide in widths)
    yield aligned(heading)
    yield rule
    yield from map(aligned, rows)
    if closing:
        yield rule
        yield from map(aligned, closing)


def _node(node: Node, lead: str, below: str) -> Iterator[str]:
    yield lead + harmless(node.text)
    for position, child in enumerate(node.children, start=1):
        last = position == len(node.children)
        yield from _node(
            child, below + ("└─ " if last else "├─ "), below + ("   " if last else "│  ")
        )


def _text(cell: str | Cell) -> str:
    return harmless(cell.text if isinstance(cell, Cell) else cell)


def _pad(text: str, wide: int, *, right: bool) -> str:
    gap = " " * (wide - width(text))
    return gap + text if right else text + gap
