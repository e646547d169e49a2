"""Forms read, fill, and lead to what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.ui import metrics, prompts, theme, tokens
from zxdesk.ui.form import Form, Option
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.widgets.choice_field import CheckField, ComboField, SegmentField
from zxdesk.ui.widgets.picker import Picker, matching
from zxdesk.ui.widgets.text_part import TextPart

TODAY = date(2026, 5, 13)
CLASSES = (("A", "A　已经解决或采纳"), ("B", "B　列入计划"), ("C", "C　留作参考"))
FIELDS = (
    Field("number", "文号", required=True),
    Field("replied_on", "答复日期", "date", required=True, default="today"),
    Field("reply_class", "办理类别", "choice", choices=CLASSES),
    Field("adopted", "采纳建议", "integer"),
    Field("is_open", "同意公开", "flag"),
    Field("reasons", "原因", "choices", choices=(("a", "重复"), ("b", "不属职权"))),
    Field("participants", "参加人", "names"),
    Field("submitted_at", "提交时刻", "time"),
    Field("host", "主办单位", "unit"),
    Field("co_units", "会办单位", "units"),
    Field("publicity", "公开属性", "choice", choices_from="publicity"),
    Field("body", "答复正文", "long"),
)
UNITS = [
    Option("#1", "县民政局", ("035", "mzj")),
    Option("#2", "县住建局", ("012", "zjj")),
    Option("#3", "县卫健局", ("041", "wjj")),
]
SOURCES = {
    "unit": lambda: list(UNITS),
    "publicity": lambda: [Option(word, word) for word in ("全文公开", "摘要公开", "依申请公开", "不公开", "待定")],
}


@pytest.fixture
def form(looked: QApplication, qtbot: QtBot) -> Form:
    made = Form(FIELDS, SOURCES, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(720, 600)
    return made


def test_an_empty_form_reads_nothing_but_its_defaults(looked: QApplication, qtbot: QtBot) -> None:
    form = Form(FIELDS[1:], SOURCES, today=lambda: TODAY)
    qtbot.addWidget(form)
    values = form.read()
    assert values.pop("replied_on") == TODAY
    assert values.pop("is_open") is False
    assert set(values.values()) == {None}


def test_what_is_filled_in_is_read_back_in_its_types(form: Form) -> None:
    values: dict[str, object] = {
        "number": "云民函〔2026〕12号",
        "replied_on": date(2026, 5, 8),
        "reply_class": "B",
        "adopted": 3,
        "is_open": True,
        "reasons": ("b",),
        "participants": ("许静安", "周砚秋"),
        "submitted_at": "10:20",
        "host": "#1",
        "co_units": ("#2", "#3"),
        "publicity": "不公开",
        "body": "第一段\n第二段",
    }
    form.fill(values)
    assert form.read() == values
    assert not form.is_dirty


def test_each_kind_of_choice_gets_its_widget(form: Form) -> None:
    assert isinstance(form.editors["reply_class"], SegmentField)
    assert isinstance(form.editors["publicity"], ComboField)
    assert isinstance(form.editors["reasons"], CheckField)


def test_full_width_digits_are_a_number_and_words_are_not(form: Form, type_chinese: Callable[[QWidget, str], None]) -> None:
    form.fill({"number": "1"})
    adopted = form.editors["adopted"].entry()
    type_chinese(adopted, "１２")
    assert form.read()["adopted"] == 12
    type_chinese(adopted, "条")
    with pytest.raises(RuleError) as refusal:
        form.read()
    assert refusal.value.field == "adopted"


def test_a_missing_required_field_is_named(form: Form) -> None:
    with pytest.raises(RuleError, match="文号没有填") as refusal:
        form.read()
    assert refusal.value.field == "number"


def test_an_error_puts_the_cursor_at_the_field_frames_it_and_says_the_sentence(
    form: Form, qtbot: QtBot, colours_of: Callable[[QWidget], set[str]], type_chinese: Callable[[QWidget, str], None]
) -> None:
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    sentence = "答复日期早于交办日期（3月20日）。改为以后的日期。"
    assert form.show_error(RuleError(sentence, "replied_on"))
    line = form.editors["replied_on"].entry()
    assert line.hasFocus()
    assert tokens.LIGHT.red in colours_of(line)
    assert sentence in [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    type_chinese(line, "1")
    assert sentence not in [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert tokens.LIGHT.red not in colours_of(line)


def test_an_error_of_a_field_elsewhere_is_not_swallowed(form: Form) -> None:
    assert not form.show_error(RuleError("届次已锁定。", "plenary"))


def test_changes_make_the_form_dirty_and_undoing_them_clean(form: Form, type_chinese: Callable[[QWidget, str], None]) -> None:
    form.fill({"number": "12"})
    line = form.editors["number"].line  # type: ignore[attr-defined]
    type_chinese(line, "号")
    assert form.is_dirty
    assert line.property("dirty")
    line.setText("12")
    assert not form.is_dirty
    assert not line.property("dirty")


def test_enter_goes_to_the_next_field_and_is_a_line_break_in_long_text(form: Form, qtbot: QtBot) -> None:
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.focus_first()
    qtbot.keyClick(form.editors["number"].entry(), Qt.Key.Key_Return)
    assert form.editors["replied_on"].entry().hasFocus()
    body = form.editors["body"].entry()
    body.setFocus()
    qtbot.keyClick(body, Qt.Key.Key_Return)
    assert form.editors["body"].text() == "\n"


def test_control_enter_submits_from_anywhere(form: Form, qtbot: QtBot) -> None:
    form.show()
    with qtbot.waitSignal(form.submitted, timeout=1000):
        qtbot.keyClick(form.editors["body"].entry(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_every_field_is_named_for_tests_and_for_screen_readers(form: Form) -> None:
    for field in FIELDS:
        assert form.findChild(QWidget, field.name) is form.editors[field.name]
        assert form.editors[field.name].entry().accessibleName().startswith(field.label)


@pytest.mark.parametrize("size", list(metrics.SIZES))
@pytest.mark.parametrize("width", [380, 524, 760])
def test_no_label_is_cut_at_any_size(looked: QApplication, qtbot: QtBot, size: str, width: int) -> None:
    theme.apply(looked, tokens.LIGHT, metrics.SIZES[size])
    form = Form((*FIELDS, Field("long_label", "委员提出不需要走访", required=True)), SOURCES)
    qtbot.addWidget(form)
    form.resize(width, form.sizeHint().height())
    form.show()
    for label in form.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()


def test_reading_shows_plain_text_in_place_of_the_fields(form: Form) -> None:
    form.fill({"number": "云民函〔2026〕12号", "co_units": ("#2", "#3")})
    form.show()
    form.set_reading(True)
    assert not form.editors["number"].isVisible()
    texts = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert "云民函〔2026〕12号" in texts
    assert "县住建局、县卫健局" in texts


@pytest.mark.parametrize(("typed", "found"), [("民政", "县民政局"), ("wjj", "县卫健局"), ("012", "县住建局"), ("ＭＺ", "县民政局")])
def test_records_are_found_by_name_number_or_initials(typed: str, found: str) -> None:
    assert [option.label for option in matching(UNITS, typed)] == [found]


def test_typing_and_enter_choose_one_after_another(
    looked: QApplication, qtbot: QtBot, type_chinese: Callable[[QWidget, str], None]
) -> None:
    picker = Picker(lambda: UNITS, many=True)
    qtbot.addWidget(picker)
    picker.show()
    for typed in ("民政", "卫健"):
        type_chinese(picker.line, typed)
        qtbot.keyClick(picker._completer.popup(), Qt.Key.Key_Return)
    assert picker.value() == ("#1", "#3")
    assert picker.text() == "县民政局、县卫健局"
    qtbot.keyClick(picker.line, Qt.Key.Key_Backspace)
    assert picker.value() == ("#1",)


def test_a_name_typed_whole_is_taken_and_an_unknown_one_refused(
    looked: QApplication, qtbot: QtBot, type_chinese: Callable[[QWidget, str], None]
) -> None:
    picker = Picker(lambda: UNITS)
    qtbot.addWidget(picker)
    type_chinese(picker.line, "县民政局")
    assert picker.value() == "#1"
    picker.line.selectAll()
    type_chinese(picker.line, "县外事局")
    with pytest.raises(RuleError, match="县外事局"):
        picker.value()


def test_pasted_text_loses_its_formats_and_is_counted(looked: QApplication, qtbot: QtBot) -> None:
    part = TextPart()
    qtbot.addWidget(part)
    pasted = QMimeData()
    pasted.setHtml("<b>情况</b>")
    pasted.setText("情\u200b况\u2028：好\r\n二")
    part.edit.insertFromMimeData(pasted)
    assert "\u200b" not in part.text()
    assert "<b>" not in part.text()
    assert part.count.text().endswith("字")
    assert part.count.text() != "0 字"


def test_a_dialog_refused_by_a_rule_stays_with_the_sentence_and_closes_when_accepted(looked: QApplication, qtbot: QtBot) -> None:
    taken: list[dict[str, object]] = []

    def register(values: dict[str, object]) -> None:
        if values["adopted"] == 9:
            raise RuleError("采纳条数多于建议条数。改为 4 以内。", "adopted")
        taken.append(values)

    dialog = FormDialog("登记答复", FIELDS, SOURCES, register, values={"number": "12", "adopted": 9})
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.submit()
    assert dialog.isVisible()
    assert "采纳条数多于建议条数。改为 4 以内。" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.form.editors["adopted"].set_value(3)
    dialog.submit()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert taken[0]["adopted"] == 3


def test_a_refusal_that_belongs_to_no_field_is_said_below(looked: QApplication, qtbot: QtBot) -> None:
    def refuse(values: dict[str, object]) -> None:
        raise RuleError("2025 年度已锁定。先解锁届次。")

    dialog = FormDialog("登记答复", FIELDS, SOURCES, refuse, values={"number": "12"})
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.submit()
    assert "2025 年度已锁定。先解锁届次。" in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_a_file_is_chosen_through_the_seam(form: Form, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = tmp_path / "答复函.pdf"
    monkeypatch.setattr(prompts, "choose_file", lambda parent, title, patterns: chosen)
    file_form = Form((Field("scan", "扫描件", "file"),))
    qtbot.addWidget(file_form)
    file_form.editors["scan"]._on_choose()  # type: ignore[attr-defined]
    assert file_form.read()["scan"] == str(chosen)


def test_frames_never_move_the_fields(form: Form, qtbot: QtBot) -> None:
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    line = form.editors["number"].entry()
    heights = {line.sizeHint().height()}
    line.setFocus()
    heights.add(line.sizeHint().height())
    form.editors["number"].set_dirty(True)
    heights.add(line.sizeHint().height())
    form.editors["number"].set_invalid(True)
    heights.add(line.sizeHint().height())
    assert heights == {metrics.MEDIUM.control}


def test_chosen_names_break_into_lines_and_none_is_covered(looked: QApplication, qtbot: QtBot) -> None:
    many = [Option(f"#{at}", f"县第{at}民政局") for at in range(9)]
    form = Form((Field("co_units", "会办单位", "units"),), {"unit": lambda: many})
    qtbot.addWidget(form)
    form.resize(480, 300)
    form.show()
    form.fill({"co_units": tuple(option.key for option in many)})
    picker = form.editors["co_units"]
    assert isinstance(picker, Picker)
    qtbot.waitUntil(lambda: picker._chips.height() > 3 * metrics.MEDIUM.chip - 1)
    assert picker._chips.geometry().bottom() < picker.line.geometry().top()
    assert picker.line.height() == metrics.MEDIUM.control
