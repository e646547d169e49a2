"""Drafts: what a clerk has typed and not yet saved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from zxdesk.domain.base import Base, UtcDateTime


class Draft(Base):
    """The fields of one unfinished form. Source: reliability §3.16.

    Working state, no record: it has no uid, version or digest, stands outside the history and its chain, and is deleted when its form
    was saved. ``op_id`` is the act that saving will be, so that a draft whose act is in history is known to be done.
    """

    __tablename__ = "draft"

    clerk: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    op_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    title: Mapped[str] = mapped_column(String(160))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    values: Mapped[Any] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime())
    host: Mapped[str] = mapped_column(String(60))
