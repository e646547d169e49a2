"""Where the program's resources and the office's files lie."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resources() -> Path:
    """Return the folder with templates, rule packages, icons and help.

    ``ZXDESK_RESOURCES`` names another one; a frozen program carries its own; otherwise it stands beside the package.
    """
    if chosen := os.environ.get("ZXDESK_RESOURCES"):
        return Path(chosen)
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources"


def default_data_dir() -> Path:
    """Return the platform's folder for this program's data; it is not created here."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("zxdesk", appauthor=False))


def register_path(data_dir: Path) -> Path:
    """Return the register's file in ``data_dir``."""
    return data_dir / "zxdesk.db"


def backups_dir(data_dir: Path) -> Path:
    """Return the folder of safe copies."""
    return data_dir / "backups"


def logs_dir(data_dir: Path) -> Path:
    """Return the folder of the program's log."""
    return data_dir / "logs"


def files_dir(data_dir: Path) -> Path:
    """Return the folder of attachments."""
    return data_dir / "files"
