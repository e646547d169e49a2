"""A small invented office with proposals at every stage of a year, made by the office's own steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from zxdesk.services.change import Actor, Change
from zxdesk.services.door import Door
from zxdesk.services.founding import found
from zxdesk.services.steps import step_named
from zxdesk.storage.database import Register, create, open_register

NOW = datetime(2026, 6, 10, 9, 30).astimezone()
MEMBERS = (("周砚秋", "经济界"), ("许静安", "教育界"), ("沈竹青", "农业界"), ("贺兰芝", "医药卫生界"), ("梁思齐", "工会"))
UNITS = ("县住建局", "县财政局", "县民政局", "县交通局")
CATEGORY = "城乡建设与管理"


def door_of(register: Register) -> Door:
    """The door of a register, at half past nine of 10 June 2026."""
    return Door(register.reading, register.writing, Actor("何春棠", "窗口一"), lambda: NOW)


def make_office(path: Path) -> Register:
    """云溪县 with ten proposals: 收件, 初审, 复审, 立案, 办理中 (late), 已答复, 征询中, 办结 …; its file is built once and copied."""
    path.write_bytes(_file())
    return open_register(path)


@cache
def _file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "zxdesk.db"
        _build(path)
        return path.read_bytes()


def _build(path: Path) -> None:
    register = create(path)
    door = door_of(register)
    door.run(
        found, name="云溪县政协提案委", committee="政协云溪县委员会", rules="shaanxi-county", term=10, number=2,
        opens_on=date(2026, 2, 25), closes_on=date(2026, 2, 28), cutoff_on=date(2026, 2, 27),
    )  # fmt: skip
    for at, (name, sector) in enumerate(MEMBERS, 1):
        do(door, "add-member", name=name, member_number=f"{at:03d}", sector=sector, phone=f"139 0000 41{at:02d}")
    do(door, "add-organisation", kind="党派", name="民盟云溪县委会", short_name="县民盟")
    for name in UNITS:
        do(door, "add-unit-record", name=f"云溪{name}", short_name=name)
    for stage in range(10):
        _carry(door, stage)
    register.close()


def do(door: Door, verb: str, target: int | None = None, **values: object) -> Change:
    """Run a step by its verb."""
    return door.step(step_named(verb), target, values)


def _carry(door: Door, upto: int) -> None:
    proposal = register_one(door, f"关于完善老旧小区加装电梯补助办法的提案之{upto + 1}")
    steps: tuple[Callable[[], Change], ...] = (
        lambda: do(
            door, "first-review", proposal, reviewer="何春棠", reviewed_on="2026-03-01", category=CATEGORY, outcome="立案", lead_units="县住建局"
        ),
        lambda: do(door, "second-review", proposal, reviewer="联合审查组", reviewed_on="2026-03-02"),
        lambda: do(door, "file", proposal, meeting="提案委全体会议", decided_on="2026-03-03"),
        lambda: do(door, "assign", proposal, lead="县住建局", co="县财政局", assigned_on="2026-03-09", batch="第一批"),
        lambda: do(door, "sign", proposal, unit="县住建局", signed_on="2026-03-12", handler="石云舟"),
        lambda: do(door, "contact", proposal, unit="县住建局", contacted_on="2026-04-01", way="走访"),
        lambda: do(
            door, "reply", proposal, unit="县住建局", number=f"云住建函〔2026〕{upto}号", replied_on="2026-05-21", reply_class="B",
            promised_on="2026-12-01", body="周砚秋委员：提案收悉，现答复如下。",
        ),
        lambda: do(door, "send-forms", proposal, sent_on="2026-05-22"),
        lambda: do(door, "feedback", proposal, proposer="周砚秋", attitude="满意", result="满意", returned_on="2026-06-01"),
    )  # fmt: skip
    for step in steps[:upto]:
        step()


def register_one(door: Door, title: str) -> int:
    """A proposal just received; its id."""
    change = do(
        door, "register", title=title, proposers="周砚秋、许静安", proposer_kind="联名", submitted_on="2026-02-26", is_open="是",
        situation="全县老旧小区多数没有电梯。", analysis="补助标准偏低。", suggestion="一、提高补助。二、简化手续。",
    )  # fmt: skip
    assert change.subject is not None
    return change.subject


__all__ = ["do", "door_of", "make_office", "register_one"]
