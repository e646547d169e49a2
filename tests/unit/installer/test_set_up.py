"""Tests of the two commands that set the project up: what they install, when they ask nothing, what they say when stuck."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
Load = Callable[[str], ModuleType]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with the two files that decide what its environment holds."""
    (tmp_path / "installer").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "installer" / "constraints.txt", tmp_path / "installer")
    return tmp_path


@pytest.fixture
def commands(load: Load, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands set-up would run; none of them is."""
    asked: list[list[str]] = []

    def note(command: list[str], failure: str, root: Path) -> None:
        asked.append([str(word) for word in command])
        if "venv" in command:
            (root / ".venv").mkdir(exist_ok=True)

    monkeypatch.setattr(load("steps.environment"), "_run", note)
    return asked


def test_a_first_run_makes_the_environment_and_installs_only_what_is_pinned(
    load: Load, project: Path, commands: list[list[str]]
) -> None:
    load("steps.environment").provide(project)
    made, dependencies, itself = commands
    assert made[:3] == [sys.executable, "-m", "venv"]
    assert "--require-hashes" in dependencies
    assert dependencies[-1] == str(project / "installer" / "constraints.txt")
    assert itself[-2:] == ["--editable", str(project)]
    assert "--no-deps" in itself


def test_a_second_run_asks_nothing(
    load: Load, project: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = load("steps.environment")
    environment.provide(project)
    monkeypatch.setattr(environment, "answers", lambda python: True)
    commands.clear()
    environment.provide(project)
    assert commands == []


def test_other_dependencies_are_installed_without_making_the_environment_anew(
    load: Load, project: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = load("steps.environment")
    environment.provide(project)
    monkeypatch.setattr(environment, "answers", lambda python: True)
    commands.clear()
    with (project / "installer" / "constraints.txt").open("a", encoding="utf-8") as lock:
        lock.write("six==1.17.0\n")
    environment.provide(project)
    assert ["pip" in command for command in commands] == [True, True]


def test_a_change_of_the_linter_s_settings_installs_nothing(load: Load, project: Path) -> None:
    environment = load("steps.environment")
    before = environment.fingerprint(project)
    with (project / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[tool.another]\nstrict = true\n")
    assert environment.fingerprint(project) == before


def test_a_run_that_broke_off_is_taken_up_again(load: Load, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = load("steps.environment")
    tried: list[str] = []

    def fail(command: list[str], failure: str, root: Path) -> None:
        tried.append(failure)
        (root / ".venv").mkdir(exist_ok=True)
        if "--require-hashes" in command:
            raise environment.SetupError(failure)

    monkeypatch.setattr(environment, "_run", fail)
    for _ in range(2):
        with pytest.raises(environment.SetupError, match="依赖没有装全"):
            environment.provide(project)
    assert tried.count("依赖没有装全") == 2


def test_a_failing_command_is_told_in_one_sentence_and_kept_in_a_log(load: Load, project: Path) -> None:
    environment = load("steps.environment")
    script = "print('ERROR: no such package', flush=True); print('more'); raise SystemExit(1)"
    with pytest.raises(environment.SetupError) as stopped:
        environment._run([sys.executable, "-c", script], "依赖没有装全", project)
    assert str(stopped.value).startswith("依赖没有装全：ERROR: no such package；")
    assert "\n" not in str(stopped.value)
    assert "more" in (project / ".venv" / "set-up.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_a_python_the_pinned_qt_does_not_know_is_refused(load: Load, version: tuple[int, int]) -> None:
    environment = load("steps.environment")
    with pytest.raises(environment.SetupError, match=r"Python 3[.]11 至 3[.]13"):
        environment.check_version(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 13)])
def test_the_pythons_the_pinned_qt_knows_are_taken(load: Load, version: tuple[int, int]) -> None:
    load("steps.environment").check_version(version)


def _packages_of_this_machine(system: ModuleType, monkeypatch: pytest.MonkeyPatch, *, root: bool) -> list[list[str]]:
    run: list[list[str]] = []

    def note(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        run.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system, "missing_packages", lambda: ["libegl1"])
    monkeypatch.setattr(system, "has_chinese_font", lambda: False)
    monkeypatch.setattr(system, "missing_programs", lambda: ["poppler-utils"])
    monkeypatch.setattr(system, "administrator", lambda: [] if root else None)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system.subprocess, "run", note)
    return run


def test_root_gets_the_missing_packages_and_the_font_installed(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    system = load("steps.system")
    run = _packages_of_this_machine(system, monkeypatch, root=True)
    system.provide()
    assert run[0][-1] == "update"
    assert run[1][-2:] == ["libegl1", "fonts-wqy-zenhei"]


def test_the_tests_also_get_the_programs_that_show_papers(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    system = load("steps.system")
    run = _packages_of_this_machine(system, monkeypatch, root=True)
    system.provide(papers=True)
    assert run[1][-1] == "poppler-utils"


def test_a_user_without_the_right_gets_the_one_command_to_run(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    system = load("steps.system")
    run = _packages_of_this_machine(system, monkeypatch, root=False)
    with pytest.raises(system.SetupError) as stopped:
        system.provide()
    assert "sudo apt-get install -y --no-install-recommends libegl1 fonts-wqy-zenhei" in str(stopped.value)
    assert run == []


def test_a_missing_font_alone_does_not_keep_the_program_from_starting(
    load: Load, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = load("steps.system")
    _packages_of_this_machine(system, monkeypatch, root=False)
    monkeypatch.setattr(system, "missing_packages", list)
    system.provide()
    assert "fonts-wqy-zenhei" in capsys.readouterr().err


def test_nothing_is_asked_of_a_machine_that_has_everything(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    system = load("steps.system")
    run = _packages_of_this_machine(system, monkeypatch, root=False)
    monkeypatch.setattr(system, "missing_packages", list)
    monkeypatch.setattr(system, "has_chinese_font", lambda: True)
    system.provide()
    assert run == []


def test_the_certificate_pip_is_told_to_trust_survives_the_installation(load: Load, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.crt"
    bundle.write_text("the office's own proxy", encoding="utf-8")
    with load("steps.system").kept_certificates({"PIP_CERT": str(bundle)}):
        bundle.write_text("made anew", encoding="utf-8")
    assert bundle.read_text(encoding="utf-8") == "the office's own proxy"


@pytest.mark.parametrize(("environ", "expected"), [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)])
def test_on_linux_a_display_is_one_of_two_variables(
    load: Load, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], expected: bool
) -> None:
    system = load("steps.system")
    monkeypatch.setattr(system.sys, "platform", "linux")
    assert system.has_display(environ) is expected


def test_windows_always_has_a_display(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    system = load("steps.system")
    monkeypatch.setattr(system.sys, "platform", "win32")
    assert system.has_display({})


def test_every_package_is_pinned_with_hashes_and_no_address_is_named() -> None:
    lock = (ROOT / "installer" / "constraints.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; .+)? \\\n    --hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]
    assert "://" not in lock


def test_every_declared_dependency_is_among_the_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        declared += extra
    lock = (ROOT / "installer" / "constraints.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    names = {re.split(r"[<>=\[; ]", line)[0].lower().replace("_", "-") for line in declared}
    assert names <= pinned


def test_qt_stays_at_the_last_version_the_offices_desktops_run() -> None:
    lock = (ROOT / "installer" / "constraints.txt").read_text(encoding="utf-8")
    assert "pyside6-essentials==6.8.3 " in lock
    assert "shiboken6==6.8.3 " in lock


def test_the_continuous_check_calls_the_test_command_and_nothing_else() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == 'exec python3 installer/test.py "$@"'
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
