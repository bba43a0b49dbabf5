"""The outside programs that open what is exported, and what it means when one is missing."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest


def program(*names: str) -> str:
    """The first of these programs that is installed; in CI a missing one is a failure."""
    beside = str(Path(sys.executable).parent)
    for name in names:
        if found := shutil.which(name) or shutil.which(name, path=beside):
            return found
    return lacking(" or ".join(names))


def lacking(what: str) -> NoReturn:
    """Skip a test for want of something; in CI that is a failure."""
    missing = f"needs {what}, which this machine has not"
    if os.environ.get("CI_PROGRAMS") == "1":
        pytest.fail(missing)
    pytest.skip(missing)
