"""Set the project up if needed, then check all of it: `python3 installer/test.py [arguments of pytest]`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from steps import environment, system
from steps.console import SetupError, complain, say, speak_utf8

Check = tuple[str, list[str]]
OF_THE_WHOLE, MEASURED = ("tests/ui", "tests/end2end"), "tests/benchmarks"
"""Folders of tests: those that go through the whole program take about as long as all the others together."""
TOLD_AGAIN = 80
"""Lines of a failed check that stand once more at the end, where they are looked for."""


class Ended(NamedTuple):
    """How a check ended: its exit code, how long it took, the last line it said, and all of them."""

    name: str
    code: int
    seconds: float
    last_line: str
    output: str


def main(arguments: Sequence[str]) -> int:
    """Run every check, print one line a check and the tests' total last; return 0 only if all of them passed."""
    speak_utf8()
    try:
        system.provide(papers=True)
        python = environment.provide()
    except SetupError as stopped:
        complain(str(stopped))
        return 1
    verdicts, summaries, seconds = [], [], 0.0
    for together in checks(python, arguments):
        begun = time.monotonic()
        for ended in run_together(together, surroundings(os.environ)):
            verdicts.append(ended)
            if ended.name.startswith("pytest"):
                summaries.append(ended.last_line)
        if together[0][0].startswith("pytest"):
            seconds += time.monotonic() - begun
    for ended in verdicts:
        if ended.code:
            say(f"—— {ended.name}：最后 {TOLD_AGAIN} 行")
            print("\n".join(ended.output.splitlines()[-TOLD_AGAIN:]), flush=True)
    say("")
    for ended in verdicts:
        say(f"{ended.name}：{'通过' if ended.code == 0 else f'未通过（退出码 {ended.code}）'}，{ended.seconds:.0f} 秒")
    say(total(summaries, seconds))
    return 1 if any(ended.code for ended in verdicts) else 0


def checks(python: Path, arguments: Sequence[str]) -> list[list[Check]]:
    """Return the checks in rounds, those of a round to be run at the same time; ``arguments`` make one pytest of it that gets them.

    What is measured runs by itself.
    """
    contract = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"
    pytest = [str(python), "-m", "pytest"]
    ruff: Check = ("ruff", [str(python), "-m", "ruff", "check", "."])
    mypy: Check = ("mypy --strict", [str(python), "-m", "mypy"])
    layers: Check = ("分层约定", [str(python), "-c", contract])
    if arguments:
        return [[ruff], [mypy], [layers], [("pytest", [*pytest, *arguments])]]
    pytest += ["--durations=15"]
    whole: Check = ("pytest 界面和全程", [*pytest, *OF_THE_WHOLE])
    rest: Check = ("pytest 其余", [*pytest, *(f"--ignore={name}" for name in (*OF_THE_WHOLE, MEASURED))])
    return [[ruff], [layers], [whole, rest, mypy], [("pytest 测量", [*pytest, MEASURED])]]


def total(summaries: Sequence[str], seconds: float) -> str:
    """Return the summaries of several pytests as one, as pytest writes it."""
    if len(summaries) == 1:
        return summaries[0].strip("= ")
    counts: dict[str, int] = {}
    for summary in summaries:
        for count, what in re.findall(r"(\d+) (passed|failed|errors?|skipped|xfailed|deselected)", summary):
            counts[what] = counts.get(what, 0) + int(count)
    return f"{', '.join(f'{count} {what}' for what, count in counts.items())} in {seconds:.0f}s"


def surroundings(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the checks: unbuffered, and drawing off screen where there is no display."""
    chosen = {**environ, "PYTHONUNBUFFERED": "1"}
    if not system.has_display(environ):
        chosen.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.name == "nt":
        chosen["PYTHONIOENCODING"] = "utf-8"
    return chosen


def run_together(together: Sequence[Check], environ: Mapping[str, str]) -> list[Ended]:
    """Run checks at the same time; what the first says is passed on at once, what the others say after it."""
    with ThreadPoolExecutor(len(together)) as pool:
        waiting = [pool.submit(run, name, command, environ, is_quiet=at > 0) for at, (name, command) in enumerate(together)]
        ended = [future.result() for future in waiting]
    for one in ended[1:]:
        say(f"—— {one.name}")
        print(one.output, end="", flush=True)
    return ended


def run(name: str, command: Sequence[str], environ: Mapping[str, str], *, is_quiet: bool = False) -> Ended:
    """Run a check from the project's root, passing its output on or keeping it."""
    begun, lines = time.monotonic(), []
    if not is_quiet:
        say(f"—— {name}")
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
            lines.append(line)
            if not is_quiet:
                print(line, end="", flush=True)
    last_line = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return Ended(name, process.returncode, time.monotonic() - begun, last_line, "".join(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
