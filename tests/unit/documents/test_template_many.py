"""Many papers in one file: each a section of its own that begins with page 1, with its own headers and footers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn

from tests.unit.documents.template_files import PNG, VALUES, add_rows, lines, made, of_lines, opened, parts_of, template, with_part
from zxdesk.documents import fill as filling
from zxdesk.documents.paper import Picture
from zxdesk.documents.template import fill_many


def numbered(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [{**VALUES, "提案号": f"{at:04d}", **changes} for at in range(1, count + 1)]


def with_edges(document: Any) -> None:
    document.sections[0].header.paragraphs[0].add_run("第{{提案号}}号")
    document.sections[0].footer.paragraphs[0].add_run("页脚")
    document.add_paragraph("{{案由}}")
    add_rows(document, ("{{#名单}}{{姓名}}", "{{电话}}{{/名单}}"))


def test_every_paper_is_a_section_on_a_new_page_that_is_page_one() -> None:
    document = opened(fill_many(template(made(with_edges)), numbered(3)))
    assert [section.start_type for section in document.sections] == [WD_SECTION.NEW_PAGE] * 3
    assert [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections] == ["1"] * 3
    assert len(document.tables) == 3
    children = [str(child.tag).rsplit("}", 1)[-1] for section in document.sections for child in section._sectPr]
    order = ["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "docGrid"]
    assert children == order * 3, "Word wants the parts of a section in this order"


def test_headers_with_marks_are_made_for_each_paper_and_equal_ones_once() -> None:
    content = fill_many(template(made(with_edges)), [*numbered(2), *numbered(2)])
    document = opened(content)
    assert [section.header.paragraphs[0].text for section in document.sections] == ["第0001号", "第0002号", "第0001号", "第0002号"]
    assert {section.footer.paragraphs[0].text for section in document.sections} == {"页脚"}
    assert len([name for name in parts_of(content) if name.startswith("word/header")]) == 2


def test_one_paper_alone_is_the_same_as_the_template_filled() -> None:
    taken = template(made(with_edges))
    assert fill_many(taken, [VALUES]) == taken.fill(VALUES)


def test_papers_keep_their_own_sections_headers_and_directions() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("正页 {{提案号}}")
        second = document.add_section(WD_SECTION.NEW_PAGE)
        second.orientation, second.page_width, second.page_height = WD_ORIENT.LANDSCAPE, second.page_height, second.page_width
        second.header.is_linked_to_previous = False
        second.header.paragraphs[0].add_run("附表 {{提案号}}")
        document.add_paragraph("附页 {{提案号}}")

    document = opened(fill_many(template(made(write)), numbered(2)))
    assert [line for line in lines(document) if line] == ["正页 0001", "附页 0001", "正页 0002", "附页 0002"]
    assert [section.header.paragraphs[0].text for section in document.sections] == ["", "附表 0001", "", "附表 0002"]
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE] * 2


def test_a_paper_that_ends_with_a_table_is_closed_by_a_paragraph_of_no_height() -> None:
    document = opened(fill_many(template(made(lambda document: add_rows(document, ("{{案由}}",)))), numbered(2)))
    assert [str(child.tag).rsplit("}", 1)[-1] for child in document.element.body] == ["tbl", "p", "tbl", "sectPr"]
    assert document.element.body[1].pPr.spacing_line.pt == 1


def test_pictures_of_many_papers_are_kept_once_and_numbered_through() -> None:
    papers = numbered(3, 二维码=Picture(PNG, 10, 10))
    content = fill_many(template(of_lines("{{二维码}}")), papers)
    assert [name for name in parts_of(content) if "media" in name and name.endswith(".png")] != []
    assert len([name for name in parts_of(content) if name.endswith(".png")]) == 1
    ids = [one.get("id") for one in opened(content).element.iter(qn("wp:docPr"))]
    assert ids == ["1", "2", "3"]


@pytest.mark.parametrize("section", [b"<w:sectPr/>", b""])
def test_a_template_that_says_nothing_of_its_page_makes_sections_too(section: bytes) -> None:
    source = with_part(of_lines("{{提案号}}"), "word/document.xml", lambda part: re.sub(rb"<w:sectPr\b.*</w:sectPr>", section, part, flags=re.S))
    document = opened(fill_many(template(source), numbered(3)))
    assert lines(document) == ["0001", "0002", "0003"]
    assert len(document.element.body.findall(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}")) == 2


def test_a_batch_without_papers_is_not_made() -> None:
    with pytest.raises(ValueError, match="no paper"):
        fill_many(template(of_lines("甲")), [])


def test_a_paper_that_lost_a_value_is_found_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = template(made(with_edges))
    written = filling.story_xml
    for lost, part in (("方若兰", "paper 2 lacks '方若兰'"), ("0002", "paper 2 lacks '0002'")):
        at = iter(range(1000))

        def losing(*given: Any, lost: str = lost, at: Any = at) -> str:
            text = written(*given)
            return text.replace(lost, "") if next(at) >= 2 else text

        monkeypatch.setattr(filling, "story_xml", losing)
        with pytest.raises(ValueError, match=part):
            fill_many(taken, numbered(2))


def test_a_row_too_few_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = template(of_lines("{{#名单}}{{姓名}}{{/名单}}"))
    same = ({"姓名": "程以南", "电话": "", "职务": ()},) * 3
    written = filling.story_xml
    monkeypatch.setattr(filling, "story_xml", lambda *given: written(*given).replace("程以南", "", 1))
    with pytest.raises(ValueError, match="lacks '程以南'"):
        taken.fill({**VALUES, "名单": same})
