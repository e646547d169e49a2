"""Titles are broken as official papers break them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.documents.title_shape import LONGEST, shaped_title

LETTERS = "关于的和与及、，。《》（）〔〕第号届次会议提案建设工程管理老旧小区云溪县委员政协0123456789AB·"


def width(line: str) -> float:
    return sum(0.5 if ord(letter) < 0x2000 and letter != "·" else 1 for letter in line)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于开行镇村赶集公交的提案", ["关于开行镇村赶集公交的提案"]),
        ("关于对政协云溪县第十届委员会第二次会议第0088号提案的答复", ["关于对政协云溪县第十届委员会", "第二次会议第0088号提案的答复"]),
        ("关于转送《关于加强农村老年人助餐服务的提案》的函", ["关于转送", "《关于加强农村老年人助餐服务的提案》的函"]),
        (
            "政协云溪县第十届委员会提案委员会关于十届二次会议提案审查情况的报告",
            ["政协云溪县第十届委员会提案委员会", "关于十届二次会议提案审查情况的报告"],
        ),
        (
            "政协云溪县委员会关于表彰2025年度优秀提案和提案办理先进单位、先进个人的决定",
            ["政协云溪县委员会关于表彰2025年度优秀", "提案和提案办理先进单位、先进个人的决定"],
        ),
        ("关于在全县范围内开展提案办理“回头看”工作的通知", ["关于在全县范围内开展提案", "办理“回头看”工作的通知"]),
    ],
)
def test_a_title_is_broken_between_words(title: str, lines: list[str]) -> None:
    assert shaped_title(title).split("\n") == lines


def test_a_title_of_sixty_letters_is_a_diamond_or_a_trapezoid_never_an_hourglass() -> None:
    title = "关于加快推进云溪县城乡供水一体化建设并同步完善农村安全饮水工程长效管护机制切实保障沿山沿河群众用水安全的若干建议"
    first, middle, last = (width(line) for line in shaped_title(title).split("\n"))
    assert not (first > middle < last)


@pytest.mark.parametrize("kept", ["第0088号", "2026年5月8日", "3.5亿元", "第十届", "〔2026〕15号", "《提案办理工作条例》", "ABCDEF"])
def test_what_belongs_together_is_never_parted(kept: str) -> None:
    for before in range(8, 24):
        text = "关于推动云溪县沿山沿河群众用水保障若干具体工作"[:before] + kept + "的有关安排及其落实办法的说明和建议"
        assert kept in shaped_title(text).replace("\n", "|"), text


@given(st.text(alphabet=LETTERS, max_size=70))
def test_a_title_loses_nothing(text: str) -> None:
    assert "".join(shaped_title(text).split()) == "".join(text.split())


@given(st.text(alphabet="关于的和提案建设工程管理老旧小区云溪县委员政协", min_size=21, max_size=70), st.sampled_from("、，。》）"))
def test_no_line_begins_with_a_mark_that_may_not_begin_one_or_is_too_long(text: str, mark: str) -> None:
    lines = shaped_title(text[:15] + mark + text[15:]).split("\n")
    assert all(line[0] not in "、，。》）" and width(line) <= LONGEST for line in lines)
