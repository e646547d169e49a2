"""What every verb works in: the data folder, the plenary, the clock, the clerk, and an open register."""

from __future__ import annotations

import getpass
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from zxdesk import paths
from zxdesk.domain.errors import RuleError
from zxdesk.services.change import Actor, Change
from zxdesk.services.door import Door
from zxdesk.services.frame import plenary_of
from zxdesk.storage.database import Register, create, open_register
from zxdesk.storage.failure import classify


@dataclass(frozen=True)
class Frame:
    """The options that hold for every verb."""

    data_dir: Path
    plenary: str | None = None
    as_json: bool = False
    clerk: str | None = None

    @property
    def actor(self) -> Actor:
        """Who acts: --clerk, ZXDESK_CLERK, or the name of the login."""
        return Actor(self.clerk or os.environ.get("ZXDESK_CLERK") or getpass.getuser(), platform.node())

    @property
    def today(self) -> date:
        """The office's date."""
        return now().date()

    @contextmanager
    def office(self, *, to_write: bool = False) -> Iterator[Office]:
        """The open register; ``RuleError`` when there is none yet. Reading goes on beside an open window."""
        path = paths.register_path(self.data_dir)
        if not path.exists():
            raise RuleError(f"{self.data_dir} 里还没有登记簿；先用 zxdesk init 新建机关，或用 --data-dir 指明数据文件夹。")
        register = open_register(path, lock=to_write)
        try:
            yield Office(self, register, self.door(register))
        finally:
            register.close()

    @contextmanager
    def new_register(self) -> Iterator[Office]:
        """A register just made; an empty one that a refusal left behind is used again."""
        path = paths.register_path(self.data_dir)
        register = open_register(path) if path.exists() else create(path)
        try:
            yield Office(self, register, self.door(register))
        finally:
            register.close()

    def door(self, register: Register) -> Door:
        """The door of a register."""
        return Door(register.reading, register.writing, self.actor, now, classify, paths.files_dir(self.data_dir))


@dataclass(frozen=True)
class Office:
    """An open register with its door."""

    frame: Frame
    register: Register
    door: Door

    def plenary_id(self) -> int:
        """The plenary of --plenary, or the current one."""
        with self.door.reading() as session:
            return plenary_of(session, self.frame.plenary).id


def now() -> datetime:
    """The moment in the office's zone; ``ZXDESK_TODAY=2026-06-10`` fixes the date for scripts and trials."""
    moment = datetime.now().astimezone()
    fixed = os.environ.get("ZXDESK_TODAY")
    if not fixed:
        return moment
    try:
        return datetime.combine(date.fromisoformat(fixed), moment.timetz())
    except ValueError:
        raise RuleError(f"环境变量 ZXDESK_TODAY 的“{fixed}”不是日期，写成 2026-06-10 这样。") from None


def as_json(change: Change) -> dict[str, object]:
    """What a command answers in JSON."""
    return {"done": change.label, "id": change.subject, "warnings": list(change.warnings), "op_id": change.op_id}
