"""A register on a real disk, and one with proposals and history in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.storage.clerk import add_unit, record
from zxdesk.storage.database import Register, create


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register in a folder whose name has Chinese, a space and a percent sign, as offices have them."""
    made = create(tmp_path / "提案委 办公室 100%" / "zxdesk.db")
    yield made
    made.close()


@pytest.fixture
def filled(register: Register) -> Register:
    """Forty units with forty entries of history."""
    with register.writing() as session:
        for number in range(40):
            add_unit(session, f"U{number:03}")
            record(session, f"登记单位 U{number:03}")
    return register
