"""What our layout does not do is named with its place, and nothing else is."""

from __future__ import annotations

import pytest

from tests.unit.layout.features import FEATURES
from tests.unit.layout.hand_made import OFFICIAL_PAGE, docx, of_runs, p, r, table, tc, tr
from zxdesk.documents.flow_faults import unsupported

NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
LIST_STYLE = f'<w:style w:type="paragraph" w:styleId="List"><w:name w:val="项目"/><w:pPr>{NUMBERED}</w:pPr></w:style>'


@pytest.mark.parametrize("feature", FEATURES)
def test_what_is_laid_out_is_not_complained_of(feature: str) -> None:
    assert unsupported(FEATURES[feature]) == []


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("<w:r><w:drawing><wp:anchor/></w:drawing></w:r>", "浮动的图片或图形"),
        ("<w:r><w:pict><w:txbxContent/></w:pict></w:r>", "文本框"),
        ("<w:r><w:object/></w:r>", "嵌入的对象"),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "脚注"),
        ("<w:r><w:ruby/></w:r>", "拼音指南"),
        ('<w:r><w:rPr><w:w w:val="66"/></w:rPr><w:t>窄</w:t></w:r>', "缩放宽度的文字"),
        ('<w:r><w:rPr><w:em w:val="dot"/></w:rPr><w:t>点</w:t></w:r>', "着重号"),
        ("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "未接受的修订"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "符号字体的字符"),
    ],
)
def test_a_thing_in_a_paragraph_is_named_with_the_paragraph(run: str, name: str) -> None:
    assert f"第 2 段有{name}" in unsupported(docx(p("一") + of_runs(r("二"), run)))


def test_numbers_that_word_makes_are_named() -> None:
    assert unsupported(docx(p("一", NUMBERED))) == ["第 1 段有自动编号或项目符号"]
    assert unsupported(docx(p("一", '<w:pStyle w:val="List"/>'), styles=LIST_STYLE)) == ["样式“项目”有自动编号或项目符号"]
    assert unsupported(docx(p("一"), styles=LIST_STYLE)) == []
    assert unsupported(docx(p("一", '<w:numPr><w:numId w:val="0"/></w:numPr>'))) == []


def test_a_table_is_named_with_its_place_and_once() -> None:
    standing = '<w:textDirection w:val="tbRl"/>'
    assert unsupported(docx(p("一") + table((1000, 1000), tr(tc(p("竖"), standing), tc(p("竖"), standing))))) == ["第 1 个表格有竖排文字"]


@pytest.mark.parametrize(
    ("section", "name"),
    [('<w:cols w:num="2"/>', "分栏"), ('<w:vAlign w:val="center"/>', "页面垂直对齐"), ("<w:pgBorders><w:top/></w:pgBorders>", "页面边框")],
)
def test_a_page_setting_is_named(section: str, name: str) -> None:
    assert unsupported(docx(p("一"), section=OFFICIAL_PAGE + section)) == [f"页面设置有{name}"]


def test_headers_and_settings_are_looked_through() -> None:
    section = '<w:headerReference w:type="default" r:id="header1"/>' + OFFICIAL_PAGE
    found = unsupported(docx(p("一"), section=section, settings="<w:mirrorMargins/>", parts={"header1": of_runs("<w:r><w:object/></w:r>")}))
    assert found == ["页眉有嵌入的对象", "页面设置有对称页边距"]
