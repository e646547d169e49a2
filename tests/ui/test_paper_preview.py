"""The canvas with the pages of a paper, and the fonts they are painted in."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.sheets import A4, MEASURE, line, page
from zxdesk.documents.styles import BIAO, FALLBACKS, FANG
from zxdesk.layout.sheet import MM, Block, Face, Sheet, Stroke
from zxdesk.ui.paper_view import fonts, painter, preview
from zxdesk.ui.paper_view.measure import is_east, line_shares, missing_fonts
from zxdesk.ui.paper_view.painter import sheet_image
from zxdesk.ui.paper_view.preview import PreviewCanvas

pytestmark = pytest.mark.usefixtures("looked")


@pytest.fixture
def canvas(qtbot: QtBot) -> PreviewCanvas:
    made = PreviewCanvas()
    qtbot.addWidget(made)
    made.resize(742, 640)
    made.show()
    return made


def wheel(canvas: PreviewCanvas, notches: int, modifiers: Qt.KeyboardModifier) -> None:
    place = QPointF(canvas.viewport().rect().center())
    event = QWheelEvent(
        place, canvas.viewport().mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)


def dark_rows(image: QImage, x: int) -> list[int]:
    return [y for y in range(image.height()) if image.pixelColor(x, y).lightness() < 128]


def test_a_letter_its_font_lacks_comes_from_the_next_font_that_has_it() -> None:
    face = Face(FANG, FANG, 16)
    for letter in "𬭊䶮㛃√":
        family = MEASURE.family(letter, face)
        assert fonts.has_letter(family, letter)
        assert MEASURE.advances(letter, face, family)[0] > 0


def test_a_missing_official_font_is_named_with_what_stands_in_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    present = {"Noto Serif CJK SC", *FALLBACKS[FANG].split(";")}
    monkeypatch.setattr(fonts, "is_present", lambda family: family in present)
    fonts.chain.cache_clear()
    sentences = [one.sentence for one in missing_fonts([Face(FANG, FANG, 16), Face(BIAO, BIAO, 22)])]
    fonts.chain.cache_clear()
    assert sentences == [f"缺字体 {BIAO}，用 Noto Serif CJK SC 代替"]


def test_marks_that_chinese_shares_are_taken_from_the_chinese_font() -> None:
    assert all(is_east(letter) for letter in "中“”…—，　〔")
    assert not any(is_east(letter) for letter in "A1 .()")


def test_the_height_of_a_line_is_read_from_the_font() -> None:
    up, down = line_shares(fonts.chain(FANG)[0])
    assert 0.7 < up < 1.3
    assert 0.05 < down < 0.6


def test_measures_are_the_same_beside_the_window() -> None:
    text, face, found = "提案2026号", Face("黑体", "黑体", 14), []
    family = MEASURE.family("提", face)
    expected = MEASURE.advances(text, face, family)

    def measure() -> None:
        fonts.advance_of.cache_clear()
        found.extend(MEASURE.advances(text, face, family))

    thread = threading.Thread(target=measure)
    thread.start()
    thread.join(10)
    assert found == expected


def test_a_thin_line_is_one_sharp_row_of_pixels_at_any_scale() -> None:
    sheet = Sheet(200, 100, 1, (Stroke(10, 50.3, 190, 50.3, 0.4),))
    for scale in (0.7, 1.0, 1.33):
        rows = dark_rows(sheet_image(sheet, scale), round(100 * scale))
        assert len(rows) == 1
        assert abs(rows[0] - 50.3 * scale) <= 1


def test_letters_are_painted_where_they_were_laid_out() -> None:
    sheet = Sheet(*A4, 1, tuple(line("一", 100, 200)))
    image = sheet_image(sheet, 2)
    rows = dark_rows(image, 216)
    assert rows
    assert all(2 * 184 < row < 2 * 200 for row in rows)
    assert not dark_rows(image, 190)


def test_underlines_blocks_and_pictures_are_painted() -> None:
    face = Face("仿宋", "仿宋", 16, is_underlined=True)
    seal = QImage(4, 4, QImage.Format.Format_RGB32)
    seal.fill(QColor("#FF0000"))
    from PySide6.QtCore import QBuffer

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    seal.save(buffer, "PNG")
    from zxdesk.layout.sheet import Image

    items = (*line("　　", 20, 30, face), Block(20, 50, 20, 20, "#00FF00"), Image(20, 80, 20, 20, bytes(buffer.data().data())))
    image = sheet_image(Sheet(100, 120, 1, items), 2)
    assert dark_rows(image, 60)
    assert image.pixelColor(60, 120) == QColor("#00FF00")
    assert image.pixelColor(60, 180) == QColor("#FF0000")


def test_the_whole_page_is_in_sight_and_its_width_when_that_is_chosen(canvas: PreviewCanvas, qtbot: QtBot) -> None:
    canvas.show_sheets([page("一"), page("二")])
    assert canvas._box(0).height() <= canvas.viewport().height()
    with qtbot.waitSignal(canvas.scale_changed) as told:
        canvas.fit_width()
    assert told.args[0] == "页宽"
    assert canvas.viewport().width() - canvas._box(0).width() <= 2 * preview.EDGE + 1
    assert canvas._box(0).height() / canvas._box(0).width() == pytest.approx(297 / 210, abs=0.01)


def test_the_wheel_with_ctrl_zooms_and_without_scrolls(canvas: PreviewCanvas) -> None:
    canvas.show_sheets([page("一"), page("二")])
    before = canvas.scale
    wheel(canvas, 1, Qt.KeyboardModifier.ControlModifier)
    assert canvas.scale == pytest.approx(before * preview.STEP)
    assert canvas.mode == ""
    place, scale = canvas.verticalScrollBar().value(), canvas.scale
    wheel(canvas, -1, Qt.KeyboardModifier.NoModifier)
    assert canvas.verticalScrollBar().value() > place
    assert canvas.scale == scale


def test_page_keys_turn_pages_and_the_page_in_sight_is_told(canvas: PreviewCanvas, qtbot: QtBot) -> None:
    canvas.show_sheets([page("一"), page("二"), page("三")])
    with qtbot.waitSignal(canvas.page_changed) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
    assert told.args == [2, 3]
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.page == 2
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.page == 0


def test_left_and_right_ask_for_another_paper(canvas: PreviewCanvas, qtbot: QtBot) -> None:
    canvas.show_sheets([page("一")])
    with qtbot.waitSignal(canvas.turned) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert told.args == [1]


def test_only_pages_in_sight_are_painted(canvas: PreviewCanvas, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[Sheet] = []
    real = painter.sheet_image
    monkeypatch.setattr(preview, "sheet_image", lambda sheet, scale: painted.append(sheet) or real(sheet, scale))  # type: ignore[func-returns-value]
    canvas.show_sheets([page(str(number), number=number) for number in range(1, 101)])
    canvas.grab()
    assert 1 <= len(painted) <= 3
    canvas.go_to(60)
    canvas.grab()
    assert 61 in [sheet.number for sheet in painted]
    assert len(painted) <= 7


def test_the_corners_of_the_text_are_marked(canvas: PreviewCanvas) -> None:
    canvas.show_sheets([Sheet(*A4, 1, ())], [(28 * MM, 37 * MM, 26 * MM, 35 * MM)])
    box = canvas._box(0)
    image = canvas.grab().toImage()
    x, y = box.left() + round(28 * MM * canvas.scale), box.top() + round(37 * MM * canvas.scale)
    assert image.pixelColor(x, y - 3).lightness() < 230
    assert image.pixelColor(x + 3, y + 3).lightness() > 250


def test_a_sentence_stands_where_there_is_no_page(canvas: PreviewCanvas) -> None:
    canvas.show_sheets([page("一")])
    empty = canvas.grab().toImage()
    canvas.show_message("0012 还没有答复，登记答复以后再制作。")
    assert canvas.grab().toImage() != empty
    assert canvas.accessibleDescription().startswith("0012")
    canvas.show_sheets([page("一")])
    assert canvas.message == ""
