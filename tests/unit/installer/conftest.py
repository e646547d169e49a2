"""The installer's own modules, importable as they are when its scripts run."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

INSTALLER = Path(__file__).resolve().parents[3] / "installer"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Return a function that imports ``run``, ``test`` or a step of the installer, forgotten again after the test."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(INSTALLER))
    monkeypatch.delitem(sys.modules, "test", raising=False)

    def by_name(name: str) -> ModuleType:
        return importlib.import_module(name)

    yield by_name
    for name in set(sys.modules) - before:
        if name in {"run", "test", "pin"} or name.split(".")[0] == "steps":
            del sys.modules[name]
