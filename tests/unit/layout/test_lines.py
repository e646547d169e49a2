"""Lines of a paragraph: where they break, what hangs out, how they are spread, where tabs lead."""

from __future__ import annotations

import pytest

from tests.unit.layout.hand_made import LINE_END, TAB, docx, of_runs, p, r, spacing, table, tabs, tc, tr
from tests.unit.layout.laid import glyphs, lines, pages, sheets

LEFT, WIDTH = 79.35, 442.25
EXACT = spacing(line=400)
WORD = "国"


def room(ems: float, align: str = "left") -> str:
    """A paragraph of so many letters of 16 points."""
    return f'{EXACT}<w:ind w:right="{round((WIDTH - ems * 16) * 20)}"/><w:jc w:val="{align}"/>'


def first_page(content: bytes) -> list[str]:
    return lines(sheets(content)[0])


@pytest.mark.parametrize("mark", "，。、：；！？")
def test_a_mark_that_has_no_room_hangs_out_instead_of_beginning_a_line(mark: str) -> None:
    assert first_page(docx(p(WORD * 10 + mark + WORD * 3, room(10)))) == [WORD * 10 + mark, WORD * 3]


@pytest.mark.parametrize("mark", "）》”」】")
def test_a_closing_mark_takes_the_letter_before_it_along(mark: str) -> None:
    assert first_page(docx(p(WORD * 10 + mark + WORD * 3, room(10)))) == [WORD * 9, WORD + mark + WORD * 3]


@pytest.mark.parametrize("mark", "（《“「【")
def test_an_opening_mark_ends_no_line(mark: str) -> None:
    assert first_page(docx(p(WORD * 9 + mark + WORD * 3, room(10)))) == [WORD * 9, mark + WORD * 3]


@pytest.mark.parametrize(("mark", "first"), [("、", WORD * 9 + "、"), ("：", WORD * 9 + "："), ("）", WORD * 8)])
def test_a_mark_before_a_number_that_has_no_room_stays_hangs_or_goes_with_it(mark: str, first: str) -> None:
    assert first_page(docx(p(WORD * 9 + mark + "2026" + WORD, room(10.5))))[0] == first


def test_two_marks_that_begin_no_line_go_on_together() -> None:
    assert first_page(docx(p(WORD * 10 + "。”" + WORD, room(10)))) == [WORD * 9, WORD + "。”" + WORD]


@pytest.mark.parametrize("word", ["2026", "0900", "ZX12", "85.7%"])
def test_a_number_or_word_stays_whole(word: str) -> None:
    assert first_page(docx(p(WORD * 9 + word + WORD, room(10)))) == [WORD * 9, word + WORD]


def test_a_bracket_around_a_number_stays_with_it() -> None:
    assert first_page(docx(p(WORD * 7 + "（2026）" + WORD, room(10)))) == [WORD * 7, "（2026）" + WORD]


def test_nothing_hangs_out_of_a_cell() -> None:
    cell = tr(tc(p(WORD * 10 + "，" + WORD, EXACT), width=3416))
    assert first_page(docx(table((3416,), cell))) == [WORD * 9, WORD + "，" + WORD]


def test_without_kinsoku_any_letter_may_begin_a_line() -> None:
    assert first_page(docx(p(WORD * 10 + "）" + WORD, f'<w:kinsoku w:val="0"/>{room(10)}'))) == [WORD * 10, "）" + WORD]


def test_a_word_longer_than_the_line_is_cut() -> None:
    shown = first_page(docx(p("W" * 60, room(10))))
    assert "".join(shown) == "W" * 60
    assert len(shown) > 2


def test_blanks_at_a_line_end_are_swallowed() -> None:
    assert [line.strip("　") for line in first_page(docx(p(WORD * 10 + "　" + WORD * 3, room(10))))] == [WORD * 10, WORD * 3]


def test_a_line_that_is_spread_ends_at_the_edge_and_the_last_does_not() -> None:
    sheet = sheets(docx(p(WORD * 15, room(10.5, "both"))))[0]
    whole, last = (item for item in sheet.items)
    assert whole.x + whole.offsets[-1] + 16 == pytest.approx(LEFT + 168, abs=0.1)
    assert last.offsets == pytest.approx([at * 16 for at in range(5)])


def test_a_line_before_a_set_end_is_spread_unless_the_document_says_no() -> None:
    content = of_runs(r(WORD * 4), LINE_END, r(WORD), properties=room(10, "both"))
    spread = glyphs(sheets(docx(content))[0], WORD * 4)
    kept = glyphs(sheets(docx(content, settings="<w:compat><w:doNotExpandShiftReturn/></w:compat>"))[0], WORD * 4)
    assert spread.offsets[-1] == pytest.approx(144, abs=0.1)
    assert kept.offsets[-1] == pytest.approx(48)


@pytest.mark.parametrize(("align", "left"), [("left", 0.0), ("center", 56.0), ("right", 112.0)])
def test_a_short_line_stands_where_it_is_told(align: str, left: float) -> None:
    assert glyphs(sheets(docx(p(WORD * 3, room(10, align))))[0], WORD).x == pytest.approx(LEFT + left, abs=0.1)


def test_distributed_letters_fill_the_line() -> None:
    item = glyphs(sheets(docx(p(WORD * 3, room(10, "distribute"))))[0], WORD)
    assert item.offsets == pytest.approx((0, 72, 144), abs=0.1)


def test_between_chinese_and_digits_stands_a_fifth_of_the_size() -> None:
    sheet = sheets(docx(p("共12件", EXACT)))[0]
    assert glyphs(sheet, "共").x + 16 + 3.2 == pytest.approx(
        glyphs(sheet, "12").x if len(sheet.items) > 1 else sheet.items[0].x + sheet.items[0].offsets[1]
    )


def test_letter_spacing_makes_a_line_hold_more() -> None:
    assert [len(line) for line in first_page(docx(p(WORD * 40, EXACT, '<w:spacing w:val="-6"/>')))] == [28, 12]


def test_the_baseline_of_an_exact_line_stands_at_four_fifths() -> None:
    assert glyphs(sheets(docx(p(WORD, spacing(line=600))))[0], WORD).baseline == pytest.approx(104.9 + 24)


def test_a_tab_leads_to_its_stop_and_leaves_its_leader() -> None:
    sheet = sheets(docx(of_runs(r("目录"), TAB, r(WORD), properties=EXACT + tabs((8845, "right", "dot")))))[0]
    assert glyphs(sheet, WORD).x + 16 == pytest.approx(LEFT + WIDTH)
    dots = glyphs(sheet, "..")
    assert dots.x > LEFT + 32
    assert dots.x + dots.offsets[-1] < LEFT + WIDTH - 16


def test_a_tab_without_a_stop_leads_to_the_next_of_the_grid() -> None:
    sheet = sheets(docx(of_runs(r(WORD), TAB, r("尾"), properties=EXACT), settings='<w:defaultTabStop w:val="720"/>'))[0]
    assert glyphs(sheet, "尾").x == pytest.approx(LEFT + 36)


def test_a_hanging_first_line_leads_its_tab_to_the_others() -> None:
    hung = '<w:ind w:left="1280" w:hanging="1280"/>'
    sheet = sheets(docx(of_runs(r("附件："), TAB, r("尾" * 30), properties=EXACT + hung)))[0]
    assert [item.x for item in sheet.items if item.text.startswith("尾")] == pytest.approx([LEFT + 64, LEFT + 64])


def test_indents_in_letters_count_letters_of_the_paragraph() -> None:
    assert glyphs(sheets(docx(p(WORD, f'{EXACT}<w:ind w:firstLineChars="200"/>')))[0], WORD).x == pytest.approx(LEFT + 32)


def test_an_empty_paragraph_is_as_high_as_its_mark() -> None:
    small = '<w:rPr><w:sz w:val="16"/></w:rPr>'
    sheet = sheets(docx(p("一") + p("", small) + p("二")))[0]
    assert glyphs(sheet, "二").baseline - glyphs(sheet, "一").baseline == pytest.approx(16 + 8)


def test_rare_letters_are_single_letters() -> None:
    assert pages(docx(p("𬭊䶮㛃" * 10, room(10)))) == [["𬭊䶮㛃𬭊䶮㛃𬭊䶮㛃𬭊", "䶮㛃𬭊䶮㛃𬭊䶮㛃𬭊䶮", "㛃𬭊䶮㛃𬭊䶮㛃𬭊䶮㛃"]]
