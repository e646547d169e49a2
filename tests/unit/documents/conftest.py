"""The printed pages of a paper."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def pages(tmp_path: Path) -> Callable[[Path], list[str]]:
    """Return the function that prints a paper to PDF and gives the text of each page."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("needs soffice and pdftotext")

    def printed(path: Path) -> list[str]:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=100, env=os.environ | {"HOME": str(tmp_path)})
        text = subprocess.run(
            ["pdftotext", "-layout", str(tmp_path / f"{path.stem}.pdf"), "-"], check=True, capture_output=True, timeout=60
        ).stdout.decode()
        return text.split("\f")[:-1]

    return printed
