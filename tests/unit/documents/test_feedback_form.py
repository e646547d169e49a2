"""The 征询意见表 as a file and as printed pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from zxdesk.documents import feedback_form
from zxdesk.documents.feedback_form import FeedbackForm, write_feedback_form, write_feedback_forms
from zxdesk.documents.render import paper_texts


def test_every_answer_has_its_box_to_tick(form: FeedbackForm, tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    write_feedback_form(form, path)
    (text,) = paper_texts(path)
    assert "□满意□基本满意□不满意" in text
    assert "□走访□电话□其他□未联系" in text
    assert "2026年5月27日前寄回：政协云溪县委员会提案委员会" in text
    assert "联名提案由各提案者分别填写。" in text


def test_a_collective_signs_and_seals(form: FeedbackForm, tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    write_feedback_form(dataclasses.replace(form, is_collective=True), path)
    (text,) = paper_texts(path)
    assert "（集体提案加盖公章）" in text
    assert "联名提案" not in text


def test_the_proposer_has_at_least_40_mm_for_his_own_words(crowded_form: FeedbackForm, form: FeedbackForm, tmp_path: Path) -> None:
    for at, one in enumerate((form, crowded_form)):
        path = tmp_path / f"{at}.docx"
        write_feedback_form(one, path)
        row = docx.Document(str(path)).tables[0].rows[-2]
        assert "意见或" in row.cells[0].text
        assert row.height is not None
        assert row.height.mm >= 39.9


def test_several_forms_make_one_file_with_a_page_each(
    form: FeedbackForm, crowded_form: FeedbackForm, tmp_path: Path, pages: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / "forms.docx"
    write_feedback_forms([form, crowded_form, dataclasses.replace(form, proposer="方若兰")], path)
    texts = paper_texts(path)
    assert ["程以南" in text for text in texts] == [True, False, False]
    assert "方若兰" in texts[2]
    printed = pages(path)
    assert len(printed) == 3
    assert all("填表说明" in page and "ZX-10-2-0088-1" in page for page in printed)


def test_a_form_without_reply_and_dates_prints_on_one_page(
    form: FeedbackForm, tmp_path: Path, pages: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / "form.docx"
    blank = dataclasses.replace(form, reply_number="", replied_on=None, reply_class="", class_text="", sent_on=None, due_on=None)
    write_feedback_form(blank, path)
    (page,) = pages(path)
    assert "填好后寄回" in "".join(page.split())  # a line may break within the words


def test_a_form_on_a_wrong_page_is_caught(form: FeedbackForm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = feedback_form._add_form
    monkeypatch.setattr(
        feedback_form, "_add_form", lambda document, one, head, *, on_new_page: right(document, form, head, on_new_page=on_new_page)
    )
    path = tmp_path / "forms.docx"
    with pytest.raises(ValueError, match="paper 2 lacks '方若兰'"):
        write_feedback_forms([form, dataclasses.replace(form, proposer="方若兰")], path)
    assert not path.exists()
