"""The templates that the office made its own."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.paper import PaperTemplate


def own_template(session: Session, kind: str) -> PaperTemplate | None:
    """The office's template of a kind of paper, or None while ours is in use."""
    statement = select(PaperTemplate).where(PaperTemplate.kind == kind, PaperTemplate.is_used.is_(True))
    return session.scalars(statement.order_by(PaperTemplate.id.desc()).limit(1)).first()


def own_templates(session: Session) -> dict[str, PaperTemplate]:
    """The office's templates in use, by kind."""
    rows = session.scalars(select(PaperTemplate).where(PaperTemplate.is_used.is_(True)).order_by(PaperTemplate.id))
    return {row.kind: row for row in rows}
