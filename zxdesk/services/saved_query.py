"""Keeping, renaming, moving and deleting the queries that clerks put together."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.saved_query import SavedQuery
from zxdesk.queries.builder.spec import read_spec
from zxdesk.services.change import Change

LONGEST = 24
"""Characters of a name; a list of queries has no room for more."""
GONE = "这个查询已经删除。"


def save_query(session: Session, *, name: str, content: Mapping[str, object]) -> Change:
    """Keep a query under a name, in place of the one that had it.

    Raises ``RuleError`` for an empty or too long name, and for a query that cannot be read.
    """
    called = _checked(name)
    plain = read_spec(content).plain()
    query = _called(session, called)
    if query is None:
        last = session.scalar(select(func.max(SavedQuery.position))) or 0
        query = SavedQuery(name=called, position=last + 1)
        session.add(query)
    query.content = plain
    return Change(f"保存查询“{called}”")


def rename_query(session: Session, query_id: int, *, name: str) -> Change:
    """Give a query another name. Raises ``RuleError`` when another query has it."""
    called = _checked(name)
    query, other = _query(session, query_id), _called(session, called)
    if other is not None and other is not query:
        raise RuleError(f"已有查询“{called}”。换一个名称。", "name")
    query.name = called
    return Change(f"查询改名为“{called}”")


def delete_query(session: Session, query_id: int) -> Change:
    """Throw a query away; the proposals stay as they are."""
    query = _query(session, query_id)
    session.delete(query)
    return Change(f"删除查询“{query.name}”")


def move_query(session: Session, query_id: int, *, by: int) -> Change:
    """Move a query up (negative) or down among the saved ones; at the edge it stays."""
    moved = _query(session, query_id)
    queries = list(session.scalars(select(SavedQuery).order_by(SavedQuery.position, SavedQuery.id)))
    at = queries.index(moved)
    queries.insert(max(0, min(at + by, len(queries) - 1)), queries.pop(at))
    for position, one in enumerate(queries, 1):
        one.position = position
    return Change(f"移动查询“{moved.name}”")


def _query(session: Session, query_id: int) -> SavedQuery:
    query = session.get(SavedQuery, query_id)
    if query is None:
        raise RuleError(GONE)
    return query


def _called(session: Session, name: str) -> SavedQuery | None:
    return session.scalars(select(SavedQuery).where(SavedQuery.name == name)).first()


def _checked(name: str) -> str:
    called = " ".join(name.split())
    if not called:
        raise RuleError("查询的名称没有填。填写后再保存。", "name")
    if len(called) > LONGEST:
        raise RuleError(f"查询的名称有 {len(called)} 个字，最多 {LONGEST} 个。", "name")
    return called
