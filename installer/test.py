"""Set the project up if needed, then check all of it: `python3 installer/test.py [arguments of pytest]`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from steps import environment, system
from steps.console import SetupError, complain, say, speak_utf8


def main(arguments: Sequence[str]) -> int:
    """Run every check, print one line a check and pytest's summary last; return 0 only if all of them passed."""
    speak_utf8()
    try:
        system.provide(papers=True)
        python = environment.provide()
    except SetupError as stopped:
        complain(str(stopped))
        return 1
    verdicts, last_line = [], ""
    for name, command in checks(python, arguments):
        say(f"—— {name}")
        begun = time.monotonic()
        code, last_line = run(command, surroundings(os.environ))
        verdicts.append((name, code, time.monotonic() - begun))
    say("")
    for name, code, seconds in verdicts:
        say(f"{name}：{'通过' if code == 0 else f'未通过（退出码 {code}）'}，{seconds:.0f} 秒")
    say(last_line.strip("= "))
    return 1 if any(code for _, code, _ in verdicts) else 0


def checks(python: Path, arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return each check's name and command, pytest last; ``arguments`` go to pytest."""
    contract = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"
    return [
        ("ruff", [str(python), "-m", "ruff", "check", "."]),
        ("mypy --strict", [str(python), "-m", "mypy"]),
        ("分层约定", [str(python), "-c", contract]),
        ("pytest", [str(python), "-m", "pytest", *arguments]),
    ]


def surroundings(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the checks: unbuffered, and drawing off screen where there is no display."""
    chosen = {**environ, "PYTHONUNBUFFERED": "1"}
    if not system.has_display(environ):
        chosen.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.name == "nt":
        chosen["PYTHONIOENCODING"] = "utf-8"
    return chosen


def run(command: Sequence[str], environ: Mapping[str, str]) -> tuple[int, str]:
    """Run a check from the project's root, passing its output on; return its exit code and its last line."""
    last_line = ""
    with subprocess.Popen(
        command,
        cwd=environment.ROOT,
        env=dict(environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last_line = line.strip() or last_line
    return process.returncode, last_line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
