"""The compiled forms are what the Designer sources say now."""

from __future__ import annotations

from pathlib import Path

import pytest

from zxdesk.ui.forms.compile import HERE, SOURCES, compiled, target_of


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.ui")), ids=lambda path: path.stem)
def test_a_compiled_form_is_fresh(source: Path) -> None:
    assert target_of(source).read_text(encoding="utf-8") == compiled(source)


def test_no_compiled_form_is_left_without_its_source() -> None:
    assert {path.stem for path in HERE.glob("ui_*.py")} == {f"ui_{path.stem}" for path in SOURCES.glob("*.ui")}
