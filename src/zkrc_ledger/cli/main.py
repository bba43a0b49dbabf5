"""The program: choose the language, run the command, turn its end into words and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.cli.interrupts import uninterrupted
from zkrc_ledger.cli.session import (
    OK,
    REFUSED,
    USAGE,
    Session,
    Stopped,
    UnprintedError,
    printing,
)
from zkrc_ledger.locale import LANGUAGES, language_of, speak
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INTERRUPTED = 130


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command and return its exit code. Nothing escapes as a traceback."""
    _open_what_was_closed()
    _never_fail_on_a_character()
    asked = _asked_language(arguments) or environment.get("LEDGER_LANG") or ""
    session = Session(
        tr=speak(asked if asked in LANGUAGES else language_of(environment)),
        environment=environment,
        arguments=tuple(arguments),
    )
    try:
        code = _answered(session, arguments, asked)
    except KeyboardInterrupt:
        code = _tell(session, [_interrupted(session)], INTERRUPTED, json=False)
    _let_go()
    with suppress(KeyboardInterrupt), uninterrupted():  # the answer is out
        session.closing.close()
    return code


def _answered(session: Session, arguments: Sequence[str], asked: str) -> int:
    json = "--json" in arguments
    try:
        if asked and asked not in LANGUAGES:
            raise Stopped([_unknown_language(asked)], USAGE)  # noqa: TRY301
        code = _run(session, arguments)
        with printing():
            sys.stdout.flush()
        if code == INTERRUPTED:  # the framework makes an exit code of it
            raise KeyboardInterrupt  # noqa: TRY301
    except Stopped as stopped:
        code = _tell(session, stopped.problems, stopped.code, json=json)
    except BrokenPipeError:
        code = OK  # whoever was reading has read enough
    except UnprintedError as error:
        code = _tell(session, [_unprinted(session, error.why)], _code_of(session), json=False)
    except OSError as error:
        # only a stream has no name: the help's, say
        problem = (_refused_by_system if error.filename else _unprinted)(session, error)
        code = _tell(session, [problem], _code_of(session), json=json)
    except (MemoryError, SystemError, ImportError) as error:  # a library found no room
        full = OSError(str(error) or os.strerror(errno.ENOMEM))
        code = _tell(session, [_refused_by_system(session, full)], _code_of(session), json=json)
    except Exception as error:
        if _is_interrupted():
            raise KeyboardInterrupt from error
        code = _tell(session, [_defect(session, error)], _code_of(session), json=json)
    return code


def _run(session: Session, arguments: Sequence[str]) -> int:
    from typer import TyperException  # after the language is chosen

    from zkrc_ledger.cli.app import app

    try:
        code = app(list(arguments), standalone_mode=False, prog_name="ledger", obj=session)
    except TyperException as error:
        if not error.format_message().strip():
            return USAGE  # nothing was typed: the help has been shown
        from zkrc_ledger.cli.usage import complaint

        raise Stopped([complaint(error)], USAGE) from error
    except SystemExit as error:
        raise BrokenPipeError from error  # typer exits by itself there, and only there
    return code if isinstance(code, int) else OK


def _tell(session: Session, problems: Sequence[Problem], code: int, *, json: bool) -> int:
    _let_go()
    try:
        if json:
            session.tell_json(problems)
            sys.stdout.flush()
        else:
            session.tell(problems)
    except BrokenPipeError:
        pass  # whoever was reading has read enough; the exit code still says it
    except (OSError, UnprintedError, MemoryError, SystemError, ImportError) as error:
        with suppress(OSError):
            sys.stderr.write(f"Error: {error!s:.200} ({type(error).__name__}) [system]\n")
    return code


def _asked_language(arguments: Sequence[str]) -> str:
    """The value of --lang, needed before anything that could complain is set up."""
    for position, argument in enumerate(arguments):
        if argument == "--lang":
            return arguments[position + 1] if position + 1 < len(arguments) else ""
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return ""


def _open_what_was_closed() -> None:
    """Whoever started the ledger with a stream closed (`>&-`) does not want to read it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (till the end)


def _never_fail_on_a_character() -> None:
    """A console that lacks a character shows a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def _let_go() -> None:
    """Keep the interpreter from failing again when it flushes a stream nobody reads."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            devnull = os.open(os.devnull, os.O_WRONLY)
            os.dup2(devnull, stream.fileno())


def _unknown_language(asked: str) -> Problem:
    return Problem(
        code="language",
        message=Text("The ledger does not speak {language}.", language=asked[:20]),
        hint=Text("Choose en or zh, by --lang or LEDGER_LANG."),
    )


def _code_of(session: Session) -> int:
    """What was recorded is done, whatever went wrong afterwards; 1 says that nothing was."""
    return OK if session.done else REFUSED


def _unprinted(session: Session, error: OSError) -> Problem:
    return Problem(
        severity="notice" if session.done else "error",
        code="output",
        message=Text("The answer could not be printed: {why}.", why=error.strerror or str(error)),
        hint=_what_was_done(session),
    )


def _is_interrupted() -> bool:
    """Whether Ctrl-C was pressed: what hears it (see __main__) stands back after the first time.

    One that falls into an import or a library's own code may come out as any other error.
    """
    return signal.getsignal(signal.SIGINT) is signal.SIG_DFL


def _interrupted(session: Session) -> Problem:
    return Problem(code="interrupted", message=Text("Interrupted."), hint=_what_was_done(session))


def _what_was_done(session: Session) -> Text:
    if session.done:
        return Text("It was recorded all the same: {names}.", names=tuple(session.done))
    return Text("Nothing was recorded.")


def _refused_by_system(session: Session, error: OSError) -> Problem:
    advice = Text("Check that the folder is there, and that it may be read and written.")
    return Problem(
        code="system",
        message=Text(
            "The system refused: {why} ({path}).",
            why=error.strerror or str(error),
            path=str(error.filename or "-"),
        ),
        hint=advice if error.filename and not session.done else _what_was_done(session),
    )


def _defect(session: Session, error: Exception) -> Problem:
    advice = Text("This is a defect. Please report it with the command and the book's files.")
    return Problem(
        code="defect",
        message=Text(
            "The ledger itself failed: {what}.", what=f"{type(error).__name__}: {error}"[:300]
        ),
        hint=_what_was_done(session) if session.done else advice,
    )
