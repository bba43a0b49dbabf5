"""Problems as people read them: where, what is wrong, what to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zkrc_ledger.model.text import spoken
from zkrc_ledger.views.blocks import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.text import Translator

MOST_PER_FILE = 100


def problem_lines(problems: Iterable[Problem], tr: Translator) -> Iterator[Line]:
    """Each problem: FILE:LINE or FILE: KEY, the message and its code; excerpt and hint below."""
    for problem in problems:
        label = tr("Error") if problem.severity == "error" else tr("Notice")
        place = f" {where(problem)}" if where(problem) else ""
        message = spoken(problem.message, tr)
        yield Line(
            f"{label}{place}: {message} [{problem.code}]",
            "stop" if problem.severity == "error" else "caution",
        )
        if problem.excerpt is not None:
            yield Line(f"    | {problem.excerpt}", "quiet")
        if problem.hint:
            yield Line(f"    {spoken(problem.hint, tr)}")


def first_of_each_file(problems: Iterable[Problem]) -> tuple[list[Problem], int]:
    """The first 100 problems of each file, errors before notices; and how many there are."""
    ordered = sorted(
        problems,
        key=lambda problem: (problem.severity != "error", problem.file or "", problem.line or 0),
    )
    shown, count = [], Counter[str | None]()
    for problem in ordered:
        count[problem.file] += 1
        if count[problem.file] <= MOST_PER_FILE:
            shown.append(problem)
    return shown, len(ordered)


def where(problem: Problem) -> str:
    """Where a problem stands: FILE:LINE, FILE: KEY, or as much of it as is known."""
    if problem.file and problem.line:
        place = f"{problem.file}:{problem.line}"
        return f"{place}: {problem.key}" if problem.key else place
    return ": ".join(part for part in (problem.file, problem.key) if part)
