"""What typer is made to do for every command: --help and --json in the reader's language."""

from __future__ import annotations

import re
from gettext import gettext as _
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

_BELOW_ZERO = re.compile(r"-[0-9]")
Json = Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))]


class Group(TyperGroup):
    """All the commands; --help is described in the reader's language."""

    def get_help_option(self, ctx: Any) -> TyperOption | None:  # noqa: ANN401  (private to typer)
        """The --help option, which typer describes in English only."""
        return _in_our_words(super().get_help_option(ctx))


class Command(TyperCommand):
    """One command; --help is described in the reader's language."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  (private to typer)
        """A minus sign before a digit is an amount below zero, for the command to refuse."""
        ctx.ignore_unknown_options = any(_BELOW_ZERO.match(arg) for arg in args)
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: Any) -> TyperOption | None:  # noqa: ANN401  (private to typer)
        """The --help option, which typer describes in English only."""
        return _in_our_words(super().get_help_option(ctx))


def _in_our_words(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = _("Show this help and exit.")
    return option
