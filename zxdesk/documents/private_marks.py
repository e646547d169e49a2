"""What in a free text leads to a person: the forms of phones, addresses, identity, bank and plate numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

GAP = r"[\s\u00ad\u200b-\u200f\u2060\ufeff\u2010-\u2015\u2212-]{0,3}"
"""What may stand between the digits of one number: blanks, hyphens, characters without width."""

_MAX_GROUPS = 5
_UNITS = "万亿元部台户人件个家次条只支块吨亩米里年月日届期号%平公千百"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_COUNTED = r"[\d〇零一二三四五六七八九十]{1,5}"
_IS = r"(?:\([^()\n]{0,10}\))?[\s:为是]{0,4}"
_CLAUSE = r"[^,。;\n()]"


def _always(_found: str) -> bool:
    return True


@dataclass(frozen=True)
class Rule:
    """A pattern whose group ``hide`` is what must go, and a second look at what it found."""

    pattern: re.Pattern[str]
    accepts: Callable[[str], bool] = _always


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule; all of them read text whose digits and signs are ASCII."""
    numbers = [Rule(_compiled(rf"(?<!\d)(?=(?P<hide>{body})(?!\d))"), accepts) for body, accepts in _numbers()]
    return (*numbers, *(Rule(_compiled(pattern), accepts) for pattern, accepts in (*_labelled(), *_places(), *_signs())))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _digits(count: int | str) -> str:
    """So many digits, each after a gap or none."""
    return rf"(?:{GAP}\d){{{count}}}"


def _numbers() -> tuple[tuple[str, Callable[[str], bool]], ...]:
    """Numbers known by their form alone; they are looked for at every place, also inside one another."""
    country, extension = rf"(?:(?:\+|00)?86{GAP})?", r"(?:\s*(?:转|-|分机)\s*\d{1,6})?"
    birthday = rf"{GAP}(?:0{GAP}[1-9]|1{GAP}[0-2]){GAP}(?:0{GAP}[1-9]|[12]{GAP}\d|3{GAP}[01])"
    return (
        (rf"{country}1{GAP}[3-9]{_digits(9)}", _is_one_number),
        (rf"{country}1[3-9]\d[./·]\d{{4}}[./·]\d{{4}}", _always),
        (rf"{country}\(?0[1-9]\d{{1,2}}\s*\)?{GAP}[2-9]{_digits('6,7')}{extension}", _is_one_number),
        (r"(?:\+|00)\d{1,3}[ -]\d(?:[ -]?\d){6,11}", _is_one_number),
        (r"[48]00[ -]?\d(?:[ -]?\d){6}", _is_one_number),
        (rf"[1-9]{_digits(5)}{GAP}(?:1{GAP}9|2{GAP}0){_digits(2)}{birthday}{_digits(3)}{GAP}[\dX]", _is_no_date),
        (rf"[1-9]{_digits(7)}{birthday}{_digits(3)}", lambda found: _is_one_number(found) and _is_no_date(found)),
        (r"\d{15,}X?", _always),
        (r"\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?", _is_no_date),
    )


def _labelled() -> tuple[tuple[str, Callable[[str], bool]], ...]:
    """Numbers known by the word before them; a count of things (手机2000000部) is none."""
    no_count = rf"(?!\s*[{_UNITS}])"
    phone = rf"[+(]?\d(?:[\s()+-]{{0,2}}\d){{5,}}+{no_count}"
    phone_label = r"(?:电话|手机|座机|固话|传真|联系方式|热线|tel|fax|phone)(?:号码|号)?"
    return (
        (rf"{phone_label}{_IS}(?P<hide>{phone}(?:[、,/;或]\s*{phone})*)", _always),
        (rf"联系人[\s:]{{0,3}}[^\d\n。;]{{1,12}}?(?P<hide>\d{{7,8}})(?!\d){no_count}", _always),
        (rf"(?:身份证|证件)(?:号码|号)?{_IS}(?P<hide>\d[\dX\s*-]{{4,}}[\dX])", _always),
        (rf"(?:账号|帐号|账户|帐户|卡号|银行卡)(?:号码|号)?{_IS}(?P<hide>\d(?:[\s-]?\d){{7,}}+){no_count}", _always),
        (rf"(?:护照|通行证)(?:号码|号)?{_IS}(?P<hide>[A-Z]{{1,2}}\d{{6,10}})", _always),
        (rf"(?:微信|QQ|wechat)(?:号码|号|ID)?{_IS}(?P<hide>[a-z0-9_-]{{5,20}})", _has_digit),
        (r"(?:微信|QQ|wechat)(?:号码|号|ID)?\s*[:为是]\s*(?P<hide>[a-z][a-z0-9_-]{4,19})", _always),
        (rf"(?:邮编|邮政编码){_IS}(?P<hide>\d{{6}})(?!\d)", _always),
    )


def _places() -> tuple[tuple[str, Callable[[str], bool]], ...]:
    """Where a person lives; a street or a building that a proposal is about is none."""
    label = r"(?:(?:家庭|通讯|通信|联系|邮寄|收件|收货|现|户籍|居住)地址|(?<![\u4e00-\u9fff])地址|住址|住所|户籍所在地)"
    room = rf"{_COUNTED}\s*(?:室|户|号)(?![召令])"
    return (
        (rf"{label}(?:\([^()\n]{{0,10}}\))?[\s:为是在]{{1,4}}(?P<hide>{_CLAUSE}{{2,60}})", _always),
        (rf"(?:家住|现住|租住)[在于]?(?P<hide>{_CLAUSE}{{2,40}})", lambda found: bool(re.search(rf"{_COUNTED}\s*(?:号|室|栋|幢|单元|组|户)", found))),
        (rf"(?P<hide>(?:{_COUNTED}\s*(?:号楼|号院|号|栋|幢|座|#)?\s*)?{_COUNTED}\s*单元\s*(?:{_COUNTED}\s*[层楼]\s*)?{room})", _always),
        (rf"(?P<hide>{_COUNTED}\s*(?:号楼|栋|幢|座)\s*(?:{_COUNTED}\s*[层楼]\s*)?{room})", _always),
    )


def _signs() -> tuple[tuple[str, Callable[[str], bool]], ...]:
    """E-mail addresses, number plates, and numbers in Chinese digits."""
    plate = r"(?=[A-Z0-9]*\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"
    return (
        (r"(?P<hide>[a-z0-9][a-z0-9_.+-]{0,63}\s?@\s?[a-z0-9-]{1,63}(?:\s?\.\s?[a-z0-9-]{1,63})+)", _always),
        (rf"(?P<hide>[{_PROVINCES}]\s?[A-HJ-NP-Z]\s?[·•.-]?\s?{plate})(?![A-Z0-9])", _always),
        (r"(?P<hide>[〇零一二三四五六七八九]{7,})", _always),
    )


def _is_one_number(found: str) -> bool:
    """Digits in few groups, or in equal groups of one or two; the figures of a table are neither."""
    sizes = [len(group) for group in re.findall(r"\d+", found)]
    return len(sizes) <= _MAX_GROUPS or (sizes[0] <= 2 and len(set(sizes[:-1])) == 1)


def _is_no_date(found: str) -> bool:
    """Not years, months or days side by side."""
    groups = re.findall(r"\d+", found)
    return len(groups) == 1 or not all(re.fullmatch(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:\d\d)?)?|\d{1,2}", group) for group in groups)


def _has_digit(found: str) -> bool:
    return any(map(str.isdigit, found))
