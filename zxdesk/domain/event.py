"""History: what was done, by whom, from what to what, chained by hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Integer, String
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from zxdesk.domain.base import Base, UtcDateTime, plain, sha256
from zxdesk.domain.proposal import Proposal

GENESIS = "sha256:" + "0" * 64


def chained(values: Mapping[str, Any]) -> str:
    """The hash of an entry's values over the hash of the entry before."""
    return sha256({key: plain(value) for key, value in values.items() if key != "hash"})


class Event(Base):
    """One act on one proposal (or on the office): rows are only ever added. Source: reliability §3.7."""

    __tablename__ = "event"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    op_id: Mapped[str] = mapped_column(String(36), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime())
    offset_minutes: Mapped[int] = mapped_column(Integer)
    actor: Mapped[str] = mapped_column(String(40))
    host: Mapped[str] = mapped_column(String(60))
    program: Mapped[str] = mapped_column(String(20))
    action: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(120))
    proposal_id: Mapped[int | None] = mapped_column(Integer, index=True)  # no foreign key: history outlives a registration taken back
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(400))
    undoes: Mapped[str | None] = mapped_column(String(36), index=True)  # op_id of the act this one takes back
    prev_hash: Mapped[str] = mapped_column(String(80))
    hash: Mapped[str] = mapped_column(String(80))

    proposal: Mapped[Proposal | None] = relationship(primaryjoin=lambda: foreign(Event.proposal_id) == Proposal.id, viewonly=True)

    def chained(self) -> str:
        """The hash of this row over the hash of the row before."""
        return chained({c.key: getattr(self, c.key) for c in self.__mapper__.column_attrs})
