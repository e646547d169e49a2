"""Tests of the house itself: who may know whom, how long a module may be, what start-up may load, what a file may name."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "zxdesk"
MODULES = sorted(path for path in PROGRAM.rglob("*.py") if PROGRAM / "ui" / "forms" not in path.parents)
PARTS = ("domain", "layout", "storage", "queries", "services", "text", "intake", "documents", "reports", "sample", "ui", "cli")
ROOTS = ("app.py", "paths.py", "logs.py", "__main__.py")
LONGEST_MODULE, LONGEST_FUNCTION = 300, 50
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "handler", "data", "info", "misc"}
HEAVY = ("docx", "lxml", "segno", "openpyxl", "python_calamine", "pypinyin", "alembic", "chinese_calendar")
"""Libraries that a window or a verb loads when it needs them, never at start-up."""

NOT_OURS = {".git", ".venv", "demo-office", "test-artefacts", "build", "dist", "__pycache__"}
TEXT_FILES = {".py", ".md", ".toml", ".txt", ".csv", ".svg", ".ui", ".qss", ".json", ".mako", ".ini", ".cfg", ""}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_layers_point_down_and_neighbours_do_not_meet() -> None:
    check = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True, no_logo=True))"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_plan_is_there_with_something_in_it(part: str) -> None:
    assert (PROGRAM / part / "__init__.py").is_file()
    assert [path for path in (PROGRAM / part).glob("*.py") if path.name != "__init__.py"]


def test_nothing_lies_in_the_program_that_the_plan_does_not_name() -> None:
    folders = {path.parent.name for path in PROGRAM.glob("*/__init__.py")}
    assert folders <= {*PARTS, "exchange"}
    assert set(ROOTS) <= {path.name for path in PROGRAM.glob("*.py")}


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    assert not {_name(path): said for path in MODULES if (said := _docstring(path)) is not None and not _is_one_sentence(said)}


@pytest.mark.parametrize("said", ["", "no full stop", "One thing. Another thing.", "Reads a sheet.\nWrites it back."])
def test_anything_but_one_sentence_is_found_out(said: str) -> None:
    assert not _is_one_sentence(said)


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {name: length for name, length in lengths.items() if length > LONGEST_MODULE}


def test_no_function_is_longer_than_fifty_lines() -> None:
    assert not {f"{_name(path)}:{name}": length for path in MODULES for name, length in _functions(path) if length > LONGEST_FUNCTION}


def test_every_module_is_named_after_what_it_is() -> None:
    assert not [_name(path) for path in MODULES if {path.stem, path.parent.name} & FORBIDDEN_NAMES]


@pytest.mark.parametrize(
    ("start", "absent"),
    [("zxdesk.cli", (*HEAVY, "PySide6")), ("zxdesk.__main__, zxdesk.app, zxdesk.ui.main_window, zxdesk.ui.pages.today", (*HEAVY, "typer"))],
)
def test_start_up_loads_no_library_that_it_does_not_need_yet(start: str, absent: tuple[str, ...]) -> None:
    program = f"import sys, {start}; print(*(name for name in {absent!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_no_file_names_a_place_of_one_machine_or_a_package_source() -> None:
    places = ["/" + "work/", "/" + "root/", "/" + "opt/pypi", "C:" + r"\\Users\\"]
    sources = ["pypi" + r"\.org", "python" + "hosted", "mirrors" + r"\.", "deb" + r"\.debian\.org", "/" + "simple/"]
    pattern = re.compile("|".join(places + sources))
    found = [f"{_name(path)}: {hit.group()}" for path in _text_files() for hit in pattern.finditer(path.read_text(encoding="utf-8"))]
    assert not found


def _docstring(path: Path) -> str | None:
    """Return the first paragraph of a module's docstring, or None for a package's empty file."""
    source = path.read_text(encoding="utf-8")
    if path.name == "__init__.py" and not source.strip():
        return None
    return (ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0]


def _is_one_sentence(said: str) -> bool:
    """Return whether ``said``, leaving out the source it cites, ends with a full stop that is its only one before a capital."""
    alone = re.sub(r"\s+Source: [^\n]*$", "", said)
    return alone.endswith((".", "。")) and not re.search(r"[.。?!]\s+[A-Z]", alone)


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def _text_files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if NOT_OURS & set(parts) or any(part.startswith(".") and part.endswith(("_cache", ".hypothesis", ".benchmarks")) for part in parts):
            continue
        if path.is_file() and path.suffix in TEXT_FILES and not any(part.endswith(".egg-info") for part in parts):
            yield path
