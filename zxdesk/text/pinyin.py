"""Pinyin of names for typing ahead, right for surnames that read unlike the common word."""

from __future__ import annotations

import re
from functools import lru_cache

from zxdesk.text.normalise import to_half_width

_SURNAMES = {
    "尉迟": "yu chi", "万俟": "mo qi", "澹台": "tan tai", "长孙": "zhang sun", "令狐": "ling hu", "单于": "chan yu",
    "夏侯": "xia hou", "宰父": "zai fu", "尉": "wei", "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha",
    "朴": "piao", "区": "ou", "盖": "ge", "任": "ren", "华": "hua", "覃": "qin", "乜": "nie", "缪": "miao", "召": "shao",
    "宓": "fu", "员": "yun", "冼": "xian", "洗": "xian", "逄": "pang", "繁": "po", "翟": "zhai", "黑": "he", "折": "she",
    "祭": "zhai", "种": "chong", "么": "yao", "秘": "bi", "纪": "ji", "燕": "yan", "宁": "ning", "乐": "yue", "郇": "xun",
    "谌": "chen", "过": "guo", "那": "na", "莘": "shen", "车": "che", "柏": "bai", "都": "du", "相": "xiang", "占": "zhan",
    "应": "ying", "曲": "qu", "沈": "shen", "石": "shi", "隗": "wei", "宿": "su", "哈": "ha", "卜": "bu", "撒": "sa",
}
_RUN = re.compile(r"(?P<chinese>[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+)|(?P<letters>[^\W_])")


def full(name: str, *, is_person: bool = False) -> str:
    """Return the pinyin of ``name`` without tones, as typed: 张三 → zhangsan. Letters and digits stay; signs go."""
    return "".join(_parts(name, is_person))


def initials(name: str, *, is_person: bool = False) -> str:
    """Return the first letters of ``name``'s pinyin: 张三 → zs. Letters and digits stay; signs go."""
    return "".join(part[0] for part in _parts(name, is_person))


def search_keys(name: str, *, is_person: bool = False) -> str:
    """Return what a picker matches against: the full pinyin and the initials, one blank between."""
    return f"{full(name, is_person=is_person)} {initials(name, is_person=is_person)}"


@lru_cache(maxsize=4096)
def _parts(name: str, is_person: bool) -> tuple[str, ...]:
    """Return one syllable a Chinese character, and each other letter or digit by itself."""
    name = "".join(to_half_width(name).split())
    parts: list[str] = []
    surname = next((name[:size] for size in (2, 1) if name[:size] in _SURNAMES), "") if is_person else ""
    if surname:
        parts += _SURNAMES[surname].split()
        name = name[len(surname) :]
    for run in _RUN.finditer(name):
        parts += _syllables(run["chinese"]) if run["chinese"] else run["letters"].lower()
    return tuple(parts)


def _syllables(characters: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return [str(syllable) for syllable in lazy_pinyin(characters)]
