"""What every letter and notice has: its sender, number, date, receivers and copies, and how it addresses the proposers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations, pairwise

from zxdesk.documents.field_names import named
from zxdesk.documents.paper import Moment, Option, Request
from zxdesk.documents.values import Texts, chinese_date, joined
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Office
from zxdesk.domain.proposer import ProposerLine
from zxdesk.text.dates import parse_date

LETTER_FIELDS = named(
    """
    发文机关标志 发文机关的全称，文件格式的带“文件”二字，长的分两行
    署名 落款的机关，长的分两行
    文号 发文字号
    成文日期 成文日期
    主送 主送机关或提案者，不带冒号
    抄送 抄送机关，顿号隔开
    附件 附件说明，一件一行
    """
)

SENDER = Option("sender", "发文机关", "text")
ISSUED_ON = Option("issued_on", "成文日期", "date")
COPIES = Option("copies", "抄送", "text")
LETTER_OPTIONS = (SENDER, ISSUED_ON, COPIES)

LETTER_HEAD_CHARACTERS, RED_HEAD_CHARACTERS, SIGNER_CHARACTERS = 14, 11, 14
"""Characters that a line of 信函发文机关, of 红头 and of 署名 holds."""

_OF_CPPCC = re.compile(r".政协(.+)")
_MAY_END = re.compile(r"会议|委员会|办公室|人民政府")


def letter_values(
    request: Request,
    moment: Moment,
    office: Office,
    *,
    to: str = "",
    copies: str = "",
    enclosures: Sequence[str] = (),
    sender: str = "",
    number: str = "",
    day: date | None = None,
    is_file: bool = False,
) -> Texts:
    """Values of ``LETTER_FIELDS``; what the clerk chose stands before what is given here. ``is_file``: 文件格式, not a letter.

    Raises ``RuleError`` for a date that cannot be read.
    """
    name = request.option(SENDER) or sender or sender_of(office)
    head = official_lines(f"{name}文件", RED_HEAD_CHARACTERS) if is_file else official_lines(name, LETTER_HEAD_CHARACTERS)
    return {
        "发文机关标志": head,
        "署名": official_lines(name, SIGNER_CHARACTERS),
        "文号": request.number or number,
        "成文日期": chinese_date(issued_on(request, day or moment.today)),
        "主送": to,
        "抄送": request.option(COPIES) or copies,
        "附件": enclosure_lines(enclosures),
    }


def issued_on(request: Request, day: date) -> date:
    """The day the letter bears: the one chosen, or ``day``. Raises ``RuleError`` for one that cannot be read."""
    chosen = request.option(ISSUED_ON)
    try:
        return parse_date(chosen, today=day) if chosen else day
    except ValueError as refusal:
        raise RuleError(f"成文日期：{refusal}", ISSUED_ON.key) from None


def sender_of(office: Office) -> str:
    """The office's full name as letters bear it: 政协云溪县委员会提案委员会 for 云溪县政协提案委."""
    if not office.committee or office.name.startswith(office.committee):
        return office.name or office.committee
    found = _OF_CPPCC.search(office.name)
    part = found[1] if found else office.name if office.name.startswith("提案") else ""
    if not part:
        return office.name
    return f"{office.committee}{part}{'员会' if part.endswith('委') else ''}"


def official_lines(name: str, longest: int) -> str:
    """A name in as few lines as hold it, up to three, broken where its parts meet; 文件 never stands alone."""
    if len(name) <= longest:
        return name
    places = [found.end() for found in _MAY_END.finditer(name) if found.end() < len(name) and name[found.end() :] != "文件"]
    broken = [cuts for count in (1, 2) for cuts in combinations(places, count)] or [((len(name) + 1) // 2,)]
    lines = [[name[start:end] for start, end in pairwise((0, *cuts, len(name)))] for cuts in broken]
    best = min(lines, key=lambda parts: _unshapely(parts, longest))
    return "\n".join(best)


def enclosure_lines(names: Sequence[str]) -> str:
    """附件说明: 附件：交办清单 for one; numbered lines for several. Source: domain §7.2."""
    if len(names) == 1:
        return f"附件：{names[0]}"
    return "\n".join(f"{'附件：' if at == 1 else '　　　'}{at}.{name}" for at, name in enumerate(names, start=1))


def contact_note(name: str, phone: str) -> str:
    """附注 of a letter: whom to ask, nothing where nobody is known. Source: domain §7.4 (11)."""
    parts = [f"联系人：{name}" if name else "", f"联系电话：{phone}" if phone else ""]
    told = "　".join(filter(None, parts))
    return f"（{told}）" if told else ""


def addressed(lines: Iterable[ProposerLine]) -> str:
    """The proposers as a letter addresses them: 周砚秋、许静安委员; a collective without 委员."""
    members, bodies = _parted(lines)
    return "，".join(filter(None, (f"{members}委员" if members else "", bodies)))


def you_of(lines: Iterable[ProposerLine]) -> str:
    """您 for one member, 您们 for several, 你们 where a collective is among them. Source: domain §7.4 (8)."""
    lines = list(lines)
    if any(line.member_id is None for line in lines):
        return "你们"
    return "您" if len(lines) == 1 else "您们"


def _unshapely(parts: list[str], longest: int) -> tuple[bool, int, int]:
    """What a name should rather not be: with a line too long, in many lines, in lines of very different length."""
    lengths = [len(part) for part in parts]
    return max(lengths) > longest, len(lengths), max(lengths) - min(lengths)


def _parted(lines: Iterable[ProposerLine]) -> tuple[str, str]:
    lines = list(lines)
    return joined(line.name for line in lines if line.member_id is not None), joined(line.name for line in lines if line.member_id is None)
