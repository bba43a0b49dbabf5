"""The page in Debian's Chromium: what it shows, what it prints, and what it asks the network."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.export.cases import case
from tests.export.programs import lacking, program
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.model.text import shown
from zkrc_ledger.views.export import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow
CHINESE = CatalogueTranslator("zh")
NAMES = ("the full year", "proposed", "cut, undetermined", "fallen away", "hostile")


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """A case by its name."""
    return str(request.param)


@pytest.fixture
def file(tmp_path: Path, name: str) -> Path:
    """The page of a case as a file."""
    book = case(name)
    path = tmp_path / "page.html"
    path.write_bytes(html.render(book, book.settlement.periods, CHINESE))
    return path


@pytest.fixture
def browser() -> Iterator[Any]:
    """The browser that is installed, steered from outside."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("playwright")
    chromium = program("chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


def figures(name: str) -> set[str]:
    """Every amount that the page of a case must show."""
    periods = case(name).settlement.periods
    amounts = {line.amount for one in periods for line in one.lines}
    sums = {one.due for one in periods if one.due is not None}
    return {shown(amount, CHINESE) for amount in amounts | sums}


def test_it_shows_and_prints_every_figure(file: Path, name: str) -> None:
    """On the screen and on paper, on A4, with the mark on each page of a draft."""
    chromium = [
        *(program("chromium"), "--headless", "--no-sandbox", "--disable-gpu"),
        f"--user-data-dir={file.parent / 'own'}",
    ]
    dumped = subprocess.run(
        [*chromium, "--dump-dom", file.as_uri()], check=True, capture_output=True, timeout=120
    ).stdout.decode()
    paper = file.with_suffix(".pdf")
    subprocess.run(
        [*chromium, "--no-pdf-header-footer", f"--print-to-pdf={paper}", file.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = subprocess.run(
        [program("pdftotext"), "-layout", paper, "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    for figure in figures(name):
        assert figure in dumped
        assert figure in printed
    about = subprocess.run(
        [program("pdfinfo"), paper], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    assert "A4" in about
    draft = any(one.state != "final" for one in case(name).settlement.periods)
    for page in printed.rstrip("\f").split("\f"):
        assert ("草稿，仅供核对，不作付款依据" in page) is draft


def test_a_figure_opens_by_keyboard(file: Path, browser: Any) -> None:
    """Without script, without network, without an error; on a telephone nothing sticks out."""
    said: list[str] = []
    asked: list[str] = []
    context = browser.new_context(java_script_enabled=False, viewport={"width": 400, "height": 800})
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    first = page.locator("td details").first
    assert first.get_attribute("open") is None
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("td summary:focus").count():
            break
    page.keyboard.press("Enter")
    opened = page.locator("td details[open] li").first
    assert opened.is_visible()
    assert opened.inner_text().startswith("条款")
    wide = page.locator("html").bounding_box()["width"]
    main = page.locator("main").bounding_box()
    assert main["x"] + main["width"] <= wide
    assert (said, asked) == ([], [file.as_uri()])
    context.close()
