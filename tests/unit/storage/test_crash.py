"""Killed at any moment, the register keeps what was acknowledged and nothing half."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from zxdesk.storage.database import Register


def crash(*arguments: object) -> Any:
    """Run the killing program and return its findings."""
    command = [sys.executable, "-m", "tests.unit.storage.crash", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_fifty_kills_lose_no_acknowledged_save(register: Register) -> None:
    register.close()
    seed = random.randrange(10**6)
    print("seed", seed)
    found = crash("saving", register.path, 50, seed)
    assert (found["lost"], found["torn"], found["faults"]) == ([], [], [])
    assert found["acknowledged"] >= 50
    assert found["hot"] > 0, "no kill met a save half way: the test does not test"
