"""The help of a command, in the reader's language; typer's own is half in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zkrc_ledger.cli.framework import N_, SHARED, LazyGroup
from zkrc_ledger.views.blocks import Column, Grid, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.views.blocks import Block

ARGUMENTS = N_("Arguments")
OPTIONS = N_("Options")
SHARED_OPTIONS = N_("Options of every command")
COMMANDS = N_("Commands")


def help_blocks(ctx: Any, tr: Translator) -> Iterator[Block]:  # noqa: ANN401  (a typer context)
    """How the command is called, what it is for, what can be typed, an example."""
    command = ctx.command
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    own = [one for one in command.params if one not in arguments and one.name not in SHARED]
    shared = [one for one in command.get_params(ctx) if one.name in SHARED]
    words = [ctx.command_path, *(placeholder(one, tr) for one in arguments), tr("[OPTIONS]")]
    if hasattr(command, "commands"):
        words.append(tr("COMMAND …"))
    yield Line(tr("Usage: {usage}", usage=" ".join(words)), "strong")
    yield Line()
    yield Line(tr(command.help))
    yield from _table(tr(ARGUMENTS), (argument_row(one, tr) for one in arguments))
    yield from commands(ctx, tr)
    yield from _table(tr(OPTIONS), (option_row(one, tr) for one in own))
    yield from _table(tr(SHARED_OPTIONS), (option_row(one, tr) for one in shared))
    if command.epilog:
        yield Line()
        yield Line(tr("Example: {command}", command=command.epilog))


def commands(ctx: Any, tr: Translator) -> Iterator[Block]:  # noqa: ANN401  (a typer context)
    """The commands of a group, in the order of the work."""
    for section, entries in _commands(ctx):
        yield from _table(tr(section), ((name, tr(text)) for name, text in entries))


def _table(heading: str, rows: Iterable[tuple[str, str]]) -> Iterator[Block]:
    if listed := list(rows):
        yield Line()
        yield Grid((Column(heading), Column("", wraps=True)), listed)


def _commands(ctx: Any) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:  # noqa: ANN401
    command = ctx.command
    if isinstance(command, LazyGroup):
        yield from command.sections
    elif hasattr(command, "commands"):
        yield COMMANDS, ((name, one.help) for name, one in command.commands.items())


def placeholder(argument: Any, tr: Translator) -> str:  # noqa: ANN401  (a typer parameter)
    """How an argument stands in a usage line; in brackets where it may be left out."""
    name = tr(argument.metavar) + (" …" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def argument_row(argument: Any, tr: Translator) -> tuple[str, str]:  # noqa: ANN401
    """An argument, and what it is."""
    return placeholder(argument, tr), tr(argument.help) + _required(argument, tr)


def option_row(option: Any, tr: Translator) -> tuple[str, str]:  # noqa: ANN401  (typer's)
    """An option's names with what it takes, and what it is for."""
    name = ", ".join(option.opts)
    if not option.is_flag:
        name += f" {tr(option.metavar)}"
    return name, tr(option.help) + _required(option, tr)


def _required(param: Any, tr: Translator) -> str:  # noqa: ANN401
    return " " + tr("[required]") if param.required else ""
