"""A filled paper fits its pages: elastic rows fill the last one, forms keep to one, the 版记 stands at the foot of an even one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.unit.documents.template_files import PNG, VALUES, kind, opened
from zxdesk.documents import styles
from zxdesk.documents.flow_reader import read_flow
from zxdesk.documents.grid import Box, Row, add_table, label, value
from zxdesk.documents.page import add_page_foot, add_paragraph, new_paper
from zxdesk.documents.paper import Picture
from zxdesk.documents.template import Template, fill_many, read_template
from zxdesk.layout.ems import EmMeasure
from zxdesk.layout.fullness import FullPage, bottom_of, full_pages
from zxdesk.layout.sheet import MM

LINE = "县交通运输局实地踏勘了沿线道路、客流和停靠条件。"


def saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def form(*, pages: int = 1, elastic: int = 1) -> Template:
    document = new_paper(title="征询意见表", author="提案委")
    add_paragraph(document, styles.TITLE, "提案办理情况征询意见表")
    rows = [Row((label(0, 28, name), value(28, 156, f"{{{{{name}}}}}"))) for name in ("案由", "会办单位", "提案号")]
    rows += [Row((label(0, 28, "意见"), Box(28, 156, ((styles.ELASTIC, "{{正文}}"),), at="top")), 40)] * elastic
    add_table(document, [*rows, Row((label(0, 28, "签名"), value(28, 156, "")))])
    add_paragraph(document, styles.NOTES, "填表说明：在所选项前的方框内打“√”。")
    return read_template(saved(document), kind(pages=pages))


def letter() -> Template:
    document = new_paper(title="通知", author="提案委")
    add_page_foot(document, "{{提案号}}")
    add_paragraph(document, styles.BODY, "{{正文}}")
    add_paragraph(document, styles.SEAL_GAP, "")
    add_paragraph(document, styles.COPIES, "抄送：{{会办单位}}。")
    add_paragraph(document, styles.PRINTED_ON, "2026年5月8日印发")
    return read_template(saved(document), kind())


def pages_of(content: bytes) -> list[FullPage]:
    return full_pages(read_flow(content), EmMeasure())


def heights(content: bytes) -> list[float]:
    return [row.height.mm for row in opened(content).tables[0].rows]


@pytest.mark.parametrize("words", ["", "同意。", "同意。" * 150])
def test_an_elastic_row_fills_the_page_however_much_stands_in_it(words: str) -> None:
    (page,) = pages_of(form().fill({**VALUES, "正文": words}))
    assert 0 < page.room < 3 * MM


def test_two_elastic_rows_share_what_is_left() -> None:
    content = form(elastic=2).fill({**VALUES, "正文": ""})
    (page,) = pages_of(content)
    assert page.room < 3 * MM
    first, second = heights(content)[3:5]
    assert first == second > 40


def test_other_rows_keep_the_height_that_the_template_gives_them() -> None:
    assert [round(height) for height in heights(form().fill(VALUES))[:3]] == [10, 10, 10]


def test_a_form_with_too_much_in_it_keeps_to_its_page_in_a_smaller_letter() -> None:
    crowded = {**VALUES, "案由": "沿山沿河群众用水安全" * 12, "会办单位": "、".join(f"县第{at}住房和城乡建设管理局" for at in range(40)), "正文": ""}
    content = form().fill(crowded)
    assert len(pages_of(content)) == 1
    assert opened(content).tables[0].rows[0].cells[1].paragraphs[0].style.name in {"表格列内容", "表格紧凑", "表格最小"}
    assert heights(content)[3] >= 40, "the room for a person's own words is never less than the template gives"
    free = form(pages=0).fill(crowded)
    assert len(pages_of(free)) == 2
    assert opened(free).tables[0].rows[0].cells[1].paragraphs[0].style.name == "表格内容"
    assert round(heights(free)[3]) == 40, "where any number of pages will do, nothing is stretched over a second one"


def test_a_form_with_a_code_and_cells_joined_over_rows_fills_its_page_too() -> None:
    document = new_paper(title="回访", author="提案委")
    add_paragraph(document, styles.LIST, "{{二维码}}")
    joined = [Row((label(0, 28, "提案者", span="first"), value(28, 156, "姓名")), 8)]
    joined += [Row((label(0, 28, "", span="more"), value(28, 156, f"{name}{{{{案由}}}}")), 8) for name in "甲乙"]
    rest = [Row((label(0, 28, "情况"), Box(28, 156, ((styles.ELASTIC, "{{正文}}"),), at="top")), 40), Row((label(0, 28, "日期"), value(28, 156, "")))]
    add_table(document, [*joined, *rest])
    taken = read_template(saved(document), kind(pages=1))
    papers = [{**VALUES, "二维码": Picture(PNG, 18, 18), "案由": "沿山用水" * times, "正文": "同意。" * times} for times in (1, 12, 30, 12)]
    for page in (*pages_of(fill_many(taken, papers)), *(page for paper in papers for page in pages_of(taken.fill(paper)))):
        assert 0 < page.room < 3 * MM
    assert len(pages_of(fill_many(taken, papers))) == len(papers)


def test_a_form_that_no_letter_is_small_enough_for_is_not_set_in_the_smallest() -> None:
    content = form().fill({**VALUES, "案由": "沿山沿河群众用水安全" * 90, "会办单位": "县住房和城乡建设管理局、" * 90, "正文": ""})
    assert len(pages_of(content)) == 2
    assert opened(content).tables[0].rows[0].cells[1].paragraphs[0].style.name != "表格最小"


def test_labels_become_smaller_with_the_text_beside_them() -> None:
    crowded = {**VALUES, "案由": "沿山沿河群众用水安全" * 30, "会办单位": "县住房和城乡建设管理局、" * 60, "正文": ""}
    content = form().fill(crowded)
    assert len(pages_of(content)) == 1
    name = opened(content).tables[0].rows[0].cells
    assert (name[0].paragraphs[0].style.name, name[1].paragraphs[0].style.name) in {("表格列名", "表格紧凑"), ("紧凑列名", "表格最小")}


def test_a_paper_of_one_page_without_a_table_is_filled_all_the_same() -> None:
    document = new_paper(title="回复", author="提案委")
    add_paragraph(document, styles.BODY, "{{正文}}")
    taken = read_template(saved(document), kind(pages=1))
    assert len(pages_of(taken.fill({**VALUES, "正文": "同意。"}))) == 1


def test_what_fits_is_not_made_smaller() -> None:
    content = form().fill({**VALUES, "正文": ""})
    assert opened(content).tables[0].rows[0].cells[1].paragraphs[0].style.name == "表格内容"


@pytest.mark.parametrize("count", [1, 5, 19, 20, 21, 22, 23, 35, 42, 43, 44, 45, 64])
def test_what_follows_the_seal_gap_stands_at_the_foot_of_an_even_last_page(count: int) -> None:
    pages = pages_of(letter().fill({**VALUES, "正文": "\n".join(["一行。"] * count)}))
    assert len(pages) % 2 == 0
    assert 0 <= pages[-1].room < MM
    assert [strip.height for _, strip in pages[-1].strips[-2:]] == [24, 24], "抄送 and 印发 stay together"
    assert len(pages) == (2 if count <= 42 else 4), "two lines of 抄送 and 印发 need room below the text of page 2"


def test_only_a_full_even_page_leaves_a_blank_one_behind_it() -> None:
    pages = pages_of(letter().fill({**VALUES, "正文": "\n".join(["一行。"] * 44)}))
    assert [len(page.strips) for page in pages[:2]] == [22, 22]
    assert len(pages) == 4
    assert max(map(bottom_of, pages[2].strips), default=0) < 10


def test_papers_of_a_batch_are_fitted_each_for_itself() -> None:
    papers = [{**VALUES, "正文": words} for words in ("", "同意。" * 150)]
    assert [round(page.room, 1) for page in pages_of(fill_many(form(), papers))] == [
        round(pages_of(form().fill(paper))[0].room, 1) for paper in papers
    ]


def test_libreoffice_prints_as_many_pages(pages: Callable[[Path], list[str]], tmp_path: Path) -> None:
    crowded = {**VALUES, "案由": "沿山沿河群众用水安全" * 12, "会办单位": "、".join(f"县第{at}住房和城乡建设管理局" for at in range(40))}
    forms = [{**VALUES, "正文": ""}, {**VALUES, "正文": "同意。" * 150}, crowded]
    (tmp_path / "forms.docx").write_bytes(fill_many(form(), forms))
    assert len(pages(tmp_path / "forms.docx")) == len(forms)
    letters = [{**VALUES, "正文": "\n".join([LINE * 2] * count)} for count in (3, 15, 22, 30)]
    (tmp_path / "letters.docx").write_bytes(fill_many(letter(), letters))
    printed = pages(tmp_path / "letters.docx")
    assert [at for at, page in enumerate(printed, start=1) if "印发" in page] == [2, 4, 8, 12]
    assert len(printed) == 12
