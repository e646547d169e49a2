"""The code on a paper that comes back: digits alone, so that a scanner types it whatever input method is on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zxdesk.text.normalise import to_half_width

KINDS = (
    "", "feedback_form", "receipt_slip", "assign_sheet", "visit_record", "follow_up_form", "extension_form", "hand_back_form", "receipt",
)  # fmt: skip
"""Papers that carry a code, by their number in it; new ones are added at the end, for codes printed stay printed."""

LENGTH = 22
_VERSION = 1
_SHAPE = re.compile(r"(\d)(\d{2})(\d{2})(\d)(\d{6})(\d{2})(\d{3})(\d{2})(\d)(\d{2})")
_LIMITS = {"term": 99, "plenary": 99, "number": 999_999, "proposer": 999, "unit": 99, "redo": 9}


class CodeError(ValueError):
    """A code that cannot be read; the text is a sentence for the clerk."""


@dataclass(frozen=True)
class PaperCode:
    """What a code says. ``number`` is the proposal number, the receipt number (``is_receipt``) or the register's key (``is_key``).

    ``proposer`` is the proposer's place, ``unit`` the undertaking's place among all of the proposal, both from 1, 0 for none.
    """

    term: int
    plenary: int
    number: int
    kind: str
    proposer: int = 0
    unit: int = 0
    redo: int = 0
    is_receipt: bool = False
    is_key: bool = False


def paper_code(code: PaperCode) -> str:
    """The digits of a code with two check digits (ISO 7064, MOD 97-10). Raises ValueError where a number has no room."""
    for name, limit in _LIMITS.items():
        if not 0 <= getattr(code, name) <= limit:
            raise ValueError(f"{name} {getattr(code, name)} does not fit into a paper's code")
    called = 2 if code.is_key else 1 if code.is_receipt else 0
    digits = f"{_VERSION}{code.term:02}{code.plenary:02}{called}{code.number:06}{KINDS.index(code.kind):02}"
    digits += f"{code.proposer:03}{code.unit:02}{code.redo}"
    return f"{digits}{98 - int(digits) * 100 % 97:02}"


def grouped(digits: str) -> str:
    """A code as it stands beside its picture, in groups that are easy to type."""
    return " ".join(re.findall(r"\d{1,4}", digits))


def looks_like_code(text: str) -> bool:
    """Whether a text is long enough to be a code and has nothing but digits and blanks."""
    return len(_bare(text)) == LENGTH and _bare(text).isdecimal()


def may_be_code(text: str) -> bool:
    """Whether a text is meant as a code, also with a digit too few or too many: digits and blanks alone, more than any number or phone has."""
    return len(_bare(text)) > LENGTH * 2 // 3 and _bare(text).isdecimal()


def read_code(text: str) -> PaperCode:
    """Read a code as scanned or typed, with blanks or full-width digits. Raises CodeError with a sentence for a mistyped one."""
    digits = _bare(text)
    if not digits.isascii() or not digits.isdecimal() or len(digits) != LENGTH:
        raise CodeError(f"表码是 {LENGTH} 位数字，这里有 {len(digits)} 位；照表上的数字再录一遍，或重新扫描。")
    if int(digits) % 97 != 1:
        raise CodeError("表码的校验位不对，有数字录错了；照表上的数字再录一遍，或重新扫描。")
    match = _SHAPE.fullmatch(digits)
    version, term, plenary, called, number, kind, proposer, unit, redo, _check = map(int, match.groups() if match else ())
    if version != _VERSION or not 0 < kind < len(KINDS) or called > 2:
        raise CodeError("这张表是新版程序印的，本机的程序认不出它的表码；升级程序，或按提案号查找。")
    return PaperCode(term, plenary, number, KINDS[kind], proposer, unit, redo, is_receipt=called == 1, is_key=called == 2)


def _bare(text: str) -> str:
    return "".join(to_half_width(text).split())
