"""What tests of every layer start from: an empty register, and the register of an invented office."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Dialect, Engine, create_engine
from sqlalchemy.util import LRUCache

from tests.invented_office import InventedOffice, furnish, move_in
from zxdesk.services.door import Door
from zxdesk.storage import engine as engines
from zxdesk.storage.database import Register, create

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "zxdesk", derandomize=True, database=None, deadline=timedelta(seconds=20), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("zxdesk")


@pytest.fixture(scope="module", autouse=True)
def set_aside() -> Iterator[None]:
    """What a module leaves in memory, the collector does not look through again: thousands of tests took a sixth of their time for that."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def written_once() -> Iterator[None]:
    """SQLAlchemy writes a statement once for all registers of a run, not anew for each: thousands of tests took a fifth of their time for that."""
    written: LRUCache[Any, Any] = LRUCache(5_000)
    dialects: list[Dialect] = []

    def alike(*given: Any, **options: Any) -> Engine:
        engine = create_engine(*given, execution_options={"compiled_cache": written}, **options)
        dialects.append(engine.dialect)
        engine.dialect = dialects[0]  # statements are kept by the dialect they were written in
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "create_engine", alike)
        yield


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register in a real file."""
    made = create(tmp_path / "zxdesk.db")
    yield made
    made.close()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the invented office, made once; copy it, do not open it."""
    path = tmp_path_factory.mktemp("furnished") / "zxdesk.db"
    furnish(path)
    return path


@pytest.fixture
def office(furnished: Path, tmp_path: Path) -> Iterator[InventedOffice]:
    """The invented office in a file of its own."""
    path = tmp_path / "office" / "zxdesk.db"
    path.parent.mkdir()
    shutil.copyfile(furnished, path)
    opened = move_in(path)
    yield opened
    opened.register.close()


@pytest.fixture
def door(office: InventedOffice) -> Door:
    """The door to the invented office's register."""
    return office.door
