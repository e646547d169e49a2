"""Taking files in: kept whole beside the register under their hash, the real name only in the record."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from zxdesk.domain.attachment import Attachment
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.safe_file import write_safely
from zxdesk.services.change import Change

LARGEST = 200 * 1024 * 1024
KINDS = ("原件", "提案附件", "审查材料", "答复函", "征询意见表", "照片", "其他")


def attach_file(session: Session, proposal_id: int, *, file: str, kind: str = "原件", added_on: date) -> Change:
    """Copy a file into the register's own folder and record it. Source: domain §4.12, reliability §3.10 (names are never trusted).

    The copy is on the disk and compared before the record is; a refused record leaves at most a copy nobody names.
    """
    proposal = session.get_one(Proposal, proposal_id)
    source = Path(file).expanduser()
    folder = files_folder(session, "附件没有加入")
    content = _content_of(source)
    digest = hashlib.sha256(content).hexdigest()
    if any(held.sha256 == digest for held in proposal.attachments):
        raise RuleError(f"{source.name} 已经是 {proposal.name} 的附件，内容相同。", "file")
    keep_file(folder, digest, content)
    proposal.attachments.append(Attachment(kind=kind, name=source.name[:200], sha256=digest, size=len(content), added_on=added_on))
    return Change(f"加入附件 {proposal.name} {source.name}"[:100], proposal.id)


def detach_file(session: Session, proposal_id: int, *, reason: str, record: str | None = None) -> Change:
    """Take out a file that was attached by mistake; it stays in the folder under its hash, and history tells of it."""
    proposal = session.get_one(Proposal, proposal_id)
    held = _named(proposal, record)
    rest = [one for one in proposal.attachments if one is not held]
    if proposal.stage is not Stage.DRAFT and not rest and not (proposal.situation or proposal.analysis or proposal.suggestion):
        raise RuleError(f"{held.name} 是 {proposal.name} 唯一的原文，不能移除；先加入正确的文件，或录入正文。", "record")
    name = held.name
    session.delete(held)
    session.flush()
    session.expire(proposal, ["attachments"])
    return Change(f"移除附件 {proposal.name} {name}"[:100], proposal.id, reason=reason)


def _named(proposal: Proposal, record: str | None) -> Attachment:
    found = [one for one in proposal.attachments if record in (None, f"#{one.id}", one.name)]
    if len(found) == 1:
        return found[0]
    offered = "、".join(f"{one.name}（#{one.id}）" for one in proposal.attachments) or "无"
    raise RuleError(f"{proposal.name} 的附件有：{offered}；写明移除哪一个。", "record")


def _content_of(source: Path) -> bytes:
    if not source.is_file():
        raise RuleError(f"没有 {source} 这个文件；核对文件名和所在文件夹。", "file")
    size = source.stat().st_size
    if size == 0 or size > LARGEST:
        what = "是空的" if size == 0 else f"有 {size / 1024 / 1024:.0f} MB，超过 200 MB"
        raise RuleError(f"{source.name} {what}，没有加入。", "file")
    return source.read_bytes()


def files_folder(session: Session, consequence: str) -> Path:
    """Where files are kept beside the register; ``RuleError`` with what does not happen where there is no such folder."""
    folder = session.info.get("files")
    if not isinstance(folder, Path):
        raise RuleError(f"这里没有存放附件的文件夹，{consequence}。", "file")
    return folder


def keep_file(folder: Path, digest: str, content: bytes) -> None:
    """Keep a file under its hash; on the disk and compared before this returns."""
    target = folder / digest
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)

    def write(path: Path) -> None:
        path.write_bytes(content)

    def proof(path: Path) -> None:
        if path.read_bytes() != content:
            raise RuleError("文件写到磁盘后与原件不符，没有存下；检查磁盘。", "file")

    write_safely(target, write, proof)
