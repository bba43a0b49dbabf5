"""contract.toml to a `Contract`: parsed, validated by pydantic, checked against itself."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, Field, fields, replace
from typing import TYPE_CHECKING, Any, get_type_hints

from zkrc_ledger.book.reading import conflict_marks, decode, read_bytes
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.text import Text, literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from zkrc_ledger.model.contract import Contract

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_contract(
    path: Path, cross_checks: Callable[[Mapping[str, Any]], list[Problem]]
) -> tuple[Contract | None, list[Problem]]:
    """The contract, or every problem of its file: keys, values and contradictions."""
    data = read_bytes(path)
    if isinstance(data, Problem):
        return None, [data]
    content = decode(data, path.name)
    if isinstance(content, Problem):
        return None, [content]
    if marks := conflict_marks(content.text, path.name):
        return None, marks
    tree = _parse(content.text, path.name)
    if isinstance(tree, Problem):
        return None, [tree]
    contract, parts, problems = _validate(tree)
    problems += cross_checks(parts)
    return (None if problems else contract), [replace(p, file=path.name) for p in problems]


def _parse(text: str, name: str) -> dict[str, Any] | Problem:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place[1]) if place else len(text.splitlines())
        lines = text.splitlines()
        return Problem(
            code="toml",
            file=name,
            line=line,
            excerpt=lines[line - 1][:80] if 0 < line <= len(lines) else None,
            message=Text(
                "This is not valid TOML: {detail}.", detail=_TOML_PLACE.sub("", str(error)).strip()
            ),
            hint=Text(
                'Check quotes, commas and brackets on this line and the one before: name = "text", '
                "amount = 388800, date = 2025-08-08."
            ),
        )
    except (RecursionError, ValueError):
        return Problem(
            code="toml",
            file=name,
            message=Text(
                "This is not a contract file: it is nested too deep or has endless numbers."
            ),
        )


def _validate(tree: dict[str, Any]) -> tuple[Contract | None, dict[str, Any], list[Problem]]:
    """The contract if every key is sound; the sound parts in any case; the problems."""
    from pydantic import TypeAdapter, ValidationError  # 60 ms

    from zkrc_ledger.model.contract import Contract

    try:
        contract = TypeAdapter(Contract).validate_python(tree)
    except ValidationError as error:
        details = error.errors(include_url=False)
    else:
        return contract, {part.name: getattr(contract, part.name) for part in fields(Contract)}, []
    broken = {detail["loc"][0] for detail in details}
    kinds = get_type_hints(Contract, include_extras=True)
    parts = {
        key: TypeAdapter(kinds[key]).validate_python(tree.get(key, _default(part)))
        for part in fields(Contract)
        if (key := part.name) not in broken
    }
    return None, parts, [_problem(detail, tree) for detail in details]


def _default(part: Field[Any]) -> object:
    return part.default if part.default_factory is MISSING else part.default_factory()


def _problem(detail: ErrorDetails, tree: dict[str, Any]) -> Problem:
    """What pydantic found, in the words of someone who keeps contracts."""
    said = detail.get("ctx", {}).get("error")
    refused = said if isinstance(said, Refused) else _refusal(detail)
    return Problem(
        code=refused.code,
        key=_key_path(detail["loc"], tree),
        message=refused.message,
        hint=refused.hint,
    )


def _refusal(detail: ErrorDetails) -> Refused:
    seen = literal(detail["input"])
    match detail["type"]:
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return Refused(
                "key-missing",
                Text("The key is missing."),
                Text("Add it; data/contract.toml of this project shows every key."),
            )
        case "unexpected_keyword_argument":
            return Refused(
                "key-unknown",
                Text("The ledger does not know this key."),
                _did_you_mean(str(detail["loc"][-1])),
            )
        case "literal_error":
            return Refused(
                "choice",
                Text("This is not one of the choices: {value}.", value=seen),
                Text(
                    "Choose one of: {choices}.",
                    choices=tuple(re.findall(r"'([^']*)'", detail["ctx"]["expected"])),
                ),
            )
        case "dataclass_type" | "dict_type":
            return Refused("shape", Text("A table is needed here, not {value}.", value=seen))
        case "tuple_type":
            return Refused(
                "shape", Text("A list in brackets is needed here, not {value}.", value=seen)
            )
        case _:
            return Refused("value", Text("This cannot stand here: {value}.", value=seen))


def _key_path(loc: tuple[int | str, ...], tree: object) -> str:
    """`payment_period.installments[0].amount`; steps that are pydantic's own are left out."""
    path, node = "", tree
    last = len(loc) - 1
    for position, step in enumerate(loc):
        if isinstance(step, int):
            path += f"[{step}]"
            node = node[step] if isinstance(node, list) and step < len(node) else None
        elif isinstance(node, dict) and (step in node or position == last):
            path += f".{step}" if path else step
            node = node.get(step)
    return path


def _did_you_mean(key: str) -> Text:
    """The key that is nearest in spelling, where one is near; keys are not ratings."""
    from difflib import get_close_matches  # only for a misspelt key

    from zkrc_ledger.model import contract

    known = {
        field.name
        for kind in vars(contract).values()
        if isinstance(kind, type) and issubclass(kind, contract.Table)
        for field in fields(kind)
    }
    near = get_close_matches(key, sorted(known - {key}), n=1)
    if near:
        return Text("Did you mean {key}? If not, delete it.", key=near[0])
    return Text("Delete it, or correct its spelling.")
