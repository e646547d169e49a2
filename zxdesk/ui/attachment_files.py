"""Opening attachments, saving them elsewhere and taking several in at once."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.services.attachment import KINDS
from zxdesk.services.batch import Item
from zxdesk.services.steps import step_named
from zxdesk.ui import prompts
from zxdesk.ui.workspace import Workspace

UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def open_attachment(files: Path | None, sha256: str, name: str) -> Path:
    """Open a copy, so that nothing done in another program touches what is kept. ``RuleError`` when the file is gone."""
    kept = _kept(files, sha256, name)
    copy = Path(tempfile.mkdtemp(prefix="zxdesk-")) / safe_name(name)
    shutil.copyfile(kept, copy)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))
    return copy


def save_attachment(files: Path | None, sha256: str, name: str, target: Path) -> None:
    """Write a copy where the clerk wants it. ``RuleError`` when the file is gone or the place cannot be written to."""
    kept = _kept(files, sha256, name)
    try:
        shutil.copyfile(kept, target)
    except OSError as error:
        raise RuleError(f"“{target}”写不进去（{error.strerror or '磁盘错误'}）。换一个文件夹再存。") from error


def safe_name(name: str) -> str:
    """A name every file system takes."""
    return UNFIT.sub("_", name).strip(". ") or "附件"


def attach_files(workspace: Workspace, proposal_id: int, paths: Sequence[Path], kind: str) -> None:
    """Take several files in as one act, beside the window; those refused are named with their reasons."""
    step = step_named("attach")
    items = [Item(step, proposal_id, {"file": str(path), "kind": kind, "added_on": workspace.today}) for path in paths]
    workspace.start_many("加入附件", items, label=f"加入附件 {len(items)} 个")


def ask_kind(parent: QWidget, paths: Sequence[Path]) -> str | None:
    """Ask once what the files are; None when the clerk changed his mind."""
    from zxdesk.domain.field import Field
    from zxdesk.ui.prompts import FormDialog

    chosen: list[str] = []
    names = "、".join(path.name for path in paths[:3]) + (f" 等 {len(paths)} 个" if len(paths) > 3 else "")
    field = Field("kind", "类型", "choice", required=True, choices=tuple((name, name) for name in KINDS), default=_likely(paths), help=names)
    dialog = FormDialog(
        f"加入附件　{names}", (field,), {}, lambda values: chosen.append(str(values["kind"])),
        action_label=f"加入 {len(paths)} 个附件", parent=parent,
    )  # fmt: skip
    dialog.exec()
    return chosen[0] if chosen else None


def _likely(paths: Sequence[Path]) -> str:
    pictures = {".jpg", ".jpeg", ".png", ".bmp", ".heic", ".tif", ".tiff"}
    if paths and all(path.suffix.lower() in pictures for path in paths):
        return "照片"
    return "答复函" if any("答复" in path.name or "复函" in path.name for path in paths) else "提案附件"


def _kept(files: Path | None, sha256: str, name: str) -> Path:
    kept = files / sha256 if files is not None else None
    if kept is None or not kept.exists():
        raise RuleError(f"附件“{name}”的文件不在数据文件夹里；从备份里找回 files 文件夹。")
    return kept


def choose_to_attach(parent: QWidget) -> list[Path]:
    """The files the clerk wants to attach."""
    return prompts.choose_files(parent, "加入附件")
