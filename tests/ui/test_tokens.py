"""The colours: every pair of text and ground can be read."""

from __future__ import annotations

import re

import pytest

from zxdesk.domain.light import Light
from zxdesk.domain.stage import Stage
from zxdesk.ui import theme
from zxdesk.ui.metrics import MEDIUM, SIZES
from zxdesk.ui.tokens import DARK, LIGHT, STAGE_TONES, Tokens, contrast

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("window", "nav", "surface", "raised", "hover")


def test_contrast_is_measured_as_the_web_guidelines_say() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast(LIGHT.text, LIGHT.surface) == pytest.approx(15.9, abs=0.1)
    assert contrast(DARK.text, DARK.surface) == pytest.approx(11.9, abs=0.1)


@BOTH
@pytest.mark.parametrize("ground", [*GROUNDS, "selection", "selection_inactive", "accent_soft"])
def test_text_and_muted_text_can_be_read_on_every_ground(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.text, getattr(tokens, ground)) >= 7
    assert contrast(tokens.muted, getattr(tokens, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("ground", GROUNDS)
def test_placeholders_can_be_read_where_they_may_stand(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.faint, getattr(tokens, ground)) >= 4.5


@BOTH
def test_accent_words_and_words_on_accent_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    for ground in ("surface", "window", "accent_soft"):
        assert contrast(tokens.accent, getattr(tokens, ground)) >= 4.5
    assert contrast(tokens.hit_text, tokens.hit) >= 4.5


@BOTH
def test_frames_and_focus_stand_out_three_to_one(tokens: Tokens) -> None:
    for ground in ("window", "surface"):
        assert contrast(tokens.border, getattr(tokens, ground)) >= 3
        assert contrast(tokens.focus, getattr(tokens, ground)) >= 3


@BOTH
def test_every_light_and_its_words_can_be_read_on_rows(tokens: Tokens) -> None:
    for mark, words in tokens.lights.values():
        for ground in ("surface", "selection"):
            assert contrast(mark, getattr(tokens, ground)) >= 3
            assert contrast(words, getattr(tokens, ground)) >= 4.5


@BOTH
def test_every_stage_badge_reads_at_six_to_one(tokens: Tokens) -> None:
    for ground, words in tokens.badges.values():
        assert contrast(ground, words) >= 6.2


@BOTH
def test_differences_and_messages_can_be_read(tokens: Tokens) -> None:
    for name in ("new", "old", "conflict"):
        assert contrast(getattr(tokens, f"{name}_text"), getattr(tokens, f"{name}_ground")) >= 4.5
    for name in ("error", "warning", "done"):
        assert contrast(tokens.text, getattr(tokens, f"{name}_ground")) >= 7
    assert contrast(tokens.red, tokens.error_ground) >= 4.5


def test_every_stage_of_the_domain_has_a_tone() -> None:
    assert {stage.label for stage in Stage} <= set(STAGE_TONES)


def test_every_light_of_the_domain_has_a_colour() -> None:
    for light in Light:
        assert LIGHT.light(light.value)


@BOTH
@pytest.mark.parametrize("size", list(SIZES))
def test_the_style_sheet_names_no_colour_of_its_own_and_leaves_no_word_open(looked: object, tokens: Tokens, size: str) -> None:
    sheet = theme.style_sheet(tokens, SIZES[size])
    known = {value.upper() for value in tokens.plain().values()} | {pair[1].upper() for pair in tokens.lights.values()}
    assert {colour.upper() for colour in re.findall(r"#[0-9A-Fa-f]{6}\b", sheet)} <= known
    assert "@" not in sheet


def test_sizes_grow_from_small_to_huge_and_text_is_never_under_twelve() -> None:
    sizes = list(SIZES.values())
    for name in ("body", "title", "row", "row_two", "control", "chip", "nav"):
        values = [getattr(size, name) for size in sizes]
        assert values == sorted(values)
    assert all(size.fonts["second"] >= 12 and size.fonts["body"] >= 12 for size in sizes)
    assert (MEDIUM.body, MEDIUM.row, MEDIUM.row_two, MEDIUM.control) == (13, 28, 44, 28)
    assert SIZES["特大"].fonts["second"] == 17
