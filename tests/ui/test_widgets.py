"""The components: what they show, what they say, what they answer to."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.domain.errors import RuleError
from zxdesk.ui import faults, gallery, metrics, prompts, theme, tokens
from zxdesk.ui.jobs import Jobs, Report
from zxdesk.ui.painters import LightMark
from zxdesk.ui.widgets.bar_chart import BarChart, simple_bars
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.chip import Chip
from zxdesk.ui.widgets.command_bar import CommandBar, Verb
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.widgets.labels import BadgeLabel, LightLabel
from zxdesk.ui.widgets.nav import NavItem, NavList
from zxdesk.ui.widgets.notice import Notice
from zxdesk.ui.widgets.search_box import SearchBox
from zxdesk.ui.widgets.stage_line import StageLine, steps_up_to
from zxdesk.ui.widgets.tile import Tile

Colours = Callable[[QWidget], set[str]]
Typed = Callable[[QWidget, str], None]


def test_the_navigation_tells_which_page_was_opened_and_how_much_waits(looked: QApplication, qtbot: QtBot) -> None:
    nav = NavList([NavItem("today", "今日", "today", is_urgent=True), NavItem("proposals", "提案", "proposal", starts_group=True)])
    qtbot.addWidget(nav)
    nav.set_counts({"today": 44})
    assert nav.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "今日，44 件"
    assert nav.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "提案"
    with qtbot.waitSignal(nav.chosen, timeout=1000) as chosen:
        nav.choose("proposals")
    assert chosen.args == ["proposals"]
    assert nav.current() == "proposals"


def test_a_folded_navigation_keeps_the_names_as_tooltips(looked: QApplication, qtbot: QtBot) -> None:
    nav = NavList([NavItem("today", "今日", "today")])
    qtbot.addWidget(nav)
    nav.set_folded(True)
    assert nav.width() == metrics.MEDIUM.nav_folded
    assert nav.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "今日"


def test_each_step_of_the_stage_line_has_its_name_and_opens(looked: QApplication, qtbot: QtBot) -> None:
    line = StageLine()
    qtbot.addWidget(line)
    line.set_steps(steps_up_to(3, ("3月2日", "3月5日", "3月6日", "3月20日")))
    assert line.accessibleName() == "交办，3月20日，正在进行"
    qtbot.keyClick(line, Qt.Key.Key_Left)
    assert line.accessibleName() == "立案，3月6日，已完成"
    with qtbot.waitSignal(line.opened, timeout=1000) as opened:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_a_merged_proposal_ends_its_line_grey() -> None:
    steps = steps_up_to(1, ended="并案")
    assert [(step.name, step.state) for step in steps] == [("收件", "done"), ("审查", "done"), ("并案", "stopped")]


@pytest.mark.parametrize(("name", "token"), [("绿", "green"), ("黄", "yellow"), ("红", "red"), ("灰", "grey"), ("蓝", "blue")])
def test_each_light_shows_its_colour_and_says_its_words(
    looked: QApplication, qtbot: QtBot, colours_of: Colours, name: str, token: str
) -> None:
    light = LightLabel(LightMark(name, "剩 9 天"))
    qtbot.addWidget(light)
    light.resize(light.sizeHint())
    assert tokens.LIGHT.lights[token][0] in colours_of(light)
    assert light.accessibleName() == "剩 9 天"


def test_a_badge_takes_its_colours_from_its_words(looked: QApplication, qtbot: QtBot, colours_of: Colours) -> None:
    badge = BadgeLabel("重新办理")
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    assert tokens.LIGHT.badges["refused"][0] in colours_of(badge)


def test_a_button_is_wide_enough_for_icon_text_and_key_at_every_size(looked: QApplication, qtbot: QtBot) -> None:
    for size in metrics.SIZES.values():
        theme.apply(looked, tokens.LIGHT, size)
        bare = ActionButton("登记答复")
        full = ActionButton("登记答复", icon="edit", kind="primary", key="Ctrl+R")
        qtbot.addWidget(bare)
        qtbot.addWidget(full)
        assert full.sizeHint().width() > bare.sizeHint().width() + size.icon
        assert full.sizeHint().height() == size.control
        assert full.shortcut().toString() == "Ctrl+R"


def test_a_chip_shows_what_it_filters_and_its_cross_empties_it(looked: QApplication, qtbot: QtBot) -> None:
    chip = Chip("类别", (("e", "经济建设"), ("s", "社会建设")))
    qtbot.addWidget(chip)
    chip.show()
    chip.open_list()
    chip.list.boxes["e"].setChecked(True)
    assert (chip.text(), chip.chosen()) == ("经济建设", ("e",))
    chip.list.boxes["s"].setChecked(True)
    assert chip.text() == "类别 2 项"
    chip.list.close()
    with qtbot.waitSignal(chip.changed, timeout=1000) as changed:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center() + chip.rect().topRight() / 2 - chip.rect().topLeft())
    assert changed.args == [()]
    assert chip.text() == "类别"


def test_the_command_bar_keeps_its_height_and_offers_five_verbs_and_more(looked: QApplication, qtbot: QtBot) -> None:
    bar = CommandBar([("空格", "选")])
    qtbot.addWidget(bar)
    height = bar.height()
    bar.resize(900, height)
    verbs = [Verb(str(at), f"动作{at}") for at in range(7)]
    bar.set_selection(3, verbs)
    bar.show()
    buttons = [button.text() for button in bar.findChildren(QPushButton) if button.isVisible()]
    assert buttons == ["动作0", "动作1", "动作2", "动作3", "动作4", "更多"]
    assert "已选 3 件" in [label.text() for label in bar.findChildren(QLabel)]
    with qtbot.waitSignal(bar.verb_chosen, timeout=1000) as chosen:
        next(button for button in bar.findChildren(QPushButton) if button.text() == "动作1").click()
    assert chosen.args == ["1"]
    bar.set_selection(0, ())
    assert bar.height() == height


def test_a_tile_is_red_only_when_something_in_it_is_late(looked: QApplication, qtbot: QtBot, colours_of: Colours) -> None:
    tile = Tile("已超期")
    qtbot.addWidget(tile)
    tile.resize(180, 68)
    tile.set_figure(6, "最长 6 天")
    assert tokens.LIGHT.red not in colours_of(tile)
    tile.set_figure(6, "最长 6 天", is_late=True)
    assert tokens.LIGHT.red in colours_of(tile)
    assert tile.accessibleName() == "已超期 6，最长 6 天"


def test_bars_are_pressed_by_key_and_mouse_and_say_their_figures(looked: QApplication, qtbot: QtBot) -> None:
    chart = BarChart(simple_bars([("s", "社会建设", 71), ("e", "经济建设", 52)], whole=183))
    qtbot.addWidget(chart)
    chart.resize(300, chart.sizeHint().height())
    assert [button.accessibleName() for button in chart.buttons()] == ["社会建设 71 38.8%", "经济建设 52 28.4%"]
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    with qtbot.waitSignal(chart.clicked, timeout=1000) as clicked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert clicked.args == ["e"]


def test_the_search_line_waits_for_a_pause_and_answers_enter_at_once(looked: QApplication, qtbot: QtBot, type_chinese: Typed) -> None:
    box = SearchBox("找提案")
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.searched, timeout=1000) as searched:
        type_chinese(box, "电梯")
    assert searched.args == ["电梯"]
    with qtbot.waitSignal(box.searched, timeout=100):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    with qtbot.waitSignal(box.searched, timeout=100) as emptied:
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert emptied.args == [""]


def test_a_notice_offers_its_undo_and_leaves(looked: QApplication, qtbot: QtBot) -> None:
    undone: list[bool] = []
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say("已登记答复 0123", action="撤销", on_action=lambda: undone.append(True))
    assert notice._timer.isActive()
    next(button for button in notice.findChildren(QPushButton) if button.text() == "撤销").click()
    assert undone == [True]
    assert not notice.isVisible()
    notice.say("备份没有写成。", tone="error")
    assert not notice._timer.isActive()


def test_long_work_reports_in_the_windows_thread(looked: QApplication, qtbot: QtBot) -> None:
    jobs = Jobs()
    seen: list[tuple[str, int, int]] = []
    threads: list[threading.Thread] = []
    answers: list[object] = []
    jobs.progressed.connect(lambda *step: seen.append(step))

    def work(report: Report) -> int:
        for at in range(3):
            report(at + 1, 3)
        threads.append(threading.current_thread())
        return 42

    with qtbot.waitSignal(jobs.ended, timeout=5000):
        jobs.start("生成", work, done=lambda value: answers.append((value, threading.current_thread())))
    assert seen == [("生成", 1, 3), ("生成", 2, 3), ("生成", 3, 3)]
    assert answers == [(42, threading.main_thread())]
    assert threads[0] is not threading.main_thread()
    assert not jobs.is_busy


def test_a_cancelled_job_stops_at_its_next_report(looked: QApplication, qtbot: QtBot) -> None:
    jobs = Jobs()
    begun, cancelled = threading.Event(), []

    def work(report: Report) -> None:
        begun.set()
        while True:
            report(0, 1)

    with qtbot.waitSignal(jobs.ended, timeout=5000):
        jobs.start("生成", work, cancelled=lambda: cancelled.append(True))
        assert begun.wait(5)
        jobs.cancel()
    assert cancelled == [True]


def test_a_refused_job_hands_its_sentence_on_and_a_failed_one_goes_to_the_fault_dialog(
    looked: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs()
    refused: list[str] = []
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, problem, trace: caught.append(kind))

    def refuse(report: Report) -> None:
        raise RuleError("文件正被打开。关闭后重试。")

    with qtbot.waitSignal(jobs.ended, timeout=5000):
        jobs.start("导出", refuse, refused=lambda error: refused.append(error.message))
    with qtbot.waitSignal(jobs.ended, timeout=5000):
        jobs.start("导出", lambda report: 1 / 0)
    assert refused == ["文件正被打开。关闭后重试。"]
    assert caught == [ZeroDivisionError]


def test_a_failure_shows_its_details_to_copy(looked: QApplication, qtbot: QtBot) -> None:
    try:
        raise ValueError("坏了")
    except ValueError as problem:
        details = faults.details_of(ValueError, problem, problem.__traceback__)
    dialog = faults.FaultDialog("程序出错。", details)
    qtbot.addWidget(dialog)
    dialog.copy()
    assert "ValueError" in looked.clipboard().text()
    assert "坏了" not in looked.clipboard().text()
    assert "test_widgets.py" in looked.clipboard().text()


def test_a_question_names_its_buttons(looked: QApplication, qtbot: QtBot) -> None:
    question = prompts._Question(None, "打印后文号不能收回。", "打印 3 份", "取消")
    qtbot.addWidget(question)
    assert [button.text() for button in question.findChildren(QPushButton)] == ["取消", "打印 3 份"]
    question.findChild(QPushButton, "primary").click()
    assert question.result() == 1


@pytest.mark.parametrize("size", list(metrics.SIZES))
@pytest.mark.parametrize("theme_name", list(tokens.THEMES))
def test_the_gallery_stands_in_every_look(looked: QApplication, qtbot: QtBot, tmp_path: Path, theme_name: str, size: str) -> None:
    theme.apply(looked, tokens.THEMES[theme_name], metrics.SIZES[size])
    window = gallery.build()
    qtbot.addWidget(window)
    window.show()
    picture = window.grab().toImage()
    ground = picture.pixelColor(5, picture.height() // 2).name().upper()
    assert ground == tokens.THEMES[theme_name].nav
    for button in window.findChildren(ActionButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.sizeHint().width(), button.text()


def test_an_empty_state_keeps_its_line_and_its_button_together_in_the_middle(looked: QApplication, qtbot: QtBot) -> None:
    empty = EmptyState("年度统计还没有通过。", "通过年度统计…", lambda: None)
    qtbot.addWidget(empty)
    empty.resize(1200, 400)
    empty.show()
    qtbot.waitExposed(empty)
    words, button = empty._words.geometry(), empty._button.geometry()
    assert button.width() < 240, "as wide as its words"
    assert button.left() - words.right() < 20
    assert abs(words.left() - (1200 - button.right())) < 20
