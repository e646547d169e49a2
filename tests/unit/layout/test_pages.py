"""Pages: what keeps together, what comes again, which numbers and edges a page has."""

from __future__ import annotations

import pytest

from tests.unit.layout.hand_made import (
    OFFICIAL_PAGE,
    PAGE_COUNT,
    PAGE_END,
    PAGE_NUMBER,
    docx,
    of_runs,
    p,
    r,
    section_end,
    spacing,
    table,
    tc,
    tr,
)
from tests.unit.layout.laid import glyphs, images, pages, sheets, strokes
from tests.unit.layout.sample_values import black_square

EXACT = spacing(line=579)
LINES = 22
FOOT = '<w:footerReference w:type="default" r:id="footer1"/>'
EVEN_FOOT = '<w:footerReference w:type="even" r:id="footer2"/>'
FIRST_FOOT = '<w:footerReference w:type="first" r:id="footer3"/>'


def rows(count: int, name: str = "行") -> str:
    return "".join(p(f"{name}{at}", EXACT) for at in range(count))


def numbered(text: str = "") -> str:
    return of_runs(r(f"{text}— "), PAGE_NUMBER, r(" —"), properties=spacing(line=320))


def test_twenty_two_lines_stand_on_an_official_page() -> None:
    assert [len(page) for page in pages(docx(rows(50)))] == [LINES, LINES, 6]


def test_a_heading_does_not_stay_alone_at_a_pages_foot() -> None:
    heading = p("标题", f"<w:keepNext/>{EXACT}")
    assert pages(docx(rows(LINES - 1) + heading + p("正文", EXACT)))[1] == ["标题", "正文"]


def test_two_headings_go_on_together() -> None:
    headings = p("标题一", f"<w:keepNext/>{EXACT}") + p("标题二", f"<w:keepNext/>{EXACT}")
    assert pages(docx(rows(LINES - 2) + headings + p("正文", EXACT)))[1] == ["标题一", "标题二", "正文"]


def test_a_chain_longer_than_a_page_is_cut() -> None:
    chain = "".join(p(f"链{at}", f"<w:keepNext/>{EXACT}") for at in range(30))
    assert [len(page) for page in pages(docx(chain))] == [LINES, 8]


@pytest.mark.parametrize(("control", "kept"), [("", 2), ('<w:widowControl w:val="0"/>', 1)])
def test_no_single_line_is_left_behind(control: str, kept: int) -> None:
    found = pages(docx(rows(LINES - 2) + p("国" * 27 * 3, control + EXACT)))
    assert len(found[1]) == (3 if kept == 2 else 1)


def test_a_paragraph_that_keeps_its_lines_moves_as_a_whole() -> None:
    assert [len(page) for page in pages(docx(rows(LINES - 1) + p("国" * 27 * 4, f"<w:keepLines/>{EXACT}")))] == [LINES - 1, 4]


def test_a_page_end_within_a_paragraph_opens_the_next_page() -> None:
    assert pages(docx(of_runs(r("前"), PAGE_END, r("后")) + p("尾") + p("新", "<w:pageBreakBefore/>"))) == [["前"], ["后", "尾"], ["新"]]


def test_space_above_is_dropped_where_a_page_begins_by_itself() -> None:
    found = sheets(docx(rows(LINES) + p("次页", spacing(before=600))))
    assert glyphs(found[1], "次页").baseline == pytest.approx(104.9 + 0.8 * 28.95)


def test_of_two_spaces_that_meet_the_larger_holds() -> None:
    sheet = sheets(docx(p("一", spacing(after=200)) + p("二", spacing(before=300))))[0]
    assert glyphs(sheet, "二").baseline - glyphs(sheet, "一").baseline == pytest.approx(28.95 + 15)


def test_a_foot_counts_pages() -> None:
    foot = of_runs(r("第"), PAGE_NUMBER, r("页，共"), PAGE_COUNT, r("页"))
    found = pages(docx(rows(30), section=FOOT + OFFICIAL_PAGE, parts={"footer1": foot}))
    assert [page[-1] for page in found] == ["第1页，共2页", "第2页，共2页"]


def test_even_and_first_pages_have_feet_of_their_own() -> None:
    section = f"{FOOT}{EVEN_FOOT}{FIRST_FOOT}{OFFICIAL_PAGE}<w:titlePg/>"
    parts = {"footer1": numbered("单"), "footer2": numbered("双"), "footer3": p("首")}
    found = pages(docx(rows(60), section=section, settings="<w:evenAndOddHeaders/>", parts=parts))
    assert [page[-1] for page in found] == ["首", "双— 2 —", "单— 3 —"]


def test_sections_begin_anew_with_their_own_numbers_and_count_as_papers() -> None:
    starting = OFFICIAL_PAGE + '<w:pgNumType w:start="1"/>'
    body = rows(30, "甲") + section_end(FOOT + starting) + rows(3, "乙") + section_end(starting) + rows(1, "丙")
    found = sheets(docx(body, section=starting, parts={"footer1": numbered()}))
    assert [(sheet.number, sheet.paper) for sheet in found] == [(1, 0), (2, 0), (1, 1), (1, 2)]


def test_a_section_on_an_even_page_leaves_one_blank() -> None:
    body = rows(2) + section_end(OFFICIAL_PAGE) + p("版记")
    assert pages(docx(body, section=f'<w:type w:val="oddPage"/>{OFFICIAL_PAGE}')) == [["行0", "行1"], [], ["版记"]]


def test_a_high_header_pushes_the_text_down() -> None:
    header = p("眉", spacing(line=1200)) * 3
    section = '<w:headerReference w:type="default" r:id="header1"/>' + OFFICIAL_PAGE
    assert glyphs(sheets(docx(p("正文", EXACT), section=section, parts={"header1": header}))[0], "正文").baseline > 42.55 + 180


def test_table_heads_come_again_on_every_page() -> None:
    head = tr(tc(p("序号", EXACT)), properties="<w:tblHeader/>")
    found = pages(docx(table((4000,), head, *(tr(tc(p(f"行{at}", EXACT))) for at in range(50)))))
    assert [page[0] for page in found] == ["序号"] * 3
    assert sum(page.count("序号") for page in found) == 3
    assert [row for page in found for row in page if row != "序号"] == [f"行{at}" for at in range(50)]


def test_a_head_is_not_left_alone() -> None:
    head = tr(tc(p("序号", EXACT)), properties="<w:tblHeader/>")
    assert pages(docx(rows(LINES - 1) + table((4000,), head, tr(tc(p("甲", EXACT))))))[1] == ["序号", "甲"]


def test_a_row_that_keeps_whole_goes_on_and_another_is_split() -> None:
    long = tc(p("国" * 10 * 6, EXACT), width=3416)
    whole, split = (pages(docx(rows(LINES - 3) + table((3416,), tr(long, properties=kept)))) for kept in ("<w:cantSplit/>", ""))
    assert [len(page) for page in whole] == [LINES - 3, 6]
    assert [len(page) for page in split] == [LINES - 1, 4]


def test_a_row_higher_than_a_page_is_split_whatever_it_asks_for() -> None:
    found = pages(docx(table((3416,), tr(tc(p("国" * 10 * 40, EXACT), width=3416), properties="<w:cantSplit/>"))))
    assert "".join(row for page in found for row in page) == "国" * 400
    assert all(len(page) <= LINES for page in found)


def test_what_an_exact_row_has_no_room_for_is_not_shown() -> None:
    low = '<w:trHeight w:val="600" w:hRule="exact"/>'
    content = table((2000,), tr(tc(p("一", EXACT) + p("二", EXACT)), properties=low), tr(tc(p("三", EXACT))))
    assert pages(docx(content)) == [["一", "三"]]


def test_merged_cells_stand_in_the_middle_of_their_rows() -> None:
    first, more = '<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>', "<w:vMerge/>"
    content = table((2000, 2000), tr(tc(p("合", EXACT), first), tc(p("一", EXACT))), tr(tc(p("", EXACT), more), tc(p("二", EXACT))))
    sheet = sheets(docx(content))[0]
    middle = (glyphs(sheet, "一").baseline + glyphs(sheet, "二").baseline) / 2
    assert glyphs(sheet, "合").baseline == pytest.approx(middle, abs=1)
    assert not [line for line in strokes(sheet, is_level=True) if line.x1 < 100 and 110 < line.y1 < 150]


def test_where_two_lines_meet_the_heavier_is_drawn_once() -> None:
    thick = '<w:tcBorders><w:bottom w:val="single" w:sz="24" w:color="000000"/></w:tcBorders>'
    sheet = sheets(docx(table((4000,), tr(tc(p("上", EXACT), thick)), tr(tc(p("下", EXACT))))))[0]
    assert [line.width for line in strokes(sheet, is_level=True)] == [0.75, 3, 0.75]


def test_a_paragraphs_red_lines_are_thick_and_thin_in_their_order() -> None:
    rule = '<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="0" w:color="FF0000"/></w:pBdr>'
    upper, lower = strokes(sheets(docx(p("", rule + spacing(line=227))))[0], is_level=True)
    assert (upper.width, lower.width, upper.color) == (2.25, 0.75, "#ff0000")
    assert upper.y1 < lower.y1


def test_a_dashed_line_is_drawn_in_pieces() -> None:
    rule = '<w:pBdr><w:top w:val="dashed" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    pieces = strokes(sheets(docx(p("撕开", rule + EXACT)))[0], is_level=True)
    assert len(pieces) > 50
    assert all(piece.x2 - piece.x1 < 5 for piece in pieces)


def test_a_picture_stands_on_the_baseline_as_large_as_it_is() -> None:
    inline = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="720000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:embed="image1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    found = images(sheets(docx(of_runs(r("左"), inline), pictures={"image1": black_square()}))[0])
    assert [(round(image.width, 2), round(image.height, 2), image.content) for image in found] == [(28.35, 56.69, black_square())]
    assert found[0].x == pytest.approx(79.35 + 16)
    assert found[0].y == pytest.approx(104.9, abs=0.1)
