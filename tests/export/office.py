"""LibreOffice, headless: workbooks recalculated, documents turned into pages."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from tests.export.programs import program

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl import Workbook

LONGEST = 240  # seconds for the program's first start and a few dozen files


def converted(folder: Path, kind: str, files: Mapping[str, bytes]) -> dict[str, Path]:
    """Files converted to another kind by one run of LibreOffice, by name without its ending."""
    given, made = folder / "given", folder / "made"
    given.mkdir()
    for name, data in files.items():
        (given / name).write_bytes(data)
    subprocess.run(
        [
            *(
                program("soffice", "libreoffice"),
                f"-env:UserInstallation={(folder / 'own').as_uri()}",
            ),
            *("--headless", "--convert-to", kind, "--outdir", made),
            *(given / name for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=LONGEST,
    )
    ending = kind.partition(":")[0]
    return {name: made / f"{name.rpartition('.')[0]}.{ending}" for name in files}


def without_values(workbook: Workbook) -> bytes:
    """The workbook with its formulas and without their values: whoever opens it must calculate."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def recalculated(folder: Path, workbooks: Mapping[str, Workbook]) -> dict[str, Workbook]:
    """What LibreOffice calculates of workbooks."""
    files = {f"{name}.xlsx": without_values(one) for name, one in workbooks.items()}
    made = converted(folder, "xlsx:Calc MS Excel 2007 XML", files)
    return {name: load_workbook(made[f"{name}.xlsx"], data_only=True) for name in workbooks}
