"""What is plainly sound is read without pydantic, whose import costs a short answer its half.

The same annotations are walked and the same checks called. Whatever is not plainly sound raises
`UnsureError` or what the check raises, and is for pydantic to judge and to explain.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache, partial
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    NoReturn,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zkrc_ledger.model.fields import Check

    Reader = Callable[[Any], Any]


class UnsureError(ValueError):
    """Not plainly sound: pydantic is to say what it is."""


@cache
def reader(kind: Any) -> Reader:  # noqa: ANN401  (any type)
    """What makes a value of `kind` of raw TOML or of a row's cells."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        check: Check = inner[1]
        return check.read
    if origin is Literal:
        return partial(_choice, inner)
    if origin in (Union, UnionType) and len(inner) == 2 and inner[1] is NoneType:  # noqa: PLR2004
        return partial(_optional, reader(inner[0]))
    if origin is tuple:
        return partial(_list, reader(inner[0]))
    if origin is dict:
        return partial(_names, reader(inner[0]), reader(inner[1]))
    return _table(kind) if hasattr(kind, "__dataclass_fields__") else _unsure


def _table(kind: Any) -> Reader:  # noqa: ANN401  (a value class)
    types, parts = get_type_hints(kind, include_extras=True), fields(kind)
    needed = {one.name for one in parts if one.default is one.default_factory is MISSING}
    words = partial(_words, getattr(kind, "__pydantic_config__", {}))
    readers: dict[str, Reader] = {
        one.name: words if types[one.name] is str else reader(types[one.name]) for one in parts
    }

    def read(raw: Any) -> Any:  # noqa: ANN401  (any part of a tree)
        if type(raw) is not dict or not needed <= raw.keys() <= readers.keys():
            raise UnsureError
        return kind(**{key: readers[key](value) for key, value in raw.items()})

    return read


def _words(config: Mapping[str, Any], raw: Any) -> str:  # noqa: ANN401  (any part of a tree)
    words = raw.strip() if type(raw) is str and config.get("str_strip_whitespace") else raw
    least, most = config.get("str_min_length", 0), config.get("str_max_length", float("inf"))
    return words if type(words) is str and least <= len(words) <= most else _unsure(raw)


def _choice(choices: tuple[str, ...], raw: Any) -> str:  # noqa: ANN401
    return raw if type(raw) is str and raw in choices else _unsure(raw)


def _optional(read: Reader, raw: Any) -> Any:  # noqa: ANN401
    return None if raw is None else read(raw)


def _list(read: Reader, raw: Any) -> tuple[Any, ...]:  # noqa: ANN401
    return tuple(map(read, raw)) if type(raw) is list else _unsure(raw)


def _names(name: Reader, read: Reader, raw: Any) -> dict[Any, Any]:  # noqa: ANN401
    if type(raw) is not dict:
        raise UnsureError
    return {name(key): read(value) for key, value in raw.items()}


def _unsure(_raw: object) -> NoReturn:
    raise UnsureError
