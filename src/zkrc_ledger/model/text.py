"""Text that waits for its language: an English message id and the values that go into it.

The model and the rules say things without knowing who reads them. They return a `Text`;
whoever shows it has a `Translator`. Babel finds every message by the call `Text("…")`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeAlias

from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Iterable


@value_class(kw_only=False)
class Bilingual:
    """What the contract file says in both languages; English may be left out."""

    __pydantic_config__: ClassVar = {
        "extra": "forbid",
        "str_strip_whitespace": True,
        "str_min_length": 1,
        "str_max_length": 500,
    }

    zh: str
    en: str = ""

    def within(self, language: str) -> str:
        """The words for `language` ("zh" or "en"); Chinese where there is no English."""
        return self.en if language == "en" and self.en else self.zh


Shown: TypeAlias = "str | int | date | Decimal | Bilingual | Text | tuple[Shown, ...]"


@value_class(init=False)
class Text:
    """A message id (English, `str.format` fields) and its values."""

    msgid: str
    values: tuple[tuple[str, Shown], ...]

    def __init__(self, msgid: str, /, **values: Shown) -> None:
        object.__setattr__(self, "msgid", msgid)
        object.__setattr__(self, "values", tuple(values.items()))


class Translator(Protocol):
    """Says a message in one language. `locale.translator` makes one."""

    @property
    def language(self) -> str:
        """The language spoken: "zh" or "en"."""
        ...

    def __call__(self, msgid: str, /, **values: Shown) -> str:
        """The message in the reader's language, its values filled in."""
        ...


_MOST_ITEMS = 100  # a scale, the months of a term; more than that nobody reads


def spoken(text: Text, tr: Translator) -> str:
    """`text` in the language of `tr`."""
    return tr(text.msgid, **dict(text.values))


def shown(value: Shown, tr: Translator) -> str:
    """One value as people read it: money as 388,800.00, dates as 2025-12-07, lists joined."""
    match value:
        case Text():
            return spoken(value, tr)
        case Bilingual():
            return value.within(tr.language)
        case Decimal():
            return f"{value:,.2f}"
        case date():
            return value.isoformat()
        case tuple():
            items = [shown(item, tr) for item in value[:_MOST_ITEMS]]
            return listed(items if len(value) <= _MOST_ITEMS else [*items, "…"], tr)
        case _:
            return str(value)


def literal(value: object, most: int = 60) -> str:
    """A raw value the way a contract file writes it, cut short where it is long."""
    written = as_toml(value)
    return written if len(written) <= most else f"{written[:most]}…"


def as_toml(value: object) -> str:
    """A value the way a contract file writes it; of one without end only "…"."""
    try:
        match value:
            case bool():
                return "true" if value else "false"
            case str() | Decimal():
                return f'"{value}"'
            case list() | tuple():
                return f"[{', '.join(map(as_toml, value))}]"
            case dict():
                pairs = (f"{key} = {as_toml(one)}" for key, one in value.items())
                return f"{{ {', '.join(pairs)} }}"
            case _:
                return f"{value}"
    except (ValueError, RecursionError):
        return "…"  # an integer of thousands of digits, a table nested as deep


def listed(items: Iterable[str], tr: Translator) -> str:
    """Items in a row, joined as the language joins them."""
    return ("、" if tr.language == "zh" else ", ").join(items)
