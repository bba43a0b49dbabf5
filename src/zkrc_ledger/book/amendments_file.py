"""amendments.toml: supplemental agreements, extensions, termination. Written by the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from zkrc_ledger.book.contract_file import parse_toml
from zkrc_ledger.book.decode import LARGEST_TOML, conflict_marks, decode, read_bytes, too_large
from zkrc_ledger.book.key_paths import distinct, read_setting
from zkrc_ledger.book.validation import findings, problems_of
from zkrc_ledger.model.amendments import (
    Amendment,
    Change,
    Extension,
    Termination,
    Withdrawal,
)
from zkrc_ledger.model.contract import Table
from zkrc_ledger.model.fields import Day, Days, Label, Remark, Start, Yuan
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# nobody amends a contract so often, and each is held against every other
_MOST_AMENDMENTS = 200
_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*amendment[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common(Table):
    """The keys that every [[amendment]] has."""

    id: Label
    note: Remark | None = None
    revises: Label | None = None
    reason: Remark | None = None
    recorded_at: Remark | None = None
    recorded_by: Remark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extension(_Common):
    kind: Literal["extension"]
    days: Days
    start: Day
    basis: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class _Termination(_Common):
    kind: Literal["termination"]
    on: Day
    settle: Yuan | None = None
    basis: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change(_Common):
    kind: Literal["change"]
    start: Start
    set: dict[str, Any]
    basis: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class _Void(_Common):
    kind: Literal["void"]
    revises: Label  # what it takes back: without that it would say nothing


_KINDS: dict[str, type[_Common]] = {
    "extension": _Extension,
    "termination": _Termination,
    "change": _Change,
    "void": _Void,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _AnyKind(Table):
    kind: Literal["extension", "termination", "change", "void"]


def read_amendments(path: Path) -> tuple[list[Amendment], list[Problem]]:
    """Every amendment of the file, and every problem of it."""
    data = read_bytes(path, LARGEST_TOML)
    return ([], [data]) if isinstance(data, Problem) else amendments_of(data, path.name)


def amendments_of(data: bytes, name: str) -> tuple[list[Amendment], list[Problem]]:
    """The same of a file's bytes."""
    content = too_large(name, len(data), LARGEST_TOML) or decode(data, name)
    if isinstance(content, Problem):
        return [], [content]
    if marks := conflict_marks(content.text, name):
        return [], marks
    tree = parse_toml(content.text, name)
    if isinstance(tree, Problem):
        return [], [tree]
    tables = tree.get("amendment", [])
    amendments, problems = [], []
    stray = sorted(set(tree) - {"amendment"})
    if stray or not isinstance(tables, list):
        _, details = findings(_File, tree)
        return [], [_found(one, name, None) for one in problems_of(details, tree)]
    if _parts(tables) > _MOST_AMENDMENTS:
        return [], [_too_many(name, _parts(tables))]
    lines = [content.text.count("\n", 0, m.start()) + 1 for m in _TABLE.finditer(content.text)]
    for position, table in enumerate(tables):
        line = lines[position] if position < len(lines) else None
        try:
            amendment, found = _amendment(table)
        except Refused as refused:
            amendment, found = None, [_refusal(refused)]
        problems += [_found(problem, name, line) for problem in found]
        if amendment:
            amendments.append(replace(amendment, place=Place(name, line or 1)))
    return amendments, problems


def _parts(tables: list[Any]) -> int:
    """How many amendments there are, and how many keys they change, together."""
    changes = (one.get("set") for one in tables if isinstance(one, dict))
    return len(tables) + sum(len(one) for one in changes if isinstance(one, dict))


def _too_many(name: str, count: int) -> Problem:
    return Problem(
        code="too-many-amendments",
        file=name,
        message=Text(
            "The file has {count} amendments and changed keys; at most {most} are read.",
            count=count,
            most=_MOST_AMENDMENTS,
        ),
        hint=Text("Delete what is no amendment of this contract."),
    )


def with_amendments(tables: Sequence[dict[str, Any]]) -> bytes:
    """The file's bytes with these tables in it."""
    import tomli_w  # only to write

    return tomli_w.dumps({"amendment": list(tables)}).encode()


def as_table(amendment: Amendment) -> dict[str, Any]:
    """An amendment as a table of the file; keys that say nothing are left out."""
    own: dict[str, Any]
    match amendment:
        case Extension():
            own = {"kind": "extension", "days": amendment.days, "start": amendment.start}
        case Termination():
            settle = None if amendment.settle is None else str(amendment.settle)
            own = {"kind": "termination", "on": amendment.on, "settle": settle}
        case Change():
            settings = {setting.key: setting.written for setting in amendment.settings}
            own = {"kind": "change", "start": amendment.start, "set": settings}
        case _:
            own = {"kind": "void"}
    names = ("basis", "note", "revises", "reason", "recorded_at", "recorded_by")
    common = {name: getattr(amendment, name) for name in names}
    return {
        key: value
        for key, value in ({"id": amendment.id} | own | common).items()
        if value or value == 0
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _File(Table):
    amendment: tuple[dict[str, Any], ...] = ()


def _amendment(table: object) -> tuple[Amendment | None, list[Problem]]:
    tree = table if isinstance(table, dict) else {}
    kind = tree.get("kind")
    known = _KINDS.get(kind) if isinstance(kind, str) else None
    own_kind = {key: tree[key] for key in ("kind",) if key in tree}
    read, details = findings(known or _AnyKind, tree if known else own_kind)
    if details:
        return None, problems_of(details, tree)
    names = ("id", "note", "revises", "reason", "recorded_at", "recorded_by")
    common: dict[str, Any] = {name: getattr(read, name) or "" for name in names}
    match read:
        case _Extension():
            return Extension(**common, basis=read.basis, days=read.days, start=read.start), []
        case _Termination():
            return Termination(**common, basis=read.basis, on=read.on, settle=read.settle), []
        case _Change():
            settings = distinct(read_setting(key, value) for key, value in read.set.items())
            return Change(**common, basis=read.basis, start=read.start, settings=settings), []
        case _:
            return Withdrawal(**common), []


def _refusal(refused: Refused) -> Problem:
    return Problem(code=refused.code, message=refused.message, hint=refused.hint)


def _found(problem: Problem, file: str, line: int | None) -> Problem:
    return replace(problem, file=file, line=line)
