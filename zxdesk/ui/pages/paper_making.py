"""Making papers beside the window: one file a paper, each recorded as soon as it is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from zxdesk.documents.catalog import document_kind
from zxdesk.domain.errors import RuleError
from zxdesk.services.door import Door
from zxdesk.services.paper import record_paper
from zxdesk.ui.jobs import Report


def make_papers(door: Door, kind: str, proposals: Sequence[int], folder: Path, report: Report) -> list[Path]:
    """Write every paper of one kind for these proposals and record each with the values it was given and its file's hash.

    Raises ``RuleError`` that says how many were made before the one that could not be. Source: domain §4.9 文书.
    """
    from zxdesk.documents.sheets import papers_of

    chosen = document_kind(kind)
    made: list[Path] = []
    for done, proposal_id in enumerate(proposals):
        report(done, len(proposals))
        try:
            for stem, sheet in door.read(papers_of, chosen.key, proposal_id, printed_on=door.today):
                path = free_path(folder, f"{chosen.name}-{stem}")
                chosen.build(sheet, path)
                _record(door, chosen.name, proposal_id, sheet, path)
                made.append(path)
        except RuleError as error:
            before = f"已制作 {len(made)} 份。" if made else ""
            raise RuleError(f"{before}{error.message}", error.field) from error
    report(len(proposals), len(proposals))
    return made


def free_path(folder: Path, stem: str) -> Path:
    """A name in the folder that no file has yet: a paper that went out is never written over."""
    path, at = folder / f"{stem}.docx", 2
    while path.exists():
        path, at = folder / f"{stem}（{at}）.docx", at + 1
    return path


def _record(door: Door, name: str, proposal_id: int, sheet: Any, path: Path) -> None:
    snapshot: dict[str, Any] = json.loads(json.dumps(asdict(sheet), ensure_ascii=False, default=str))
    door.run(
        record_paper, proposal_id, kind=name, issued_on=door.today, snapshot=snapshot,
        file_sha256=hashlib.sha256(path.read_bytes()).hexdigest(), file_name=path.name,
    )  # fmt: skip
