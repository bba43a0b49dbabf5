"""Blocks as plain aligned text, for pipes, files and plain terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.views.layout import UNLIMITED, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.views.blocks import Block


def draw(blocks: Iterable[Block], wide: int = UNLIMITED) -> str:
    """The blocks as text, a line end after each line; no wider than `wide` where that can be."""
    lines = ("".join(text for text, _ in pieces).rstrip() for pieces in laid_out(blocks, wide))
    return "".join(f"{line}\n" for line in lines)
