"""Papers as PDF and on the printer: the text that was painted is there, at its millimetre, on pages of their own size."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from tests.ui.sheets import page
from zxdesk.domain.errors import RuleError
from zxdesk.layout.sheet import MM, Face, Sheet
from zxdesk.ui.paper_view import printing
from zxdesk.ui.paper_view.pdf import pdf_bytes
from zxdesk.ui.paper_view.printing import Offset, PrintOrder, in_order, print_sheets, size_words

ENVELOPE = (220 * MM, 110 * MM)
pytestmark = pytest.mark.usefixtures("qapp")


def texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [one.get_textpage().get_text_range().replace("\r\n", "\n") for one in document]
    finally:
        document.close()


def first_letter(content: bytes, at: int = 0) -> tuple[float, float]:
    """Millimetres of a page's first letter from its left and lower edge."""
    document = pypdfium2.PdfDocument(content)
    try:
        left, bottom, _right, _top = document[at].get_textpage().get_charbox(0)
        return left / MM, bottom / MM
    finally:
        document.close()


def test_the_text_of_a_pdf_is_what_was_painted_radicals_and_rare_characters_too() -> None:
    words = ["里程碑，2026年5月8日一类 A", "𬭊先生、䶮女士和㛃同志", "□满意、√"]
    assert texts(pdf_bytes([page(*words)], title="征询意见表")) == ["\n".join(words)]


def test_bold_text_is_read_once_whether_its_font_has_bold_letters_or_not() -> None:
    for family in ("楷体", "黑体"):
        content = pdf_bytes([page("重点提案督办", face=Face(family, family, 16, is_bold=True))], title="t")
        assert texts(content) == ["重点提案督办"]


def test_every_page_has_its_own_exact_size() -> None:
    document = pypdfium2.PdfDocument(pdf_bytes([page("一"), page("信封", size=ENVELOPE), page("三")], title="t"))
    sizes = [tuple(round(edge / MM, 2) for edge in one.get_size()) for one in document]
    document.close()
    assert sizes == [(210.0, 297.0), (220.0, 110.0), (210.0, 297.0)]


def test_text_stands_at_its_millimetre_from_the_upper_left_corner() -> None:
    for size in ((210 * MM, 297 * MM), ENVELOPE):
        left, bottom = first_letter(pdf_bytes([page("口", size=size)], title="t"))
        assert 20 <= left <= 21.5
        assert size[1] / MM - 30 - 1 <= bottom <= size[1] / MM - 30 + 1.5


def test_fonts_are_embedded_and_title_and_author_are_given() -> None:
    content = pdf_bytes([page("仿宋正文")], title="提案处理回复函", author="云溪县政协提案委")
    document = pypdfium2.PdfDocument(content)
    given = document.get_metadata_dict()
    document.close()
    assert content.count(b"/FontFile") >= 1
    assert content.count(b"/FontFile") >= content.count(b"/Subtype /Type0")
    assert (given["Title"], given["Author"]) == ("提案处理回复函", "云溪县政协提案委")


def test_a_pdf_made_beside_the_window_has_the_same_text() -> None:
    made: list[bytes] = []
    sheets = [page(f"第 {number} 号提案，张三、李四", number=number) for number in (1, 2)]
    thread = threading.Thread(target=lambda: made.append(pdf_bytes(sheets, title="t")))
    thread.start()
    thread.join(20)
    assert texts(made[0]) == texts(pdf_bytes(sheets, title="t")) == ["第 1 号提案，张三、李四", "第 2 号提案，张三、李四"]


def test_a_pdf_can_be_stopped_between_two_pages() -> None:
    def stop(done: int, _every: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pdf_bytes([page("一"), page("二"), page("三")], title="t", report=stop)


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Printers that write PDF files; each job is one file."""
    jobs: list[Path] = []

    def made(_order: PrintOrder) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        jobs.append(tmp_path / f"{len(jobs)}.pdf")
        printer.setOutputFileName(str(jobs[-1]))
        return printer

    monkeypatch.setattr(printing, "make_printer", made)
    return jobs


def test_a_form_printed_with_an_offset_stands_so_many_millimetres_lower_and_further_right(printed: list[Path]) -> None:
    print_sheets([page("口")], PrintOrder("t"))
    print_sheets([page("口")], PrintOrder("t", offset=Offset.of("3,-2")))
    plain, moved = (first_letter(path.read_bytes()) for path in printed)
    assert moved[0] - plain[0] == pytest.approx(3, abs=0.05)
    assert moved[1] - plain[1] == pytest.approx(2, abs=0.05)


def test_sheets_of_another_size_are_a_job_of_their_own(printed: list[Path]) -> None:
    print_sheets([page("一"), page("二"), page("信封", size=ENVELOPE)], PrintOrder("t"))
    assert [len(texts(path.read_bytes())) for path in printed] == [2, 1]
    document = pypdfium2.PdfDocument(io.BytesIO(printed[1].read_bytes()))
    assert [round(edge / MM) for edge in document[0].get_size()] == [220, 110]
    document.close()


def test_a_sheet_is_scaled_to_the_paper_that_was_chosen(printed: list[Path]) -> None:
    print_sheets([page("口")], PrintOrder("t", size="A5"))
    document = pypdfium2.PdfDocument(printed[0].read_bytes())
    assert [round(edge / MM) for edge in document[0].get_size()] == [148, 210]
    document.close()
    assert first_letter(printed[0].read_bytes())[0] == pytest.approx(first_letter(pdf_bytes([page("口")], title="t"))[0] * 148 / 210, abs=0.2)


def numbers(sheets: list[Sheet]) -> list[tuple[int, int]]:
    return [(sheet.paper, sheet.number) for sheet in sheets]


def test_copies_follow_each_other_paper_by_paper() -> None:
    sheets = [page("一", number=1), page("二", number=2), page("三", paper=1)]
    assert numbers(in_order(sheets, copies=2, is_double=False)) == [(0, 1), (0, 2), (0, 1), (0, 2), (1, 1), (1, 1)]


def test_on_both_sides_every_paper_begins_on_a_front() -> None:
    sheets = [page("一"), page("二", paper=1), page("三", number=2, paper=1)]
    pages = in_order(sheets, copies=2, is_double=True)
    assert numbers(pages) == [(0, 1), (0, 2), (0, 1), (0, 2), (1, 1), (1, 2), (1, 1), (1, 2)]
    assert [bool(one.items) for one in pages[:4]] == [True, False, True, False]


def test_a_printer_that_takes_nothing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(_order: PrintOrder) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "没有" / "这个文件夹.pdf"))
        return printer

    monkeypatch.setattr(printing, "make_printer", broken)
    with pytest.raises(RuleError, match="“激光”没有接受打印"):
        print_sheets([page("一")], PrintOrder("t", printer="激光"))


def test_a_sheet_is_called_by_its_size(qapp: QApplication) -> None:
    assert size_words(page("一")) == "A4 纵向"
    assert size_words(page("一", size=(297 * MM, 210 * MM))) == "A4 横向"
    assert size_words(page("一", size=ENVELOPE)) == "220×110 毫米"
