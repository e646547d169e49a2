"""Texts that were agreed: compared with what lies in ``golden``; ``ZXDESK_GOLDEN=1`` writes them anew, to be read before they are kept."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_as_agreed(name: str, found: str) -> None:
    """The text is the one kept as ``name``.txt."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("ZXDESK_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing; write it with ZXDESK_GOLDEN=1 and read it"
    assert found == path.read_text(encoding="utf-8")
