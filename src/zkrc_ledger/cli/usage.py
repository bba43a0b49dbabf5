"""Mistakes in what was typed, in the reader's language: typer says them in English only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zkrc_ledger.cli.stop import USAGE, stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LIKE = 0.7
ROOT_FLAGS = ("--version", "--help")

# ruff: noqa: ANN401  (typer keeps the classes of its errors and contexts to itself)


def mistyped(error: Any, ctx: Any) -> Problem:
    """What typer refused, told by what its error knows, not by its words."""
    param = getattr(error, "param", None)
    option = getattr(error, "option_name", "") or (param.opts[0] if param else "")
    near: Sequence[str] = ()
    if hasattr(error, "possibilities"):
        from difflib import get_close_matches  # only for a mistake

        message = Text("There is no option {name}.", name=option)
        near = get_close_matches(option, error.possibilities or (), 1, _LIKE)
        if ctx.parent is None and not near:
            message = Text(
                "{message} An option of a command stands behind it: {example}",
                message=message,
                example="ledger due P1 --explain",
            )
    elif hasattr(error, "option_name") and _is_flag(option, ctx):
        message = Text("The option {name} takes no value.", name=option)
    elif hasattr(error, "option_name"):
        message = Text("The option {name} needs a value.", name=option)
    elif param is None:
        message = Text("{message}", message=error.format_message())
    elif not hasattr(error, "param_type"):
        message = Text("{name}: {message}", name=option, message=error.message)
    elif param.param_type_name == "argument":
        return missing(param.metavar, ctx)
    else:
        return missing_option(option, ctx)
    return _problem(message, near, ctx)


def missing(argument: str, ctx: Any) -> Problem:
    """An argument that must be typed."""
    return _problem(Text("The argument {name} is missing.", name=Text(argument)), (), ctx)


def missing_option(name: str, ctx: Any) -> Problem:
    """An option that must be typed."""
    return _problem(Text("The option {name} is missing.", name=name), (), ctx)


def need_or_ask(ctx: Any, given: Mapping[str, object]) -> bool:
    """Whether something is missing that is to be asked for; stops where nobody can be asked.

    `given` has what was typed by the name of its argument or option.
    """
    from zkrc_ledger.cli.ask import may_ask

    lacking = [name for name, value in given.items() if not value]
    if lacking and not may_ask(ctx.obj):
        if len(lacking) == 1:
            say = missing_option if lacking[0].startswith("-") else missing
            stop(say(lacking[0], ctx), code=USAGE)
        message = Text("These are missing: {names}.", names=tuple(map(Text, lacking)))
        stop(_problem(message, (), ctx), code=USAGE)
    return bool(lacking)


def too_much(rest: Sequence[str], ctx: Any) -> Problem:
    """More arguments than the command takes."""
    return _problem(Text("Too much was typed: {name}.", name=" ".join(rest)), (), ctx)


def no_such_command(name: str, names: Sequence[str], ctx: Any) -> Problem:
    """A command that does not exist, and those that are spelled alike or do what it says."""
    from difflib import get_close_matches

    from zkrc_ledger.cli.slips import is_period
    from zkrc_ledger.model.parse import parse_period

    message = Text("No such command {name!r}.", name=name)
    if ctx.parent is None and is_period(name):
        return _problem(message, [f"ledger due {parse_period(name)}"], ctx)
    near = get_close_matches(name, [*names, *ROOT_FLAGS], 1) or [
        one for one in names if name in ctx.obj.tr(ctx.command.get_command(ctx, one).help)
    ]
    return _problem(message, near, ctx)


def _is_flag(name: str, ctx: Any) -> bool:
    options = [one for one in ctx.command.get_params(ctx) if name in one.opts]
    return any(one.is_flag for one in options)


def _problem(message: Text, near: Sequence[str], ctx: Any) -> Problem:
    if near:
        message = Text("{message} Did you mean {names}?", message=message, names=tuple(near[:4]))
    hint = Text("See: {command} --help", command=ctx.command_path)
    return Problem(code="usage", message=message, hint=hint)
