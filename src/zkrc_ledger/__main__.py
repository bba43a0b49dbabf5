"""Where a run starts: `ledger`, and `python -m zkrc_ledger`, which does the same."""

import signal
import sys

_INTERRUPTED = 130
_MOMENT_SECONDS = 0.01


def main() -> None:
    """Run one command; Ctrl-C ends it without a traceback, whenever it comes.

    Until the ledger can say so, and once it has answered, there is nothing to be said: nothing
    is begun, or everything is done.
    """
    code = _INTERRUPTED
    try:
        heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if heard:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        import os

        from zkrc_ledger.cli.main import run

        if heard:
            signal.signal(signal.SIGINT, _interrupt)
            sys.unraisablehook = _press_again
        code = run(sys.argv[1:], os.environ)
        if heard:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except (MemoryError, SystemError, ImportError, OSError) as error:  # its code was not read
        code = 1
        sys.stderr.write(f"Error: {error!s:.200} ({type(error).__name__}) [system]\n")
    sys.exit(code)


def _interrupt(_number: int, _frame: object) -> None:
    """Interrupt once; who presses again does not even want to hear what was done."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    raise KeyboardInterrupt


def _press_again(told: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C may fall where Python lets no error through: then it comes again in a moment."""
    if not isinstance(told.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(told)
        return
    import _thread

    signal.signal(signal.SIGINT, _interrupt)
    _thread.start_new_thread(_press_in_a_moment, ())


def _press_in_a_moment() -> None:
    import time

    time.sleep(_MOMENT_SECONDS)
    signal.raise_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
