"""Titles of official papers broken into lines: no word, number or book title split, the longer line above, three lines as a diamond."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, combinations, pairwise

LONGEST = 20
"""Full letters of 22 pt that 156 mm hold. Source: domain §7.1, §7.2."""

_MOST_LINES = 4
_NEVER = 1_000.0
_KEPT_WHOLE = re.compile(
    r"\d+年(?:\d+月)?(?:\d+日)?|〔\d+〕第?\d+号|[A-Za-z0-9.,:%/+\-]+[%％‰年月日时号届次件条项个名家元万亿]*|"
    r"第[〇零一二三四五六七八九十百千\d]+[届次号批期章条项个件]|[〇零一二三四五六七八九十百千万亿两]{2,}[年月日届次号件条项个]?|"
    r"[一二三四五六七八九十](?:届|次|号|批|期)|[〔（(〈][^〕）)〉]*[〕）)〉]"
)
_BOOK = re.compile(r"《[^《》]*》")
_WORDS = (
    "委员会|办公室|办公厅|人民政府|全体会议|协商会议|政治协商|中国人民|提案|委员|会议|全体|政协|办理|答复|复函|建议|意见|工作|"
    "情况|报告|关于|加强|加快|推进|推动|促进|进一步|完善|健全|建立|建设|发展|改革|提升|提高|优化|解决|支持|实施|开展|规范|"
    "管理|服务|机制|体系|制度|政策|保障|保护|治理|监督|重点|督办|审查|征询|通知|决定|表彰|优秀|先进|单位|个人|社会|经济|文化|"
    "教育|医疗|卫生|养老|健康|农业|农村|乡村|振兴|城乡|城市|社区|老旧|小区|改造|道路|交通|公交|停车|安全|环境|生态|污染|"
    "水资源|供水|饮水|工程|项目|产业|企业|旅游|科技|创新|人才|就业|创业|学校|学生|青少年|儿童|幼儿|老年人|残疾人|群众|居民|"
    "农民|基层|基础|设施|公共|资源|数字|智慧|信息|网络|平台|试点|示范|一体化|现代化|长效|管护|切实|同步|若干|问题|对策|措施|"
    "方案|计划|规划|行动|年度|第一|第二|第三|县城|镇村|赶集|扶持|补贴|财政|金融|民营|营商|法治|司法|民族|宗教|团结"
)
_WORD = re.compile("|".join(sorted(_WORDS.split("|"), key=len, reverse=True)))
_WORD_ANYWHERE = re.compile(f"(?=({_WORD.pattern}))")
_GOOD_AFTER = "的、，；：。和与及或暨》）〕”"
_GOOD_BEFORE = ("关于", "对", "并", "以及", "暨", "第", "《", "在", "为")
_BAD_BEFORE = "的地得了着过等和与及或、，；：。！？》）〕”’"
_BAD_AFTER = ("《", "（", "〔", "“", "‘", "第", "关于", "对", "在", "为", "不", "各", "某")


@lru_cache(maxsize=256)
def shaped_title(text: str, longest: float = LONGEST) -> str:
    """Return ``text`` with line ends where it is to be broken; one line where it fits. ``longest`` counts full letters."""
    whole = text.strip()
    if _width(whole) <= longest:
        return whole
    costs = _costs(whole)
    least = math.ceil(_width(whole) / longest)
    best = min(_breakings(whole, costs, least, longest), default=None) if least < _MOST_LINES else None
    places = best[1] if best else _even(whole, costs, longest)
    return "\n".join(whole[start:end].strip() for start, end in pairwise((0, *places, len(whole))))


def _breakings(text: str, costs: dict[int, float], least: int, longest: float) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield cost and places of every breaking into as few lines as can be, or into one more where that is shapelier."""
    up_to = list(accumulate((_width(letter) for letter in text), initial=0.0))
    for count in (least, least + 1):
        for places in combinations(_near_places(text, costs, count), count - 1):
            widths = [up_to[end] - up_to[start] for start, end in pairwise((0, *places, len(text)))]
            if max(widths) <= longest:
                yield sum(costs[place] for place in places) + _shape(widths) + 6 * (count - least), places


def _near_places(text: str, costs: dict[int, float], count: int) -> list[int]:
    """The cheapest places around each even break, so that few breakings are weighed."""
    wanted: set[int] = set()
    for at in range(1, count):
        middle = len(text) * at / count
        around = sorted(costs, key=lambda place: costs[place] + 0.8 * abs(place - middle))
        wanted.update(around[: 10 if count < 4 else 6])
    return sorted(wanted)


def _shape(widths: list[float]) -> float:
    """How far lines are from a trapezoid with the longer line above, or from a diamond; an hourglass is the worst."""
    mean = sum(widths) / len(widths)
    cost = sum(max(0.0, abs(width - mean) - 3) for width in widths)
    if len(widths) == 2:
        step = widths[0] - widths[1]
        return cost + (abs(step - 3) * 0.5 if step > 0 else 1.5 - step * 0.6)
    steps = [above - below for above, below in pairwise(widths)]
    falls = all(step > 0 for step in steps)
    is_diamond = steps[0] < 0 < steps[-1] and not any(first > 0 > second for first, second in pairwise(steps))
    return cost + (0 if falls or is_diamond else 3 if all(step < 0 for step in steps) else 8) + sum(0.3 * max(0.0, abs(step) - 4) for step in steps)


def _costs(text: str) -> dict[int, float]:
    """What it costs to break before each letter; places inside what is kept whole are left out."""
    starts = {match.start() for match in _WORD_ANYWHERE.finditer(text)}
    ends = {match.start() + len(word) for match in _WORD_ANYWHERE.finditer(text) for word in match.groups()}
    costs = {at: _cost(text, at, at in starts and at in ends) for at in range(1, len(text))}
    for match in _KEPT_WHOLE.finditer(text):
        for at in range(match.start() + 1, match.end()):
            costs.pop(at, None)
    for match in _WORD.finditer(text):
        for at in range(match.start() + 1, match.end()):
            if at in costs:
                costs[at] += 14
    for match in _BOOK.finditer(text):
        for at in range(match.start() + 1, match.end()):
            if at in costs:
                costs[at] += 25 if _width(match[0]) <= LONGEST else 4
    return {at: cost for at, cost in costs.items() if cost < _NEVER}


def _cost(text: str, at: int, is_word_edge: bool) -> float:
    if text[at] in "、，；：。！？》）〕”’" or text[at - 1] in "《（〔“‘":
        return _NEVER
    cost = 6.0
    if text[at - 1] in _GOOD_AFTER:
        cost = 1.0
    elif text.startswith(_GOOD_BEFORE, at) or is_word_edge:
        cost = 2.5
    if text[at] in _BAD_BEFORE:
        cost += 8
    if text.endswith(_BAD_AFTER, 0, at):
        cost += 8
    return cost


def _even(text: str, costs: dict[int, float], longest: float) -> tuple[int, ...]:
    """Places in a title of which no shape can be made: as many letters to a line as go."""
    places: list[int] = []
    start = 0
    while _width(text[start:]) > longest:
        fits = [at for at in costs if start < at and _width(text[start:at]) <= longest]
        start = max(fits[-8:], key=lambda at: at - costs[at]) if fits else start + int(longest)
        places.append(start)
    return tuple(places)


def _width(text: str) -> float:
    return sum(0.5 if ord(letter) < 0x2000 and letter != "·" else 1 for letter in text)
