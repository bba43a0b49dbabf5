"""Start-up is counted: what `ledger due P1 --json` may import, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.support import REAL_CONTRACT, clean_environment

PROGRAM = """
import json, os, sys

before = set(sys.modules)
from zkrc_ledger.cli.main import run

code = run(sys.argv[1:], os.environ)
sys.stdout.flush()
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
sys.exit(code)
"""
# typer reads commands, pydantic checks contract.toml, dateutil counts months and
# chinese_calendar working days; the others are what these four need themselves
PACKAGES = {
    "zkrc_ledger",
    "typer",
    "annotated_doc",
    "click",
    "shellingham",
    "pydantic",
    "pydantic_core",
    "annotated_types",
    "typing_extensions",
    "typing_inspection",
    "dateutil",
    "six",
    "chinese_calendar",
}
CLI = {"app", "chosen", "commands", "commands.due", "framework", "main", "session", "stop"}
COSTLY = (
    "rich",
    "filelock",
    "babel",
    "tomli_w",
    "typer.rich_utils",
    "dateutil.parser",
    "dateutil.rrule",
    "dateutil.tz",
)


def imported_by(*arguments: str) -> set[str]:
    """Every module that one run of the ledger in a pipe imports."""
    settings = {"LEDGER_CONTRACT": str(REAL_CONTRACT), "LEDGER_LANG": "zh"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        capture_output=True,
        env=clean_environment() | settings,
        check=True,
    )
    return set(json.loads(done.stderr))


def imported_alone(module: str) -> set[str]:
    """Every module that importing one module brings."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def modules() -> set[str]:
    """What `ledger due P1 --json` imports."""
    return imported_by("due", "P1", "--json")


def test_packages(modules: set[str]) -> None:
    """Only the packages that reading, computing and answering need are imported."""
    packages = {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names)
    platforms_own = {name for name in packages if name.startswith("_sysconfigdata")}
    assert packages - platforms_own <= PACKAGES


def test_own_modules(modules: set[str]) -> None:
    """Of the command line exactly these modules are imported: `due` and no other command."""
    of_cli = "zkrc_ledger.cli."
    assert {name.removeprefix(of_cli) for name in modules if name.startswith(of_cli)} == CLI
    assert "zkrc_ledger.views.plain" not in modules


def test_nothing_costly(modules: set[str]) -> None:
    """No table drawing, no lock, no catalogue compiler; of dateutil what month counting needs."""
    needed = imported_alone("dateutil.relativedelta")
    assert [name for name in COSTLY if name in modules and name not in needed] == []
    assert {name for name in modules if name.startswith("dateutil")} <= needed


@pytest.mark.parametrize("command", [("schedule",), ("due",), ("due", "P1", "--explain")])
def test_a_pipe_draws_no_tables(command: tuple[str, ...]) -> None:
    """Into a pipe nothing is drawn by rich, and a command brings no other command."""
    modules = imported_by(*command)
    assert "rich" not in modules
    assert "filelock" not in modules
    assert "zkrc_ledger.views.terminal" not in modules
    commands = {name for name in modules if name.startswith("zkrc_ledger.cli.commands.")}
    assert commands == {f"zkrc_ledger.cli.commands.{command[0]}"}


@pytest.mark.parametrize("arguments", [("--help",), ("due", "--help"), ("--version",)])
def test_no_book_for_help(arguments: tuple[str, ...]) -> None:
    """The help of all commands imports none of them, that of one no other; no book is loaded."""
    modules = imported_by(*arguments)
    commands = {name for name in modules if name.startswith("zkrc_ledger.cli.commands.")}
    assert commands == ({"zkrc_ledger.cli.commands.due"} if "due" in arguments else set())
    for room in ("book", "rules"):
        assert not [name for name in modules if name.startswith(f"zkrc_ledger.{room}")]
    assert ("rich" in modules) is ("--help" in arguments)
    assert "typer.rich_utils" not in modules
    assert ("chinese_calendar" in modules) is ("--version" in arguments)
