"""Kills saving and upgrading processes at many moments and tells, as JSON, what is in the file afterwards.

``python -m tests.unit.storage.crash saving REGISTER KILLS SEED`` or ``… upgrading REGISTER KILLS FOLDER_WITH_0002``.
The children are forked, so that a kill costs milliseconds and not a program's start.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NoReturn

from sqlalchemy import select

from tests.unit.storage.clerk import add_unit, record
from zxdesk.domain.records import Event
from zxdesk.domain.unit import HandlingUnit
from zxdesk.storage import schema
from zxdesk.storage.database import open_register
from zxdesk.storage.engine import plain_connection
from zxdesk.storage.migrate import VERSIONS, migrate


def kill_while_saving(path: Path, kills: int, seed: int) -> dict[str, object]:
    """Kill a saving child ``kills`` times, and look each time for what it had been told was saved."""
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    result: dict[str, object] = {"lost": [], "torn": [], "faults": [], "hot": 0}
    for kill in range(kills):
        told, tell = os.pipe()
        child = fork(lambda kill=kill, tell=tell: save(path, f"K{kill}", tell))  # type: ignore[misc]
        os.close(tell)
        with open(told, "rb") as pipe:
            first = pipe.readline()
            time.sleep(chance.random() * 0.04)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            acknowledged.update(line.decode().strip() for line in (first + pipe.read()).splitlines(keepends=True) if line[-1:] == b"\n")
        journal = path.with_name(path.name + "-journal")
        result["hot"] = int(str(result["hot"])) + (journal.exists() and journal.stat().st_size > 0)
        look(path, acknowledged, result)
    return result | {"acknowledged": len(acknowledged)}


def save(path: Path, name: str, tell: int) -> NoReturn:
    """Save units with their history and tell each after its commit."""
    register = open_register(path)
    number = 0
    while True:
        number += 1
        with register.writing() as session:
            add_unit(session, f"{name}-{number}")
            record(session, f"{name}-{number}")
        os.write(tell, f"{name}-{number}\n".encode())


def look(path: Path, acknowledged: set[str], result: dict[str, object]) -> None:
    """Open the register as after a crash and add to ``result`` what is missing, half or broken."""
    register = open_register(path)
    with register.reading() as session:
        units, entries = set(session.scalars(select(HandlingUnit.code))), set(session.scalars(select(Event.label)))
    register.close()
    with closing(plain_connection(path)) as connection:
        found = {"lost": sorted(acknowledged - units), "torn": sorted(units ^ entries), "faults": schema.faults(connection)}
    for name, values in found.items():
        so_far = result[name]
        assert isinstance(so_far, list)
        so_far += values


def kill_while_upgrading(path: Path, kills: int, folder: Path) -> list[dict[str, object]]:
    """Upgrade copies of ``path`` to 0002, killed at evenly spread moments; the last one is left in peace."""
    work = path.with_name("work")
    started = time.monotonic()
    upgrade(fresh_copy(path, work), folder)
    whole = time.monotonic() - started
    results = []
    for kill in range(kills + 1):
        target = fresh_copy(path, work)
        child = fork(lambda target=target: upgrade(target, folder))  # type: ignore[misc]
        if kill < kills:
            time.sleep(whole * 1.2 * kill / kills)
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        results.append(state(target) | {"kept": sorted(p.name for p in work.iterdir() if "升级前" in p.name and ".part" not in p.name)})
        if results[-1]["version"] == "0001":
            upgrade(target, folder)
            results[-1]["afterwards"] = state(target)["version"]
    return results


def upgrade(path: Path, folder: Path) -> None:
    """Bring ``path`` to 0002."""
    migrate(path, head="0002", folders=(VERSIONS, folder))


def state(path: Path) -> dict[str, object]:
    """Return version, soundness and number of rows."""
    with closing(plain_connection(path)) as connection:
        counts = schema.row_counts(connection)
        columns = {str(row[1]) for row in connection.execute("PRAGMA table_info(handling_unit)")}
        return {
            "version": schema.stored_version(connection), "faults": schema.faults(connection), "is_widened": "seal" in columns,
            "rows": counts["handling_unit"] + counts["event"],
        }  # fmt: skip


def fresh_copy(path: Path, work: Path) -> Path:
    """Return a new copy of ``path`` alone in ``work``."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    return Path(shutil.copyfile(path, work / path.name))


def fork(run: Callable[[], object]) -> int:
    """Run ``run`` in a child and return its number."""
    if child := os.fork():
        return child
    try:
        run()
        os._exit(0)
    finally:
        os._exit(1)


if __name__ == "__main__":
    what, register_, kills_, last = sys.argv[1:]
    outcome = (
        kill_while_saving(Path(register_), int(kills_), int(last))
        if what == "saving"
        else kill_while_upgrading(Path(register_), int(kills_), Path(last))
    )
    print(json.dumps(outcome))
