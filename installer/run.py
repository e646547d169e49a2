"""Set the project up if needed, then start zxdesk: `python3 installer/run.py [arguments of zxdesk]`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from steps import environment, system
from steps.console import SetupError, complain, say, speak_utf8

DEMO = "demo-office"


def main(arguments: Sequence[str]) -> int:
    """Set up, start, and return the program's exit code; 1 with a sentence where set-up cannot be finished."""
    speak_utf8()
    try:
        system.provide()
        python = environment.provide()
    except SetupError as stopped:
        complain(str(stopped))
        return 1
    if arguments or system.has_display():
        return _zxdesk(python, arguments)
    return _show_without_display(python, environment.ROOT)


def _show_without_display(python: Path, root: Path) -> int:
    """Build the demonstration office in place of the desktop, once; a build that broke off is made again."""
    office, unfinished = root / DEMO, root / ".venv" / "zxdesk-demo-unfinished"
    if unfinished.exists():
        shutil.rmtree(office, ignore_errors=True)
    if office.exists():
        say(f"没有图形显示，打不开桌面；示范机关上次已建在 {DEMO}/，文书、报表、图片都在其中，删去该文件夹后运行则重建。")
        return 0
    say(f"没有图形显示，打不开桌面，改为在 {DEMO}/ 建一个示范机关，并留下文书、报表和主要界面的图片。")
    unfinished.touch()
    code = _zxdesk(python, ["demo", str(office), "--pictures"])
    if code == 0:
        unfinished.unlink()
    return code


def _zxdesk(python: Path, arguments: Sequence[str]) -> int:
    surroundings = dict(os.environ)
    if not system.has_display(surroundings):
        surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        return subprocess.run([str(python), "-m", "zxdesk", *arguments], env=surroundings, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
