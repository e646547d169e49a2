"""Pinyin finds a member by what the clerk types."""

from __future__ import annotations

import subprocess
import sys

import pytest

from zxdesk.text import pinyin


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("张三", "zhangsan", "zs"),
        ("单田芳", "shantianfang", "stf"),
        ("曾国强", "zengguoqiang", "zgq"),
        ("解小雨", "xiexiaoyu", "xxy"),
        ("仇英", "qiuying", "qy"),
        ("查良", "zhaliang", "zl"),
        ("朴正", "piaozheng", "pz"),
        ("区明", "ouming", "om"),
        ("任重", "renzhong", "rz"),
        ("翟亮", "zhailiang", "zl"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("尉健", "weijian", "wj"),
        ("令狐冲", "linghuchong", "lhc"),
        ("吕布", "lvbu", "lb"),
        ("买买提·艾", "maimaitiai", "mmta"),
        ("", "", ""),
    ],
)
def test_a_person_is_found_by_the_surname_as_it_is_spoken(name: str, full: str, initials: str) -> None:
    assert pinyin.full(name, is_person=True) == full
    assert pinyin.initials(name, is_person=True) == initials


def test_a_units_name_is_read_as_words() -> None:
    assert pinyin.full("单位") == "danwei"
    assert pinyin.full("曾经") == "cengjing"


def test_letters_and_digits_stay_and_signs_go() -> None:
    assert pinyin.search_keys("第３组（Ａ组）") == "di3zuazu d3zaz"


def test_reading_the_module_does_not_load_the_dictionary() -> None:
    code = "import sys, zxdesk.text.pinyin; raise SystemExit('pypinyin' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
