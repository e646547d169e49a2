"""Write `constraints.txt` anew from pyproject.toml, every package at one version with the hashes of all its files.

Needs the program `uv` on the path. `python3 installer/pin.py --upgrade` takes the newest versions that pyproject.toml allows;
without it the versions already pinned are kept where they still fit.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELD = ("pyside6-essentials==6.8.3", "shiboken6==6.8.3")
"""Held back on purpose: the last Qt that runs on the office desktops still in use."""


def main() -> int:
    """Resolve for every platform and for Python 3.11 and later; return uv's exit code."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    also = "\n".join((*HELD, *project["build-system"]["requires"]))
    command = ["uv", "pip", "compile", "pyproject.toml", "-", "--universal", "--python-version", "3.11", "--all-extras"]
    command += ["--generate-hashes", "--quiet", "--no-header", "--no-annotate", "--no-emit-index-url", *sys.argv[1:]]
    command += ["--output-file", "installer/constraints.txt"]
    return subprocess.run(command, input=also, text=True, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
