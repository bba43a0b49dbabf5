"""Blocks as HTML: a third way to draw what the terminal shows. Texts never act."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from zkrc_ledger.views.blocks import Cell, Grid, Line, Node
from zkrc_ledger.views.layout import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zkrc_ledger.views.blocks import Block, Column, Row


def words(text: str) -> str:
    """A text as HTML: what would act, on a page or on a screen, is shown instead."""
    return escape(harmless(text))


def draw(blocks: Iterable[Block]) -> str:
    """The blocks in order; a tree's branches open."""
    return "\n".join(_block(one) for one in blocks if one != Line())


def _block(block: Block) -> str:
    match block:
        case Line(text=text, tone=tone):
            return f"<p{_toned(tone)}>{words(text)}</p>"
        case Node():
            return _node(block)
        case Grid():
            return f'<div class="wide">{"".join(_table(block))}</div>'


def _node(node: Node) -> str:
    if not node.children:
        return f"<p{_toned(node.tone)}>{words(node.text)}</p>"
    beneath = "\n".join(map(_node, node.children))
    head = f"<summary{_toned(node.tone)}>{words(node.text)}</summary>"
    return f"<details>{head}\n{beneath}\n</details>"


def _table(grid: Grid) -> Iterator[str]:
    yield "<table><thead><tr>"
    yield from (
        f'<th scope="col"{_right(column)}>{words(column.heading)}</th>' for column in grid.columns
    )
    yield "</tr></thead>\n<tbody>"
    after_rule = False
    for row in grid.rows:
        if row:
            yield "".join(_row(grid.columns, row, is_sum=after_rule))
        after_rule = not row
    yield "</tbody></table>"


def _row(columns: Iterable[Column], row: Row, *, is_sum: bool) -> Iterator[str]:
    yield '<tr class="sum">' if is_sum else "<tr>"
    for column, cell in zip(columns, row, strict=True):
        one = cell if isinstance(cell, Cell) else Cell(cell)
        kinds = " ".join(filter(None, ("right" if column.right else "", one.tone)))
        yield (
            f'<td class="{kinds}">{words(one.text)}</td>'
            if kinds
            else f"<td>{words(one.text)}</td>"
        )
    yield "</tr>\n"


def _right(column: Column) -> str:
    return ' class="right"' if column.right else ""


def _toned(tone: str) -> str:
    return f' class="{tone}"' if tone else ""
