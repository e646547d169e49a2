"""The first start: an empty register asks for its office."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.small_office import door_of
from zxdesk.queries.office import office_head, plenary_rows
from zxdesk.storage.database import create
from zxdesk.ui.new_office import found_office, office_dialog

VALUES = {"name": "云溪县政协提案委", "committee": "政协云溪县委员会", "rules": "shaanxi-county", "term": 10, "number": 2}


def test_an_office_is_made_with_its_rules_and_first_plenary(qtbot: QtBot, looked: QApplication, tmp_path: Path) -> None:
    register = create(tmp_path / "zxdesk.db")
    door = door_of(register)
    dialog = office_dialog(door)
    qtbot.addWidget(dialog)
    dialog.form.fill(VALUES)
    dialog.submit()
    head = door.read(office_head)
    assert head is not None
    assert (head.name, head.rules_title) == ("云溪县政协提案委", "陕西省县级政协规则")
    assert [row["name"] for row in door.read(plenary_rows)] == ["十届二次"]
    assert found_office(door)
    register.close()


def test_a_term_that_cannot_be_is_said_at_its_field_and_nothing_is_made(qtbot: QtBot, looked: QApplication, tmp_path: Path) -> None:
    register = create(tmp_path / "zxdesk.db")
    door = door_of(register)
    dialog = office_dialog(door)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.fill({**VALUES, "term": 0})
    dialog.submit()
    assert dialog.isVisible()
    assert "1 到 99" in dialog.form._errors["term"].text()
    assert door.read(office_head) is None
    register.close()
