"""Writes resources/templates anew: ``python -m zxdesk.documents.models [key …]``."""

from __future__ import annotations

import sys
from pathlib import Path

from zxdesk.documents.models.catalog import MODELS

FOLDER = Path(__file__).parents[3] / "resources/templates"

if __name__ == "__main__":
    for key, make in MODELS.items():
        if len(sys.argv) == 1 or key in sys.argv[1:]:
            make().save(str(FOLDER / f"{key}.docx"))
            print(key)
