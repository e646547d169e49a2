"""A clerk who saves: run as a program it saves until it is stopped, and prints each save that was acknowledged."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.event import GENESIS
from zxdesk.domain.records import Event
from zxdesk.domain.unit import HandlingUnit
from zxdesk.storage.database import open_register


def add_unit(session: Session, code: str) -> HandlingUnit:
    """Enter a unit."""
    unit = HandlingUnit(code=code, name=f"青禾县第{code}单位")
    session.add(unit)
    session.flush()
    return unit


def record(session: Session, label: str, op_id: str = "") -> Event:
    """Add the next entry to the history, chained to the last."""
    last = session.scalar(select(Event).order_by(Event.seq.desc()).limit(1))
    entry = Event(
        seq=last.seq + 1 if last else 1, op_id=op_id or label, at=datetime.now(UTC), offset_minutes=480, actor="何春棠",
        host="PC-01", program="0.1.0", action="test", label=label, proposal_id=None, changes=[], reason="",
        prev_hash=last.hash if last else GENESIS,
    )  # fmt: skip
    entry.hash = entry.chained()
    session.add(entry)
    session.flush()
    return entry


def main() -> None:
    """Save units with their history until killed; a line on standard output is an acknowledgement."""
    register = open_register(Path(sys.argv[1]))
    with register.reading() as session:
        number = session.scalar(select(func.count()).select_from(HandlingUnit)) or 0
    while True:
        number += 1
        code = f"K{number:06}"
        with register.writing() as session:
            add_unit(session, code)
            record(session, code)
        print(code, flush=True)


if __name__ == "__main__":
    main()
