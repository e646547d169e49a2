"""Tests of what `run.py` starts and of how `test.py` reports its checks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Load = Callable[[str], ModuleType]


@pytest.fixture
def run(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``run.py`` on a machine that is set up, without a display."""
    module = load("run")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(module.environment, "ROOT", tmp_path)
    monkeypatch.setattr(module.environment, "provide", lambda: Path(sys.executable))
    monkeypatch.setattr(module.system, "provide", lambda: None)
    monkeypatch.setattr(module.system, "has_display", lambda *_: False)
    return module


@pytest.fixture
def started(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments with which the program would have been started; a demonstration makes its folder."""
    calls: list[list[str]] = []

    def note(python: Path, arguments: list[str]) -> int:
        calls.append(list(arguments))
        if arguments[:1] == ["demo"]:
            Path(arguments[1]).mkdir()
        return 0

    monkeypatch.setattr(run, "_zxdesk", note)
    return calls


def test_without_a_display_the_demonstration_office_is_built_with_its_pictures(
    run: ModuleType, started: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main([]) == 0
    assert started == [["demo", str(tmp_path / "demo-office"), "--pictures"]]
    assert capsys.readouterr().out.count("\n") == 1


def test_the_demonstration_office_is_not_built_twice(run: ModuleType, started: list[list[str]]) -> None:
    run.main([])
    assert run.main([]) == 0
    assert len(started) == 1


def test_a_demonstration_office_that_was_left_half_built_is_built_again(
    run: ModuleType, started: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run._zxdesk

    def break_off(python: Path, arguments: list[str]) -> int:
        whole(python, arguments)
        return 130

    monkeypatch.setattr(run, "_zxdesk", break_off)
    assert run.main([]) == 130
    monkeypatch.setattr(run, "_zxdesk", whole)
    assert run.main([]) == 0
    assert len(started) == 2


def test_with_a_display_the_desktop_opens(run: ModuleType, started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.system, "has_display", lambda *_: True)
    assert run.main([]) == 0
    assert started == [[]]


def test_arguments_go_to_the_program_as_they_are(run: ModuleType, started: list[list[str]]) -> None:
    run.main(["stats", "--json"])
    assert started == [["stats", "--json"]]


def test_set_up_that_cannot_go_on_says_one_sentence_and_fails(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop() -> None:
        raise run.SetupError("缺少系统软件包。")

    monkeypatch.setattr(run.system, "provide", stop)
    assert run.main([]) == 1
    assert capsys.readouterr().err == "缺少系统软件包。\n"


@pytest.fixture
def check(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``test.py`` on a machine that is set up."""
    module = load("test")
    monkeypatch.setattr(module.environment, "ROOT", tmp_path)
    monkeypatch.setattr(module.environment, "provide", lambda: Path(sys.executable))
    monkeypatch.setattr(module.system, "provide", lambda **_: None)
    return module


def _checks(**scripts: str) -> Callable[[Path, list[str]], list[list[tuple[str, list[str]]]]]:
    return lambda python, arguments: [[(name, [sys.executable, "-c", script])] for name, script in scripts.items()]


def test_all_checks_run_and_one_failure_fails_the_whole(
    check: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "checks", _checks(ruff="raise SystemExit(1)", pytest="print('=== 3 passed in 0.1s ===')"))
    assert check.main([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "ruff：未通过（退出码 1），0 秒" in lines
    assert lines[-1] == "3 passed in 0.1s"


def test_the_last_lines_of_what_failed_stand_again_at_the_end(
    check: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = "print('begun'); print('broke here'); print('\\n' * 70); raise SystemExit(1)"
    monkeypatch.setattr(check, "checks", _checks(界面=failing, 测量="print('measured'); print('1 passed')"))
    assert check.main([]) == 1
    said = capsys.readouterr().out
    assert said.count("broke here") == 2
    assert said.count("measured") == 1
    assert said.index("measured") < said.rindex("broke here") < said.index("界面：未通过")


def test_checks_that_all_pass_pass(check: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "checks", _checks(ruff="print('fine')", pytest="print('1 passed')"))
    assert check.main([]) == 0


def test_ruff_mypy_the_contract_and_pytest_are_run_in_this_order_and_pytest_gets_the_arguments(check: ModuleType) -> None:
    listed = check.checks(Path("python"), ["-k", "reply"])
    assert [[name for name, _ in together] for together in listed] == [["ruff"], ["mypy --strict"], ["分层约定"], ["pytest"]]
    assert listed[-1][0][1] == ["python", "-m", "pytest", "-k", "reply"]


def test_without_arguments_the_tests_run_beside_each_other_and_what_is_measured_alone(check: ModuleType) -> None:
    listed = check.checks(Path("python"), [])
    names = [[name for name, _ in together] for together in listed]
    assert names == [["ruff"], ["分层约定"], ["pytest 界面和全程", "pytest 其余", "mypy --strict"], ["pytest 测量"]]
    of_the_rest = listed[2][1][1]
    assert {"--ignore=tests/ui", "--ignore=tests/end2end", "--ignore=tests/benchmarks"} <= set(of_the_rest)  # a new folder of tests is among the rest


def test_checks_at_the_same_time_are_all_reported_and_their_tests_added_up(
    check: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = "import time; time.sleep(0.5); print('of the window'); print('=== 3 passed, 1 skipped in 0.5s ===')"
    two = "print('of the rest'); print('=== 1 failed, 4 passed in 0.1s ==='); raise SystemExit(1)"
    together = [("pytest 界面", [sys.executable, "-c", one]), ("pytest 其余", [sys.executable, "-c", two])]
    monkeypatch.setattr(check, "checks", lambda python, arguments: [together])
    assert check.main([]) == 1
    said = capsys.readouterr().out
    assert said.index("of the window") < said.index("of the rest")
    assert "pytest 界面：通过" in said
    assert "pytest 其余：未通过（退出码 1）" in said
    assert said.splitlines()[-1].startswith("7 passed, 1 skipped, 1 failed in ")


def test_without_a_display_the_checks_draw_off_screen(check: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check.system, "has_display", lambda *_: False)
    assert check.surroundings({})["QT_QPA_PLATFORM"] == "offscreen"
    assert check.surroundings({"QT_QPA_PLATFORM": "minimal"})["QT_QPA_PLATFORM"] == "minimal"
