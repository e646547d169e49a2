"""Days and clock times are read the way people type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.domain.errors import RuleError
from zxdesk.ui.date_edit import DateField, Days, TimeField
from zxdesk.ui.widgets.calendar_popup import CalendarPopup, month_after

TODAY = date(2026, 5, 13)


@pytest.fixture
def field(looked: QApplication, qtbot: QtBot) -> DateField:
    made = DateField(today=lambda: TODAY)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3.5", date(2026, 3, 5)),
        ("0305", date(2026, 3, 5)),
        ("2025年11月8日", date(2025, 11, 8)),
        ("今天", TODAY),
        ("２０２６-３-２", date(2026, 3, 2)),
    ],
)
def test_usual_ways_to_write_a_day_are_read(
    field: DateField, type_chinese: Callable[[QWidget, str], None], typed: str, day: date
) -> None:
    type_chinese(field.line, typed)
    assert field.value() == day


def test_an_empty_field_is_no_day(field: DateField) -> None:
    assert field.value() is None


def test_leaving_the_field_writes_the_day_out_with_its_weekday(field: DateField, type_chinese: Callable[[QWidget, str], None]) -> None:
    type_chinese(field.line, "5.13")
    field.line.editingFinished.emit()
    assert field.line.text() == "2026-05-13"
    assert "周三" in [label.text() for label in field.findChildren(QLabel)]


def test_what_is_no_day_is_refused_with_a_sentence(field: DateField, type_chinese: Callable[[QWidget, str], None]) -> None:
    type_chinese(field.line, "2月30日")
    with pytest.raises(RuleError) as refusal:
        field.value()
    assert "2月30日" in refusal.value.message


def test_the_month_opens_on_the_day_and_arrows_and_enter_choose(field: DateField, qtbot: QtBot) -> None:
    field.set_value(date(2026, 3, 31))
    field.show()
    field.open_month()
    popup = field.findChild(CalendarPopup)
    assert popup is not None
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(popup.days, key)
    assert field.value() == date(2026, 3, 1)


def test_the_month_names_days_off_and_t_goes_to_today(looked: QApplication, qtbot: QtBot) -> None:
    field = DateField(days=Days(lambda: TODAY, None, lambda day: "劳动节" if day == date(2026, 5, 1) else ""))
    qtbot.addWidget(field)
    field.set_value(date(2026, 5, 1))
    field.show()
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.findChild(CalendarPopup)
    assert popup is not None
    assert "周五 劳动节" in [label.text() for label in popup.findChildren(QLabel)]
    for key in (Qt.Key.Key_T, Qt.Key.Key_Return):
        qtbot.keyClick(popup.days, key)
    assert field.value() == TODAY


def test_a_month_later_ends_with_the_month() -> None:
    assert month_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert month_after(date(2026, 1, 31), -2) == date(2025, 11, 30)


@pytest.mark.parametrize(
    ("typed", "read"), [("9:05", "09:05"), ("９：０５", "09:05"), ("1020", "10:20"), ("10点", "10:00"), ("3.2 10:20", "2026-03-02 10:20"), ("", None)]
)
def test_clock_times_are_read_as_typed(
    looked: QApplication, qtbot: QtBot, type_chinese: Callable[[QWidget, str], None], typed: str, read: str | None
) -> None:
    field = TimeField(today=lambda: TODAY)
    qtbot.addWidget(field)
    type_chinese(field.line, typed)
    assert field.value() == read


@pytest.mark.parametrize("typed", ["25:00", "上午", "2月30日 10:20"])
def test_what_is_no_clock_time_is_refused(
    looked: QApplication, qtbot: QtBot, type_chinese: Callable[[QWidget, str], None], typed: str
) -> None:
    field = TimeField(today=lambda: TODAY)
    qtbot.addWidget(field)
    type_chinese(field.line, typed)
    with pytest.raises(RuleError):
        field.value()
