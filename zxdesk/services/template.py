"""Taking an edited template into use, and giving ours back."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.paper import PaperTemplate
from zxdesk.services.attachment import files_folder, keep_file
from zxdesk.services.change import Change


def take_template(session: Session, *, kind: str, name: str, file_name: str, content: bytes, taken_on: date, note: str = "") -> Change:
    """Use the office's own template from now on; the caller has checked its fields. The one before stays in the register, unused.

    Raises ``RuleError`` when it is the one already in use.
    """
    digest = hashlib.sha256(content).hexdigest()
    used = _used(session, kind)
    if any(one.file_sha256 == digest for one in used):
        raise RuleError(f"{file_name} 就是现在使用的{name}模板，内容相同。", "file")
    keep_file(files_folder(session, "模板没有采用"), digest, content)
    for one in used:
        one.is_used = False
    session.add(PaperTemplate(kind=kind, file_name=file_name[:200], file_sha256=digest, taken_on=taken_on, note=note[:200]))
    return Change(f"采用{name}模板 {file_name}"[:100])


def restore_template(session: Session, *, kind: str, name: str) -> Change:
    """Use the template that comes with the program again. Raises ``RuleError`` when it is in use already."""
    used = _used(session, kind)
    if not used:
        raise RuleError(f"{name}用的就是随程序的模板。", "kind")
    for one in used:
        one.is_used = False
    return Change(f"{name}恢复默认模板")


def _used(session: Session, kind: str) -> list[PaperTemplate]:
    return list(session.scalars(select(PaperTemplate).where(PaperTemplate.kind == kind, PaperTemplate.is_used.is_(True))))
