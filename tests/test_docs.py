"""What the documents show is what the program does.

A ```console block holds commands after `$ ` and what each prints. They run in order, in one
temporary folder that stands for the project's own, on the day the document names.
`pytest --update-goldens` puts what the program prints now into the documents.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args, get_origin, get_type_hints
from unittest import mock

import pytest

from tests.support import PROJECT, clean_environment
from zkrc_ledger.book.record_file import headings_of
from zkrc_ledger.cli.main import run
from zkrc_ledger.model.contract import Readings
from zkrc_ledger.model.records import KINDS

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

READMES = ("README.md", "README.zh-CN.md")
SET_UP = {"README.md": "## Set up and see it\n", "README.zh-CN.md": "## 安装并查看\n"}
DOCUMENTS = (
    *READMES,
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/decisions.md",
    "docs/files.md",
    "docs/glossary.md",
    "docs/reliability.md",
    "examples/full-year/README.md",
)
SHOWN_FOLDER = "/home/finance/ledger"

CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
STATED = re.compile(r"`(LEDGER_\w+)=([^`]+)`")
CHANGES_EACH_TIME = (
    (re.compile(r"\b([RAIPS])-[2-9a-z]{6}\b"), r"\1-xxxxxx"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"), "<time>"),
)


@dataclass(frozen=True)
class Shown:
    """A command and what the document says it prints."""

    command: str
    output: str


class Reader:
    """Someone who types what a document shows, in a folder like the project's."""

    def __init__(self, project: Path, settings: dict[str, str]) -> None:
        self.project = self.here = project
        self.settings = settings

    def type(self, command: str) -> tuple[int, str]:
        """Run one command; its exit code, and all it prints in the order of a terminal."""
        match shlex.split(command):
            case ["mkdir", name]:
                (self.here / name).mkdir()
            case ["cp", "-r", folder, copy]:
                shutil.copytree(self.here / folder, self.here / copy)
            case ["cp", file, folder]:
                shutil.copy(self.here / file, self.here / folder)
            case ["cd", name]:
                self.here = (self.here / name).resolve(strict=True)
            case ["sed", "-i", change, file]:
                _, old, new, _ = change.split("/")
                path = self.here / file
                data = path.read_bytes()
                assert old.encode() in data, (old, file)
                path.write_bytes(data.replace(old.encode(), new.encode()))
            case ["cat", file]:
                return 0, (self.here / file).read_text(encoding="utf-8-sig")
            case ["ledger", *arguments]:
                return self._ledger(arguments)
            case words:
                pytest.fail(f"a document shows a command this test does not know: {words}")
        return 0, ""

    def _ledger(self, arguments: list[str]) -> tuple[int, str]:
        both = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="", write_through=True)
        with (
            chdir(self.here),
            mock.patch.dict(os.environ, clean_environment() | self.settings, clear=True),
            mock.patch.object(sys, "stdin", io.StringIO()),
            redirect_stdout(both),
            redirect_stderr(both),
        ):
            code = run(arguments, os.environ)
        raw = both.buffer
        assert isinstance(raw, io.BytesIO)
        printed = raw.getvalue().decode("utf-8").replace(os.linesep, "\n")
        return code, re.sub(re.escape(str(self.project)) + r"\S*", self._shown, printed)

    def _shown(self, path: re.Match[str]) -> str:
        below = Path(path[0]).relative_to(self.project)
        return f"{SHOWN_FOLDER}/{below.as_posix()}"


def text_of(document: str) -> str:
    return (PROJECT / document).read_text(encoding="utf-8")


def shown_in(block: str) -> list[Shown]:
    """The commands of one console block, each with its output."""
    parts = re.split(r"^\$ (.+)\n", block, flags=re.MULTILINE)
    assert parts[0] == "", f"a console block opens with a command: {block}"
    return [Shown(*pair) for pair in zip(parts[1::2], parts[2::2], strict=True)]


def settings_of(text: str) -> dict[str, str]:
    """The settings a document says its output was printed with: the first of each name."""
    stated: dict[str, str] = {}
    for name, value in STATED.findall(text):
        stated.setdefault(name, value)
    return stated


def without_chance(text: str) -> str:
    """The text without what differs from run to run."""
    for pattern, instead in CHANGES_EACH_TIME:
        text = pattern.sub(instead, text)
    return text


def set_up_blocks(document: str) -> list[str]:
    """The commands of the ```sh blocks under the heading on setting up."""
    section = text_of(document).partition(SET_UP[document])[2].partition("\n## ")[0]
    return re.findall(r"^```sh\n(.+)\n```$", section, re.MULTILINE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder like the project's, as far as a reader of the documents needs it."""
    folder = (tmp_path / "ledger").resolve()
    for name in ("data", "examples"):
        shutil.copytree(PROJECT / name, folder / name)
    return folder


@pytest.mark.parametrize("document", READMES)
def test_every_command_prints_what_the_readme_shows(
    document: str, project: Path, request: pytest.FixtureRequest
) -> None:
    """Every command in a README runs, in order, and prints what stands beneath it."""
    text = text_of(document)
    settings = settings_of(text)
    assert set(settings) >= {"LEDGER_TODAY", "LEDGER_LANG", "LEDGER_USER"}
    reader = Reader(project, settings)

    def run(block: re.Match[str]) -> str:
        now = ""
        for shown in shown_in(block[0]):
            code, printed = reader.type(shown.command)
            said_no = printed.startswith(("Error", "错误"))
            assert code == (1 if said_no else 0), (shown.command, printed)
            same = without_chance(printed) == without_chance(shown.output)
            now += f"$ {shown.command}\n{shown.output if same else printed}"
        return now

    printed_now = CONSOLE.sub(run, text)
    if request.config.getoption("--update-goldens", default=False):
        (PROJECT / document).write_text(printed_now, encoding="utf-8", newline="\n")
    else:
        assert printed_now == text


def test_both_readmes_walk_the_same_way() -> None:
    """The Chinese README shows the same commands of the ledger as the English one, in order."""

    def walk(document: str) -> list[list[str]]:
        blocks = CONSOLE.findall(text_of(document))
        lines = [shlex.split(shown.command) for block in blocks for shown in shown_in(block)]
        # what comes later in a line is in words, which differ with the language
        return [line[:4] for line in lines if line[0] == "ledger"]

    english, chinese = walk("README.md"), walk("README.zh-CN.md")

    assert chinese == english
    assert {"rate", "due", "invoice", "mark", "pay", "status", "deduct", "void", "check"} <= {
        line[1] for line in english
    }


@pytest.mark.parametrize("document", READMES)
def test_ci_takes_the_two_set_up_commands_from_the_readme(document: str) -> None:
    """Both READMEs give the two commands that CI runs: one shows P1, the other tests."""
    taken = [
        subprocess.run(
            [sys.executable, PROJECT / ".ci" / "readme_command.py", number],
            capture_output=True,
            env=clean_environment() | {"PYTHONIOENCODING": "utf-8"},
            check=True,
        ).stdout.decode("utf-8")
        for number in ("1", "2")
    ]

    assert [command.rstrip() for command in taken] == set_up_blocks(document)
    assert taken[0].startswith("python3 -m venv .venv && ")
    assert taken[0].rstrip().endswith(" && .venv/bin/ledger due P1")
    assert taken[1].rstrip().endswith(" && .venv/bin/python -m pytest -n auto")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    """A link from one document to another file of the project leads to a file that exists."""
    links = re.findall(r"\]\(([^)#:]+)\)", text_of(document))
    folder = (PROJECT / document).parent

    assert [link for link in links if not (folder / link).is_file()] == []


SETTINGS = [field.name for field in fields(Readings) if field.name != "confirmed"]


@pytest.mark.parametrize("name", SETTINGS)
def test_every_reading_stands_in_the_decisions(name: str) -> None:
    """Each setting under [readings], with every choice it has, stands in docs/decisions.md."""
    decisions = text_of("docs/decisions.md")
    kind = get_type_hints(Readings)[name]
    choices = get_args(kind) if get_origin(kind) is Literal else ()

    assert f"`{name}`" in decisions
    assert [choice for choice in choices if f'`"{choice}"`' not in decisions] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.FILE)
def test_every_column_stands_in_the_reference(kind: type[Record]) -> None:
    """Each column of each file, with its Chinese heading, stands in docs/files.md."""
    reference = text_of("docs/files.md")
    section = reference.partition(f"## `{kind.FILE}`\n")[2].partition("\n## ")[0]
    common = reference.partition("## Columns that every CSV file has")[2].partition("\n## ")[0]

    assert section
    for column, chinese in headings_of(kind).items():
        place = section if column in kind.COLUMNS else common
        assert f"| `{column}` | {chinese} |" in place
