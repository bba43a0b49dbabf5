"""Chromium, headless: a page printed, and the words of what it printed."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.export.programs import program

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 120  # seconds for the program's first start


def printed(page: Path) -> str:
    """The words of the page as Chromium prints it, without the network."""
    pdf = page.with_suffix(".pdf")
    quiet = ("quic", "background-networking", "component-update", "sync", "gpu")
    subprocess.run(
        [
            *(program("chromium", "chromium-browser", "google-chrome"), "--headless"),
            *("--no-sandbox", "--no-first-run", "--no-pdf-header-footer"),
            *(f"--disable-{one}" for one in quiet),
            *("--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={page.parent / 'own'}"),
            *(f"--print-to-pdf={pdf}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=LONGEST,
    )
    reader = program("pdftotext")
    done = subprocess.run([reader, "-layout", pdf, "-"], check=True, capture_output=True)
    return done.stdout.decode("utf-8")
