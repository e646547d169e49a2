"""Papers that went out: the files that were kept, opened, printed again unchanged, compared with the register as it is."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from zxdesk.documents.catalog import paper_kind
from zxdesk.documents.making import differences
from zxdesk.documents.paper import Request
from zxdesk.domain.errors import RuleError
from zxdesk.queries.issued import Issued, issued_of, issued_paper
from zxdesk.services.door import Door
from zxdesk.services.paper import Sending, kept_content, log_print
from zxdesk.ui.pages.paper_making import Report, lay_out_content, request_papers, subject_of
from zxdesk.ui.paper_view.printing import PrintOrder, print_sheets


def kept_files(door: Door, ids: Sequence[int]) -> list[tuple[str, bytes]]:
    """The very files that went out, with their names. Raises ``RuleError`` where one is gone or no longer the same."""

    def read(session: Any) -> list[tuple[str, bytes]]:
        return [(paper.file_name, kept_content(door.files, paper)) for paper in issued_of(session, ids)]

    return door.read(read)


def open_kept(door: Door, paper_id: int) -> Path:
    """Open a copy of the file that went out. Raises ``RuleError`` where it is gone, or nothing on this computer opens it."""
    name, content = kept_files(door, [paper_id])[0]
    path = Path(tempfile.mkdtemp(prefix="zxdesk-")) / name
    path.write_bytes(content)
    if not open_in_system(path):
        raise RuleError("没有能打开 .docx 的程序。装 WPS、Word 或 LibreOffice 以后再打开。")
    return path


def open_in_system(path: Path) -> bool:
    """Let the system open a file; replaceable in a test."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def reprint(door: Door, ids: Sequence[int], order: PrintOrder, report: Report) -> int:
    """Print papers from their kept files and log each print. Raises ``RuleError``."""
    for done, paper_id in enumerate(ids):
        report(done, len(ids))
        (_name, content), paper = kept_files(door, [paper_id])[0], door.read(issued_paper, paper_id)
        print_sheets(lay_out_content(content).sheets, replace(order, title=f"重印 {paper.file_name}"))
        sending = Sending(paper.kind, "", "打印", order.printer, order.copies, door.actor.name)
        door.run(log_print, paper_id, sending=sending, sent_at=door.now())
    report(len(ids), len(ids))
    return len(ids)


def changes_since(door: Door, paper_id: int) -> list[str]:
    """What the paper would say otherwise if it were made now. Raises ``RuleError`` where it can no longer be made."""
    paper = door.read(issued_paper, paper_id)
    kind = paper_kind(paper.kind)
    same = next((one for one in request_papers(door, kind, _request_of(paper)) if subject_of(one) == paper.subject), None)
    if same is None:
        raise RuleError(f"{paper.file_name} 现在不能再制作，没有可比的内容。", "paper")
    return differences(paper.snapshot, same.values)


def _request_of(paper: Issued) -> Request:
    of = paper.subject
    proposals = tuple(key for key in (of["proposal_id"],) if key is not None)
    units = tuple(key for key in (of["unit_id"],) if key is not None)
    return Request(paper.plenary_id, proposals=proposals, batch_id=of["batch_id"], units=units, number=paper.number)
