"""The framework's own words, in the reader's language as far as it lets us.

typer says its headings through gettext; those stand in our catalogue. Its complaints about how
a command was typed it says in English only; the ones people meet are recognised and said again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from typer import TyperException


def N_(msgid: str) -> str:  # noqa: N802  (gettext's own name for it)
    """Mark a message for the catalogue without translating it yet."""
    return msgid


# said by typer through gettext's default domain, which `locale.speak` points at our catalogue
HEADINGS = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("[required]"),
    N_("required"),
    N_("Missing command."),
    N_("No such command {name!r}."),
)
_SUGGESTING = " Did you mean "
_COMPLAINTS = (
    (r"No such option: (?P<name>\S+).*", N_("There is no option {name}.")),
    (r"Missing argument '?(?P<name>[^'.]+)'?\..*", N_("The argument {name} is missing.")),
    (r"Missing option '?(?P<name>[^'.]+)'?\..*", N_("The option {name} is missing.")),
    (r"Option '(?P<name>[^']+)' requires an argument\.", N_("The option {name} needs a value.")),
    (r"Option '(?P<name>[^']+)' does not take a value\.", N_("The option {name} takes no value.")),
    (
        r"Got unexpected extra argument(?:\(s\))? \((?P<name>.*)\)",
        N_("Too much was typed: {name}."),
    ),
)


def complaint(error: TyperException) -> Problem:
    """What is wrong with the command as it was typed."""
    said, _, near = error.format_message().partition(_SUGGESTING)
    message = Text("{message}", message=said.replace("。.", "。"))  # typer adds its own full stop
    for pattern, msgid in _COMPLAINTS:
        if match := re.fullmatch(pattern, said, re.DOTALL):
            message = Text(msgid, **match.groupdict())
    if near:
        names = near.rstrip("?").replace("'", "")
        message = Text("{message} Did you mean {names}?", message=message, names=names)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "ledger"
    return Problem(
        code="usage", message=message, hint=Text("See: {command} --help", command=command)
    )
