"""Problems as people read them: where, what is wrong, what to do. Codes are for programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zkrc_ledger.model.text import spoken
from zkrc_ledger.views.blocks import Line
from zkrc_ledger.views.serial import problems_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.views.serial import Tree

MOST_PER_FILE = 100


def blocks(problems: Sequence[Problem], tr: Translator) -> list[Line]:
    """The first 100 problems of each file, errors first, and the count if there are more."""
    first = first_of_each_file(problems)
    lines = [line for problem in first for line in _lines(problem, tr)]
    if len(first) < len(problems):
        count = len(problems)
        lines.append(Line(tr("{count} problems in all; the first of each file.", count=count)))
    return lines


def tree(problems: Sequence[Problem], tr: Translator) -> Tree:
    """The same for programs; `count` where some are left out."""
    first = first_of_each_file(problems)
    more = {"count": len(problems)} if len(first) < len(problems) else {}
    return {"problems": problems_tree(first, tr), **more}


def first_of_each_file(problems: Iterable[Problem]) -> list[Problem]:
    """The first 100 problems of each file, errors before notices."""
    ordered = sorted(
        problems,
        key=lambda problem: (problem.severity != "error", problem.file or "", problem.line or 0),
    )
    count = Counter[str | None]()
    first = []
    for problem in ordered:
        count[problem.file] += 1
        if count[problem.file] <= MOST_PER_FILE:
            first.append(problem)
    return first


def where(problem: Problem) -> str:
    """Where a problem stands: FILE:LINE, FILE: KEY, or as much of it as is known."""
    if problem.file and problem.line:
        place = f"{problem.file}:{problem.line}"
        return f"{place}: {problem.key}" if problem.key else place
    return ": ".join(part for part in (problem.file, problem.key) if part)


def _lines(problem: Problem, tr: Translator) -> Iterator[Line]:
    """FILE:LINE or FILE: KEY and the message; excerpt and hint below."""
    is_error = problem.severity == "error"
    place, message = where(problem), problem.message
    if place:
        text = (
            tr("Error at {place}: {message}", place=place, message=message)
            if is_error
            else tr("Notice at {place}: {message}", place=place, message=message)
        )
    else:
        text = (
            tr("Error: {message}", message=message)
            if is_error
            else tr("Notice: {message}", message=message)
        )
    yield Line(text, "stop" if is_error else "caution")
    if problem.excerpt is not None:
        yield Line(f"    | {problem.excerpt}", "quiet")
    if problem.hint:
        yield Line(f"    {spoken(problem.hint, tr)}")
