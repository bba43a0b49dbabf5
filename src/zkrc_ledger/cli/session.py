"""One run of the ledger: its reader, its day, its book, and where its answers go."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Problem, Refused, errors
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any, NoReturn

    from zkrc_ledger.book.lock import CutOff
    from zkrc_ledger.book.store import Book
    from zkrc_ledger.book.writing import Stamp
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.views.blocks import Block

OK, REFUSED, USAGE = 0, 1, 2
_SPECIAL = " \t\r\n'\"\\$`;&|<>()[]{}*?!#~"  # to a shell


class Stopped(Exception):  # noqa: N818  (not an error of the program: a refusal, said to the user)
    """The run ends here, with these problems and this exit code."""

    def __init__(self, problems: Sequence[Problem], code: int = REFUSED) -> None:
        super().__init__(code)
        self.problems = problems
        self.code = code


class UnprintedError(Exception):
    """The answer is there and cannot be printed; `why` is what the system said."""

    def __init__(self, why: OSError) -> None:
        super().__init__(str(why))
        self.why = why


@contextmanager
def printing() -> Iterator[None]:
    """Tell a screen or a pipe that fails apart from a book that does."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnprintedError(error) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What every command has at hand. `as_of` and `contract` are the options before it.

    `done` names what this run has recorded, for whatever goes wrong afterwards; `closing` is
    what is let go of once the answer is out.
    """

    tr: Translator
    environment: Mapping[str, str]
    arguments: tuple[str, ...] = ()
    done: list[str] = field(default_factory=list)
    closing: ExitStack = field(default_factory=ExitStack)
    contract: str | None = None
    as_of: str | None = None

    def today(self) -> date:
        """The day of this run: --as-of, else LEDGER_TODAY, else the machine's clock."""
        from datetime import date

        from zkrc_ledger.model.parse import parse_date

        for name, written in (
            ("--as-of", self.as_of),
            ("LEDGER_TODAY", self.environment.get("LEDGER_TODAY")),
        ):
            if written:
                try:
                    return parse_date(written)
                except Refused as refused:
                    stop(_refusal(refused, name), code=USAGE)
        return date.today()  # noqa: DTZ011  (the clerk's own day is meant)

    def stamp(self) -> Stamp:
        """Who records, by which command, and when by the machine's clock, whatever day is asked."""
        import getpass  # only to write
        from datetime import datetime

        from zkrc_ledger.book.writing import Stamp
        from zkrc_ledger.model.parse import parse_words

        try:
            by = self.environment.get("LEDGER_USER") or getpass.getuser()
        except (OSError, KeyError, ImportError):
            by = ""  # no name is known on this system
        return Stamp(
            at=datetime.now().astimezone().isoformat(timespec="seconds"),
            by=parse_words(by),
            did=parse_words(" ".join(map(_quoted, self.arguments))),
        )

    def contract_file(self) -> Path:
        """The book's contract file; stops where there is none."""
        from zkrc_ledger.book.find import find_contract

        named = self.contract or self.environment.get("LEDGER_CONTRACT") or None
        try:
            here = Path.cwd()
        except OSError:
            here = Path()  # the folder one stands in was deleted: no book is there
        found = find_contract(named, here)
        return stop(found, code=USAGE) if isinstance(found, Problem) else found

    def read(self) -> Book:
        """The book with every problem found in its files; a run that was cut off is told of."""
        from zkrc_ledger.book.store import read_book
        from zkrc_ledger.rules.contract_checks import contract_problems

        book = read_book(self.contract_file(), contract_problems)
        self._tell_of(book.cut_off)
        return book

    def read_to_write(self, stamp: Stamp) -> Book:
        """The same under the book's lock, which is held until the answer is out.

        Who is cut off before that has told nobody: so whoever comes next hears of it. Raises
        `NotWrittenError` where the lock cannot be had.
        """
        from zkrc_ledger.book.lock import locked
        from zkrc_ledger.book.store import read_locked
        from zkrc_ledger.rules.contract_checks import contract_problems

        file = self.contract_file()
        cut_off = self.closing.enter_context(locked(file.parent, stamp.did, stamp.at))
        self._tell_of(cut_off)
        return replace(read_locked(file, contract_problems), cut_off=cut_off)

    def _tell_of(self, cut_off: CutOff | None) -> None:
        if cut_off is None:
            return
        said = (
            Text("It was recorded, and need not be given again.")
            if cut_off.recorded
            else Text("Nothing was recorded by it.")
        )
        message = Text(
            "The last run was cut off: ledger {did} ({at}).", did=cut_off.did, at=cut_off.at
        )
        self.tell([Problem(severity="notice", code="cut-off", message=message, hint=said)])

    def problems(self, book: Book, today: date) -> list[Problem]:
        """Every problem of the book: of its files, and of its records under its contract."""
        from zkrc_ledger.rules.checks import all_problems

        if book.contract is None:
            return list(book.problems)
        readable = not errors(book.problems)
        found = all_problems(book.contract, book.records, today, readable=readable)
        from zkrc_ledger.book.outside import outside_changes

        return [*book.problems, *found, *(outside_changes(book) if readable else [])]

    def sound(self, book: Book, today: date) -> tuple[Contract, Records]:
        """The contract and the records; stops at the first thing computing cannot go past."""
        from zkrc_ledger.rules.checks import contradictions

        problems = list(book.problems)
        if book.contract is not None:
            problems += contradictions(book.contract, book.records, today)
        if errors(problems) or book.contract is None:
            stop(*errors(problems))
        return book.contract, book.records

    def show(self, blocks: Iterable[Block]) -> None:
        """Blocks to standard output: drawn on a terminal, plain text anywhere else."""
        with printing():
            if sys.stdout.isatty() and self.environment.get("TERM") != "dumb":
                from zkrc_ledger.views import terminal  # rich: 60 ms

                terminal.show(blocks, sys.stdout)
            else:
                from zkrc_ledger.views import plain

                sys.stdout.write(plain.draw(blocks))

    def show_json(self, tree: dict[str, Any]) -> None:
        """A tree to standard output as UTF-8 JSON, whatever the console's encoding."""
        from zkrc_ledger.views.json import encoded

        with printing():
            sys.stdout.flush()
            sys.stdout.buffer.write(encoded(tree))

    def tell(self, problems: Sequence[Problem]) -> None:
        """Problems to standard error, the first 100 a file, and the count if there are more."""
        from zkrc_ledger.views import plain
        from zkrc_ledger.views.blocks import Line
        from zkrc_ledger.views.problems import first_of_each_file, problem_lines

        first, count = first_of_each_file(problems)
        lines = list(problem_lines(first, self.tr))
        if count > len(first):
            text = self.tr(
                "{count} problems in all; the first of each file are shown.", count=count
            )
            lines.append(Line(text))
        with printing():
            sys.stdout.flush()  # what was done is said before what is to be noticed
        with suppress(OSError):  # that nobody can be told changes nothing of what is done
            sys.stderr.write(plain.draw(lines))
            sys.stderr.flush()

    def tell_json(self, problems: Sequence[Problem]) -> None:
        """Problems as JSON on standard output, `count` beside them where some are left out."""
        from zkrc_ledger.views.json import problems_tree
        from zkrc_ledger.views.problems import first_of_each_file

        first, count = first_of_each_file(problems)
        more = {"count": count} if count > len(first) else {}
        self.show_json({"problems": problems_tree(first, self.tr), **more})


def stop(*problems: Problem, code: int = REFUSED) -> NoReturn:
    """End the run with these problems."""
    raise Stopped(problems, code)


def _quoted(word: str) -> str:
    """A word of a command as it can be typed again; most need no quotes."""
    import shlex  # only to write

    return word if word and not set(word) & set(_SPECIAL) else shlex.quote(word)


def _refusal(refused: Refused, name: str) -> Problem:
    return Problem(
        code=refused.code,
        message=Text("{name}: {message}", name=name, message=refused.message),
        hint=refused.hint,
    )


def environment() -> Mapping[str, str]:
    """The process's environment, the one place it is read."""
    return os.environ
