"""The project's own Python environment, `.venv`, with every dependency at its pinned version."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from steps.console import SetupError, say

ROOT = Path(__file__).resolve().parent.parent.parent
OLDEST, FIRST_TOO_NEW = (3, 11), (3, 14)
"""The Python versions for which the pinned Qt is published."""


def provide(root: Path = ROOT) -> Path:
    """Make ``.venv`` in ``root`` unless it stands already, and return its Python.

    Nothing is asked of the network when neither the dependencies nor Python have changed since the last time.
    Raises ``SetupError`` with a sentence.
    """
    check_version(sys.version_info[:2])
    python = python_of(root)
    note, wanted = root / ".venv" / "zxdesk-set-up", fingerprint(root)
    if note.is_file() and note.read_text(encoding="utf-8") == wanted and answers(python):
        return python
    note.unlink(missing_ok=True)
    if not answers(python):
        say("正在建立项目的 Python 环境 .venv")
        _run([sys.executable, "-m", "venv", "--clear", str(root / ".venv")], "环境 .venv 没有建成", root)
    say("正在安装依赖（第一次约一两分钟）")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    lock = root / "installer" / "constraints.txt"
    _run([*pip, "--require-hashes", "--requirement", str(lock)], "依赖没有装全", root)
    _run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(root)], "zxdesk 没有装上", root)
    note.write_text(wanted, encoding="utf-8")
    return python


def check_version(version: tuple[int, ...]) -> None:
    """Raise ``SetupError`` for a Python that Qt's pinned version does not know."""
    if not OLDEST <= version < FIRST_TOO_NEW:
        found = ".".join(map(str, version))
        raise SetupError(f"运行需要 Python 3.11 至 3.13，当前是 {found}；安装其中一个版本后用它重新运行。")


def python_of(root: Path) -> Path:
    """Return where the environment's Python lies on this system."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(root: Path) -> str:
    """Return a digest of all that decides what ``.venv`` holds: the pins, the project's own entry, Python, the place."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    declared = json.dumps([project["build-system"], project["project"]], sort_keys=True, ensure_ascii=False)
    lock = (root / "installer" / "constraints.txt").read_text(encoding="utf-8")
    return hashlib.sha256("\0".join([declared, lock, sys.version, str(root)]).encode()).hexdigest()


def answers(python: Path) -> bool:
    """Return whether ``python`` starts, carries pip, and is of the version that is running now."""
    question = "import sys, pip; print(sys.version)"
    try:
        answer = subprocess.run([str(python), "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version


def _run(command: Sequence[str], failure: str, root: Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode == 0:
        return
    output = done.stdout + done.stderr
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["没有说明原因"]
    reason = next((line for line in lines if line.lower().startswith("error")), lines[-1])
    log = root / ".venv" / "set-up.log"
    log.parent.mkdir(exist_ok=True)
    log.write_text(output, encoding="utf-8")
    raise SetupError(f"{failure}：{reason}；检查网络、磁盘和 pip 的镜像设置后重新运行，经过见 .venv/{log.name}。")
