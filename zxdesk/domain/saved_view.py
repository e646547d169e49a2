"""Saved views: searches, filters, columns and sort of the list of proposals that a clerk keeps under a name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from zxdesk.domain.base import Base


class SavedView(Base):
    """One view, kept in the register so that it is in every backup.

    A way of looking, no record: it has no uid, version or digest, stands outside the history and may be deleted.
    """

    __tablename__ = "saved_view"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)
    position: Mapped[int] = mapped_column(Integer)
    content: Mapped[Any] = mapped_column(JSON)
