"""Numbers of things in words, one of them and several."""

from __future__ import annotations

from zkrc_ledger.model.text import Text


def number_of_days(count: int) -> Text:
    """A number of days."""
    return Text("1 day") if count == 1 else Text("{count} days", count=count)
