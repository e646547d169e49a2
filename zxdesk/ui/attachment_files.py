"""Opening an attachment: a copy under its real name, handed to the program the desktop has for it."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from zxdesk.domain.errors import RuleError

UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def open_attachment(files: Path | None, sha256: str, name: str) -> Path:
    """Open a copy, so that nothing done in another program touches what is kept. ``RuleError`` when the file is gone."""
    kept = files / sha256 if files is not None else None
    if kept is None or not kept.exists():
        raise RuleError(f"附件“{name}”的文件不在数据文件夹里；从备份里找回 files 文件夹。")
    copy = Path(tempfile.mkdtemp(prefix="zxdesk-")) / (UNFIT.sub("_", name).strip(". ") or "附件")
    shutil.copyfile(kept, copy)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))
    return copy
