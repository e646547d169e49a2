"""Putting a finished file in its place so that it is there after a power cut."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def rename_durably(source: Path, target: Path) -> None:
    """Write ``source`` through to the disk and rename it to ``target``, which is replaced in one step if it exists."""
    number = os.open(source, os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)
    os.replace(source, target)
    if sys.platform != "win32":  # Windows writes the folder's entry through with the rename
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
