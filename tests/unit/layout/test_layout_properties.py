"""Whatever is laid out: no letter is lost or doubled, no line is wider than its room, everything lies on its page."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from zxdesk.layout import flow
from zxdesk.layout.ems import EmMeasure
from zxdesk.layout.flow import Break, Cell, Flow, Grid, Look, Page, Paragraph, Row, Section, Shape, Tab, Table, Text
from zxdesk.layout.letters import Books, Numbers
from zxdesk.layout.lines import Around, lay_lines
from zxdesk.layout.pages import lay_out
from zxdesk.layout.scripts import HANGING
from zxdesk.layout.sheet import Face, Glyphs

LOOKS = tuple(
    Look(Face("仿宋", "仿宋", size, is_bold), spacing=spacing) for size, is_bold, spacing in ((16, False, -0.3), (16, True, 0), (10.5, False, 0.5))
)
LETTERS = "国政协提案办理二〇，。、：；！？“”‘’（）《》〔〕…—·　0123456789abcABC .,-/%①□√𬭊䶮㛃"
texts = st.text(alphabet=LETTERS, max_size=90)
pieces = st.lists(
    st.one_of(
        st.builds(Text, texts.filter(bool), st.sampled_from(LOOKS)),
        st.builds(Tab, st.sampled_from(LOOKS)),
        st.builds(Break, st.sampled_from(LOOKS), st.just(False)),
    ),
    max_size=5,
)
shapes = st.builds(
    Shape,
    align=st.sampled_from(["left", "center", "right", "both", "distribute"]),
    left=st.sampled_from([0.0, 32.0]),
    right=st.sampled_from([0.0, 16.0]),
    first=st.sampled_from([0.0, 32.0, -16.0]),
    before=st.sampled_from([0.0, 12.0]),
    after=st.sampled_from([0.0, 7.0]),
    rule=st.sampled_from(["exact", "atLeast"]),
    line=st.sampled_from([18.0, 28.95]),
    keeps_next=st.booleans(),
    keeps_lines=st.booleans(),
    breaks_before=st.booleans(),
    widow_control=st.booleans(),
)
paragraphs = st.builds(lambda shape, made: Paragraph(shape, tuple(made), LOOKS[0]), shapes, pieces)
cells = st.builds(
    lambda blocks, align: Cell(tuple(blocks), align=align), st.lists(paragraphs, min_size=1, max_size=2), st.sampled_from(["top", "center"])
)
rows = st.builds(
    lambda made, height, is_whole: Row(tuple(made), height, "atLeast" if height else "auto", is_whole),
    st.tuples(cells, cells),
    st.sampled_from([0.0, 40.0]),
    st.booleans(),
)
tables = st.builds(lambda made: Table((220.0, 200.0), tuple(made)), st.lists(rows, min_size=1, max_size=4))
flows = st.builds(
    lambda blocks, grid: Flow((Section(tuple(blocks), Page(top=105, bottom=99, left=79, right=74), grid),)),
    st.lists(st.one_of(paragraphs, tables), max_size=5),
    st.sampled_from([None, Grid(28.95), Grid(28.95, 15.8, -0.2)]),
)


def asked_for(blocks: tuple[flow.Block, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    found += asked_for(cell.blocks)
        else:
            found.update("".join(piece.text for piece in block.pieces if isinstance(piece, Text)))
    return found


@given(flows)
@settings(max_examples=80, deadline=None)
def test_no_letter_is_lost_or_doubled(made: Flow) -> None:
    sheets = lay_out(made, EmMeasure())
    shown = Counter("".join(item.text for sheet in sheets for item in sheet.items if isinstance(item, Glyphs)))
    assert shown == sum((asked_for(section.blocks) for section in made.sections), Counter())


@given(flows)
@settings(max_examples=80, deadline=None)
def test_every_letter_lies_on_its_page_and_pages_are_numbered_in_turn(made: Flow) -> None:
    sheets = lay_out(made, EmMeasure())
    assert [sheet.number for sheet in sheets] == list(range(1, len(sheets) + 1))
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, Glyphs):
                assert len(item.offsets) == len(item.text)
                assert list(item.offsets) == sorted(item.offsets)
                assert 0 <= item.x <= sheet.width
                assert 0 < item.baseline < sheet.height


@given(paragraphs, st.sampled_from([90.0, 200.0, 442.25]))
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_its_room_but_for_what_hangs_out(paragraph: Paragraph, width: float) -> None:
    measure = EmMeasure()
    for line in lay_lines(paragraph, Around(Books(measure), width, None, Numbers(), 36)):
        letters = [
            (left + offset, letter, measure.advances(letter, look.face, family)[0])
            for left, _, text, offsets, look, family in (item for item in line.items if len(item) == 6)
            for letter, offset in zip(text, offsets, strict=True)
        ]
        while letters and (letters[-1][1] in " 　" or letters[-1][1] in HANGING):
            letters.pop()
        if len(letters) > 1:
            place, _, advance = letters[-1]
            assert place + advance <= width - paragraph.shape.right + 0.5


@given(paragraphs)
@settings(max_examples=50, deadline=None)
def test_laying_out_twice_gives_the_same(paragraph: Paragraph) -> None:
    made = Flow((Section((paragraph,)),))
    assert lay_out(made, EmMeasure()) == lay_out(made, EmMeasure())
