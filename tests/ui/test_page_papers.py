"""The page of papers on a real register: what is seen is what is printed, saved and recorded."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zxdesk.layout.sheet import Glyphs
from zxdesk.queries.issued import IssuedRow, issued_rows
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages import paper_making, papers_print
from zxdesk.ui.pages.batch_runner import running
from zxdesk.ui.pages.batch_verbs import Chosen, paper_verbs
from zxdesk.ui.pages.papers import PapersPage
from zxdesk.ui.pages.papers_issued import IssuedDialog
from zxdesk.ui.pages.section import SentencesDialog
from zxdesk.ui.paper_view import printing
from zxdesk.ui.paper_view.printing import Offset, PrintOrder
from zxdesk.ui.workspace import Workspace

PRINTER = "提案委 黑白激光"


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[PrintOrder, Path]]:
    """One printer, whose jobs are PDF files."""
    jobs: list[tuple[PrintOrder, Path]] = []

    def made(order: PrintOrder) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        jobs.append((order, tmp_path / f"job{len(jobs)}.pdf"))
        printer.setOutputFileName(str(jobs[-1][1]))
        return printer

    monkeypatch.setattr(printing, "make_printer", made)
    monkeypatch.setattr(papers_print, "printer_names", lambda: [PRINTER])
    return jobs


@pytest.fixture
def page(window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, printed: object) -> PapersPage:
    workspace.door = replace(workspace.door, files=tmp_path / "files")
    workspace.memory.set_text("papers", str(tmp_path))
    found = window.open_page("papers")
    assert isinstance(found, PapersPage)
    qtbot.waitUntil(lambda: not found.is_working and found.side.settings.printer.currentData() == PRINTER, timeout=20000)
    return found


def see(page: PapersPage, qtbot: QtBot, kind: str, numbers: str) -> None:
    page.kinds.choose(kind)
    page.side.scope.choose_numbers(numbers)
    ready(page, qtbot)


def ready(page: PapersPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.is_working, timeout=30000)


def finish(page: PapersPage, qtbot: QtBot, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(page.workspace.jobs.ended, timeout=60000):
        act()
    qtbot.waitUntil(lambda: not page.workspace.jobs.is_busy, timeout=5000)
    ready(page, qtbot)


def words_on(page: PapersPage) -> str:
    return "".join(item.text for sheet in page.canvas.sheets for item in sheet.items if isinstance(item, Glyphs))


def texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return [unicodedata.normalize("NFKC", "".join(one.get_textpage().get_text_range().split())) for one in document]
    finally:
        document.close()


def went_out(page: PapersPage) -> list[IssuedRow]:
    return page.workspace.read(issued_rows, page.workspace.plenary_id)


def test_the_canvas_shows_the_paper_that_will_be_printed(page: PapersPage, qtbot: QtBot, printed: list[tuple[PrintOrder, Path]]) -> None:
    see(page, qtbot, "reply_sheet", "5")
    assert "关于完善老旧小区加装电梯补助办法的提案之" in words_on(page)
    assert "0005" in page.subtitle.text()
    seen = words_on(page)
    finish(page, qtbot, page.sending.print_out)
    (order, path) = printed[0]
    assert order.printer == PRINTER
    assert "".join(texts(path)) == unicodedata.normalize("NFKC", "".join(seen.split()))


def test_printing_records_each_paper_with_its_file_printer_and_copies(page: PapersPage, workspace: Workspace, qtbot: QtBot) -> None:
    see(page, qtbot, "feedback_form", "6-7")
    page.side.settings.copies.setValue(2)
    count = len(page.sending.chosen())
    assert count >= 2
    finish(page, qtbot, page.sending.print_out)
    rows = went_out(page)
    assert [row.kind for row in rows] == ["征询意见表"] * count
    assert {row.printed for row in rows} == {2}
    assert {row.proposal for row in rows} == {"0006", "0007"}
    assert all(row.about for row in rows)


def test_a_paper_that_is_not_ticked_is_not_printed(page: PapersPage, qtbot: QtBot, printed: list[tuple[PrintOrder, Path]]) -> None:
    see(page, qtbot, "feedback_form", "6-7")
    every = len(page.sending.chosen())
    page.side.papers._model.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert page.side.print_button.text() == f"打印 {every - 1} 份"
    finish(page, qtbot, page.sending.print_out)
    assert len(went_out(page)) == every - 1


def test_one_goes_from_paper_to_paper_with_the_arrows(page: PapersPage, qtbot: QtBot) -> None:
    see(page, qtbot, "feedback_form", "6-7")
    first = words_on(page)
    page.canvas.setFocus()
    qtbot.keyClick(page.canvas, Qt.Key.Key_Right)
    ready(page, qtbot)
    assert words_on(page) != first
    assert page.bar.place.text().startswith("第 2/")
    qtbot.keyClick(page.canvas, Qt.Key.Key_Left)
    ready(page, qtbot)
    assert words_on(page) == first


def test_numbers_that_are_not_in_the_register_are_named(page: PapersPage, qtbot: QtBot) -> None:
    see(page, qtbot, "reply_sheet", "5-6、99、101")
    assert page.side.scope.said.text() == "2 件，没有 99、101 号"


def test_where_there_is_no_paper_the_canvas_says_why_and_nothing_can_be_printed(page: PapersPage, qtbot: QtBot) -> None:
    see(page, qtbot, "reply_sheet", "1")
    assert not page.canvas.sheets
    assert "。" in page.canvas.message
    assert not page.side.print_button.isEnabled()
    assert not page.pdf_button.isEnabled()


def test_the_kinds_say_how_many_papers_the_selection_has(page: PapersPage, qtbot: QtBot) -> None:
    see(page, qtbot, "feedback_form", "7")
    qtbot.waitUntil(lambda: page.kinds.count("feedback_form") == len(page.sending.chosen()) > 0, timeout=20000)
    assert page.kinds.count("reply_sheet") == 1
    see(page, qtbot, "feedback_form", "1")
    qtbot.waitUntil(lambda: page.kinds.count("feedback_form") == 0, timeout=20000)


def test_recording_without_printing_touches_no_printer(
    page: PapersPage, qtbot: QtBot, printed: list[tuple[PrintOrder, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "confirm", lambda *_given: True)
    see(page, qtbot, "reply_sheet", "5")
    finish(page, qtbot, page.sending.record)
    assert not printed
    assert [(row.kind, row.printed) for row in went_out(page)] == [("答复处理笺", 0)]


def test_a_reprint_is_the_very_file_that_went_out_and_is_logged(
    page: PapersPage, workspace: Workspace, qtbot: QtBot, printed: list[tuple[PrintOrder, Path]]
) -> None:
    see(page, qtbot, "reply_sheet", "5")
    finish(page, qtbot, page.sending.print_out)
    before = went_out(page)[0]
    dialog = IssuedDialog(workspace, page.side.settings.order(""), page.window())
    dialog.pane.view.select_id(before.id)
    dialog.print_again()
    after = went_out(page)
    assert len(after) == 1
    assert (after[0].printed, after[0].prints) == (2, 2)
    assert texts(printed[1][1]) == texts(printed[0][1])


def test_a_change_since_a_paper_went_out_is_shown(
    page: PapersPage, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zxdesk.services.steps import step_named

    said: list[str] = []
    monkeypatch.setattr(SentencesDialog, "exec", lambda self: said.extend(self.lines.item(at).text() for at in range(self.lines.count())))
    see(page, qtbot, "reply_sheet", "5")
    finish(page, qtbot, page.sending.print_out)
    assert "没有变" in page.side.checks.lines[-1].text
    proposal = page.side.scope.proposals[0]
    workspace.step(step_named("correct"), proposal, {"title": "关于加装电梯的提案", "reason": "录入有误", "corrected_on": workspace.today})
    ready(page, qtbot)
    assert "改了 1 处" in page.side.checks.lines[-1].text
    page.show_changes()
    assert said
    assert "关于加装电梯的提案" in said[0]
    said.clear()
    dialog = IssuedDialog(workspace, page.side.settings.order(""), page.window())
    dialog.pane.view.select_id(went_out(page)[0].id)
    dialog.compare()
    assert "关于加装电梯的提案" in said[0]


def test_a_damaged_kept_file_is_not_printed_again(
    page: PapersPage, workspace: Workspace, qtbot: QtBot, printed: list[tuple[PrintOrder, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(prompts, "tell", lambda _parent, text, *_rest: told.append(text))
    see(page, qtbot, "reply_sheet", "5")
    finish(page, qtbot, page.sending.print_out)
    for path in (workspace.door.files or Path()).iterdir():
        path.write_bytes(b"PK")
    dialog = IssuedDialog(workspace, page.side.settings.order(""), page.window())
    dialog.pane.view.select_id(went_out(page)[0].id)
    dialog.print_again()
    assert len(printed) == 1
    assert "底稿" in told[0]


@pytest.mark.parametrize(("way", "ending"), [("Word", ".docx"), ("PDF", ".pdf")])
def test_papers_are_saved_in_one_file_or_one_each_and_recorded(
    page: PapersPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, ending: str
) -> None:
    see(page, qtbot, "feedback_form", "6-7")
    count = len(page.sending.chosen())
    target = tmp_path / "存" / f"全部{ending}"
    target.parent.mkdir()
    monkeypatch.setattr(prompts, "confirm", lambda *_given: False)
    monkeypatch.setattr(prompts, "save_file", lambda *_given: target)
    finish(page, qtbot, lambda: page.sending.save(way))
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    monkeypatch.setattr(prompts, "confirm", lambda *_given: True)
    monkeypatch.setattr(prompts, "choose_folder", lambda *_given: target.parent)
    for _time in range(2):
        finish(page, qtbot, lambda: page.sending.save(way))
    assert len(list(target.parent.glob(f"征询意见表*{ending}"))) == 2 * count
    assert len(went_out(page)) == 3 * count
    if way == "PDF":
        assert len(texts(target)) >= count


def test_the_paper_opens_in_another_program_as_a_copy(page: PapersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("zxdesk.ui.pages.papers_sending.open_in_system", lambda path: not opened.append(path))  # type: ignore[func-returns-value]
    see(page, qtbot, "reply_sheet", "5")
    page.bar.open_button.click()
    shown = page.shown
    assert shown is not None
    assert shown.seen is not None
    assert hashlib.sha256(opened[0].read_bytes()).hexdigest() == shown.seen.made.sha256
    assert went_out(page) == []


def test_stopping_keeps_what_was_printed_recorded_and_nothing_else(
    page: PapersPage, workspace: Workspace, qtbot: QtBot, printed: list[tuple[PrintOrder, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = paper_making.print_sheets

    def print_and_stop(*given: object) -> int:
        pages = real(*given)  # type: ignore[arg-type]
        workspace.jobs.cancel()
        return pages

    monkeypatch.setattr(paper_making, "AT_ONCE", 1)
    monkeypatch.setattr(paper_making, "print_sheets", print_and_stop)
    see(page, qtbot, "feedback_form", "6-7")
    assert len(page.sending.chosen()) >= 2
    finish(page, qtbot, page.sending.print_out)
    assert len(went_out(page)) == len(printed) == 1


def test_what_the_register_refuses_is_not_printed(
    page: PapersPage, workspace: Workspace, qtbot: QtBot, printed: list[tuple[PrintOrder, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(prompts, "tell", lambda _parent, text, *_rest: told.append(text))
    see(page, qtbot, "reply_sheet", "5")
    workspace.door = replace(workspace.door, files=None)
    finish(page, qtbot, page.sending.print_out)
    assert told
    assert not printed
    assert went_out(page) == []


def test_what_layout_cannot_do_is_said_before_it_is_printed(
    page: PapersPage, qtbot: QtBot, printed: list[tuple[PrintOrder, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("zxdesk.documents.flow_faults.unsupported", lambda _content: ["第 1 段有文本框"])
    monkeypatch.setattr(prompts, "confirm", lambda _parent, text, *_labels: bool(asked.append(text)))
    see(page, qtbot, "reply_sheet", "5")
    assert any("文本框" in line.text and "WPS" in line.text for line in page.side.checks.lines)
    page.sending.print_out()
    assert "文本框" in asked[0]
    assert not printed
    assert went_out(page) == []


def test_without_a_printer_that_is_said_and_nothing_is_recorded(page: PapersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(prompts, "tell", lambda _parent, text, *_rest: told.append(text))
    see(page, qtbot, "reply_sheet", "5")
    page.side.settings.show_printers([])
    page.sending.print_out()
    assert "没有打印机" in told[0]
    assert went_out(page) == []


def test_the_offset_is_remembered_for_this_printer_and_form(page: PapersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    see(page, qtbot, "reply_sheet", "5")
    monkeypatch.setattr(papers_print.OffsetDialog, "exec", lambda self: (self.right.setValue(1.5), self.down.setValue(-2), 1)[2])
    page.side.settings.ask_offset()
    assert page.side.settings.order("").offset == Offset(1.5, -2.0)
    page.kinds.choose("feedback_form")
    assert page.side.settings.order("").offset == Offset()
    page.kinds.choose("reply_sheet")
    assert page.side.settings.order("").offset == Offset(1.5, -2.0)


def test_other_pages_bring_their_proposals_and_kind(page: PapersPage, workspace: Workspace, qtbot: QtBot, window: MainWindow) -> None:
    see(page, qtbot, "feedback_form", "6-7")
    chosen = page.side.scope.proposals
    window.open_page("today")
    workspace.papers_wanted.emit("reply_sheet", chosen)
    ready(page, qtbot)
    assert window.current_page() is page
    assert page.kinds.current() == "reply_sheet"
    assert page.side.scope.proposals == chosen
    assert {paper.proposal_id for paper in page.sending.chosen()} == set(chosen)


def test_the_menu_of_a_list_offers_the_papers_its_proposals_have_and_the_way_to_all(
    page: PapersPage, workspace: Workspace, qtbot: QtBot, window: MainWindow
) -> None:
    page.side.scope.choose_numbers("5")
    chosen = Chosen(page.side.scope.proposals)
    proposals = window.open_page("proposals")
    runner = proposals.side.runner  # type: ignore[attr-defined]
    offered = [verb.key for verb in paper_verbs(runner.subjects(chosen))]
    assert "paper:reply_sheet" in offered
    assert "paper:disposal_letter" not in offered
    assert offered[-1] == "paper:"
    page.kinds.choose("reply_letter")
    run = running(runner, "paper:", lambda: chosen)
    assert run is not None
    run()
    assert window.current_page() is page
    assert (page.kinds.current(), page.side.scope.proposals) == ("reply_letter", chosen.proposals)


def test_a_batch_and_one_of_its_units_can_be_chosen(page: PapersPage, qtbot: QtBot) -> None:
    page.kinds.choose("assign_list")
    ready(page, qtbot)
    every = len(page.sending.chosen())
    assert every >= 2
    unit = page.side.scope.unit
    unit.setCurrentIndex(1)
    unit.activated.emit(1)
    ready(page, qtbot)
    assert len(page.sending.chosen()) == 1
    assert unit.currentText()[:3] in words_on(page) or unit.currentText() in page.subtitle.text()


def test_an_answer_of_an_earlier_choice_is_dropped(page: PapersPage, qtbot: QtBot) -> None:
    page.side.scope.choose_numbers("5")
    page.kinds.choose("feedback_form")
    page.kinds.choose("reply_sheet")
    page.side.scope.choose_numbers("6")
    ready(page, qtbot)
    QApplication.processEvents()
    assert page.composed is not None
    assert (page.composed.kind.key, len(page.composed.papers)) == ("reply_sheet", 1)
    assert "0006" in page.subtitle.text()


def test_the_page_begins_with_what_is_ticked_in_the_list_one_comes_from(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    proposals: Any = window.open_page("proposals")
    proposals.view.selectAll()
    ticked = tuple(proposals.view.selected_ids())
    assert ticked
    page: Any = window.open_page("papers")
    assert set(page.side.scope.proposals) == set(ticked)
    window.open_page("proposals")
    proposals.view.clearSelection()
    proposals.view.setCurrentIndex(proposals.view.rows.index(0, 0))
    proposals.view.clearSelection()
    window.open_page("papers")
    assert page.side.scope.proposals == (proposals.view.current_id(),)
