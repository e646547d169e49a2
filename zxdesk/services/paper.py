"""Papers that go out: recorded with number, values and file, printed again unchanged."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary
from zxdesk.domain.paper import IssuedPaper, PaperPrint
from zxdesk.services.attachment import files_folder, keep_file
from zxdesk.services.change import Change

WAYS = ("打印", "PDF", "Word", "登记")
"""How a paper leaves: on a printer, as a file, or only recorded because it was sent another way."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Outgoing:
    """One paper that goes out, with all that the register remembers of it."""

    content: bytes
    file_name: str
    snapshot: dict[str, Any]
    proposal_id: int | None = None
    unit_id: int | None = None
    batch_id: int | None = None
    line_id: int | None = None
    assignment_id: int | None = None
    number: str = ""


@dataclass(frozen=True)
class Sending:
    """The act of sending papers: what kind, by which template, how, on what."""

    kind: str
    template: str
    way: str = "打印"
    printer: str = ""
    copies: int = 1
    clerk: str = field(default="")


def issue_papers(
    session: Session, plenary_id: int, papers: Sequence[Outgoing], *, sending: Sending, issued_on: date, sent_at: datetime
) -> Change:
    """Record papers that go out in one act, keep their files in one bundle, and log how they went. Source: domain §4.9 文书.

    Raises ``RuleError`` when there is nothing to record or no folder to keep the files in.
    """
    if not papers:
        raise RuleError(f"没有要登记的{sending.kind}。", "papers")
    plenary = session.get_one(Plenary, plenary_id)
    bundle = _keep_bundle(session, [paper.content for paper in papers])
    for paper in papers:
        record = IssuedPaper(
            plenary_id=plenary.id, proposal_id=paper.proposal_id, unit_id=paper.unit_id, batch_id=paper.batch_id, line_id=paper.line_id,
            assignment_id=paper.assignment_id, kind=sending.kind, number=paper.number, issued_on=issued_on, template=sending.template[:40],
            snapshot=paper.snapshot, file_sha256=_sha256(paper.content), file_name=paper.file_name[:200], kept_in=bundle,
            printed=sending.copies if sending.way == "打印" else 0,
        )  # fmt: skip
        record.prints.append(_print_of(sending, sent_at))
        session.add(record)
    subjects = {paper.proposal_id for paper in papers}
    count = f" {len(papers)} 份" if len(papers) > 1 else ""
    return Change(f"印发{sending.kind}{count}", subjects.pop() if len(subjects) == 1 else None)


def log_print(session: Session, paper_id: int, *, sending: Sending, sent_at: datetime) -> Change:
    """Log one more print, or copy to a file, of a paper that went out before."""
    paper = session.get(IssuedPaper, paper_id)
    if paper is None:
        raise RuleError("没有这份已印发的文书；在发文登记里另选。", "paper")
    paper.prints.append(_print_of(sending, sent_at))
    if sending.way == "打印":
        paper.printed += sending.copies
    return Change(f"重印{paper.kind}" if sending.way == "打印" else f"另存{paper.kind}", paper.proposal_id)


def kept_content(files: Path | None, paper: IssuedPaper) -> bytes:
    """The very file that went out. Raises ``RuleError`` when it is not there or no longer the same."""
    path = (files or Path()) / paper.kept_in
    try:
        with zipfile.ZipFile(path) as bundle:
            content = bundle.read(f"{paper.file_sha256}.docx")
    except (OSError, KeyError, zipfile.BadZipFile):
        raise RuleError(f"{paper.file_name} 的底稿不在或打不开；附件文件夹 files 可能没有一起复制，找回后再重印。", "paper") from None
    if _sha256(content) != paper.file_sha256:
        raise RuleError(f"{paper.file_name} 的底稿与登记的校验值不符，不能重印；从备份找回 files 文件夹。", "paper")
    return content


def _keep_bundle(session: Session, contents: Sequence[bytes]) -> str:
    """Write the files as one bundle beside the register: one file on the disk however many papers."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in sorted({f"{_sha256(content)}.docx": content for content in contents}.items()):
            bundle.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content)
    whole = stream.getvalue()
    digest = _sha256(whole)
    keep_file(files_folder(session, "文书底稿没有存下"), digest, whole)
    return digest


def _print_of(sending: Sending, sent_at: datetime) -> PaperPrint:
    return PaperPrint(printed_at=sent_at, way=sending.way, printer=sending.printer[:80], copies=sending.copies, clerk=sending.clerk[:40])


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
