"""The README's script, run as it stands: one proposal from receipt to archive with every side path."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
WAY = (
    "收件 收0001", "初审 收0001", "复审 收0001", "立案 0001", "交办 0001", "申请退办", "改派", "签收", "登记沟通", "会办意见", "申请延期", "同意延期",
    "登记答复", "发出征询意见表", "登记征询意见", "重新办理", "办结 0001", "转入跟踪 0001", "跟踪落实 0001", "归档 0001",
)  # fmt: skip


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What the script printed, and the folder of its register."""
    folder = tmp_path_factory.mktemp("readme")
    script = next(block for block in re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S) if "zx init" in block)
    script = script.replace(".venv/bin/zxdesk", f'"{sys.executable}" -m zxdesk')
    done = subprocess.run(["bash", "-euc", script], cwd=folder, env=_environment(), capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stderr
    return done.stdout, folder / "试用"


def test_every_step_of_the_story_is_done_in_its_order(story: tuple[str, Path]) -> None:
    printed, _folder = story
    places = [printed.find(f"已{words}") for words in WAY]
    assert all(place >= 0 for place in places), [words for words, place in zip(WAY, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_the_check_up_at_its_end_finds_nothing(story: tuple[str, Path]) -> None:
    printed, _folder = story
    assert printed.rstrip().endswith("没有发现问题。")


def test_nothing_of_the_way_is_overwritten(story: tuple[str, Path]) -> None:
    _printed, folder = story
    file = _json("--data-dir", str(folder), "show", "0001")
    assert file["stage"] == "archived"
    first, second = (a for a in file["assignments"] if a["role"] == "lead")
    assert (first["unit"], first["state"]) == ("云溪县民政局", "ended")
    assert second["original_due_on"] is not None
    assert [reply["number"] for reply in second["replies"]] == ["云住建函〔2026〕12号", "云住建函〔2026〕20号"]
    assert second["extensions"][0]["old_due_on"] == "2026-06-25"
    assert (file["reply_class"], file["follow_class"]) == ("B", "A")
    assert sorted(form["result"] for form in file["feedbacks"]) == ["不满意", "基本满意", "满意", "满意"]
    assert len(file["proposers"]) == 2


def test_every_act_of_the_story_is_in_its_history(story: tuple[str, Path]) -> None:
    _printed, folder = story
    labels = [entry["label"] for entry in _json("--data-dir", str(folder), "show", "0001")["history"]]
    assert len(labels) == 27
    assert labels[0].startswith("归档")
    assert labels[-1].startswith("收件")


def _json(*arguments: str) -> Any:
    done = subprocess.run([sys.executable, "-m", "zxdesk", *arguments, "--json"], env=_environment(), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "ZXDESK_TODAY": "2026-11-10"}
