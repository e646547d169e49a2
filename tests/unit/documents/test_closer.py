"""A letter never ends with a signature alone on a page where lines set a little closer bring it back."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from tests.unit.documents.template_files import VALUES, kind, opened
from zxdesk.documents import styles
from zxdesk.documents.closer import STEPS
from zxdesk.documents.flow_reader import read_flow
from zxdesk.documents.models.official import add_body, add_closing, add_copies, add_receiver, add_signature, add_title, letter
from zxdesk.documents.page import add_paragraph
from zxdesk.documents.template import Template, read_template
from zxdesk.layout.ems import EmMeasure
from zxdesk.layout.fullness import FullPage, full_pages

LINE, GIVEN = "县交通运输局已经实地踏勘。", 28.95


def saved(document: Any) -> Template:
    """A template whose letterhead is written out and whose 抄送 stands with the 会办单位 of the trial values."""
    words = {"发文机关标志}}": "政协云溪县委员会", "文号}}": "云协函〔2026〕1号", "抄送": "会办单位"}
    for part in (document.sections[0].first_page_header, document):
        for run in (run for paragraph in part.paragraphs for run in paragraph.runs):
            for mark, word in words.items():
                run.text = run.text.replace(f"{{{{{mark}", word) if mark.endswith("}") else run.text.replace(f"{mark}}}}}", f"{word}}}}}")
    stream = BytesIO()
    document.save(stream)
    return read_template(stream.getvalue(), kind())


def notice(*, is_model: bool = False) -> Template:
    document = letter("通知")
    add_title(document, "关于办理提案的通知")
    add_receiver(document, "各承办单位：")
    add_body(document, "{{正文}}")
    if is_model:
        add_paragraph(document, styles.MODEL_CLOSING, "特此通知。")
    else:
        add_closing(document, "特此通知。")
    add_signature(document, "政协云溪县委员会", "2026年5月8日")
    return saved(document)


def filled(template: Template, count: int, **values: str) -> bytes:
    return template.fill({**VALUES, "正文": "\n".join([LINE] * count), **values})


def pages_of(content: bytes) -> list[FullPage]:
    return full_pages(read_flow(content), EmMeasure())


def pitches(content: bytes) -> set[float]:
    """What the text of a letter says of its own about its lines, in points."""
    text = [one for one in opened(content).paragraphs if one.style.name == "公文正文"]
    return {one.paragraph_format.line_spacing.pt if one.paragraph_format.line_spacing else GIVEN for one in text}


def most_lines() -> int:
    """How many lines of text a letter of one page holds with its lines as the standard has them."""
    return max(count for count in range(5, 16) if len(pages_of(filled(notice(is_model=True), count))) == 1)


def test_a_letter_that_fits_keeps_the_lines_of_the_standard() -> None:
    content = filled(notice(), most_lines())
    assert len(pages_of(content)) == 1
    assert pitches(content) == {GIVEN}


@pytest.mark.parametrize("more", [1, 2, 3, 4])
def test_a_signature_comes_back_to_its_text_where_closer_lines_make_room(more: int) -> None:
    count = most_lines() + more
    assert len(pages_of(filled(notice(is_model=True), count))) == 2
    content = filled(notice(), count)
    assert len(pages_of(content)) == 1
    (pitch,) = pitches(content)
    assert min(line for line, _ in STEPS) <= pitch <= GIVEN


def test_the_fewer_lines_there_are_too_many_the_less_they_close_up() -> None:
    found = [next(iter(pitches(filled(notice(), most_lines() + more)))) for more in (1, 2, 3, 4)]
    assert found == sorted(found, reverse=True)
    assert found[0] == GIVEN, "empty lines give way first"


@pytest.mark.parametrize("more", [9, 20])
def test_a_letter_with_much_more_stays_as_the_standard_has_it(more: int) -> None:
    content = filled(notice(), most_lines() + more)
    assert len(pages_of(content)) == 2
    assert pitches(content) == {GIVEN}


def test_a_model_that_others_complete_is_left_as_it_is() -> None:
    assert pitches(filled(notice(is_model=True), most_lines() + 1)) == {GIVEN}


def test_copies_do_not_stand_alone_on_a_page() -> None:
    document = letter("通知")
    add_body(document, "{{正文}}")
    add_closing(document, "特此通知。")
    add_signature(document, "政协云溪县委员会", "2026年5月8日")
    add_copies(document)
    template = saved(document)
    for count in range(10, 20):
        last = pages_of(filled(template, count))[-1]
        assert any(strip.style == "IssuedOn" for _, strip in last.strips), f"{count} lines"
