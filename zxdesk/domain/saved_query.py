"""Saved queries: conditions, columns, grouping and pivot that a clerk keeps under a name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from zxdesk.domain.base import Base


class SavedQuery(Base):
    """One query, kept in the register so that it is in every backup.

    A way of asking, no record: it has no uid, version or digest, stands outside the history and may be deleted.
    """

    __tablename__ = "saved_query"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int] = mapped_column(Integer)
    content: Mapped[Any] = mapped_column(JSON)
