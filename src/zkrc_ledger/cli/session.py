"""One run of the ledger: its reader, its day, its book, and where its answer goes."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.cli.stop import USAGE, refusal, stop
from zkrc_ledger.model.problem import Problem, Refused, errors
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from typing import Any

    from zkrc_ledger.book.store import StoredBook
    from zkrc_ledger.book.write import Stamp
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Block

_SPECIAL = " \t\r\n'\"\\$`;&|<>()[]{}*?!#~"  # to a shell


class UnprintedError(Exception):
    """The answer cannot be printed; `why` is what the system said."""

    def __init__(self, why: OSError) -> None:
        super().__init__(str(why))
        self.why = why


@contextmanager
def printing() -> Iterator[None]:
    """Tell a screen or a pipe that fails apart from a book that cannot be read."""
    try:
        yield
    except BrokenPipeError:
        raise
    except SystemExit as error:  # how rich answers a pipe that nobody reads
        raise BrokenPipeError from error
    except OSError as error:
        raise UnprintedError(error) from error


@value_class()
class Session:
    """What every command has at hand.

    `done` names what this run has recorded, in case something goes wrong afterwards. With
    `--json` the answer and the problems are kept until `finish`, which prints them together.
    """

    tr: Translator
    environment: Mapping[str, str]
    arguments: tuple[str, ...] = ()
    json: bool = False
    contract: str | None = None
    as_of: str | None = None
    done: list[str] = field(default_factory=list)
    _trees: list[dict[str, Any]] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)

    def today(self) -> date:
        """The day of this run: --as-of, else LEDGER_TODAY, else the machine's clock."""
        from datetime import date

        from zkrc_ledger.model.parse import parse_date

        for name, typed in (
            ("--as-of", self.as_of),
            ("LEDGER_TODAY", self.environment.get("LEDGER_TODAY")),
        ):
            if typed:
                try:
                    return parse_date(typed)
                except Refused as refused:
                    stop(refusal(refused, name), code=USAGE)
        return date.today()  # noqa: DTZ011  (the clerk's own day is meant)

    def stamp(self) -> Stamp:
        """Who records, by which command, and when by the machine's clock, not by --as-of."""
        import getpass  # only to write
        from datetime import datetime

        from zkrc_ledger.book.write import Stamp
        from zkrc_ledger.model.parse import parse_words

        try:
            by = self.environment.get("LEDGER_USER") or getpass.getuser()
        except (OSError, KeyError, ImportError):
            by = ""  # no name is known on this system
        return Stamp(
            at=datetime.now().astimezone().replace(microsecond=0),
            by=parse_words(by),
            did=parse_words(" ".join(map(quoted, self.arguments))),
        )

    def typed_with(self, other: Mapping[int, str]) -> str:
        """The command that was typed, with other words at some places, to be copied."""
        words = (other.get(at, word) for at, word in enumerate(self.arguments))
        return " ".join(["ledger", *map(quoted, words)])

    def contract_file(self) -> Path:
        """The book's contract file; stops if there is none."""
        from zkrc_ledger.book.find import find_contract

        named = self.contract or self.environment.get("LEDGER_CONTRACT") or None
        try:
            here = Path.cwd()
        except OSError:
            here = Path()  # the current folder was deleted: no book is there
        found = find_contract(named, here)
        if isinstance(found, Problem):
            stop(found, code=USAGE)
        # a device of /proc calls itself an empty file; reading it would wait for ever
        if found.is_file() and found.stat().st_size == 0:
            empty = Text("{path} is empty.", path=str(found))
            stop(Problem(code="no-book", message=empty), code=USAGE)
        return found

    def locked(self) -> AbstractContextManager[None]:
        """The book's lock; LEDGER_NO_LOCK=1 does without one on a drive that has none.

        Stops where the book lies within the program: nothing is ever recorded there.
        """
        from zkrc_ledger.book.lock import locked
        from zkrc_ledger.book.new_book import is_inside_package

        folder = self.contract_file().parent
        if is_inside_package(folder):
            stop(_not_a_book(folder), code=USAGE)
        return locked(folder, without=self.without_lock)

    @property
    def without_lock(self) -> bool:
        """Whether to do without a lock on a drive that has none."""
        return self.environment.get("LEDGER_NO_LOCK") == "1"

    def book(self) -> StoredBook:
        """The book, with every problem found in its files."""
        from datetime import datetime

        from zkrc_ledger.book.store import load_book

        return load_book(self.contract_file(), datetime.now().astimezone())

    def assessment(self, book: StoredBook | None = None) -> Assessment:
        """The book assessed as of today; stops at its errors."""
        from zkrc_ledger.rules.assess import UnsoundError, assess

        try:
            return assess(book or self.book(), self.today())
        except UnsoundError as unsound:
            stop(*errors(unsound.problems))

    def answer(self, blocks: Iterable[Block], tree: dict[str, Any]) -> None:
        """Answer with the blocks, or with the tree if JSON was asked for."""
        if self.json:
            self.show_json(tree)
        else:
            self.show(blocks)

    @property
    def on_screen(self) -> bool:
        """Whether the answer goes to a terminal that can draw."""
        return sys.stdout.isatty() and self.environment.get("TERM") != "dumb"

    def show(self, blocks: Iterable[Block], *, wrapped: bool = False) -> None:
        """Print blocks: drawn on a terminal, plain text elsewhere unless lines must be wrapped."""
        with printing():
            if self.on_screen or wrapped:
                from zkrc_ledger.views import terminal  # rich: 60 ms

                terminal.show(blocks, sys.stdout)
            else:
                from zkrc_ledger.views import plain

                sys.stdout.write(plain.draw(blocks))

    def show_json(self, tree: dict[str, Any]) -> None:
        """Answer with this tree, to which `finish` adds the problems."""
        self._trees.append(tree)

    def report_notices(
        self, assessment: Assessment, settled: PeriodSettlement | None = None
    ) -> None:
        """Report what bears on a period's figures, or on all of them."""
        from zkrc_ledger.rules.notices import notices_for

        self.report(notices_for(assessment, settled))

    def report(self, problems: Sequence[Problem]) -> None:
        """Report problems: beside the answer with --json, else on standard error."""
        if self.json:
            self._problems.extend(problems)
        else:
            self.warn(problems)

    def warn(self, found: Sequence[Problem]) -> None:
        """Problems to standard error, after the answer that they are about."""
        if not found:
            return
        from shutil import get_terminal_size

        from zkrc_ledger.views import plain, problems
        from zkrc_ledger.views.layout import UNLIMITED

        with printing():
            sys.stdout.flush()
        with suppress(OSError):  # a notice that cannot be printed changes nothing that was done
            wide = get_terminal_size().columns if sys.stderr.isatty() else UNLIMITED
            sys.stderr.write(plain.draw(problems.blocks(found, self.tr), wide))
            sys.stderr.flush()

    def finish(self) -> None:
        """Print the JSON answer as UTF-8, whatever the console's encoding; flush any other."""
        with printing():
            sys.stdout.flush()
            if self._trees or self._problems:
                from zkrc_ledger.views import problems
                from zkrc_ledger.views.serial import encoded

                trees = (*self._trees, problems.tree(self._problems, self.tr))
                answer = {name: value for tree in trees for name, value in tree.items()}
                sys.stdout.buffer.write(encoded(answer))
                sys.stdout.flush()


def _not_a_book(folder: Path) -> Problem:
    return Problem(
        code="no-book",
        message=Text(
            "{path} belongs to the program itself, where nothing is recorded.", path=str(folder)
        ),
        hint=Text("Begin a book of your own: ledger init my-book --from huoying-2025"),
    )


def quoted(word: str) -> str:
    """A word of a command as it can be typed again; most need no quotes."""
    import shlex  # only to write

    return word if word and not set(word) & set(_SPECIAL) else shlex.quote(word)
