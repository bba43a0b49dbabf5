"""contract.toml to a `Contract`: parsed and validated, key by key."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, Field, fields, replace
from typing import Any, get_type_hints

from zkrc_ledger.book.decode import conflict_marks, decode, with_plain_line_ends
from zkrc_ledger.book.toml_slips import foreign_character
from zkrc_ledger.model.contract import Contract
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.validation import validated

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
# a key of n dots takes the parser n steps for each of them, and as much room
_MOST_STEPS = 10_000_000
_WORDS_OR_REMARK = re.compile(r'"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'|#.*')


def read_contract(
    data: bytes, name: str
) -> tuple[Contract | None, dict[str, Any], dict[str, Any], list[Problem]]:
    """The contract, its file as a tree, its sound parts by key, and every problem of the keys.

    Whether the parts agree with each other is for `rules.checks.contract` to say.
    """
    content = decode(data, name)
    if isinstance(content, Problem):
        return None, {}, {}, [content]
    if marks := conflict_marks(content.text, name):
        return None, {}, {}, marks
    tree = parse_toml(content.text, name)
    if isinstance(tree, Problem):
        return None, {}, {}, [tree]
    contract, problems = validated(Contract, tree)
    problems = [replace(one, file=name) for one in problems]
    if contract is not None:
        parts = {part.name: getattr(contract, part.name) for part in fields(Contract)}
        return contract, tree, parts, problems
    kinds = get_type_hints(Contract, include_extras=True)
    sound = {}
    for part in fields(Contract):
        value, wrong = validated(kinds[part.name], tree.get(part.name, _default(part)))
        if not wrong:
            sound[part.name] = value
    return None, tree, sound, problems


def parse_toml(text: str, name: str) -> dict[str, Any] | Problem:
    """The text as TOML, lines ended in any way; or what is wrong with it and where."""
    text = with_plain_line_ends(text)
    if _has_endless_key(text):
        return _nested_too_deep(name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        lines = text.split("\n")
        line = int(place[1]) if place else len(text.splitlines())
        excerpt = lines[line - 1] if 0 < line <= len(lines) else None
        message, hint = foreign_character(excerpt or "", int(place[2]) if place else None) or (
            Text(
                "This is not valid TOML: {detail}.", detail=_TOML_PLACE.sub("", str(error)).strip()
            ),
            Text(
                'Check quotes, commas and brackets on this line and the one before: name = "text", '
                "amount = 388800, date = 2025-08-08."
            ),
        )
        return Problem(
            code="toml",
            file=name,
            line=line,
            excerpt=excerpt and excerpt[:80],
            message=message,
            hint=hint,
        )
    except (RecursionError, ValueError):
        return _nested_too_deep(name)


def _has_endless_key(text: str) -> bool:
    if text.count(".") ** 2 <= _MOST_STEPS:
        return False
    bare = _WORDS_OR_REMARK.sub("", text)
    return sum(line.count(".") ** 2 for line in bare.split("\n")) > _MOST_STEPS


def _nested_too_deep(name: str) -> Problem:
    return Problem(
        code="toml",
        file=name,
        message=Text("This is not a contract file: it is nested too deep or has endless numbers."),
    )


def _default(part: Field[Any]) -> object:
    return part.default if part.default_factory is MISSING else part.default_factory()
