"""Key paths into contract.toml, as `evaluation.scale[0].reward`, and values put there."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, TypeAlias

from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

Path: TypeAlias = "tuple[str | int, ...]"
DEEPEST = 20  # a contract file has four steps
_STEP = re.compile(r'\[(\d{1,4})\]|\.?"([^"]+)"|\.?([^.\[\]"=\s]+)', re.ASCII)


def parse_key_path(key: str) -> Path:
    """The path's steps; a number in brackets or between dots is an index. Raises `Refused`."""
    path: list[str | int] = []
    position = 0
    while position < len(key):
        match = _STEP.match(key, position)
        if match is None:
            raise _unknown(key)
        index, quoted, plain = match.groups()
        step = index or quoted or plain
        path.append(int(step) if not quoted and step.isdecimal() and step.isascii() else step)
        position = match.end()
    if not 0 < len(path) <= DEEPEST:
        raise _unknown(key)
    return tuple(path)


def parse_assignment(assignment: str) -> tuple[str, object]:
    """KEY=VALUE as it is typed: the value as TOML where it is TOML, else as plain text.

    A figure with decimals is text: a contract file has money in quotes, which a shell takes
    off. Raises `Refused`.
    """
    key, equals, value = (part.strip() for part in assignment.partition("="))
    if not equals or not key:
        raise Refused(
            "setting",
            Text("{written} does not change a term.", written=assignment[:60]),
            Text("Write KEY=VALUE, as price.total=1200000."),
        )
    parse_key_path(key)
    try:
        parsed: object = tomllib.loads(f"value = {value}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return key, value
    return key, value if isinstance(parsed, float) else parsed


def leaves(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    """What a value puts where: a table key by key, anything else as it is."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from leaves((*path, name), one)
    else:
        yield path, value


def merged(tree: Any, path: Path, value: object, key: str) -> Any:  # noqa: ANN401  (any part of a tree)
    """`tree` with `value` at `path`: tables are merged, anything else is replaced.

    One place past the end of a list adds to it. Raises `Refused` where there is no such place.
    """
    if not path:
        if isinstance(tree, dict) and isinstance(value, dict):
            return tree | {
                name: merged(tree.get(name), (), one, key) for name, one in value.items()
            }
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, str) and (isinstance(tree, dict) or tree is None):
        tree = tree or {}
        return tree | {step: merged(tree.get(step), rest, value, key)}
    if isinstance(step, int) and isinstance(tree, list) and step <= len(tree):
        before = tree[step] if step < len(tree) else None
        return [*tree[:step], merged(before, rest, value, key), *tree[step + 1 :]]
    raise Refused(
        "key-unknown",
        Text("The contract has nothing at {key} to change.", key=key[:60]),
        Text("Name a key that is there, or the whole entry that is to be added."),
    )


def _unknown(key: str) -> Refused:
    return Refused(
        "key-unknown",
        Text("{key} is not a key of the contract file.", key=key[:60] or '""'),
        Text("Write it as evaluation.scale[0].reward."),
    )
