"""amendments.toml: supplemental agreements, extensions, termination."""

from __future__ import annotations

import io
import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from zkrc_ledger.book.contract_file import parse_toml
from zkrc_ledger.book.decode import (
    LARGEST_TOML,
    conflict_marks,
    decode,
    encode,
    first_line_end,
    too_large,
    with_plain_line_ends,
)
from zkrc_ledger.model.amendments import AMENDMENTS_FILE, Amendment, Change, Extension, Termination
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.validation import validated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# nobody amends a contract so often, and each is held against every other
_MOST_AMENDMENTS = 200
_KINDS = {"extension": Extension, "termination": Termination, "change": Change}
_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*amendment[ \t]*\]\][^\n]*", re.MULTILINE)


def read_amendments(
    data: bytes, *, by_pydantic: bool = False
) -> tuple[list[Amendment], list[Problem]]:
    """Every amendment in the file's bytes, and every problem of them."""
    name = AMENDMENTS_FILE
    content = too_large(name, len(data), LARGEST_TOML) or decode(data, name)
    if isinstance(content, Problem):
        return [], [content]
    if marks := conflict_marks(content.text, name):
        return [], marks
    tree = parse_toml(content.text, name)
    if isinstance(tree, Problem):
        return [], [tree]
    tables = tree.get("amendment", [])
    if set(tree) - {"amendment"} or not isinstance(tables, list):
        return [], [_not_amendments()]
    if (count := _parts(tables)) > _MOST_AMENDMENTS:
        return [], [_too_many(count)]
    text = with_plain_line_ends(content.text)
    lines = [text.count("\n", 0, m.start()) + 1 for m in _TABLE.finditer(text)]
    amendments, problems = [], []
    for position, table in enumerate(tables):
        line = lines[position] if position < len(lines) else 1
        amendment, found = _amendment(table, by_pydantic=by_pydantic)
        problems += [replace(one, file=name, line=line) for one in found]
        if amendment is not None:
            amendments.append(replace(amendment, place=Place(name, line)))
    return amendments, problems


def with_amendments(
    data: bytes, new: Sequence[Amendment], filled: Mapping[int, Mapping[str, str]]
) -> bytes:
    """The file's new bytes: `new` as its last tables, and keys filled in by a table's position.

    What stands in the file is kept; only a list in brackets, which nothing can be added to, is
    written anew.
    """
    import tomli_w  # only to write

    content = decode(data, AMENDMENTS_FILE)
    text = "" if isinstance(content, Problem) else content.text
    line_end = first_line_end(text, "\n")
    encoding = "utf-8" if isinstance(content, Problem) else content.encoding
    kept, _ = read_amendments(data)
    added = [as_table(one) for one in new]
    if kept and not _TABLE.search(with_plain_line_ends(text)):
        tables = [as_table(one) | {**filled.get(position, {})} for position, one in enumerate(kept)]
        return encode(tomli_w.dumps({"amendment": [*tables, *added]}), encoding)
    lines = [*io.StringIO(text, newline="")]
    for position in sorted(filled, reverse=True):
        place = kept[position].place
        if place:
            keys = "".join(f'{key} = "{value}"\n' for key, value in filled[position].items())
            lines.insert(place.line, keys.replace("\n", line_end))
    whole = "".join(lines)
    gap = "" if not whole else "\n" if whole.endswith(("\n", "\r")) else "\n\n"
    more = gap + tomli_w.dumps({"amendment": added})
    return encode(whole + more.replace("\n", line_end), encoding)


def as_table(amendment: Amendment) -> dict[str, Any]:
    """An amendment as a table of the file; keys that say nothing are left out."""
    own = {
        field.name: getattr(amendment, field.name)
        for field in fields(amendment)
        if field.name != "place"
    }
    first = {"id": amendment.id, "kind": amendment.kind}
    if isinstance(amendment, Termination) and amendment.settle is not None:
        own["settle"] = str(amendment.settle)
    return {key: value for key, value in (first | own).items() if value not in (None, "", False)}


def _amendment(table: Any, *, by_pydantic: bool) -> tuple[Amendment | None, list[Problem]]:  # noqa: ANN401  (any part of a tree)
    named = table.get("kind") if isinstance(table, dict) else None
    kind = _KINDS.get(named) if isinstance(named, str) else None
    if kind is None:
        unknown = Problem(
            code="choice",
            message=Text("`kind` says what an amendment is."),
            hint=Text("Choose one of: {choices}.", choices=tuple(_KINDS)),
        )
        return None, [unknown]
    return validated(kind, table, by_pydantic=by_pydantic)


def _parts(tables: list[Any]) -> int:
    """How many amendments there are, and how many keys they change, together."""
    changes = (one.get("set") for one in tables if isinstance(one, dict))
    return len(tables) + sum(len(one) for one in changes if isinstance(one, dict))


def _not_amendments() -> Problem:
    return Problem(
        code="shape",
        file=AMENDMENTS_FILE,
        message=Text("The file holds something else than [[amendment]] tables."),
        hint=Text("Delete it; terms of the contract stand in contract.toml."),
    )


def _too_many(count: int) -> Problem:
    return Problem(
        code="too-many-amendments",
        file=AMENDMENTS_FILE,
        message=Text(
            "The file has {count} amendments and changed keys; at most {most} are read.",
            count=count,
            most=_MOST_AMENDMENTS,
        ),
        hint=Text("Delete what is no amendment of this contract."),
    )
