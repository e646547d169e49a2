"""History is whole, and every record is as history left it. Source: reliability §3.3, §3.7."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.base import Record, digest_of
from zxdesk.domain.event import GENESIS, Event
from zxdesk.domain.records import RECORDS
from zxdesk.queries.checks.finding import Finding

Last = dict[tuple[str, int], tuple[int, str, int] | None]
"""By table and id: the version and digest history saw last, and the number of that event; None for what an undo or a change of
proposers took out."""

PAGE = 1000


def chain_findings(session: Session, last: Last) -> Iterator[Finding]:
    """Breaks of the chain of events; fills ``last`` on the way, so that one pass serves both checks."""
    return _chain(session, last)


def digest_findings(session: Session, last: Last) -> Iterator[Finding]:
    """Records that are not as their digest, or as the last event about them, says; ``last`` comes from ``chain_findings``."""
    for record_type in RECORDS:
        yield from _digests(session, record_type, last)


def _chain(session: Session, last: Last) -> Iterator[Finding]:
    expected, head = 1, GENESIS
    for event in session.scalars(select(Event).order_by(Event.seq).execution_options(yield_per=PAGE)):
        where = f"历史 {event.seq}"
        if event.seq != expected:
            yield Finding("event-gap", "error", where, f"历史第 {expected} 至 {event.seq - 1} 条缺失，用备份核对。")
        elif event.prev_hash != head:
            yield Finding("event-chain", "error", where, f"历史第 {event.seq} 条与前一条接不上，前一条被改动或替换，用备份核对。")
        if event.chained() != event.hash:
            yield Finding("event-hash", "error", where, f"历史第 {event.seq} 条（{event.label}）的内容被改动过，用备份核对。")
        for change in event.changes:
            seen = None if change.get("act") == "gone" else (change["version"], change["digest"], event.seq)
            last[change["record"], change["id"]] = seen
        expected, head = event.seq + 1, event.hash


def _digests(session: Session, record_type: type[Record], last: Last) -> Iterator[Finding]:
    table, label = record_type.__tablename__, record_type.record_label
    seen: set[int] = set()
    unsealed = 0
    for record in session.scalars(select(record_type).execution_options(yield_per=PAGE)):
        seen.add(record.id)
        if record.digest is None:
            unsealed += 1
        else:
            yield from _compared(record, last.get((table, record.id)))
    if unsealed:
        yield Finding("digest-missing", "warning", label, f"有 {unsealed} 条{label}没有校验值，不是由本程序登记的，逐条核对。")
    for key in sorted(key for (name, key), known in last.items() if name == table and known is not None and key not in seen):
        sentence = f"{label} #{key} 在历史里有、在登记簿里没有，被删除了，用备份核对。"
        yield Finding("record-missing", "error", f"{label} #{key}", sentence)


def _compared(record: Record, known: tuple[int, str, int] | None) -> Iterator[Finding]:
    label, where = record.record_label, _called(record)
    if digest_of(record) != record.digest:
        yield Finding("digest", "error", where, f"{where} 的内容与校验值不符，被绕过程序改动过，用备份核对。")
    elif known is None:
        yield Finding("history-missing", "warning", where, f"{where} 没有历史记录，不知道是谁登记的。")
    elif known[1] != record.digest:
        what = "旧于" if record.version < known[0] else "不同于"
        yield Finding("history", "error", where, f"{where} 的{label}内容{what}历史第 {known[2]} 条所记，用备份核对。")


def _called(record: Any) -> str:
    name = next((str(value) for value in (getattr(record, key, None) for key in ("number", "name", "title")) if value), "")
    return f"{record.record_label} {name or '#' + str(record.id)}"
