"""Raw TOML and cells to typed values, and what is wrong in the words of contract keepers.

What is plainly sound is read at once (`model.plain`); pydantic judges everything else, and
everything that is about to be written.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import fields
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from zkrc_ledger.model.plain import reader
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.text import Text, literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

_MOST_DETAILS = 1000
# pydantic looks for plugins of others in every installed package: slow, and none is wanted
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def validated(
    kind: Any,  # noqa: ANN401  (any type)
    raw: object,
    *,
    by_pydantic: bool = False,
) -> tuple[Any, list[Problem]]:
    """`raw` as a value of `kind`, or None and every problem of it, by key.

    Of many problems the first thousand are named, and then how many there are.
    """
    if not by_pydantic:
        with suppress(ValueError):
            return reader(kind)(raw), []
    from pydantic import ValidationError

    try:
        return _adapter(kind).validate_python(raw), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = [_problem(detail, raw, kind) for detail in details[:_MOST_DETAILS]]
    if len(details) > _MOST_DETAILS:
        problems.append(
            Problem(
                code="too-many-problems",
                message=Text(
                    "There are {count} problems; the first {most} are shown.",
                    count=len(details),
                    most=_MOST_DETAILS,
                ),
            )
        )
    return None, problems


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401  (any type there is)
    from pydantic import TypeAdapter  # 60 ms

    return TypeAdapter(kind)


def _problem(detail: ErrorDetails, tree: object, kind: object) -> Problem:
    refused = _refusal(detail, kind)
    return Problem(
        code=refused.code,
        key=key_path(detail["loc"], tree) or None,
        message=refused.message,
        hint=refused.hint,
    )


def _refusal(detail: ErrorDetails, kind: object) -> Refused:  # noqa: PLR0911  (a finding a line)
    """What pydantic found wrong with one value, in the words of someone who keeps contracts."""
    said = detail.get("ctx", {}).get("error")
    if isinstance(said, Refused):
        return said
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    match detail["type"]:
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return Refused(
                "key-missing",
                Text("The key is missing."),
                Text("Add it; the file that `ledger init` writes shows every key."),
            )
        case "unexpected_keyword_argument":
            return Refused(
                "key-unknown",
                Text("The ledger does not know this key."),
                _did_you_mean(key, _keys_at(kind, detail["loc"][:-1])),
            )
        case "literal_error":
            expected = str(detail.get("ctx", {}).get("expected", ""))
            choices = tuple(re.findall(r"'([^']*)'", expected))
            return Refused(
                "choice",
                Text("This is not one of the choices: {value}.", value=literal(detail["input"])),
                Text("Choose one of: {choices}.", choices=choices),
            )
        case "dataclass_type" | "dict_type":
            return Refused(
                "shape",
                Text("A table is needed here, not {value}.", value=literal(detail["input"])),
            )
        case "tuple_type":
            return Refused(
                "shape",
                Text(
                    "A list in brackets is needed here, not {value}.",
                    value=literal(detail["input"]),
                ),
            )
        case _:
            return Refused(
                "value", Text("This cannot stand here: {value}.", value=literal(detail["input"]))
            )


def key_path(loc: tuple[int | str, ...], tree: object) -> str:
    """`payment_period.installments[0].amount`; a name's fault is its entry's."""
    path, node = "", tree
    for step in loc:
        if isinstance(step, int):
            path += f"[{step}]"
            node = node[step] if isinstance(node, list) and step < len(node) else None
        elif step != "[key]":
            path += f".{step}" if path else step
            node = node.get(step) if isinstance(node, dict) else None
    return path


def _did_you_mean(key: str, keys: Sequence[str]) -> Text:
    """The key of the same table that is nearest in spelling, where one is near."""
    from difflib import get_close_matches  # only for a misspelt key

    near = get_close_matches(key, keys, n=1)
    if near:
        return Text("Did you mean {key}? If not, delete it.", key=near[0])
    return Text("Delete it, or correct its spelling.")


def _keys_at(kind: Any, path: Sequence[int | str]) -> list[str]:  # noqa: ANN401  (any type)
    """The keys of the table at this place below `kind`."""
    if get_origin(kind) in (Union, UnionType):  # a table that may be left out
        kind = get_args(kind)[0]
    if not path:
        return sorted(field.name for field in fields(kind))
    if get_origin(kind) in (tuple, dict):
        return _keys_at(get_args(kind)[get_origin(kind) is dict], path[1:])
    return _keys_at(get_type_hints(kind, include_extras=True)[str(path[0])], path[1:])
