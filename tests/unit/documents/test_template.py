"""A template is filled: fields, lists, conditions, wherever they stand."""

from __future__ import annotations

from typing import Any

import pytest
from docx.shared import Pt

from tests.unit.documents.template_files import (
    PNG,
    VALUES,
    add_rows,
    cells,
    filled,
    kind,
    lines,
    made,
    of_lines,
    of_table,
    opened,
    parts_of,
    template,
    with_part,
)
from zxdesk.documents.paper import PaperField, Picture

RARE = "𬭊山䶮、㛃、𠮷"


def test_a_field_stands_where_its_mark_stood() -> None:
    assert lines(filled(of_lines("第{{提案号}}号提案《{{案由}}》"))) == ["第0088号提案《开行镇村赶集公交》"]


def test_a_mark_that_word_has_split_over_runs_is_found_and_has_the_format_of_its_first_letter() -> None:
    def write(document: Any) -> None:
        paragraph = document.add_paragraph("关于")
        for text, is_bold in (("{", True), ("{案", False), ("由}", None), ("}的提案", None)):
            paragraph.add_run(text).bold = is_bold

    paragraph = filled(made(write)).paragraphs[0]
    assert paragraph.text == "关于开行镇村赶集公交的提案"
    assert [run.text for run in paragraph.runs if run.bold] == ["开行镇村赶集公交"]


def test_full_width_braces_and_blanks_inside_braces_are_taken() -> None:
    assert lines(filled(of_lines("｛｛ 案由 ｝｝，{{ 提案号　}}，{{＃名单}}{{姓名}} {{／名单}}"))) == ["开行镇村赶集公交，0088，程以南 方若兰 "]


def test_each_line_of_a_value_alone_in_its_paragraph_is_a_paragraph_of_the_same_style() -> None:
    document = filled(made(lambda document: document.add_paragraph("{{正文}}", style="Quote")))
    assert [(one.text, one.style.name) for one in document.paragraphs] == [("一、线路。", "Quote"), ("二、时间。", "Quote")]


def test_the_lines_of_a_value_within_a_paragraph_are_line_breaks() -> None:
    assert lines(filled(of_lines("正文：{{正文}}"))) == ["正文：一、线路。\n二、时间。"]


def test_only_the_first_line_of_a_value_begins_a_new_page() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("{{正文}}").paragraph_format.page_break_before = True

    assert [one.paragraph_format.page_break_before for one in filled(made(write)).paragraphs] == [True, None]


def test_a_row_is_repeated_for_each_row_of_a_list_and_its_number_counted() -> None:
    source = of_table(("序号", "姓名", "提案"), ("{{#名单}}{{序号}}", "{{姓名}}", "{{提案号}}{{/名单}}"), ("共", "", ""))
    assert cells(filled(source)) == [["序号", "姓名", "提案"], ["1", "程以南", "0088"], ["2", "方若兰", "0088"], ["共", "", ""]]


def test_several_rows_are_repeated_together() -> None:
    source = of_table(("{{#名单}}", "{{姓名}}"), ("电话", "{{电话}}{{/名单}}"))
    assert cells(filled(source)) == [["", "程以南"], ["电话", "5550123"], ["", "方若兰"], ["电话", ""]]


def test_a_list_may_have_a_number_of_its_own() -> None:
    fields = (PaperField("名单", "", parts=(PaperField("序号", ""), PaperField("姓名", ""))),)
    source = of_table(("{{#名单}}{{序号}}", "{{姓名}}{{/名单}}"))
    values = {"名单": ({"序号": "甲", "姓名": "程以南"},)}
    assert cells(opened(template(source, fields=fields).fill(values))) == [["甲", "程以南"]]


def test_a_row_without_anybody_is_not_printed_and_a_table_left_without_rows_neither() -> None:
    row = ("{{#名单}}{{姓名}}", "{{电话}}{{/名单}}")
    assert cells(filled(of_table(("姓名", "电话"), row), 名单=())) == [["姓名", "电话"]]
    assert filled(of_table(row), 名单=()).tables == []


def test_paragraphs_and_tables_between_marks_are_repeated_and_the_marks_leave_no_paragraph() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("{{#名单}}")
        document.add_paragraph("{{序号}}. {{姓名}}")
        add_rows(document, ("电话", "{{电话}}"))
        document.add_paragraph("{{/名单}}")
        document.add_paragraph("完")

    document = filled(made(write))
    assert lines(document) == ["1. 程以南", "2. 方若兰", "完"]
    assert [cells(document, at) for at in (0, 1)] == [[["电话", "5550123"]], [["电话", ""]]]


def test_a_list_that_is_a_whole_paragraph_repeats_it_and_one_within_a_sentence_repeats_its_words() -> None:
    source = of_lines("{{#名单}}{{姓名}}{{/名单}}", "提案者：{{#名单}}{{姓名}}、{{/名单}}等")
    assert lines(filled(source)) == ["程以南", "方若兰", "提案者：程以南、方若兰、等"]


def test_a_list_stands_in_a_list() -> None:
    source = of_lines("{{#名单}}{{序号}} {{姓名}}：", "{{#职务}}{{序号}} {{姓名}}任{{名称}}{{/职务}}", "{{/名单}}")
    assert lines(filled(source)) == ["1 程以南：", "1 程以南任委员", "2 程以南任组长", "2 方若兰："]


@pytest.mark.parametrize(("unit", "shown"), [("县财政局", ["前", "会办：县财政局", "后"]), ("", ["前", "后"]), (" 　", ["前", "后"])])
def test_a_part_is_shown_only_where_its_field_is_filled(unit: str, shown: list[str]) -> None:
    for source in (
        of_lines("前", "{{?会办单位}}", "会办：{{会办单位}}", "{{/会办单位}}", "后"),
        of_lines("前", "{{?会办单位}}会办：{{会办单位}}{{/会办单位}}", "后"),
        of_lines("前", "{{?会办单位}}会办：{{/会办单位}}{{?会办单位}}{{会办单位}}{{/会办单位}}", "后"),
    ):
        assert [text.strip() for text in lines(filled(source, 会办单位=unit))] == shown


def test_a_part_within_a_sentence_a_row_and_a_condition_on_a_list() -> None:
    assert lines(filled(of_lines("送{{?会办单位}}{{会办单位}}，{{/会办单位}}抄报。"), 会办单位="")) == ["送抄报。"]
    source = of_table(("案由", "{{案由}}"), ("{{?会办单位}}会办", "{{会办单位}}{{/会办单位}}"))
    assert cells(filled(source, 会办单位="")) == [["案由", "开行镇村赶集公交"]]
    assert lines(filled(of_lines("{{?名单}}有名单{{/名单}}"))) == ["有名单"]
    assert lines(filled(of_lines("无：{{?名单}}有名单{{/名单}}"), 名单=())) == ["无："]


def test_a_condition_inside_a_repeated_row_looks_at_that_row_first() -> None:
    source = of_table(("{{#名单}}{{姓名}}", "{{?电话}}电话{{电话}}{{/电话}}{{?会办单位}}（{{会办单位}}）{{/会办单位}}{{/名单}}"))
    assert cells(filled(source)) == [["程以南", "电话5550123（县财政局）"], ["方若兰", "（县财政局）"]]


def test_a_cell_always_keeps_a_paragraph() -> None:
    document = filled(of_table(("{{?会办单位}}\n{{会办单位}}\n{{/会办单位}}", "在")), 会办单位="")
    assert cells(document) == [["", "在"]]
    assert all(cell.paragraphs for cell in document.tables[0].rows[0].cells)


def test_tables_that_would_touch_where_something_is_left_out_are_kept_apart() -> None:
    def write(document: Any) -> None:
        add_rows(document, ("甲", "{{案由}}"))
        document.add_paragraph("{{?会办单位}}{{会办单位}}{{/会办单位}}")
        add_rows(document, ("乙", "{{提案号}}"))

    for unit, between in (("县财政局", "县财政局"), ("", "")):
        document = filled(made(write), 会办单位=unit)
        assert [str(one.tag).rsplit("}", 1)[-1] for one in document.element.body] == ["tbl", "p", "tbl", "sectPr"]
        assert lines(document) == [between]


def test_the_only_cell_of_a_row_repeats_the_row() -> None:
    assert cells(filled(of_table(("{{#名单}}{{姓名}}{{/名单}}",)))) == [["程以南"], ["方若兰"]]


def test_a_cell_joined_to_a_row_that_is_not_printed_stands_for_itself() -> None:
    def write(document: Any) -> None:
        table = add_rows(document, ("标题", "{{?会办单位}}{{会办单位}}{{/会办单位}}"), ("", "{{案由}}"), ("", "{{提案号}}"))
        table.cell(0, 0).merge(table.cell(2, 0))
        table.rows[0].cells[0].paragraphs[0].insert_paragraph_before("{{?会办单位}}")
        table.rows[0].cells[1].add_paragraph("{{/会办单位}}")

    for unit, merges in (("县财政局", ["restart", "continue", "continue"]), ("", ["restart", "continue"])):
        assert [row._tr.tc_lst[0].vMerge for row in filled(made(write), 会办单位=unit).tables[0].rows] == merges


def test_values_are_written_as_they_are_whatever_they_hold() -> None:
    value = f"<w:t>&amp; {{{{案由}}}} {RARE}\x00\x0b" + "长" * 1000 + "\t尾"
    text = lines(filled(of_lines("{{案由}}"), 案由=value))
    assert "\n".join(text) == f"<w:t>&amp; {{{{案由}}}} {RARE}\n" + "长" * 1000 + "\t尾"


def test_a_picture_stands_in_text_cells_and_headers_with_its_size_and_its_file() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("码：{{二维码}}").paragraph_format.line_spacing = Pt(20)
        add_rows(document, ("扫码", "{{二维码}}"))
        document.sections[0].header.paragraphs[0].add_run("{{二维码}}")

    content = template(made(write)).fill({**VALUES, "二维码": Picture(PNG, 20, 15, "码0088")})
    document = opened(content)
    assert [(round(one.width.mm), round(one.height.mm)) for one in document.inline_shapes] == [(20, 15), (20, 15)]
    numbers = [one.get("id") for one in document.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")]
    assert numbers == ["1", "2"]
    for part in (document.part, document.sections[0].header.part):
        blip = next(part.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
        assert part.related_parts[blip.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed")].blob == PNG
    assert document.paragraphs[0].paragraph_format.line_spacing == 1, "a line of exact height would cut the picture off"


def test_headers_and_footers_are_filled() -> None:
    def write(document: Any) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        for side, text in (
            (section.first_page_header, "首页 {{提案号}}"),
            (section.header, "{{案由}}"),
            (section.footer, "提案者 {{#名单}}{{姓名}}；{{/名单}}"),
        ):
            side.paragraphs[0].add_run(text)
        document.add_paragraph("正文")

    section = filled(made(write)).sections[0]
    assert [side.paragraphs[0].text for side in (section.first_page_header, section.header, section.footer)] == [
        "首页 0088", "开行镇村赶集公交", "提案者 程以南；方若兰；",
    ]  # fmt: skip


def test_what_has_no_mark_stays_as_the_office_made_it() -> None:
    def write(document: Any) -> None:
        document.add_heading("说明", 1)
        document.add_paragraph("没有标记的一段，带{单括号}。").add_run("加粗").bold = True
        add_rows(document, ("甲", "乙"))

    source = made(write)
    before, after = opened(source), filled(source)
    assert lines(after) == lines(before)
    assert cells(after) == cells(before)
    assert [one.style.name for one in after.paragraphs] == [one.style.name for one in before.paragraphs]
    assert [run.bold for run in after.paragraphs[1].runs] == [None, True]
    kept = {name: part for name, part in parts_of(source).items() if name != "word/document.xml"}
    assert {name: part for name, part in parts_of(template(source).fill(VALUES)).items() if name in kept} == kept


def test_equal_values_give_equal_bytes() -> None:
    source = of_lines("{{案由}}", "{{二维码}}")
    values = {**VALUES, "二维码": Picture(PNG, 20, 20)}
    assert template(source).fill(values) == template(source).fill(values)


def test_content_controls_comments_and_proofing_do_not_cut_a_mark() -> None:
    wrapped = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>{{案</w:t></w:r><w:proofErr w:type='spellStart'/><w:commentRangeStart w:id='0'/>"
        "<w:r><w:t>由}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    source = with_part(of_lines("占位"), "word/document.xml", lambda part: part.replace(b"<w:body>", f"<w:body>{wrapped}".encode()))
    assert lines(filled(source))[0] == "开行镇村赶集公交"


def test_a_model_file_becomes_a_document_without_the_path_of_its_maker() -> None:
    source = with_part(of_lines("{{案由}}"), "[Content_Types].xml", lambda part: part.replace(b"document.main+xml", b"template.main+xml"))
    attached = b'<w:attachedTemplate r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></w:settings>'
    source = with_part(source, "word/settings.xml", lambda part: part.replace(b"</w:settings>", attached))
    parts = parts_of(template(source).fill(VALUES))
    assert b"template.main+xml" not in parts["[Content_Types].xml"]
    assert b"attachedTemplate" not in parts["word/settings.xml"]


def test_the_template_says_which_fields_it_uses_and_which_file_it_is() -> None:
    taken = template(of_lines("{{案由}}{{#名单}}{{序号}}{{姓名}}{{/名单}}"))
    assert taken.names == {"案由", "名单", "序号", "姓名"}
    assert len(taken.sha256) == 64
    assert taken.sha256 != template(of_lines("{{案由}}")).sha256


def test_a_paper_without_a_value_that_its_template_names_is_not_made() -> None:
    values = {name: value for name, value in VALUES.items() if name != "案由"}
    with pytest.raises(ValueError, match="案由"):
        template(of_lines("{{案由}}")).fill(values)


def test_a_list_given_where_a_text_stands_and_the_other_way_round_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="案由"):
        template(of_lines("{{案由}}")).fill({**VALUES, "案由": ({"姓名": "甲"},)})
    with pytest.raises(ValueError, match="名单"):
        template(of_lines("{{#名单}}{{姓名}}{{/名单}}")).fill({**VALUES, "名单": "程以南"})


def test_a_title_is_broken_in_the_official_shape_however_wps_calls_its_style() -> None:
    def write(document: Any) -> None:
        style = document.styles.add_style("公文标题", 1)
        style.element.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "17")
        document.add_paragraph("关于{{案由}}的提案", style=style)

    title = "加快推进城乡供水一体化建设并完善长效管护机制"
    assert lines(filled(made(write), 案由=title)) == ["关于加快推进城乡供水一体化建设\n并完善长效管护机制的提案"]
    assert lines(filled(made(write), 案由="甲\n乙")) == ["关于甲\n乙的提案"], "lines that were given stay"


def test_kind_has_the_fields_that_the_tests_use() -> None:
    assert {field.name for field in kind().fields} == set(VALUES)
