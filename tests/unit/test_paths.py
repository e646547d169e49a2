"""The program finds its resources and keeps the office's files in one folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zxdesk import paths


def test_resources_stand_beside_the_package() -> None:
    assert (paths.resources() / "rules" / "national.toml").is_file()


def test_another_resource_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZXDESK_RESOURCES", str(tmp_path))

    assert paths.resources() == tmp_path


def test_a_frozen_program_uses_the_resources_it_carries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources() == tmp_path / "resources"


def test_everything_of_an_office_lies_in_its_data_folder(tmp_path: Path) -> None:
    places = [paths.register_path(tmp_path), paths.backups_dir(tmp_path), paths.logs_dir(tmp_path), paths.files_dir(tmp_path)]

    assert len(set(places)) == 4
    assert all(place.parent == tmp_path for place in places)
    assert not list(tmp_path.iterdir())


def test_the_default_data_folder_is_the_platforms_and_bears_the_programs_name() -> None:
    assert paths.default_data_dir().name == "zxdesk"
