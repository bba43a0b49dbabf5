"""The package: what its wheel holds and what it declares."""

from __future__ import annotations

import email
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from tests.support import PROJECT, REAL_CONTRACT, clean_environment
from zkrc_ledger import __version__

if TYPE_CHECKING:
    from email.message import Message

SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
INFO = f"zkrc_ledger-{__version__}.dist-info"


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source archive built from a copy of the project's files as git knows them."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(PROJECT / name, folder / name)
    for name in ("src", "data", "docs", "examples", "tests"):
        shutil.copytree(
            PROJECT / name, folder / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__")
        )
    [built] = SdistBuilder(str(folder)).build(directory=str(folder / "dist"))
    return Path(built)


@pytest.fixture(scope="session")
def wheel(sdist: Path) -> Path:
    """A wheel built from the unpacked source archive, in which nothing was compiled before."""
    with tarfile.open(sdist) as archive:
        archive.extractall(sdist.parent, filter="data")
    folder = sdist.parent / sdist.name.removesuffix(".tar.gz")
    [built] = WheelBuilder(str(folder)).build(directory=str(sdist.parent), versions=["standard"])
    return Path(built)


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


def test_what_else_is_in_it(wheel: Path, names: set[str]) -> None:
    """The wheel holds the templates, the shipped contract and the manual pages."""
    manual = f"zkrc_ledger-{__version__}.data/data/share/man"
    assert names >= {
        *(f"zkrc_ledger/contracts/new.{language}.toml" for language in ("en", "zh")),
        *(f"{manual}/man1/ledger.1", f"{manual}/zh_CN/man1/ledger.1"),
    }
    shipped = zipfile.ZipFile(wheel).read("zkrc_ledger/contracts/huoying-2025.toml")
    assert shipped == REAL_CONTRACT.read_bytes()
    strays = [name for name in names if not name.startswith("zkrc_ledger")]
    assert strays == []


def test_the_source_archive(sdist: Path) -> None:
    """The source archive holds what the wheel is made of, and what the project shows and tests."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {
        *("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "data/contract.toml"),
        *("docs/man/ledger.1", "docs/contract.schema.json", "examples/full-year/contract.toml"),
        *("tests/support.py", "src/zkrc_ledger/locale/zh_CN/LC_MESSAGES/zkrc_ledger.po"),
    }
    assert not [name for name in names if "__pycache__" in name]


@pytest.mark.slow
def test_installed_outside_the_project(wheel: Path, tmp_path: Path) -> None:
    """The wheel alone in an empty environment, outside the project, does its work.

    Nothing is downloaded: what it depends on is taken from the environment of the tests.
    """
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    python = venv / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps"]
    subprocess.run([*pip, "--no-index", wheel], check=True)
    [packages] = venv.glob("lib/python*/site-packages")
    (packages / "of_the_tests.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")

    def run(*command: str | Path, here: Path = tmp_path, **settings: str) -> tuple[int, str]:
        done = subprocess.run(
            command,
            cwd=here,
            env=clean_environment() | {"LEDGER_LANG": "en"} | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return done.returncode, (done.stdout + done.stderr).decode()

    ledger = venv / "bin" / "ledger"
    where = run(python, "-c", "import zkrc_ledger; print(zkrc_ledger.__file__)")
    assert where[1].startswith(str(packages))
    code, said = run(ledger, "--version")
    assert (code, said.startswith(f"ledger {__version__}; working-day calendar until 20")) == (
        0,
        True,
    )
    assert run(ledger, "due")[0] == 2
    assert run(ledger, "init", "x", "--from", "huoying-2025", "--yes")[0] == 0
    for command in ((ledger,), (python, "-m", "zkrc_ledger")):
        code, said = run(*command, "due", "P1", here=tmp_path / "x")
        assert (code, "388,800.00" in said) == (0, True)
    assert "本期服务费" in run(ledger, "schedule", here=tmp_path / "x", LEDGER_LANG="zh")[1]
    inside = str(packages / "zkrc_ledger" / "contracts" / "huoying-2025.toml")
    code, said = run(ledger, "--contract", inside, "rate", "2025-09", "优秀")
    assert (code, "ledger init my-book --from huoying-2025" in said) == (2, True)
    assert (venv / "share" / "man" / "man1" / "ledger.1").is_file()


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
