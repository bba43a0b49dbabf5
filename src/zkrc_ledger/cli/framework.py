"""What typer is made to do for every command: shared options, help, amounts below zero."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from typing import Any, NamedTuple

import typer
import typer.main
from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from zkrc_ledger.cli.stop import USAGE, stop

_BELOW_ZERO = re.compile(r"-[0-9]")
# `ledger` declares them; every command takes them too
SHARED = ("contract", "as_of", "lang", "json", "help")

# ruff: noqa: ANN401  (typer keeps the class of its own contexts to itself)


def N_(msgid: str) -> str:  # noqa: N802  (gettext's own name for it)
    """Mark a message for the catalogue; it is translated when it is shown."""
    return msgid


def new_app(**settings: Any) -> typer.Typer:
    """A typer app for one command, or for a group of them."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, **settings)


class _Shared:
    """Takes the options of `ledger` itself after a command's name as well as before it."""

    params: list[Any]

    def get_params(self, ctx: Any) -> list[Any]:
        """The command's own options, then the shared ones."""
        root = ctx.find_root()
        shared = [one for one in root.command.params if one.name in SHARED]
        return self.params if ctx is root else [*self.params, *shared]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, and keep the shared options in the session. Mistakes stop the command."""
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except TyperException as error:
            from zkrc_ledger.cli.usage import mistyped

            stop(mistyped(error, ctx), code=USAGE)
        typed = {name: ctx.params.pop(name, None) for name in SHARED}
        # main has acted on --lang and --json already: what is mistyped is answered in them too
        ctx.obj = replace(
            ctx.obj,
            contract=typed["contract"] or ctx.obj.contract,
            as_of=typed["as_of"] or ctx.obj.as_of,
        )
        return rest


class Command(_Shared, TyperCommand):
    """One command."""

    allow_extra_args = True  # so that what is left over is refused in the reader's language

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """A minus sign before a digit is an amount below zero, for the command to refuse."""
        ctx.ignore_unknown_options = any(_BELOW_ZERO.match(arg) for arg in args)
        rest = super().parse_args(ctx, args)
        if rest:
            from zkrc_ledger.cli.usage import too_much

            stop(too_much(rest, ctx), code=USAGE)
        return rest


class Group(_Shared, TyperGroup):
    """Several commands under one name; alone it shows its help."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**(attributes | {"invoke_without_command": True}))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command asked for; typer itself would not look at names it has not built."""
        names = self.list_commands(ctx)
        if args[0] not in names:
            from zkrc_ledger.cli.usage import no_such_command

            stop(no_such_command(args[0], names, ctx), code=USAGE)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command asked for."""
        result = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            show_help(ctx)
            raise typer.Exit(USAGE)
        return result


class Entry(NamedTuple):
    """A command in the table: what `ledger --help` says of it without importing it."""

    name: str
    help: str


class LazyGroup(Group):
    """Imports and builds only the command asked for, from the module of its name."""

    package: str
    sections: tuple[tuple[str, tuple[Entry, ...]], ...]

    def list_commands(self, ctx: Any) -> list[str]:
        """Every name in the table."""
        del ctx
        return [entry.name for _, entries in self.sections for entry in entries]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import and build one command."""
        del ctx
        command = typer.main.get_command(import_module(f"{self.package}.{cmd_name}").app)
        command.name = cmd_name
        command.help = next(
            entry.help
            for _, entries in self.sections
            for entry in entries
            if entry.name == cmd_name
        )
        return command


def show_help(ctx: Any) -> None:
    """Show the help of a command in the reader's language."""
    from zkrc_ledger.cli.help_page import help_blocks

    ctx.obj.show(help_blocks(ctx, ctx.obj.tr), wrapped=True)
