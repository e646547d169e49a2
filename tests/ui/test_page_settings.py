"""The settings, section by section, on a real register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from zxdesk.domain.errors import RuleError
from zxdesk.queries.office import current_plenary, holiday_rows, office_head, plenary_rows, rule_entries
from zxdesk.queries.office_rules import rules_of
from zxdesk.ui import metrics, prompts, theme
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.holiday_file import read_holidays
from zxdesk.ui.pages.section import Section, SentencesDialog
from zxdesk.ui.pages.settings import SECTIONS, SettingsPage
from zxdesk.ui.pages.settings_calendar import CalendarSection
from zxdesk.ui.pages.settings_check import CheckSection, proposal_of
from zxdesk.ui.pages.settings_numbers import NumbersSection
from zxdesk.ui.pages.settings_office import OfficeSection
from zxdesk.ui.pages.settings_plenaries import PlenariesSection
from zxdesk.ui.pages.settings_rules import RulesSection
from zxdesk.ui.pages.settings_system import LookSection, SystemSection
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.workspace import Workspace

TODAY = date(2026, 6, 10)
S = TypeVar("S", bound=Section)


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    found = window.open_page("settings")
    assert isinstance(found, SettingsPage)
    return found


def section(page: SettingsPage, kind: type[S]) -> S:
    found = page.show_section(kind.name)
    assert isinstance(found, kind)
    return found


def fill(dialog: FormDialog, **values: object) -> None:
    for name, value in values.items():
        dialog.form.editors[name].set_value(value)


def test_every_section_has_a_name_and_is_listed_once(page: SettingsPage) -> None:
    assert sum(1 for _section in page.make_rest()) == len(SECTIONS) - 1
    assert list(page.sections) == [kind.name for kind, _icon in SECTIONS]
    assert all(made.accessibleName() for made in page.sections.values())


def test_the_offices_details_are_saved_and_a_required_one_left_empty_is_refused(page: SettingsPage, workspace: Workspace) -> None:
    office = section(page, OfficeSection)
    assert not office.save_button.isEnabled()
    office.form.editors["contact"].set_value("何春棠")
    assert office.save_button.isEnabled()
    office.save()
    head = workspace.read(office_head)
    assert head is not None
    assert (head.contact, office.form.is_dirty) == ("何春棠", False)
    office.form.editors["name"].set_value(None)
    office.save()
    assert "机关名称没有填" in office.form._errors["name"].text()
    office.undo()
    assert office.form.editors["name"].text() == "云溪县政协提案委"


def test_what_is_typed_and_not_saved_outlives_another_change(page: SettingsPage, workspace: Workspace) -> None:
    office = section(page, OfficeSection)
    office.form.editors["contact"].set_value("何春棠")
    office.refresh()
    assert office.form.editors["contact"].text() == "何春棠"


def test_a_plenary_is_added_corrected_locked_and_unlocked(page: SettingsPage, workspace: Workspace) -> None:
    plenaries = section(page, PlenariesSection)
    new = plenaries.new_form()
    fill(new, term=10, number=3, opens_on=date(2027, 2, 24), is_current=False)
    new.submit()
    added = next(row for row in plenaries.pane._rows if row["name"] == "十届三次")
    edit = plenaries.edit_form(added)
    fill(edit, cutoff_on=date(2027, 2, 26), cutoff_at="18:00")
    edit.submit()
    added = next(row for row in plenaries.pane._rows if row["name"] == "十届三次")
    assert (added["cutoff"], added["opens_on"]) == ("2027-02-26 18:00", date(2027, 2, 24))
    plenaries.lock_form(added).submit()
    locked = next(row for row in plenaries.pane._rows if row["name"] == "十届三次")
    assert locked["locked_on"] == TODAY
    unlock = plenaries.lock_form(locked)
    fill(unlock, reason="报告要更正一处")
    unlock.submit()
    assert next(row for row in workspace.read(plenary_rows) if row["name"] == "十届三次")["locked_on"] is None


def test_the_current_plenary_is_changed_and_the_window_turns_to_it(page: SettingsPage, workspace: Workspace) -> None:
    plenaries = section(page, PlenariesSection)
    new = plenaries.new_form()
    fill(new, term=10, number=3, is_current=False)
    new.submit()
    row = next(row for row in plenaries.pane._rows if row["name"] == "十届三次")
    plenaries.make_current(row)
    assert workspace.read(current_plenary) == row["id"] == workspace.plenary_id
    assert workspace.plenary_name == "十届三次"


def test_a_closing_before_the_opening_is_refused_at_its_field(page: SettingsPage) -> None:
    plenaries = section(page, PlenariesSection)
    dialog = plenaries.edit_form(plenaries.pane._rows[0])
    fill(dialog, closes_on=date(2026, 2, 1))
    dialog.show()
    dialog.submit()
    assert "早于开幕" in dialog.form._errors["closes_on"].text()


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        ("deadlines.reply_lead", "4个月", "4个月"),
        ("satisfaction", "first", "以第一提案人为准"),
        ("yellow_days", 10, "10"),
        ("reply_review", True, "是"),
        ("retentions", ("永久", "30年"), "永久、30年"),
        ("redo_on", ("result",), "办理结果"),
        ("reply_classes", "A | A类 | 已解决\nB | B类 | 列入计划", "A类、B类"),
        ("assessment.items", "receipt | 签收 | 按比例得分 | 60\nreminder | 催办 | 每件扣分 | 5 | 0.5", "签收、催办"),
        ("assessment.few", 5, "5"),
        ("member_scores.sharing", "shared", "第一提案人得一半，其余署名人平分另一半"),
    ],
)
def test_a_rule_of_each_kind_is_changed_and_its_source_becomes_the_office(
    page: SettingsPage, workspace: Workspace, path: str, value: object, shown: str
) -> None:
    rules = section(page, RulesSection)
    dialog = rules.entry_form(path)
    fill(dialog, value=value)
    dialog.submit()
    row = rules.pane.row(path)
    assert row is not None
    assert (row["words"], row["source"]) == (shown, "本机关设定")


def test_every_rule_can_be_opened_and_saved_as_it_stands(page: SettingsPage, workspace: Workspace) -> None:
    rules = section(page, RulesSection)
    before = workspace.read(rules_of, workspace.plenary_id)
    for row in list(rules.pane._rows):
        dialog = rules.entry_form(row["path"])
        fill(dialog, own=True)
        dialog.submit()
        assert dialog.result() == 1, row["label"]
        dialog.deleteLater()
    after = workspace.read(rules_of, workspace.plenary_id)
    assert (after.categories, after.reply_classes, after.conventions) == (before.categories, before.reply_classes, before.conventions)


def test_a_rule_saved_unchanged_writes_nothing(page: SettingsPage, workspace: Workspace) -> None:
    rules = section(page, RulesSection)
    before = workspace.read(rule_entries)
    for path in ("deadlines.reply_lead", "categories", "face_ways", "yellow_days", "assessment.items", "member_scores.limit"):
        rules.entry_form(path).submit()
    assert workspace.read(rule_entries) == before


def test_a_wrong_deadline_is_refused_at_its_field(page: SettingsPage) -> None:
    dialog = section(page, RulesSection).entry_form("deadlines.reply_lead")
    fill(dialog, value="三个多月")
    dialog.show()
    dialog.submit()
    assert "不是期限" in dialog.form._errors["value"].text()


def test_a_wrong_item_of_a_point_scheme_is_refused_with_what_may_be_written(page: SettingsPage) -> None:
    dialog = section(page, RulesSection).entry_form("assessment.items")
    fill(dialog, value="speed | 速度 | 按比例得分 | 10")
    dialog.show()
    dialog.submit()
    shown = dialog.form._errors["value"].text()
    assert "第 1 行没有“speed”这个考核内容" in shown
    assert "签收（在签收期限内签收的件次÷应签收的件次）" in shown


def test_a_rule_changed_for_one_plenary_alone_leaves_the_others(page: SettingsPage, workspace: Workspace) -> None:
    dialog = section(page, RulesSection).entry_form("yellow_days")
    fill(dialog, value=7, own=True)
    dialog.submit()
    assert workspace.read(rules_of, workspace.plenary_id).yellow_days == 7
    assert next(entry.value for entry in workspace.read(rule_entries) if entry.path == "yellow_days") == 15


def test_rules_are_found_by_their_words_and_narrowed_by_group(page: SettingsPage) -> None:
    rules = section(page, RulesSection)
    rules.pane.chips["group"].choose(("期限",))
    assert rules.pane.view.rows.rowCount() == 22
    rules.pane.search.setText("签收")
    rules.pane.search.returnPressed.emit()
    assert rules.pane.view.rows.id_at(0) == "deadlines.receipt"


def test_one_day_is_corrected_by_the_office(page: SettingsPage, workspace: Workspace) -> None:
    dialog = section(page, CalendarSection).day_form()
    fill(dialog, day=date(2026, 12, 31), is_workday=False, name="岁末调休")
    dialog.submit()
    row = next(row for row in workspace.read(holiday_rows, year=2026) if row["day"] == date(2026, 12, 31))
    assert (row["kind"], row["name"], row["origin"]) == ("放假", "岁末调休", "本机关更正")


def test_a_holiday_list_is_read_from_a_file_and_the_moved_deadlines_are_told(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[list[str]] = []
    monkeypatch.setattr(SentencesDialog, "exec", lambda self: told.append([self.lines.item(0).text()]))
    _reply_in_working_days(workspace)
    calendar = section(page, CalendarSection)
    path = tmp_path / "放假.csv"
    path.write_text("日期,安排,名称\n2026-06-22,放假,防汛值守\n2026-06-27,上班,防汛调休\n", encoding="utf-8")
    calendar.take(path)
    qtbot.waitUntil(lambda: any(row["day"] == date(2026, 6, 22) for row in calendar.pane._rows), timeout=20000)
    days = {row["day"]: (row["kind"], row["origin"]) for row in workspace.read(holiday_rows, year=2026)}
    assert days[date(2026, 6, 22)] == ("放假", "国务院安排")
    assert days[date(2026, 6, 27)] == ("上班", "国务院安排")
    assert calendar.last_moved
    assert told == [[calendar.last_moved[0]]]


def _reply_in_working_days(workspace: Workspace) -> None:
    """An undertaking at work whose deadline is counted in working days and lies behind the new holiday."""
    from tests.ui.small_office import do, register_one
    from zxdesk.services import office

    workspace.run(office.set_rule, path="deadlines.reply_lead", value="20个工作日")
    proposal = register_one(workspace.door, "关于整治河道采砂的提案")
    do(workspace.door, "first-review", proposal, reviewer="何春棠", reviewed_on="2026-06-01", category="教育", outcome="立案")
    do(workspace.door, "second-review", proposal, reviewer="联合审查组", reviewed_on="2026-06-02")
    do(workspace.door, "file", proposal, meeting="提案委全体会议", decided_on="2026-06-03")
    do(workspace.door, "assign", proposal, lead="县民政局", assigned_on="2026-06-04", batch="第九批")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("日期,名称\n2026-06-22,防汛\n", "缺少“安排”一列"),
        ("日期,安排\n2026-06-22,半天\n", "第 2 行“安排”是“半天”"),
        ("日期,安排\n六月里,放假\n", "第 2 行“日期”"),
        ("日期,安排\n2026-06-22,放假\n2026-06-22,上班\n", "前面已写过另一种安排"),
    ],
)
def test_a_wrong_holiday_list_is_refused_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "放假.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        read_holidays(path, today=TODAY)
    assert sentence in refused.value.message


def test_a_number_is_reserved_then_void_with_its_reason(page: SettingsPage) -> None:
    numbers = section(page, NumbersSection)
    reserve = numbers.number_form("reserve-number")
    fill(reserve, kind="proposal", number="0100", reason="留给闭会提案")
    reserve.submit()
    row = next(row for row in numbers.pane._rows if row["number"] == "0100")
    assert row["use"] == "预留"
    numbers.pane.view.select_id(row["id"])
    void = numbers.number_form("void-number")
    fill(void, reason="不再需要")
    void.submit()
    assert next(row for row in numbers.pane._rows if row["number"] == "0100")["use"] == "作废"


def test_the_look_is_applied_at_once_and_remembered(page: SettingsPage, workspace: Workspace) -> None:
    look = section(page, LookSection)
    look.size_field.set_value("大")
    look.theme_field.set_value("dark")
    look.use()
    assert (theme.metrics().name, theme.tokens().name) == ("大", "dark")
    assert workspace.memory.look()[1] is metrics.SIZES["大"]


def test_the_check_up_finds_a_number_never_given_out_and_opens_the_proposal(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "zxdesk.db") as connection:
        connection.execute("UPDATE proposal SET proposer_names = '某人' WHERE number = '0001'")
    connection.close()
    check = section(page, CheckSection)
    check.start()
    qtbot.waitUntil(lambda: bool(check.pane._rows), timeout=20000)
    qtbot.waitUntil(lambda: check.start_button.isEnabled(), timeout=5000)
    row = next(row for row in check.pane._rows if "0001" in row["record"])
    check.pane.view.select_id(row["id"])
    with qtbot.waitSignal(workspace.wanted) as asked:
        check._on_open()
    assert asked.args[0] == "proposals"
    assert asked.args[1] == proposal_of(workspace, row["record"])


def test_a_sound_register_passes_the_check_up(page: SettingsPage, workspace: Workspace, qtbot: QtBot) -> None:
    check = section(page, CheckSection)
    with qtbot.waitSignal(workspace.said, timeout=20000) as said:
        check.start()
    assert said.args[0] == "体检完，没有发现问题"


def test_the_system_section_names_the_versions_and_the_register_and_copies_them(page: SettingsPage, workspace: Workspace) -> None:
    system = section(page, SystemSection)
    facts = dict(system.facts)
    assert facts["登记簿"].endswith("zxdesk.db")
    assert facts["Qt"].startswith("6.")
    system.copy()
    assert "SQLite" in QGuiApplication.clipboard().text()


def test_a_holiday_file_that_cannot_be_read_is_told_in_a_sentence(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(prompts, "tell", lambda _parent, text, *_rest: told.append(text))
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"not a workbook")
    section(page, CalendarSection).take(path)
    qtbot.waitUntil(lambda: bool(told), timeout=20000)
    assert "坏.xlsx" in told[0]
