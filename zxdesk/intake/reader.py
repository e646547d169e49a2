"""The parent's side of reading a foreign file: it starts the child, waits for it and judges its answer."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TypedDict, cast

import zxdesk
from zxdesk.domain.errors import RuleError
from zxdesk.intake.guard import BROKEN, TOO_BIG

TIMEOUT = 60
KILLED = (-9, -24)
"""By the system when memory or processor time has run out."""
log = logging.getLogger(__name__)


class RawSheet(TypedDict):
    """One sheet as the child hands it over; places count from 0."""

    name: str
    hidden: bool
    rows: list[list[object]]
    merged: list[tuple[int, int, int, int]]
    formulas: list[tuple[int, int]]
    faults: list[tuple[int, int, str]]


def raw_sheets(path: Path) -> list[RawSheet]:
    """Every sheet of the file; RuleError, one sentence that names the file, when it cannot be read."""
    try:
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise RuleError(f"找不到文件“{path.name}”。看一看是否改了名称或移到了别处。") from error
    except IsADirectoryError as error:
        raise RuleError(f"“{path.name}”是文件夹，不是文件。选里面的一个表格文件。") from error
    except OSError as error:
        raise RuleError(f"“{path.name}”打不开，可能正被别的程序占用或没有读取权限。关闭后重试。") from error
    answer = _ask(path)
    if "refused" in answer:
        raise RuleError(f"“{path.name}”：{answer['refused']}")
    return cast(list[RawSheet], answer["sheets"])


def _ask(path: Path) -> dict[str, object]:
    try:
        done = subprocess.run(_command(path), capture_output=True, timeout=TIMEOUT, check=False, env=_environment(),
                              stdin=subprocess.DEVNULL, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))
    except subprocess.TimeoutExpired as error:
        raise RuleError(f"“{path.name}”读了 {TIMEOUT} 秒还没有读完，已停下。分成几个文件再导入。") from error
    if done.returncode != 0 or not done.stdout:
        log.warning("the reading process ended with %s: %s", done.returncode, done.stderr[:200].decode(errors="replace"))
        is_memory = b"memory" in done.stderr or done.returncode in KILLED
        raise RuleError(f"“{path.name}”：{TOO_BIG if is_memory else BROKEN}")
    return cast(dict[str, object], json.loads(done.stdout))


def _command(path: Path) -> list[str]:
    return [sys.executable, "-P", "-X", "utf8", "-m", "zxdesk.intake.child", str(path.resolve())]


def _environment() -> dict[str, str]:
    """The caller's environment, so arranged that the child imports this very copy of the program."""
    environment = dict(os.environ)
    own = str(Path(zxdesk.__file__).resolve().parent.parent)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [own, environment.get("PYTHONPATH", "")]))
    return environment
