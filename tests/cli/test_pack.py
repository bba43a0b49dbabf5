"""`ledger pack`: a folder of papers, whole or not at all, and never over what is there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document

from tests.support import PROJECT, Desk, desk_with, new_desk, rated

if TYPE_CHECKING:
    from collections.abc import Callable

PAPERS = [
    "01-付款申请函.docx",
    "02-服务费结算确认单.docx",
    "03-金额差异说明.docx",
    "04-评价表-2025-08.docx",
    "05-评价表-2025-09.docx",
    "06-评价表-2025-10.docx",
    "07-评价表-2025-11.docx",
    "08-履约验收单.docx",
    "09-结算表.xlsx",
    "10-结算页.html",
    "目录.txt",
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The worked example, all three periods of it settled."""
    shutil.copytree(PROJECT / "examples" / "full-year", tmp_path / "book")
    return Desk(tmp_path / "book", day="2026-11-01")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No Word document is drawn, where only its file matters."""
    monkeypatch.setattr("zkrc_ledger.views.export.docx._filled", lambda *_: b"PK")


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(one.name for one in folder.iterdir())


def test_everything_of_a_period(desk: Desk) -> None:
    """A final period has its papers, its four forms, its acceptance record and an index."""
    answer = desk.ledger("pack", "P1", "--json")
    assert answer.code == 0
    folder = desk.folder / answer.json["folder"]
    assert folder.name == "ZKRCHY20250001-P1"
    assert names(folder) == PAPERS == [one["name"] for one in answer.json["files"]]
    index = (folder / "目录.txt").read_bytes().decode("utf-8-sig")
    code = desk.ledger("due", "P1", "--explain", "--json").json["settlement_code"]
    assert code == answer.json["settlement_code"]
    assert code in index
    assert "草稿" not in index
    assert all(name in index for name in PAPERS[:-1])
    for name in PAPERS[:8]:
        assert code in Document(str(folder / name)).sections[0].footer.paragraphs[0].text


@pytest.mark.usefixtures("quick")
def test_each_is_named_on_the_screen(desk: Desk) -> None:
    """The answer says which folder, which files, and what each is."""
    said = desk.ledger("pack", "P1", "-o", "out").out
    assert said.startswith("11 files for P1 in out\n")
    assert all(name in said for name in PAPERS)
    assert "both parties seal it" in said


def test_what_is_not_final_is_refused(tmp_path: Path) -> None:
    """A period that is not final is refused, with what is missing; drafts are marked."""
    desk = desk_with(
        tmp_path / "book", *rated({"2025-08": "好"}), *rated({"2025-09": "好"}, "proposed")
    )
    before = names(desk.folder)
    refused = desk.ledger("pack", "P1", "-o", "out")
    assert refused.code == 1
    assert refused.err.splitlines() == [
        "Error: P1 is not final. Nothing was written.",
        "Error: Not rated: 2025-10, 2025-11.",
        "Error: Not passed by the committee's enlarged meeting: 2025-09.",
        "    Write drafts of it: --draft",
    ]
    assert names(desk.folder) == before
    assert desk.ledger("pack", "P1", "-o", "out", "--draft").code == 0
    out = desk.folder / "out"
    assert "草稿，仅供核对，不作付款依据" in (out / "目录.txt").read_text(encoding="utf-8-sig")
    drafts = {
        name: "草稿，仅供核对，不作付款依据"
        in Document(str(out / name)).sections[0].header.paragraphs[0].text
        for name in names(out)
        if name.endswith(".docx")
    }
    # one month's rating is final already, and its form with it
    assert [name for name, draft in drafts.items() if not draft] == ["04-评价表-2025-08.docx"]


@pytest.mark.usefixtures("quick")
def test_nothing_is_overwritten(desk: Desk) -> None:
    """A folder that is there is left alone; --force replaces papers and keeps all else."""
    out = desk.folder / "out"
    out.mkdir()
    assert desk.ledger("pack", "P1", "-o", "out").code == 0  # an empty folder is in nobody's way
    (out / "发票扫描件.pdf").write_bytes(b"scan")
    (out / "sub").mkdir()
    (out / "sub" / "x").write_bytes(b"x")
    (out / "10-不再适用.docx").write_bytes(b"old")
    (out / "目录.txt").write_bytes(b"old")
    refused = desk.ledger("pack", "P1", "-o", "out")
    assert refused.code == 1
    assert "out is there already. Nothing was written." in refused.err
    assert (out / "目录.txt").read_bytes() == b"old"
    assert desk.ledger("pack", "P1", "-o", "out", "--force").code == 0
    assert names(out) == sorted([*PAPERS, "发票扫描件.pdf", "sub"])
    assert (out / "发票扫描件.pdf").read_bytes() == b"scan"
    assert (out / "sub" / "x").read_bytes() == b"x"
    assert (out / "目录.txt").read_bytes() != b"old"
    assert not list(desk.folder.glob(".ledger-*"))


@pytest.mark.usefixtures("quick")
def test_a_folder_that_cannot_be(desk: Desk) -> None:
    """A folder within one that is not there, or a file in its place, is refused."""
    assert "There is no folder nowhere." in desk.ledger("pack", "P1", "-o", "nowhere/out").err
    (desk.folder / "file").write_bytes(b"")
    refused = desk.ledger("pack", "P1", "-o", "file", "--force")
    assert refused.code == 1
    assert "file is there already and is not a folder." in refused.err


def failing(at: Callable[[Path], bool]) -> Callable[[Path, Path], Path]:
    """`Path.rename` that the system refuses for some paths."""
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if at(path):
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    return refused


@pytest.mark.parametrize("which", [".ledger-", "out"])
@pytest.mark.usefixtures("quick")
def test_whole_or_not_at_all(desk: Desk, monkeypatch: pytest.MonkeyPatch, which: str) -> None:
    """Where the system refuses to put the new folder in its place, the old one stands."""
    assert desk.ledger("pack", "P1", "-o", "out").code == 0
    (desk.folder / "out" / "目录.txt").write_bytes(b"old")
    monkeypatch.setattr(
        Path, "rename", failing(lambda path: path.name.startswith(which) and path.suffix != ".old")
    )
    refused = desk.ledger("pack", "P1", "-o", "out", "--force")
    assert refused.code == 1
    assert "out cannot be written: Permission denied. Nothing was written." in refused.err
    assert names(desk.folder / "out") == PAPERS
    assert (desk.folder / "out" / "目录.txt").read_bytes() == b"old"
    assert [name for name in names(desk.folder) if "ledger-" in name or "old" in name] == []


@pytest.mark.usefixtures("quick")
def test_a_full_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up on the way leaves nothing behind."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = names(desk.folder)
    assert "No space left on device" in desk.ledger("pack", "P1", "-o", "out").err
    assert names(desk.folder) == before


@pytest.mark.usefixtures("quick")
def test_a_number_that_is_no_file_name(tmp_path: Path) -> None:
    """A contract's number may have what no file's name can have."""
    desk = new_desk(tmp_path / "book")
    desk.edit_contract(('number = "ZKRCHY20250001"', 'number = "京/采:2025 ..1号"'))
    answer = desk.ledger("pack", "P1", "--draft", "--json")
    assert answer.json["folder"] == "京-采-2025-1号-P1"
    assert (desk.folder / "京-采-2025-1号-P1").is_dir()
