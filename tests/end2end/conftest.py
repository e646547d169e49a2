"""The command line as a script uses it: words in, an exit code, text or JSON out, a real register in a folder."""

from __future__ import annotations

import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from zxdesk.cli import main

TODAY = "2026-06-01"

ANSWERED_TITLE = "关于修复县志馆的提案"


@dataclass(frozen=True)
class Answer:
    """How a verb ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document it printed."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A data folder and the program, run in this process on a day that stands still."""

    folder: Path
    today: str = TODAY

    @property
    def register(self) -> Path:
        """The register's file."""
        return self.folder / "zxdesk.db"

    def on(self, today: str) -> Desk:
        """The same folder on another day."""
        return replace(self, today=today)

    def run(self, *words: str) -> Answer:
        """Run the program with these words and the data folder."""
        return self.said([*words, "--data-dir", str(self.folder)])

    def said(self, words: list[str]) -> Answer:
        """Run the program with exactly these words."""
        out, err = StringIO(), StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setenv("ZXDESK_TODAY", self.today)
            patch.setenv("ZXDESK_CLERK", "何春棠")
            code = main(words)
        return Answer(code, out.getvalue(), err.getvalue())

    def done(self, *words: str) -> Answer:
        """Run a verb that must be done, with nothing on the error stream."""
        answer = self.run(*words)
        assert (answer.code, answer.err) == (0, ""), f"{words}: {answer.err}"
        return answer

    def json(self, *words: str) -> Any:
        """Run a verb that must be done and read its document."""
        return self.done(*words, "--json").document

    def step(self, verb: str, number: str = "-", /, **values: str) -> Any:
        """Do one step and read what it says."""
        return self.json("step", verb, number, *_settings(values))

    def refused(self, *words: str) -> str:
        """The one sentence of a refusal, after making sure that the register's file was left as it was."""
        before = self.content()
        answer = self.run(*words)
        assert answer.code == 1, f"{words}: {answer.code} {answer.out} {answer.err}"
        assert answer.out == ""
        assert self.content() == before, "a refused verb wrote something"
        sentence = answer.err.strip()
        assert "\n" not in sentence
        assert "Traceback" not in sentence
        assert sentence.endswith("。")
        return sentence

    def refused_step(self, verb: str, number: str = "-", /, **values: str) -> str:
        """The sentence of a refused step."""
        return self.refused("step", verb, number, *_settings(values))

    def content(self) -> bytes:
        """The register's file, byte by byte."""
        return self.register.read_bytes() if self.register.exists() else b""

    def found(self) -> None:
        """Found 云溪县政协提案委 with the plenary 十届二次."""
        self.done(
            "init", "--name", "云溪县政协提案委", "--rules", "shaanxi-county", "--term", "10", "--number", "2",
            "--opens-on", "2026-02-25", "--closes-on", "2026-02-28", "--cutoff-on", "2026-02-27",
        )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder that is still empty."""
    return Desk(tmp_path / "数据")


@pytest.fixture
def office(desk: Desk, furnished: Path) -> Desk:
    """The invented office: six members of whom one has left, two organisations, eight units of which one was merged."""
    desk.folder.mkdir()
    shutil.copyfile(furnished, desk.register)
    return desk


def _settings(values: dict[str, str]) -> list[str]:
    return [word for name, value in values.items() for word in ("--set", f"{name}={value}")]


@pytest.fixture
def answered(office: Desk) -> Desk:
    """The office with one joint proposal, answered and its proposers asked."""
    office.step("register", title=ANSWERED_TITLE, proposers="周砚秋、许静安", submitted_on="2026-02-26", is_open="是", suggestion="修复。")
    office.step("first-review", "收0001", reviewer="何春棠", reviewed_on="2026-03-01", category="文化旅游与体育")
    office.step("second-review", "收0001", reviewer="联合审查组", reviewed_on="2026-03-02")
    office.step("file", "收0001", meeting="提案委全体会议", decided_on="2026-03-03")
    office.step("assign", "0001", lead="县教育局", co="县财政局", assigned_on="2026-03-20", batch="第一批")
    office.step("contact", "0001", unit="县教育局", contacted_on="2026-04-01", way="走访", participants="周砚秋")
    office.step("reply", "0001", unit="县教育局", number="云教函〔2026〕7号", replied_on="2026-05-08", reply_class="A", body="已修复馆舍。")
    office.step("send-forms", "0001", sent_on="2026-05-09")
    return office
