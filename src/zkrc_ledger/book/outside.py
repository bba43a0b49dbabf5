"""What was changed in the book and not by the ledger: told, with the difference, as a notice.

People may do that: they sort and correct in Excel. `ledger accept` takes it into the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zkrc_ledger.book.journal import Journal, Tree

_HINT = Text("If that is right, take it into the journal: ledger accept --reason TEXT")
_TELLING = ("month", "rating", "period", "kind", "amount", "number", "days", "on", "stage")


def change_notices(
    journal: Journal,
    found: Sequence[Tree],
    terms: Mapping[str, str],
    digests: Mapping[str, str],
    names: Mapping[str, str],
    contract_name: str,
) -> list[Problem]:
    """Each record and each contract term that is not as the journal knows it.

    Then each file of which only the form was changed. `names` gives each kind of record its
    file.
    """
    known, known_terms = journal.known()
    notices = [
        *_records(known, found, names),
        *(
            _notice(
                contract_name,
                Text("{key} was {before} and is {now}.", key=key, before=before, now=now),
            )
            for key, before, now in _changed(known_terms, terms)
        ),
    ]
    told = {notice.file for notice in notices}
    last = journal.entries[-1].get("files", {})
    return notices + [
        _notice(name, Text("The file was changed or sorted; what it says is the same."))
        for name in sorted(set(last) | set(digests))
        if last.get(name) != digests.get(name) and name not in told
    ]


def _records(
    known: Mapping[str, Tree], found: Sequence[Tree], names: Mapping[str, str]
) -> Iterator[Problem]:
    now = {record["id"]: record for record in found if record["id"]}
    for id_, record in known.items():
        file = names[record["of"]]
        if id_ not in now:
            yield _notice(file, Text("{id} is gone: {said}.", id=id_, said=_said(record)))
            continue
        for key, value in record.items():
            if key != "of" and now[id_].get(key) != value:
                yield _notice(
                    file,
                    Text(
                        "{id} {key} was {before} and is {now}.",
                        id=id_,
                        key=key,
                        before=_shown(value),
                        now=_shown(now[id_].get(key)),
                    ),
                )
    for record in found:
        if record["id"] not in known:
            id_ = record["id"] or "-"
            yield _notice(
                names[record["of"]], Text("{id} is new: {said}.", id=id_, said=_said(record))
            )


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for key in sorted(set(before) | set(now)):
        if before.get(key) != now.get(key):
            yield key, _shown(before.get(key)), _shown(now.get(key))


def _said(record: Tree) -> str:
    return " ".join(str(record[name]) for name in _TELLING if record.get(name)) or "-"


def _shown(value: object) -> str:
    return "-" if value in (None, "") else str(value)[:80]


def _notice(file: str, message: Text) -> Problem:
    return Problem(
        severity="notice", code="changed-outside", file=file, message=message, hint=_HINT
    )
