"""Bring the Chinese catalogue up to date: `python -m tests.catalogue [WORDS.json] [--from REF …]`.

WORDS.json is an object, message to Chinese. `--from` takes the translations of those commits,
which ends a conflict between two branches. Prints the messages that still lack their Chinese.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.support import PROJECT
from tests.test_translations import PO, extracted


def main(arguments: list[str]) -> int:
    """Write the catalogue of today's messages; 1 where one has no Chinese yet."""
    words: dict[str, str] = {}
    own, refs = arguments, []
    if "--from" in arguments:
        cut = arguments.index("--from")
        own, refs = arguments[:cut], arguments[cut + 1 :]
    where = PO.relative_to(PROJECT).as_posix()
    sources = [
        subprocess.run(
            ["git", "show", f"{ref}:{where}"],  # noqa: S607  (the git on the path)
            cwd=PROJECT,
            capture_output=True,
            check=True,
        ).stdout
        for ref in refs
    ] or [PO.read_bytes()]
    for source in sources:
        words |= {
            m.id: m.string for m in read_po(io.BytesIO(source), locale="zh_CN") if m.id and m.string
        }
    header = sources[0].split(b"\n\n", 1)[0]
    for file in own:
        words |= json.loads(Path(file).read_text(encoding="utf-8"))
    catalogue = Catalog(locale="zh_CN")
    for message in extracted():
        catalogue.add(message, words.get(message, ""))
    out = io.BytesIO()
    write_po(out, catalogue, width=100, omit_header=True, sort_output=True, no_location=True)
    PO.write_bytes(header + b"\n\n" + out.getvalue().lstrip(b"\n"))
    bare = [message for message in extracted() if not words.get(message)]
    sys.stdout.write(json.dumps(dict.fromkeys(bare, ""), ensure_ascii=False, indent=1) + "\n")
    return bool(bare)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
