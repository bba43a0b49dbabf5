"""The package: what its wheel holds and what it declares."""

from __future__ import annotations

import email
import shutil
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.support import PROJECT
from zkrc_ledger import __version__

if TYPE_CHECKING:
    from email.message import Message
    from pathlib import Path

SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
INFO = f"zkrc_ledger-{__version__}.dist-info"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the sources that was never compiled."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, folder / name)
    shutil.copytree(PROJECT / "data", folder / "data")
    shutil.copytree(
        PROJECT / "src", folder / "src", ignore=shutil.ignore_patterns("*.mo", "__pycache__")
    )
    [built] = WheelBuilder(str(folder)).build(directory=str(folder / "dist"), versions=["standard"])
    return folder / "dist" / built


@pytest.fixture(scope="session")
def names(wheel: Path) -> set[str]:
    """The files of the wheel."""
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="session")
def metadata(wheel: Path) -> Message:
    """What the wheel says of itself."""
    return email.message_from_bytes(zipfile.ZipFile(wheel).read(f"{INFO}/METADATA"))


def test_catalogues_are_compiled(wheel: Path, names: set[str]) -> None:
    """The wheel holds the compiled Chinese catalogue, whatever was compiled before."""
    path = "zkrc_ledger/locale/zh_CN/LC_MESSAGES/zkrc_ledger.mo"
    assert path in names
    assert "本次可开票".encode() in zipfile.ZipFile(wheel).read(path)


def test_every_module_is_in_it(names: set[str]) -> None:
    """Every module of the source is in the wheel, and no test is."""
    source = PROJECT / "src"
    modules = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}
    assert modules <= names
    assert not [name for name in names if "test" in name]


def test_it_is_typed(names: set[str]) -> None:
    """py.typed tells type checkers that the package carries its types."""
    assert "zkrc_ledger/py.typed" in names


def test_both_scripts(wheel: Path) -> None:
    """`ledger` and `zkrc-ledger` both start the program."""
    scripts = zipfile.ZipFile(wheel).read(f"{INFO}/entry_points.txt").decode()
    assert scripts.split() == [
        *("[console_scripts]", "ledger", "=", "zkrc_ledger.__main__:main"),
        *("zkrc-ledger", "=", "zkrc_ledger.__main__:main"),
    ]


def test_version_and_python(metadata: Message) -> None:
    """The wheel's version is the package's own, and Python 3.11 is enough."""
    assert metadata["Name"] == "zkrc-ledger"
    assert metadata["Version"] == __version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"


def test_dependencies(metadata: Message) -> None:
    """The wheel needs what pyproject.toml lists, no more: what tests need is an extra."""
    required = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    packages = {line.split(">")[0].split("<")[0] for line in required}
    listed = {line.split(">")[0].split("<")[0] for line in SETTINGS["project"]["dependencies"]}
    assert packages == listed
    assert packages >= {"typer", "rich", "pydantic", "python-dateutil", "chinesecalendar"}
    assert not packages & {"babel", "pytest", "hypothesis", "hatchling", "cn2an"}
