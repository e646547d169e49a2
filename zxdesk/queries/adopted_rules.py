"""Settings that figures are counted by, changed since a year was adopted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.conventions import COUNTED
from zxdesk.domain.event import Event
from zxdesk.domain.office import RulePackage
from zxdesk.domain.rules import Entry, entries
from zxdesk.queries.adopted_year import RULES, Adopted, Correction
from zxdesk.queries.history import local_moment

_PACKAGE = RulePackage.__tablename__
_Told = tuple[Event, Mapping[str, Any]]


def rule_corrections(session: Session, adopted: Adopted, events: Iterable[Event], standing: set[str]) -> Iterator[Correction]:
    """Each setting of the plenary's rules that was changed, as it was and as it is, without what was taken back.

    Once the plenary has rules of its own, those of the office reach it no more.
    """
    told = [(event, change) for event in events for change in event.changes if change["record"] == _PACKAGE]
    if not told:
        return
    now = {row.id: row.plenary_id for row in session.execute(select(RulePackage.id, RulePackage.plenary_id))}
    owners = {change["id"]: _side(change, "plenary_id") for _event, change in told if change["act"] != "change"} | now
    own = next((key for key, owner in now.items() if owner == adopted.plenary_id), None)
    own_at = float("inf") if own is None else max((event.seq for event, change in told if change["id"] == own and change["act"] == "new"), default=0)
    for event, change in told:
        owner = owners.get(change["id"])
        is_in_force = owner == adopted.plenary_id or (owner is None and event.seq < own_at)
        if event.op_id not in standing or not is_in_force or "content" not in change["fields"]:
            continue
        old, new = change["fields"]["content"]
        before = old if old is not None else _office_content(session, told, owners, event.seq)
        for path, label, was, is_now in changed_settings(before, new):
            day = local_moment(event.at, event.offset_minutes).date()
            yield Correction(event.seq, day, event.actor, event.label, 0, "", RULES, label, was, is_now, event.reason, RULES, path)


def changed_settings(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Iterator[tuple[str, str, str, str]]:
    """Path, label, former and new value of each counted setting that differs; of lists only the lines that do."""
    if not old or not new:
        return
    before = {entry.path: entry for entry in entries(old)}
    for entry in entries(new):
        former = before.get(entry.path)
        if entry.path in COUNTED and former is not None and former.value != entry.value:
            yield entry.path, entry.label, _said(former, entry), _said(entry, former)


def _said(entry: Entry, other: Entry) -> str:
    if not isinstance(entry.value, tuple):
        return dict(entry.options).get(str(entry.value), str(entry.value))
    rest = set(other.value) if isinstance(other.value, tuple) else set()
    is_other_order = set(entry.value) == rest
    return "、".join(str(line) for line in entry.value if is_other_order or line not in rest)


def _office_content(session: Session, told: Iterable[_Told], owners: Mapping[int, int | None], seq: int) -> Any:
    """The office's rules at that row of history: what the change after it found, or as they are."""
    later = (change for event, change in told if event.seq > seq and owners.get(change["id"]) is None and "content" in change["fields"])
    change = next(later, None)
    return change["fields"]["content"][0] if change else session.scalar(select(RulePackage.content).where(RulePackage.plenary_id.is_(None)))


def _side(change: Mapping[str, Any], name: str) -> Any:
    """A value of a record that was made or is gone."""
    return change["fields"].get(name, (None, None))[0 if change["act"] == "gone" else 1]
