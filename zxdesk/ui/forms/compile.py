"""Compiles the Designer sources in forms/ into this package: python -m zxdesk.ui.forms.compile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[2] / "forms"


def compiled(source: Path) -> str:
    """The Python text of one Designer source."""
    uic = Path(sys.executable).parent / "pyside6-uic"
    made = subprocess.run([str(uic), str(source)], capture_output=True, check=True, encoding="utf-8").stdout
    return "# mypy: ignore-errors\n" + made


def target_of(source: Path) -> Path:
    """The module a source is compiled into."""
    return HERE / f"ui_{source.stem}.py"


def main() -> None:
    """Compile every source."""
    for source in sorted(SOURCES.glob("*.ui")):
        target_of(source).write_text(compiled(source), encoding="utf-8")


if __name__ == "__main__":
    main()
