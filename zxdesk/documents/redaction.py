"""The public wording of a free text: what would lead to a person is hidden, official numbers stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from zxdesk.documents.private_marks import GAP, Rule, rules

MASK = "×××"

_SENTENCE_ENDS = re.compile(r"[。！？；!?;\n][”’」』）)]*")
_CLAUSE_ENDS = re.compile(r"[，、：,]")
_CUT = "……"
_CONTACT_LINE = re.compile(r"\s*[（(]?\s*(?:联\s*系\s*(?:单位|人|电话|方式|地址)|办公电话|通[讯信]地址|电子邮箱|邮\s*箱|邮政编码)\s*[:：]")
_SHORTEST_PHONE = 7
_SHORTEST_ADDRESS = 6
_PLAIN_ADDRESS = 10
"""A known address without a number in it is hidden from this length on: a shorter one is a place everybody may name."""


def redacted(text: str, known: Iterable[str] = ()) -> str:
    """``text`` without phones, addresses, identity, bank and plate numbers and e-mails; ``known`` are phones and addresses in the register.

    Digits count however they are written: full-width, Chinese, apart by blanks or hyphens. Document and proposal numbers, dates, amounts and
    percentages stay. Source: domain §2.3 (公开).
    """
    if not text:
        return text
    plain = _plain(text)
    return _masked(text, sorted([*_found(plain, rules()), *_found(plain, _known_rules(known))]))


def without_contacts(text: str) -> str:
    """The text without the lines that only say whom to reach: 联系人：…, （联系单位：…）."""
    return "\n".join(line for line in text.split("\n") if not _CONTACT_LINE.match(line)).strip("\n")


def shortened(text: str, limit: int) -> str:
    """The beginning of ``text``, at most ``limit`` characters, cut after a sentence; where the first one is longer, after a clause, with ……."""
    text = text.strip()
    if len(text) <= limit:
        return text
    head = text[: limit + 1]
    if ends := [end for match in _SENTENCE_ENDS.finditer(head) if (end := match.end()) <= limit]:
        return head[: ends[-1]].rstrip()
    room = max(limit - len(_CUT), 1)
    clauses = list(_CLAUSE_ENDS.finditer(head[:room]))
    return head[: clauses[-1].start() if clauses else room] + _CUT


def shortened_parts(parts: Iterable[str], limit: int) -> list[str]:
    """Each part shortened so that together they keep to ``limit``; what a short one leaves goes to the longer ones after it."""
    given = list(parts)
    kept: list[str] = []
    left, waiting = limit, sum(1 for part in given if part.strip())
    for part in given:
        if not part.strip():
            kept.append("")
            continue
        kept.append(shortened(part, max(left // waiting, len(_CUT) + 1)))
        left, waiting = left - len(kept[-1]), waiting - 1
    return kept


def _plain(text: str) -> str:
    """Each full-width form or digit of another script as its ASCII character, one for one, so that places stay the same."""
    return text if text.isascii() else "".join(map(_narrow, text))


@cache
def _narrow(char: str) -> str:
    if char.isascii():
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char


def _found(plain: str, table: Iterable[Rule]) -> Iterator[tuple[int, int]]:
    for rule in table:
        for match in rule.pattern.finditer(plain):
            start, end = match.span("hide")
            if start < end and rule.accepts(plain[start:end]):
                yield start, end


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with one mask for each run of spans that touch or overlap."""
    parts: list[str] = []
    done = -1
    for start, end in spans:
        if start > done:
            parts += (text[max(done, 0) : start], MASK)
        done = max(done, end)
    return "".join((*parts, text[max(done, 0) :]))


def _known_rules(known: Iterable[str]) -> Iterator[Rule]:
    for value in filter(None, (_plain(one).strip() for one in known)):
        if re.fullmatch(r"[\d\s()+-]+", value):
            yield from (_digits_rule(digits) for digits in _phone_forms(value))
        elif len(value) >= (_SHORTEST_ADDRESS if any(map(str.isdigit, value)) else _PLAIN_ADDRESS):
            yield Rule(re.compile(f"(?P<hide>{GAP.join(map(re.escape, ''.join(value.split())))})"))


def _digits_rule(digits: str) -> Rule:
    return Rule(re.compile(rf"(?<!\d)(?P<hide>{GAP.join(digits)})(?!\d)"))


def _phone_forms(value: str) -> Iterator[str]:
    """The whole number, and the local one after an area code: people write it without."""
    digits = re.sub(r"\D", "", value)
    if len(digits) >= _SHORTEST_PHONE:
        yield digits
    area = re.match(r"\s*\(?(0\d{2,3})[\s)-]", value)
    if area and len(local := digits[len(area[1]) :]) >= _SHORTEST_PHONE:
        yield local
