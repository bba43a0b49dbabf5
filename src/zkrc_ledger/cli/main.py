"""Runs one command, and turns whatever happens into words and an exit code."""

from __future__ import annotations

import codecs
import errno
import os
import signal
import sys
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.cli.session import Session, UnprintedError
from zkrc_ledger.cli.stop import INTERRUPTED, OK, REFUSED, USAGE, Stop, stop
from zkrc_ledger.locale import LANGUAGES, CatalogueTranslator, language_of
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


# what draws a tree or a sum, for a console of ASCII alone
_NEAREST = dict(zip("│├└─—–−￥¥…→", "||`----YY.>", strict=True))
# what people type for help elsewhere
_KNOWN_AS = dict.fromkeys(("-help", "/?", "-?", "?", "帮助"), "--help") | {
    "version": "--version",
    "-V": "--version",
}


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command and return its exit code. Nothing escapes as a traceback."""
    _open_closed_streams()
    _never_fail_on_a_character()
    # these two are needed before typer parses: what is mistyped is answered in them as well
    options = list(takewhile(lambda argument: argument != "--", arguments))
    language = _last_value(options, "--lang") or environment.get("LEDGER_LANG") or ""
    session = Session(
        tr=CatalogueTranslator(_first_spoken(language, environment)),
        environment=environment,
        arguments=tuple(arguments),
        json="--json" in options,
    )
    try:
        code = _answer(session, language)
    except KeyboardInterrupt:
        interrupted = Problem(
            code="interrupted", message=Text("Interrupted."), hint=_what_was_done(session)
        )
        code = _end(session, [interrupted], INTERRUPTED, aside=True)
    _detach_broken_streams()
    return code


def _first_spoken(language: str, environment: Mapping[str, str]) -> str:
    """The language to answer in; an unknown one is refused in the next best."""
    asked = (language, environment.get("LEDGER_LANG", ""))
    return next((one for one in asked if one in LANGUAGES), language_of(environment))


def _answer(session: Session, language: str) -> int:
    try:
        if language and language not in LANGUAGES:
            stop(_unknown_language(language), code=USAGE)
        code = _run_command(session)
        session.finish()
    except Stop as stopped:
        return _end(session, stopped.problems, stopped.code)
    except BrokenPipeError:
        return OK  # the reader has read enough
    except UnprintedError as error:
        return _end(session, [_unprinted(session, error.why)], _code_after(session), aside=True)
    except Exception as error:
        if _is_interrupted():
            raise KeyboardInterrupt from error
        return _end(session, [_failure(session, error)], _code_after(session))
    return code


def _run_command(session: Session) -> int:
    import typer.main

    from zkrc_ledger.cli.app import ledger

    command = typer.main.get_command(ledger)
    first, rest = session.arguments[:1], session.arguments[1:]
    typed = [*(_KNOWN_AS.get(word, word) for word in first), *rest]
    try:
        with command.make_context("ledger", typed, obj=session) as ctx:
            command.invoke(ctx)
    except typer.Exit as ended:
        return ended.exit_code
    return OK


def _end(session: Session, problems: Sequence[Problem], code: int, *, aside: bool = False) -> int:
    """Report why the run ends, if any stream still works; `aside` never as JSON."""
    _detach_broken_streams()
    try:
        if aside:
            session.warn(problems)
        else:
            session.report(problems)
            session.finish()
    except BrokenPipeError:
        pass  # the reader has read enough; the exit code still tells
    except (OSError, UnprintedError, MemoryError, SystemError, ImportError) as error:
        with suppress(OSError):
            sys.stderr.write(f"Error: {error!s:.200} ({type(error).__name__}) [system]\n")
    return code


def _last_value(options: Sequence[str], name: str) -> str:
    """The value of an option as typed last, after it or joined to it by an equals sign."""
    value = ""
    for position, option in enumerate(options):
        if option == name:
            value = "".join(options[position + 1 : position + 2])
        elif option.startswith(f"{name}="):
            value = option.removeprefix(f"{name}=")
    return value


def _open_closed_streams() -> None:
    """Send to nowhere what would go to a stream that was closed before the start (`>&-`)."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (till the end)


def _never_fail_on_a_character() -> None:
    """Show what is nearest, else a question mark, where the console lacks a character."""
    codecs.register_error("nearest", _nearest)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="nearest")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101  (streams that are written to)
    lacking = error.object[error.start : error.end]
    return "".join(_NEAREST.get(char, "?") for char in lacking), error.end


def _detach_broken_streams() -> None:
    """Redirect broken streams so that the flush at exit cannot raise."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            devnull = os.open(os.devnull, os.O_WRONLY)
            os.dup2(devnull, stream.fileno())


def _is_interrupted() -> bool:
    """Whether Ctrl-C was pressed: its handler (see __main__) resets itself after the first time.

    Ctrl-C during an import or inside a library may surface as any other error.
    """
    return signal.getsignal(signal.SIGINT) is signal.SIG_DFL


def _code_after(session: Session) -> int:
    """What was recorded is done, whatever went wrong afterwards; 1 says that nothing was."""
    return OK if session.done else REFUSED


def _what_was_done(session: Session) -> Text:
    if session.done:
        return Text("It was recorded all the same: {names}.", names=tuple(session.done))
    return Text("Nothing was recorded.")


def _unknown_language(language: str) -> Problem:
    return Problem(
        code="language",
        message=Text("The ledger does not speak {language}.", language=language[:20]),
        hint=Text("Choose en or zh, by --lang or LEDGER_LANG."),
    )


def _unprinted(session: Session, error: OSError) -> Problem:
    return Problem(
        severity="notice" if session.done else "error",
        code="output",
        message=Text("The answer could not be printed: {why}.", why=error.strerror or str(error)),
        hint=_what_was_done(session),
    )


def _failure(session: Session, error: Exception) -> Problem:
    """An error that no command expects: of the system, or a defect."""
    if isinstance(error, (MemoryError, SystemError, ImportError)):  # a library found no room
        error = OSError(str(error) or os.strerror(errno.ENOMEM))
    if isinstance(error, OSError):
        advice = Text("Check that the folder is there, and that it may be read and written.")
        why, path = error.strerror or str(error), str(error.filename or "-")
        return Problem(
            code="system",
            message=Text("The system refused: {why} ({path}).", why=why, path=path),
            hint=advice if error.filename and not session.done else _what_was_done(session),
        )
    advice = Text("This is a defect. Please report it with the command and the book's files.")
    what = f"{type(error).__name__}: {error}"[:300]
    return Problem(
        code="defect",
        message=Text("The ledger itself failed: {what}.", what=what),
        hint=_what_was_done(session) if session.done else advice,
    )
