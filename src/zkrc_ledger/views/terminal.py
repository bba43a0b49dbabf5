"""Blocks in colour on a terminal, by rich. Texts are given to it as text, never as its markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from zkrc_ledger.views.layout import laid_out

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
    for pieces in laid_out(blocks, console.width):
        line = Text.assemble(*((text, _STYLES[tone]) for text, tone in pieces))
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
