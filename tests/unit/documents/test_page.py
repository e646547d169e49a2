"""The page and the styles of official papers."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from zxdesk.documents import styles
from zxdesk.documents.page import add_page_foot, new_paper


def test_the_page_is_a4_with_the_margins_of_the_standard() -> None:
    section = new_paper(title="文", author="提案委").sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


def test_the_grid_has_22_lines_of_28_characters() -> None:
    section = new_paper(title="文", author="提案委").sections[0]
    (grid,) = section._sectPr.findall(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch")), grid.get(qn("w:charSpace"))) == ("linesAndChars", "579", "-848")


@pytest.mark.parametrize("style", styles.STYLES, ids=lambda style: style.name)
def test_every_style_sets_all_four_fonts_and_an_exact_line(style: styles.TextStyle) -> None:
    element = new_paper(title="文", author="提案委").styles[style.name].element
    fonts = element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {style.font}
    assert element.find(f"{qn('w:pPr')}/{qn('w:spacing')}").get(qn("w:lineRule")) == "exact"


def test_a_missing_font_has_its_stand_in_named(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    new_paper(title="文", author="提案委").save(str(path))
    with zipfile.ZipFile(path) as package:
        fonts = ElementTree.fromstring(package.read("word/fontTable.xml"))
    stand_ins = {font.get(qn("w:name")): font[0].get(qn("w:val")) for font in fonts}
    assert stand_ins["方正小标宋简体"] == "方正小标宋_GBK;华文中宋;宋体"


def test_page_numbers_stand_on_the_outer_edge(tmp_path: Path) -> None:
    document = new_paper(title="文", author="提案委")
    add_page_foot(document, "打印 2026年5月8日")
    path = tmp_path / "paper.docx"
    document.save(str(path))
    section = docx.Document(str(path)).sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.style.name, even.style.name) == ("页码单页", "页码双页")
    assert (styles.PAGE_ODD.align, styles.PAGE_EVEN.align) == ("right", "left")
