"""Blocks drawn on a terminal by rich. Texts are given to rich as text, never as its markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from zkrc_ledger.views.blocks import Cell, Grid, Line, Node, harmless

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from zkrc_ledger.views.blocks import Block, Tone

_STYLES: dict[Tone, str] = {
    "": "",
    "title": "bold",
    "strong": "bold",
    "good": "bold green",
    "caution": "bold yellow",
    "stop": "bold red",
    "quiet": "dim",
}


def show(blocks: Iterable[Block], out: TextIO) -> None:
    """Draw the blocks on the terminal behind `out`, as wide as it is."""
    console = Console(file=out, highlight=False, emoji=False, markup=False)
    for block in blocks:
        match block:
            case Line():
                console.print(_text(block))
            case Grid():
                console.print(_table(block))
            case Node():
                console.print(_tree(block))


def _table(grid: Grid) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in grid.columns:
        table.add_column(
            Text(harmless(column.heading)),
            justify="right" if column.right else "left",
            overflow="fold",  # Chinese has no blanks to break at, and nothing may be cut off
        )
    for position, row in enumerate(grid.rows, start=1):
        table.add_row(*map(_text, row), end_section=position == len(grid.rows))
    for row in grid.closing:
        table.add_row(*map(_text, row))
    return table


def _tree(node: Node) -> Tree:
    tree = Tree(_text(node))
    for child in node.children:
        tree.children.append(_tree(child))
    return tree


def _text(item: str | Line | Cell | Node) -> Text:
    if isinstance(item, str):
        return Text(harmless(item))
    return Text(harmless(item.text), style=_STYLES[item.tone])
