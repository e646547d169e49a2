"""What a clerk pastes becomes plain paragraphs, and search compares folded forms."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zxdesk.text.normalise import clean_line, clean_text, count_characters, fold, to_half_width

FIXED = settings(max_examples=100, deadline=None, derandomize=True)


def test_text_pasted_from_word_becomes_plain_paragraphs() -> None:
    pasted = "\ufeff　　一、情况\r\n　　我县\xa0停车难。\x0b二、建议\r\n\r\n\r\n\r\n完\x07善\u200b规划 \t\n"

    assert clean_text(pasted) == "一、情况\n我县 停车难。\n二、建议\n\n完善规划"


def test_rare_and_private_glyphs_are_kept() -> None:
    assert clean_text("𬭊䶮㛃𠮷\ue5e5") == "𬭊䶮㛃𠮷\ue5e5"


def test_characters_that_word_and_excel_cannot_write_are_taken_out() -> None:
    assert clean_text("甲\x00\ud800\uffff乙\x1b丙") == "甲乙丙"


def test_a_title_broken_over_lines_is_joined_as_it_reads() -> None:
    assert clean_line("关于加快\r\n  5G 基站\n建设 Plan B\nand C") == "关于加快5G 基站建设 Plan B and C"


def test_chinese_punctuation_stays_in_text_and_is_only_narrowed_on_request() -> None:
    assert clean_text("甲，乙；２０２６") == "甲，乙；２０２６"
    assert to_half_width("甲，乙；２０２６　Ａ") == "甲,乙;2026 A"


@pytest.mark.parametrize("written", ["ＡB c", "ab　Ｃ", "a b\nc", "A\u200bbc"])
def test_forms_of_one_word_fold_alike(written: str) -> None:
    assert fold(written) == "abc"


def test_every_name_dot_folds_alike() -> None:
    assert fold("阿依·古丽") == fold("阿依•古丽") == fold("阿依・古丽")


def test_characters_are_counted_without_blanks() -> None:
    assert count_characters("停车 难\n　甲") == 4


@FIXED
@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)


@FIXED
@given(st.text())
def test_cleaned_text_holds_nothing_invisible_and_can_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs") for char in cleaned if char != "\n")
    assert cleaned.encode("utf-8")[:1] != b"\n"
    assert "\n" not in clean_line(text)


@FIXED
@given(st.text())
def test_folding_twice_changes_nothing_more_for_chinese(text: str) -> None:
    chinese = "".join(char for char in text if "\u4e00" <= char <= "\u9fff")
    assert fold(chinese) == chinese
    assert not any(char.isspace() for char in fold(text))
