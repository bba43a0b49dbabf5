"""Key paths into contract.toml: evaluation.scale[0].reward, and the values put there."""

from __future__ import annotations

import contextlib
import re
import tomllib
import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from zkrc_ledger.book.validation import did_you_mean, findings, refusal_of
from zkrc_ledger.model.amendments import Path, Setting
from zkrc_ledger.model.contract import Contract
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEP = re.compile(r'\[(\d{1,4})\]|\.?"([^"]+)"|\.?([^.\[\]"=]+)')


def read_setting(key: str, written: object) -> Setting:
    """A key path and the value to put there, both checked. Raises `Refused`."""
    path = _steps(key)
    kind: Any = Contract
    for step in path:
        kind = _within(kind, step, key)
    value, details = findings(kind, written)
    if details:
        refused = refusal_of(details[0])
        raise Refused(
            refused.code,
            Text("{key}: {message}", key=key, message=refused.message),
            refused.hint,
        )
    return Setting(path=path, written=written, value=value)


def read_assignment(assignment: str) -> Setting:
    """KEY=VALUE as it is typed: the value as TOML where it is TOML, else as plain text."""
    key, equals, value = assignment.partition("=")
    if not equals or not key.strip():
        raise Refused(
            "setting",
            Text("{written} does not change a term.", written=assignment[:60]),
            Text("Write KEY=VALUE, as price.total=1200000."),
        )
    try:
        written = tomllib.loads(f"value = {value.strip()}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return read_setting(key.strip(), value.strip())
    try:
        return read_setting(key.strip(), written)
    except Refused:
        # a shell takes the quotes off "388800.50" and "632526279" before anybody sees them
        if isinstance(written, (str, dict, list)):
            raise
        with contextlib.suppress(Refused):
            return read_setting(key.strip(), value.strip())
        raise


def distinct(settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """The settings, none of them twice. Raises `Refused`."""
    kept: dict[Path, Setting] = {}
    for setting in settings:
        if setting.path in kept:
            raise Refused(
                "setting-twice",
                Text("{key} is changed twice in one amendment.", key=setting.key),
                Text("Keep the value that was agreed."),
            )
        kept[setting.path] = setting
    return tuple(kept.values())


def _steps(key: str) -> Path:
    """The path's steps; a number between dots counts as an index too."""
    path: list[str | int] = []
    position = 0
    while position < len(key):
        match = _STEP.match(key, position)
        if match is None:
            raise _unknown(key, key)
        index, quoted, plain = match.groups()
        step = index or quoted or plain
        path.append(int(step) if not quoted and step.isdecimal() and step.isascii() else step)
        position = match.end()
    return tuple(path)


def _within(kind: Any, step: str | int, key: str) -> Any:  # noqa: ANN401  (types are values here)
    """The type of what `step` leads to from a value of `kind`."""
    kind = _plain(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        if step in {field.name for field in fields(kind)}:
            return hints[str(step)]
    elif get_origin(kind) is tuple and isinstance(step, int):
        return get_args(kind)[0]
    elif get_origin(kind) is dict and isinstance(step, str):
        return get_args(kind)[1]
    raise _unknown(key, str(step))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _plain(kind: Any) -> Any:  # noqa: ANN401  (types are values here)
    """The type without `| None` and without the check that comes with it."""
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(part for part in get_args(kind) if part is not type(None))
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _unknown(key: str, step: str) -> Refused:
    return Refused(
        "key-unknown",
        Text("{key} is not a key of the contract file.", key=key[:60]),
        did_you_mean(step),
    )
