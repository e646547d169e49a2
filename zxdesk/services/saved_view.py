"""Keeping, renaming, moving and deleting the views of the list of proposals."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.saved_view import SavedView
from zxdesk.services.change import Change

LONGEST = 12
"""Characters of a name; a tab has no room for more."""


def save_view(session: Session, *, name: str, content: Mapping[str, object], taken: tuple[str, ...] = ()) -> Change:
    """Keep a view under a name, in place of the one that had it; ``taken`` are the names of the program's own views.

    Raises ``RuleError`` for an empty, too long or taken name.
    """
    called = _checked(name, taken)
    view = session.scalars(select(SavedView).where(SavedView.name == called)).first()
    if view is None:
        last = session.scalar(select(func.max(SavedView.position))) or 0
        view = SavedView(name=called, position=last + 1)
        session.add(view)
    view.content = dict(content)
    return Change(f"存为视图“{called}”")


def rename_view(session: Session, view_id: int, *, name: str, taken: tuple[str, ...] = ()) -> Change:
    """Give a view another name. Raises ``RuleError`` when another view has it."""
    called = _checked(name, taken)
    view = _view(session, view_id)
    if session.scalars(select(SavedView).where(SavedView.name == called, SavedView.id != view_id)).first() is not None:
        raise RuleError(f"已有视图“{called}”。换一个名称。", "name")
    view.name = called
    return Change(f"视图改名为“{called}”")


def delete_view(session: Session, view_id: int) -> Change:
    """Throw a view away; the proposals stay as they are."""
    view = _view(session, view_id)
    session.delete(view)
    return Change(f"删除视图“{view.name}”")


def move_view(session: Session, view_id: int, *, by: int) -> Change:
    """Move a view to the left (negative) or right among the saved ones; at the edge it stays."""
    views = list(session.scalars(select(SavedView).order_by(SavedView.position, SavedView.id)))
    view = next((view for view in views if view.id == view_id), None)
    if view is None:
        raise RuleError(GONE)
    at = views.index(view)
    views.insert(max(0, min(at + by, len(views) - 1)), views.pop(at))
    for position, one in enumerate(views, 1):
        one.position = position
    return Change(f"移动视图“{view.name}”")


GONE = "这个视图已经删除。"


def _view(session: Session, view_id: int) -> SavedView:
    view = session.get(SavedView, view_id)
    if view is None:
        raise RuleError(GONE)
    return view


def _checked(name: str, taken: tuple[str, ...]) -> str:
    called = " ".join(name.split())
    if not called:
        raise RuleError("视图的名称没有填。填写后再保存。", "name")
    if len(called) > LONGEST:
        raise RuleError(f"视图的名称有 {len(called)} 个字，最多 {LONGEST} 个。", "name")
    if called in taken:
        raise RuleError(f"“{called}”是程序自带的视图。换一个名称。", "name")
    return called
