"""Reading a .docx for layout: styles, direct formatting, tables, sections, fields and pictures as they resolve."""

from __future__ import annotations

import pytest

from tests.unit.layout.hand_made import OFFICIAL_PAGE, PAGE_COUNT, PAGE_NUMBER, docx, of_runs, p, r, section_end, spacing, table, tc, tr
from zxdesk.documents.flow_reader import read_flow
from zxdesk.layout.flow import Break, Cell, PageField, Paragraph, Rule, Shape, Table, Text

STYLES = (
    '<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="公文正文"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
    '<w:jc w:val="both"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="楷体"/><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Body"/><w:pPr><w:keepNext w:val="0"/></w:pPr>'
    '<w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Red"><w:rPr><w:color w:val="FF0000"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Ruled"><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="12"/><w:insideH w:val="single" w:sz="4"/>'
    "</w:tblBorders>"
    '<w:tblCellMar><w:left w:w="200" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def blocks(body: str, **more: str) -> tuple[object, ...]:
    return read_flow(docx(body, styles=STYLES, **more)).sections[0].blocks  # type: ignore[arg-type]


def paragraph(body: str) -> Paragraph:
    found = blocks(body)[0]
    assert isinstance(found, Paragraph)
    return found


def shape(properties: str) -> Shape:
    return paragraph(p("文", properties)).shape


def test_a_style_comes_after_the_defaults_and_before_what_the_paragraph_says_itself() -> None:
    found = paragraph(p("文", '<w:pStyle w:val="Sub"/><w:jc w:val="center"/>', '<w:rStyle w:val="Red"/><w:i/>'))
    assert (found.shape.align, found.shape.rule, found.shape.line, found.shape.first) == ("center", "exact", 28.95, 32)
    assert not found.shape.keeps_next
    look = found.pieces[0].look
    assert (look.face.east, look.face.latin, look.face.size, look.face.is_bold, look.face.is_italic) == ("楷体", "仿宋", 14, True, True)
    assert look.color == "#ff0000"


def test_an_unknown_style_is_the_default_one() -> None:
    assert paragraph(p("文", '<w:pStyle w:val="Gone"/>')).shape.style == "Normal"


@pytest.mark.parametrize(
    ("indent", "found"),
    [
        ('<w:ind w:left="640" w:hanging="320"/>', (32, -16, 0)),
        ('<w:ind w:leftChars="100" w:firstLineChars="200"/>', (16, 32, 0)),
        ('<w:ind w:start="200" w:end="100"/>', (10, 0, 5)),
        ('<w:ind w:left="-200" w:right="-100"/>', (-10, 0, -5)),
        ('<w:ind w:firstLine="0" w:firstLineChars="0"/>', (0, 0, 0)),
    ],
)
def test_indents_are_points_whether_written_in_twips_or_letters(indent: str, found: tuple[float, float, float]) -> None:
    made = shape(indent)
    assert (made.left, made.first, made.right) == found


@pytest.mark.parametrize(
    ("given", "rule", "line"),
    [
        (spacing(line=360, rule="auto"), "auto", 1.5),
        (spacing(line=400), "exact", 20),
        (spacing(line=400, rule="atLeast"), "atLeast", 20),
        ("", "auto", 1),
    ],
)
def test_line_spacing_is_a_factor_or_points(given: str, rule: str, line: float) -> None:
    made = shape(given)
    assert (made.rule, made.line) == (rule, line)


def test_switches_that_are_off_are_off() -> None:
    made = shape('<w:widowControl w:val="0"/><w:snapToGrid w:val="false"/><w:kinsoku w:val="off"/><w:overflowPunct w:val="0"/>')
    assert (made.widow_control, made.snaps, made.kinsoku, made.hangs) == (False, False, False, False)


def test_runs_give_texts_breaks_and_page_fields() -> None:
    found = paragraph(
        of_runs(r("第"), PAGE_NUMBER, r("页共"), PAGE_COUNT, "<w:r><w:br/><w:t>尾</w:t></w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>")
    )
    kinds = [(type(piece), getattr(piece, "text", getattr(piece, "counts", ""))) for piece in found.pieces]
    assert kinds == [(Text, "第"), (PageField, "page"), (Text, "页共"), (PageField, "pages"), (Break, ""), (Text, "尾")]


def test_the_result_of_any_other_field_is_text() -> None:
    simple = '<w:fldSimple w:instr=" DATE "><w:r><w:t>今天</w:t></w:r></w:fldSimple>'
    begun = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    found = paragraph(of_runs(simple, begun, r("引文"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("后")))
    assert "".join(piece.text for piece in found.pieces if isinstance(piece, Text)) == "今天引文后"


def test_raised_letters_are_smaller_and_higher() -> None:
    look = paragraph(p("2", "", '<w:vertAlign w:val="superscript"/>')).pieces[0].look
    assert look.face.size < 16
    assert look.rise > 0


def cells(content: str) -> list[list[Cell]]:
    found = blocks(content)[0]
    assert isinstance(found, Table)
    return [list(row.cells) for row in found.rows]


def test_a_cell_has_the_tables_outer_lines_at_its_edges_and_the_inner_ones_within() -> None:
    lines = '<w:tblBorders><w:top w:val="single" w:sz="12"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="double" w:sz="4"/></w:tblBorders>'
    nil = '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>'
    (first, second), (lower, _) = cells(
        table((2000, 2000), *(tr(tc(p("甲"), nil if at == 0 else ""), tc(p("乙"))) for at in range(2)), properties=lines)
    )
    assert (first.frame.top, first.frame.bottom, first.frame.left) == (Rule((1.5,)), None, None)
    assert second.frame.left == Rule((0.5, 0.5, 0.5))
    assert lower.frame.top == Rule((0.5,))


def test_a_tables_style_gives_lines_and_margins() -> None:
    ((cell,),) = cells(table((2000,), tr(tc(p("甲"))), properties='<w:tblStyle w:val="Ruled"/>'))
    assert cell.frame.top == Rule((1.5,))
    assert cell.margins == (0, 10, 0, 5.4)


def test_spans_merges_and_heights_are_read() -> None:
    first, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        tr(tc(p("合"), first), tc(p("跨"), '<w:gridSpan w:val="2"/>'), properties='<w:trHeight w:val="400" w:hRule="exact"/><w:cantSplit/>'),
        tr(tc(p(""), more), tc(p("一"), '<w:vAlign w:val="bottom"/>'), tc(p("二")), properties="<w:tblHeader/>"),
    )
    found = blocks(table((1000, 1000, 1000), *rows))[0]
    assert isinstance(found, Table)
    upper, lower = found.rows
    assert (upper.height, upper.rule, upper.is_whole, upper.is_head, lower.is_head) == (20, "exact", True, False, True)
    assert [(cell.columns, cell.merge) for cell in upper.cells] == [(1, "first"), (2, "")]
    assert [(cell.merge, cell.align) for cell in lower.cells] == [("more", "top"), ("", "bottom"), ("", "top")]


def test_a_section_inherits_the_edges_it_does_not_name() -> None:
    named = '<w:headerReference w:type="default" r:id="header1"/>' + OFFICIAL_PAGE
    body = p("一") + section_end(named) + p("二")
    made = read_flow(docx(body, section=OFFICIAL_PAGE + '<w:titlePg/><w:pgNumType w:start="3"/>', parts={"header1": p("眉")}))
    first, second = made.sections
    assert first.header == second.header
    assert (second.has_first, second.starts, first.starts) == (True, 3, None)


def test_the_grid_knows_its_line_and_letter() -> None:
    made = read_flow(docx(p("一"), section=OFFICIAL_PAGE + '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>'))
    grid = made.sections[0].grid
    assert grid is not None
    assert (grid.pitch, grid.step) == (28.95, pytest.approx(15.793, abs=0.001))
    assert read_flow(docx(p("一"), section=OFFICIAL_PAGE + '<w:docGrid w:linePitch="312"/>')).sections[0].grid is None


def test_content_controls_and_insertions_are_read_through() -> None:
    changed = "<w:p><w:ins><w:r><w:t>插入</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    wrapped = f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>{changed}"
    assert ["".join(piece.text for piece in block.pieces) for block in blocks(wrapped)] == ["控件", "插入"]  # type: ignore[attr-defined]
