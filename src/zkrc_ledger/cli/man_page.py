"""The manual page ledger.1, made from the table of commands.

`python -m zkrc_ledger.cli.man_page en > docs/man/ledger.1`, and `zh` beside it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from zkrc_ledger.cli.framework import N_, SHARED, LazyGroup
from zkrc_ledger.cli.help_page import SHARED_OPTIONS, argument_row, option_row, placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zkrc_ledger.model.text import Translator

ENVIRONMENT = {
    "LEDGER_CONTRACT": N_("The contract.toml, or its folder."),
    "LEDGER_TODAY": N_("What day it is; else the clock."),
    "LEDGER_LANG": N_("The language, en or zh; else the locale."),
    "LEDGER_USER": N_("Who records; else the user's name."),
    "LEDGER_NO_LOCK": N_("1: do without a lock on a drive that has none."),
    "NO_COLOR": N_("Anything: no colours."),
}
EXITS = {
    "0": N_("Done."),
    "1": N_("The book has a problem, or what was asked was refused: nothing was written."),
    "2": N_("Wrong usage, or no book."),
}

# ruff: noqa: ANN401  (typer keeps the classes of its contexts to itself)


def man_page(tr: Translator) -> str:
    """The manual page in roff, in the language of `tr`."""
    return "\n".join(_lines(tr)) + "\n"


def _lines(tr: Translator) -> Iterator[str]:
    import typer
    import typer.main

    from zkrc_ledger import __version__
    from zkrc_ledger.cli.app import ledger

    root: Any = typer.main.get_command(ledger)
    root_ctx = typer.Context(root, info_name="ledger")
    assert isinstance(root, LazyGroup)  # noqa: S101
    title = tr("Ledger of a service contract")
    yield f'.TH LEDGER 1 "" "ledger {__version__}" "{_plain(title)}"'
    yield from (_heading(tr("Name")), f"ledger \\- {_plain(tr(root.help or ''))}")
    yield _heading(tr("Synopsis"))
    yield f".B ledger\n{_plain(tr('COMMAND …'))} {_plain(tr('[OPTIONS]'))}"
    yield _heading(tr("Description"))
    yield _plain(
        tr(
            "A book is a folder with a contract.toml; what happened stands in CSV files beside it. "
            "Every figure is computed from the two, with its clause and its record beside it."
        )
    )
    for section, entries in root.sections:
        yield _heading(tr(section))
        for entry in entries:
            yield from _command(root.get_command(root_ctx, entry.name), root_ctx, tr)
    yield _heading(tr(SHARED_OPTIONS))
    for one in root.params:
        if one.name in SHARED:
            yield from _item(*option_row(one, tr))
    for heading, items in ((N_("Environment"), ENVIRONMENT), (N_("Exit status"), EXITS)):
        yield _heading(tr(heading))
        for name, text in items.items():
            yield from _item(name, tr(text))


def _command(command: Any, parent: Any, tr: Translator) -> Iterator[str]:
    """A command's usage, what it is for, its arguments and options, and its example."""
    import typer

    ctx = typer.Context(command, info_name=command.name, parent=parent)
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    usage = [ctx.command_path, *(placeholder(one, tr) for one in arguments)]
    yield f".SS {_plain(' '.join(usage))}"
    yield _plain(tr(command.help))
    for one in arguments:
        yield from _item(*argument_row(one, tr))
    for one in command.params:
        if one not in arguments:
            yield from _item(*option_row(one, tr))
    if command.epilog:
        yield f".PP\n{_plain(tr('Example: {command}', command=command.epilog))}"
    for below in getattr(command, "commands", {}).values():
        yield from _command(below, ctx, tr)


def _heading(text: str) -> str:
    return f".SH {_plain(text.upper())}"


def _item(name: str, text: str) -> tuple[str, str, str]:
    return ".TP", f".B {_plain(name)}", _plain(text)


def _plain(text: str) -> str:
    """Text that roff takes for nothing else."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    from zkrc_ledger.locale import CatalogueTranslator

    sys.stdout.buffer.write(man_page(CatalogueTranslator(sys.argv[1])).encode())
