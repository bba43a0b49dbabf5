"""Where a run starts: `ledger`, and `python -m zkrc_ledger`, which does the same."""

import gc
import os
import signal
import sys

_INTERRUPTED = 130
_MOMENT_SECONDS = 0.01


def main() -> None:
    """Run one command and end the process."""
    gc.disable()  # an answer is over before anything is worth collecting
    code = answer()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)  # all is said: taking the interpreter apart takes a tenth of a run


def answer() -> int:
    """Run one command; Ctrl-C ends it without a traceback, whenever it comes.

    Before the command runs and after it has answered, Ctrl-C needs no words: nothing has begun,
    or everything is done.
    """
    code = _INTERRUPTED
    try:
        heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if heard:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        if os.environ.get("_LEDGER_COMPLETE"):  # a shell asks what can be typed next
            from zkrc_ledger.cli.complete import run
        else:
            from zkrc_ledger.cli.main import run

        if heard:
            signal.signal(signal.SIGINT, _interrupt)
            sys.unraisablehook = _interrupt_again
        code = run(sys.argv[1:], os.environ)
        if heard:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except (MemoryError, SystemError, ImportError, OSError) as error:  # the import failed
        code = 1
        sys.stderr.write(f"Error: {error!s:.200} ({type(error).__name__}) [system]\n")
    return code


def _interrupt(_number: int, _frame: object) -> None:
    """Interrupt once; pressing again ends the process at once, without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    raise KeyboardInterrupt


def _interrupt_again(raised: "sys.UnraisableHookArgs") -> None:
    """Repeat a Ctrl-C that Python has swallowed, in a finalizer for example."""
    if not isinstance(raised.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(raised)
        return
    import threading

    signal.signal(signal.SIGINT, _interrupt)
    threading.Timer(_MOMENT_SECONDS, signal.raise_signal, [signal.SIGINT]).start()


if __name__ == "__main__":
    main()
