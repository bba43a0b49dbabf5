"""Completion: what a shell may offer next, from the commands and the book at hand.

A completion never says a word of its own and never fails: whatever the book is, what can be
offered is, and otherwise nothing. It reads only the files that the offer needs, each time anew.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer.main

from zkrc_ledger.cli.app import Ledger, ledger
from zkrc_ledger.cli.framework import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record

VARIABLE = "_LEDGER_COMPLETE"
# ruff: noqa: ANN401  (typer keeps its classes to itself)


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Answer a shell that asks by the environment, as typer's completion scripts do."""
    del arguments
    try:
        from typer import _completion_classes as shells  # typer's own, by shell
        from typer._click.shell_completion import CompletionItem

        asked = environment[VARIABLE].removeprefix("complete_")
        kinds: dict[str, Any] = {
            "bash": shells.BashComplete,
            "zsh": shells.ZshComplete,
            "fish": shells.FishComplete,
            "powershell": shells.PowerShellComplete,
            "pwsh": shells.PowerShellComplete,
        }
        shell = kinds[asked](None, {}, "ledger", VARIABLE)
        shell.get_completions = lambda words, begun: [
            CompletionItem(one) for one in offers(words, begun, environment)
        ]
        text = shell.complete()
        if text:
            sys.stdout.buffer.write(f"{text}\n".encode(sys.stdout.encoding, "replace"))
            sys.stdout.flush()
    except SystemExit as ended:  # fish asks whether there is anything
        return int(ended.code or 0)
    except Exception:  # noqa: BLE001  (a word on the screen would stand amid what is typed)
        return 1
    return 0


def offers(words: Sequence[str], begun: str, environment: Mapping[str, str]) -> list[str]:
    """What can stand where a word was begun, after these words."""
    command, values, option, contract = _place(words)
    if option is not None:
        found = _of_option(command, option, environment, contract)
    elif begun.startswith("-"):
        found = [name for one in _options(command) for name in one.opts]
    elif isinstance(command, Ledger):
        found = command.list_commands(None)
    elif hasattr(command, "commands"):
        found = list(command.commands)
    else:
        found = _of_argument(command, values, environment, contract)
    return [one for one in found if one.startswith(begun)]


def _place(words: Sequence[str]) -> tuple[Any, list[str], Any, str | None]:
    """The command typed so far, its arguments, the option that waits, the book that is named."""
    command = _root()
    values: list[str] = []
    waiting, contract = None, None
    for word in words:
        if waiting is not None:
            contract = word if waiting.name == "contract" else contract
            waiting = None
        elif word.startswith("-"):
            name, joined, value = word.partition("=")
            option = next((one for one in _options(command) if name in one.opts), None)
            if joined and option is not None and option.name == "contract":
                contract = value
            waiting = option if option is not None and not joined and not option.is_flag else None
        elif isinstance(command, Ledger):
            command = command.get_command(None, word)
        elif hasattr(command, "commands"):
            command = command.commands[word]
        else:
            values.append(word)
    return command, values, waiting, contract


@cache
def _root() -> Any:
    return typer.main.get_command(ledger)


def _options(command: Any) -> list[Any]:
    """A command's own options and the shared ones."""
    shared = [one for one in _root().params if command is not _root() and one.name in SHARED]
    return [one for one in (*command.params, *shared) if one.param_type_name == "option"]


def _of_option(
    command: Any, option: Any, environment: Mapping[str, str], contract: str | None
) -> list[str]:
    """What an option may be; a number is offered where it names an invoice on record."""
    if option.name == "lang":
        return ["en", "zh"]
    if (command.name, option.name) in (("invoice", "red"), ("mark", "number")):
        return _Book(environment, contract).numbers()
    return []


def _of_argument(
    command: Any, values: list[str], environment: Mapping[str, str], contract: str | None
) -> list[str]:
    """What an argument may be, by the name it has in the help."""
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    if not arguments:
        return []
    at = min(len(values), len(arguments) - 1)
    if len(values) > at and arguments[at].nargs != -1:
        return []
    book = _Book(environment, contract)
    kinds: dict[str, Callable[[], list[str]]] = {
        "PERIOD": book.periods,
        "FROM_PERIOD": book.periods,
        "TO_PERIOD": lambda: [one for one in book.periods() if one not in values],
        "MONTH RATING": lambda: book.ratings() if len(values) % 2 else book.months(values),
        "RECORD": book.records,
        "EVENT": _events,
        "COMMAND": lambda: list(_root().list_commands(None)),
    }
    kind = kinds.get(arguments[at].metavar)
    return kind() if kind else []


def _events() -> list[str]:
    from zkrc_ledger.cli.commands.mark import EVENTS

    return list(EVENTS)


class _Book:
    """The names in the book at hand, each file read when it is needed."""

    def __init__(self, environment: Mapping[str, str], contract: str | None) -> None:
        from zkrc_ledger.book.find import find_contract

        named = contract or environment.get("LEDGER_CONTRACT") or None
        file = find_contract(os.path.expanduser(named) if named else None, Path.cwd())  # noqa: PTH111
        self._file = file if isinstance(file, Path) else Path()

    def periods(self) -> list[str]:
        """Every payment period."""
        from zkrc_ledger.rules.clauses.art2_service_term import period_bounds

        return [f"P{number}" for number, _ in enumerate(period_bounds(self._contract()), start=1)]

    def months(self, typed: Sequence[str] = ()) -> list[str]:
        """Every service month, those without a rating first; none that was typed."""
        from zkrc_ledger.rules.clauses.art2_service_term import service_months

        rated = self._rated()
        ids = [one.id for one in service_months(self._contract()) if one.id not in typed]
        return sorted(ids, key=lambda month: month in rated)

    def ratings(self) -> list[str]:
        """The rating scale, best first."""
        return [step.rating for step in self._contract().evaluation.scale]

    def numbers(self) -> list[str]:
        """The invoice numbers on record."""
        from zkrc_ledger.model.records import Invoice

        return [one.name for one in self._in_effect(Invoice)]

    def records(self) -> list[str]:
        """The names of all records in effect, but for events, which are named by their line."""
        from zkrc_ledger.model.records import KINDS

        return [one.name for kind in KINDS for one in self._in_effect(kind) if " " not in one.name]

    def _contract(self) -> Contract:
        from zkrc_ledger.book.contract_file import read_contract

        contract, *_ = read_contract(self._file.read_bytes(), self._file.name)
        if contract is None:
            raise ValueError(self._file)
        return contract

    def _rated(self) -> set[str]:
        from zkrc_ledger.model.records import Rating

        return {one.name for one in self._in_effect(Rating)}

    def _in_effect(self, kind: type[Record]) -> Iterator[Record]:
        from zkrc_ledger.book.record_file import read_records
        from zkrc_ledger.rules.in_effect import in_effect

        file = self._file.parent / kind.FILE
        rows = read_records(file.read_bytes(), kind)[0] if file.exists() else []
        for subject in in_effect(rows).subjects:
            if subject.effect is not None:
                yield subject.effect
