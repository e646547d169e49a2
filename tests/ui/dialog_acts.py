"""What opens each dialog and menu of the program: the window's own acts on the small office."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from tests.ui.adoption_acts import ADOPTION_ACTS
from tests.ui.dialog_office import Office
from tests.ui.dialog_text import described, menu_text
from tests.ui.narrative_acts import NARRATIVE_ACTS
from tests.ui.query_acts import QUERY_ACTS
from tests.ui.report_acts import REPORT_ACTS
from tests.ui.test_page_imports import ledger
from zxdesk.documents.catalog import paper_kind
from zxdesk.domain.assignment import Role
from zxdesk.domain.stage import Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.subjects import subjects
from zxdesk.services.paper import Outgoing, Sending, issue_papers
from zxdesk.services.saved_view import save_view
from zxdesk.services.steps import step_named
from zxdesk.ui import attachment_files, faults, file_unsaved, prompts
from zxdesk.ui.crash_log import Left
from zxdesk.ui.draft_writer import DraftWriter
from zxdesk.ui.drafts import offer
from zxdesk.ui.new_office import office_dialog
from zxdesk.ui.pages.batch_dialog import BatchDialog
from zxdesk.ui.pages.batch_verbs import Chosen, targets
from zxdesk.ui.pages.figure_list import FigureDialog
from zxdesk.ui.pages.meeting_dialog import MeetingDialog
from zxdesk.ui.pages.papers_fields import FieldsDialog
from zxdesk.ui.pages.papers_issued import IssuedDialog
from zxdesk.ui.pages.papers_print import OffsetDialog
from zxdesk.ui.pages.papers_templates import TemplatesDialog
from zxdesk.ui.pages.section import SentencesDialog
from zxdesk.ui.paper_view.printing import Offset, PrintOrder
from zxdesk.ui.progress import WaitDialog
from zxdesk.ui.step_dialog import step_dialog


def _quit(office: Office) -> None:
    go_on = threading.Event()
    office.workspace.jobs.start("导出", lambda _report: go_on.wait(30))
    office.window.close()
    go_on.set()


def _wait(office: Office) -> None:
    go_on = threading.Event()
    job = office.workspace.jobs.start("制作处理笺", lambda _report: go_on.wait(30), is_watched=True)
    waiting = WaitDialog(job, office.window, note="取消后一件也不写入。")
    office.look(waiting)
    go_on.set()
    waiting.done_with()


def _drafts(office: Office) -> None:
    for verb, proposal in (("register", None), ("correct", office.ids(Stage.FILED)[0])):
        dialog = step_dialog(office.workspace, step_named(verb), proposal, file=_file(office, proposal) if proposal else None)
        office.qtbot.addWidget(dialog)
        dialog.show()
        dialog.form.editors["title"].set_value("关于在河堤步道增设照明的提案")
        dialog.form.changed.emit()
        dialog.keeper.save_now()
        DraftWriter.of(office.workspace).wait()
        dialog.keeper.leave()
        dialog.hide()
    DraftWriter.of(office.workspace).wait()
    offer(office.window)


def _file(office: Office, proposal: int) -> Any:
    return office.workspace.read(proposal_file, proposal, today=office.workspace.today)


def _step(verb: str, *stages: Stage) -> Callable[[Office], object]:
    def act(office: Office) -> None:
        proposal = office.ids(*stages)[0] if stages else None
        dialog = step_dialog(office.workspace, step_named(verb), proposal, file=_file(office, proposal) if proposal else None, parent=office.window)
        dialog.exec()

    return act


def _batch(verb: str, *stages: Stage, **values: object) -> Callable[[Office], object]:
    def act(office: Office) -> None:
        step, found = step_named(verb), office.workspace.read(subjects, office.ids(*stages))
        dialog = BatchDialog(office.workspace, step, targets(step, found, None), parent=office.window)
        dialog.form.fill(dict(values))
        dialog.form.changed.emit()
        office.until(lambda: not dialog._timer.isActive() and dialog._job is None)
        dialog.exec()

    return act


def _papers(office: Office) -> None:
    page = office.page("proposals")
    page.side.runner.print_papers("reply_sheet", Chosen(tuple(office.ids(Stage.RECEIVED)), None))


def _issued(office: Office) -> None:
    door = replace(office.workspace.door, files=office.folder / "files")
    paper = Outgoing(b"PK0", "答复处理笺-0005-县住建局.docx", {"提案号": "0005"}, proposal_id=office.ids(Stage.REPLIED)[0])
    door.run(
        issue_papers, office.workspace.plenary_id, [paper], sending=Sending("答复处理笺", ""), issued_on=date(2026, 6, 9), sent_at=door.now(),
    )  # fmt: skip
    IssuedDialog(office.workspace, PrintOrder("", "提案委 黑白激光"), office.window).exec()


def _views(which: str) -> Callable[[Office], object]:
    def act(office: Office) -> None:
        page = office.page("proposals")
        if which == "save":
            page.save_view()
            return
        office.workspace.run(save_view, name="电梯类", content={"text": "电梯"}, taken=())
        page.tabs.read()
        view = page.tabs.views[-1]
        if which == "menu":
            office.texts.append(menu_text(page.tabs.menu_of(len(page.tabs.views) - 1)))
        else:
            getattr(page.tabs, which)(view)

    return act


def _assign(what: str) -> Callable[[Office], object]:
    def act(office: Office) -> None:
        board = office.page("assign").board
        if what == "issue":
            board.plan.put(board.model.row_at(0).id, board.model.units[0].id, Role.LEAD)
        getattr(board, what)()

    return act


def _remind(office: Office) -> None:
    page = office.page("supervise")
    everything = [one for column in range(page.lights.model.columnCount()) for one in page.lights.model.undertakings(0, column)]
    page.lights.reminding.start(everything[:3])


def _paste(office: Office) -> None:
    board = office.page("feedback").board
    QGuiApplication.clipboard().setText("已面商\t满意\t针对\t满意\t6月3日\t很好\n1\t很满意\t1\t1")
    board._on_pasted(QGuiApplication.clipboard().text())


def _late_forms(office: Office) -> None:
    page, now = office.page("feedback"), office.workspace.door.now
    office.workspace.door = replace(office.workspace.door, now=lambda: now() + timedelta(days=60))
    page.board.refresh()
    page.remind()


def _take_back(office: Office) -> None:
    board = office.page("feedback").board
    returned = next(form for form in board.model.forms() if form.returned_on is not None)
    board.entry._with_reason(f"征询意见退回未收　{returned.number} {returned.proposer}", "退回未收", returned, "take-back-feedback", {})


def _row(page: str, pane: str, form: str, *given: Any) -> Callable[[Office], object]:
    """The form of the first row of a directory."""

    def act(office: Office) -> None:
        shown = office.page(page)
        getattr(shown, form)(next(iter(getattr(shown, pane).rows())), *given).exec()

    return act


def _section(name: str, run: Callable[[Any], Any]) -> Callable[[Office], object]:
    def act(office: Office) -> None:
        section = office.page("settings").show_section(name)
        section.refresh()
        run(section).exec()

    return act


def _imports(office: Office) -> None:
    page = office.page("imports")
    page.look_at(ledger(office.folder / "台账.xlsx"))
    office.until(lambda: page.preview is not None and not office.workspace.jobs.is_busy)
    office.texts.append(described(page))


def _unfit_sheet(office: Office) -> None:
    path = office.folder / "坏.xlsx"
    path.write_bytes(b"not a sheet")
    office.page("imports").look_at(path)
    office.until(lambda: bool(office.texts))


def _part(name: str) -> Callable[[Office], object]:
    def act(office: Office) -> None:
        office.workspace.wanted.emit("proposals", office.ids(Stage.FILED)[0])
        pane = office.page("proposals").file_pane
        pane.show_part(name)
        pane.edit()
        form = pane.typing.form
        assert form is not None
        office.look(form)
        form.drop()

    return act


def _menu_bar(office: Office) -> None:
    office.page("proposals")
    lines = []
    bar = office.window.menuBar()
    for menu in sorted((m for m in bar.findChildren(QMenu) if m.menuAction() in bar.actions()), key=lambda m: bar.actions().index(m.menuAction())):
        menu.aboutToShow.emit()
        lines.append(f"【{menu.title()}】\n{menu_text(menu)}")
        menu.aboutToHide.emit()
    office.texts.append("".join(lines))


def _row_menu(office: Office) -> None:
    page = office.page("proposals")
    page.show_proposal(office.ids(Stage.HANDLING)[0])
    office.texts.append(menu_text(page.side.made_menu()))


def _calendar(office: Office) -> None:
    dialog = step_dialog(office.workspace, step_named("register"))
    office.qtbot.addWidget(dialog)
    dialog.show()
    field: Any = dialog.form.editors["submitted_on"]
    field.set_value(date(2026, 5, 1))
    field.open_month()
    office.texts.append(described(field.popup))
    field.popup.close()


def _crash_record(office: Office) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prompts, "confirm", lambda *_what: True)
        faults.offer_crash(Left("2026-06-09 17:02", "zxdesk\nbegan 2026-06-09 17:02"), office.window, was_read_whole=True)


ACTS: dict[str, Callable[[Office], object]] = {
    "ask-quit": _quit,
    "tell-no-papers": _papers,
    "papers-issued": _issued,
    "papers-templates": lambda office: TemplatesDialog(office.workspace, paper_kind("reply_sheet"), office.window).exec(),
    "papers-fields": lambda office: FieldsDialog(paper_kind("reply_sheet"), office.window).exec(),
    "meeting": lambda office: MeetingDialog(office.workspace, None, office.window).exec(),
    "papers-offset": lambda office: OffsetDialog(Offset(1.5, -0.5), office.window).exec(),
    "ask-delete-view": _views("delete"),
    "ask-unsaved": lambda office: file_unsaved.ask(office.window, "登记答复 0007"),
    "about": lambda office: office.window.menus._about(),
    "crash-offer": lambda office: faults.offer_crash(Left("2026-06-09 17:02", ""), office.window, was_read_whole=True),
    "crash-record": _crash_record,
    "fault": lambda office: faults.FaultDialog(f"程序出错，刚才的操作没有做完。{faults.SAFE}", "ValueError", office.window).exec(),
    "wait": _wait,
    "drafts": _drafts,
    "look": lambda office: office.window.choose_look(),
    "shortcuts": lambda office: office.window.show_keys(),
    "new-office": lambda office: office_dialog(office.workspace.door, office.window).exec(),
    "view-save": _views("save"),
    "view-rename": _views("rename"),
    "attachment-kind": lambda office: attachment_files.ask_kind(office.window, [Path("来件.pdf"), Path("照片.jpg")]),
    "answer-which": lambda office: office.page("today").reply(),
    "step-register": _step("register"),
    "step-first-review": _step("first-review", Stage.RECEIVED),
    "step-assign": _step("assign", Stage.FILED),
    "step-reply": _step("reply", Stage.HANDLING),
    "step-feedback": _step("feedback", Stage.CONSULTING),
    "step-close": _step("close", Stage.CONSULTING),
    "batch": _batch(
        "first-review", Stage.RECEIVED, Stage.FIRST_REVIEWED, category="教育", outcome="立案", reviewer="何春棠", reviewed_on=date(2026, 6, 1)
    ),
    "batch-unfilled": _batch("first-review", Stage.RECEIVED, Stage.FIRST_REVIEWED),
    "assign-settings": _assign("settings"),
    "assign-preview": _assign("issue"),
    "remind": _remind,
    "feedback-paste": _paste,
    "feedback-print": lambda office: office.page("feedback").print_forms(),
    "feedback-remind": _late_forms,
    "feedback-take-back": _take_back,
    **NARRATIVE_ACTS,
    **REPORT_ACTS,
    **ADOPTION_ACTS,
    **QUERY_ACTS,
    "figure": lambda office: FigureDialog(office.workspace, office.ids(Stage.HANDLING), "办理中的提案", office.window).exec(),
    "deadlines-moved": lambda office: SentencesDialog("1 个答复期限随之改动", ["0007 县住建局 6月9日 改为 6月10日"], office.window).exec(),
    "member-new": lambda office: office.page("members").member_form().exec(),
    "member-edit": _row("members", "members", "member_form"),
    "member-move": _row("members", "members", "move_form"),
    "member-end": _row("members", "members", "end_form"),
    "organisation-new": lambda office: office.page("members").organisation_form().exec(),
    "organisation-edit": _row("members", "organisations", "organisation_form"),
    "unit-new": lambda office: office.page("units").unit_form().exec(),
    "unit-edit": _row("units", "units", "unit_form"),
    "unit-rename": _row("units", "units", "succession_form", "更名"),
    "unit-merge": _row("units", "units", "succession_form", "合并"),
    "unit-abolish": _row("units", "units", "succession_form", "撤销"),
    "settings-day": _section("放假与调休", lambda section: section.day_form()),
    "settings-void-number": _section("编号", lambda section: section.number_form("void-number")),
    "settings-reserve-number": _section("编号", lambda section: section.number_form("reserve-number")),
    "settings-plenary-new": _section("届次", lambda section: section.new_form()),
    "settings-plenary-edit": _section("届次", lambda section: section.edit_form(section.pane.rows()[0])),
    "settings-plenary-lock": _section("届次", lambda section: section.lock_form(section.pane.rows()[0])),
    "settings-rule": _section("规则", lambda section: section.entry_form(section.pane.rows()[0]["path"])),
    "import-looked": _imports,
    "import-unfit": _unfit_sheet,
    "part-edit": _part("基本"),
    "part-text": _part("正文"),
    "menu-bar": _menu_bar,
    "menu-row": _row_menu,
    "menu-view": _views("menu"),
    "calendar": _calendar,
}
"""What opens each dialog, by the name of its golden file."""
