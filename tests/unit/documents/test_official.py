"""The heads of letters and notices stand at their millimetres on the printed page."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from zxdesk.documents.flow_reader import read_flow
from zxdesk.documents.models import official
from zxdesk.documents.paper import About, PaperKind
from zxdesk.documents.papers.letter import LETTER_FIELDS
from zxdesk.documents.template import read_template
from zxdesk.layout.ems import EmMeasure
from zxdesk.layout.fullness import FullPage, bottom_of, full_pages

DPI = 300
MM = DPI / 25.4
NAME = "政协云溪县委员会提案委员会"
STAND_IN = 1.5
"""Millimetres by which the ink of another font than 小标宋 or 仿宋 may stand higher or lower in its line."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("soffice"):
        pytest.skip("needs soffice")
    folder = tmp_path_factory.mktemp("official")
    for name, document in (("letter", _letter()), ("red", _red()), ("list", official.form("清单", landscape=True, mark=""))):
        document.save(str(folder / f"{name}.docx"))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(path) for path in folder.glob("*.docx")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120, env=os.environ | {"HOME": str(folder)})
    return folder


@pytest.fixture
def letter(folder: Path) -> Iterator[Any]:
    with _opened(folder / "letter.pdf") as pdf:
        yield pdf


@pytest.fixture
def red(folder: Path) -> Iterator[Any]:
    with _opened(folder / "red.pdf") as pdf:
        yield pdf


def test_the_senders_name_and_the_double_lines_of_a_letter_stand_where_the_standard_says(letter: Any) -> None:
    name_top, _ = ink(letter[0], NAME)
    thick, thin, lower_thin, lower_thick = red_lines(letter[0])
    assert name_top == pytest.approx(30, abs=STAND_IN)
    assert thick[0] == pytest.approx(30 + 34 / 72 * 25.4 + 4, abs=0.4)
    assert (thick[1] - thick[0], thin[1] - thin[0]) == pytest.approx((0.53, 0.26), abs=0.12)
    assert (lower_thin[1] - lower_thin[0], lower_thick[1] - lower_thick[0]) == pytest.approx((0.26, 0.53), abs=0.12)
    assert 297 - lower_thick[1] == pytest.approx(20, abs=0.3)
    for line in (thick, lower_thick):
        left, right = edges(letter[0], sum(line) / 2)
        assert (left, right - left) == pytest.approx((20, 170), abs=0.4)


def test_the_number_of_a_letter_is_flush_right_below_the_line(letter: Any) -> None:
    top, _ = ink(letter[0], "〔2026〕")
    _, thin, *_ = red_lines(letter[0])
    assert top - thin[1] == pytest.approx(14 / 72 * 25.4, abs=1)
    right = max(box[2] for box in boxes(letter[0], "号", start="〔2026〕"))
    assert right == pytest.approx(184, abs=1.2)


def test_the_class_of_a_reply_stands_at_the_upper_right_of_the_first_page(letter: Any) -> None:
    box = boxes(letter[0], "类")[-1]
    assert 20 < box[1] < 30
    assert box[2] == pytest.approx(184, abs=1.2)


def test_a_letter_has_no_page_number_on_its_first_page_and_outer_ones_after_it(letter: Any) -> None:
    texts = [page.get_textpage().get_text_range() for page in letter]
    assert len(texts) == 3
    assert "— 1 —" not in texts[0]
    assert "— 2 —" in texts[1]
    assert "— 3 —" in texts[2]
    (left, top, _, _), (_, _, right, _) = boxes(letter[1], "— 2 —")[0], boxes(letter[2], "— 3 —")[-1]
    assert left < 28 + 8
    assert right > 184 - 8
    assert top == pytest.approx(297 - 35 + 7, abs=3)


def test_a_page_holds_22_lines_of_28_characters(letter: Any) -> None:
    full = letter[1].get_textpage()
    tops = sorted({round(297 - full.get_charbox(at)[3] / 72 * 25.4) for at in range(full.count_chars()) if full.get_text_range(at, 1) == "国"})
    assert len(tops) == 22
    text = full.get_text_range()
    assert max(len(line.strip()) for line in text.splitlines()) == 28


def test_the_red_head_of_a_notice_stands_where_the_standard_says(red: Any) -> None:
    name_top, _ = ink(red[0], "政协云溪县委员会文件")
    assert name_top == pytest.approx(37 + 35, abs=STAND_IN)
    ((top, bottom),) = red_lines(red[0])
    left, right = edges(red[0], (top + bottom) / 2)
    assert (left, right - left) == pytest.approx((28, 156), abs=0.6)
    _, number_bottom = ink(red[0], "〔2026〕")
    assert top - number_bottom == pytest.approx(4, abs=STAND_IN)


@pytest.mark.parametrize("lines", [1, 6, 30])
def test_copies_stand_at_the_foot_of_the_last_page(lines: int) -> None:
    document = official.letter("函")
    official.add_body(document, "{{主送}}")
    official.add_signature(document)
    official.add_copies(document)
    found = _pages(document, {"主送": "\n".join(["国" * 50] * lines), "抄送": "县督查室"})
    without = _pages(document, {"主送": "\n".join(["国" * 50] * lines), "抄送": ""})
    assert len(found) == len(without)
    assert found[-1].height - bottom_of(found[-1].strips[-1]) == pytest.approx(0, abs=3)
    assert bottom_of(without[-1].strips[-1]) < found[-1].height - 3


def test_copies_of_a_model_stay_below_its_text() -> None:
    document = official.letter("函")
    official.add_body(document, "{{主送}}")
    official.add_copies(document, is_model=True)
    (page,) = _pages(document, {"主送": "国", "抄送": "县督查室"})
    assert bottom_of(page.strips[-1]) < page.height / 2


def test_a_landscape_sheet_is_as_wide_as_its_lists(folder: Path) -> None:
    with _opened(folder / "list.pdf") as pdf:
        width, height = pdf[0].get_size()
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((297, 210), abs=0.2)
    assert official.LANDSCAPE_WIDTH_MM == 297 - 2 * 20


def _letter() -> Any:
    document = official.letter("函", mark="A类")
    official.add_title(document, "关于提案的通知")
    official.add_receiver(document, "县教育局：")
    official.add_body(document, *(["国" * 28 * 6] * 7))
    official.add_closing(document, "特此函告。")
    official.add_signature(document, NAME, "2026年3月20日")
    _fill(document.sections[0].first_page_header.paragraphs, "{{发文机关标志}}", NAME)
    _fill(document.paragraphs, "{{文号}}", "云政提〔2026〕5号")
    return document


def _red() -> Any:
    document = official.red_head("决定")
    _fill(document.paragraphs, "{{发文机关标志}}", "政协云溪县委员会文件")
    _fill(document.paragraphs, "{{文号}}", "云政发〔2026〕5号")
    official.add_title(document, "关于表彰优秀提案的决定")
    return document


def _pages(document: Any, given: dict[str, str]) -> list[FullPage]:
    stream = BytesIO()
    document.save(stream)
    template = read_template(stream.getvalue(), PaperKind("trial", "函", "试用", About.PROPOSALS, LETTER_FIELDS, lambda *_: ()))
    values = {field.name: "" for field in LETTER_FIELDS} | {"发文机关标志": NAME, "署名": NAME, "成文日期": "2026年3月20日"} | given
    return full_pages(read_flow(template.fill(values)), EmMeasure())


def _fill(paragraphs: Any, mark: str, text: str) -> None:
    (run,) = [run for paragraph in paragraphs for run in paragraph.runs if run.text == mark]
    run.text = text


def _opened(path: Path) -> Any:
    pypdfium2 = pytest.importorskip("pypdfium2")
    return pypdfium2.PdfDocument(path)


def boxes(page: Any, text: str, *, start: str = "") -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of each letter of ``text`` in mm from the page's upper left corner, where it stands after ``start``."""
    found = page.get_textpage()
    whole = "".join(found.get_text_range(at, 1) for at in range(found.count_chars()))
    begin = whole.index(text, whole.index(start) if start else 0)
    height = page.get_size()[1]
    pts = [found.get_charbox(at) for at in range(begin, begin + len(text))]
    return [tuple(value / 72 * 25.4 for value in (left, height - top, right, height - bottom)) for left, bottom, right, top in pts]


def ink(page: Any, text: str) -> tuple[float, float]:
    """The upper and lower edge of a text in mm."""
    found = boxes(page, text)
    return min(box[1] for box in found), max(box[3] for box in found)


def red_lines(page: Any) -> list[tuple[float, float]]:
    """The upper and lower edge in mm of each red line that crosses the page near its left side, from top to bottom."""
    bitmap = page.render(scale=DPI / 72)
    at = round(29 * MM)
    hits = [_is_red(bitmap, at, row) for row in range(bitmap.height)] + [False]
    found, start = [], None
    for row, hit in enumerate(hits):
        if hit and start is None:
            start = row
        elif not hit and start is not None:
            if row - start < MM and _is_red(bitmap, round(60 * MM), start):
                found.append((start / MM, row / MM))
            start = None
    return found


def edges(page: Any, y: float) -> tuple[float, float]:
    """The left and right end in mm of the red line at ``y`` mm."""
    bitmap = page.render(scale=DPI / 72)
    columns = [at for at in range(bitmap.width) if _is_red(bitmap, at, round(y * MM))]
    return columns[0] / MM, (columns[-1] + 1) / MM


def _is_red(bitmap: Any, column: int, row: int) -> bool:
    start = row * bitmap.stride + column * bitmap.n_channels
    blue, green, red = bitmap.buffer[start : start + 3]
    return bool(red > 180 and green < 140 and blue < 140)
