"""What goes to the other side: one module a format, which makes the bytes of one file.

A format is one module with `render(assessment, wanted) -> bytes`, and one line in `FORMATS`.
Nothing here opens a file of the user's or writes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of a format: all of the book, or the payment of one period.

    `form` is the service month whose evaluation form is wanted instead, `blank` without its
    rating; `acceptance` asks for the period's acceptance record instead. `papers` are those of a
    payment, all that apply where it is empty. `template` replaces the shipped one.
    """

    tr: Translator
    period: str = ""
    form: str = ""
    blank: bool = False
    acceptance: bool = False
    papers: tuple[str, ...] = ()
    template: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: the end of its files' names, whether it is for one period, its own options."""

    suffix: str
    one_period: bool = False
    options: frozenset[str] = frozenset()


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "docx": Format(
            suffix=".docx",
            one_period=True,
            options=frozenset(
                {"form", "blank", "acceptance", "template", "save-template", "final"}
            ),
        ),
    }
)


def render(format_: str, assessment: Assessment, wanted: Wanted) -> bytes:
    """The bytes of one file. Raises `Refused` where the template cannot be filled in."""
    made: bytes = import_module(f"{__name__}.{format_}").render(assessment, wanted)
    return made
