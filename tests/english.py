"""What a `Text` says in English, for tests that state whole messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.model.text import spoken

if TYPE_CHECKING:
    from zkrc_ledger.model.text import Text

ENGLISH = CatalogueTranslator("en")
CHINESE = CatalogueTranslator("zh")


def english(text: Text | None) -> str:
    """The whole message; nothing for no text."""
    return "" if text is None else spoken(text, ENGLISH)
