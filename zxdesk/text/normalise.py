"""Text as the register keeps it: plain paragraphs without invisible characters, and its folded form for searching."""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_NAME_DOTS = str.maketrans(dict.fromkeys("•・･‧∙⋅●．", "·"))


def clean_text(text: str) -> str:
    """Return ``text`` as plain paragraphs, one a line, nothing invisible in it.

    Line ends become ``\\n``; indentation, trailing blanks and runs of blanks go; more than one empty line becomes one.
    Characters that print (private-use ones included, old name glyphs live there) are never changed.
    """
    text = _LINE_BREAKS.sub("\n", text)
    text = "".join(char for char in text if char in "\n\t" or not _is_invisible(char))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def clean_line(text: str) -> str:
    """Return ``text`` cleaned and on one line, for titles and names; lines of Chinese join without a blank."""
    joined = ""
    for line in filter(None, clean_text(text).split("\n")):
        is_latin = joined[-1:].isascii() and line[:1].isascii() and joined
        joined += f" {line}" if is_latin else line
    return joined


def to_half_width(text: str) -> str:
    """Return ``text`` with full-width letters, digits, signs and blanks in their half-width form."""
    return text.translate(_FULL_WIDTH)


def fold(text: str) -> str:
    """Return the form in which texts are compared and searched: half width, lower case, no blanks, one name dot."""
    visible = "".join(char for char in text.translate(_NAME_DOTS) if not _is_invisible(char) or char.isspace())
    return "".join(to_half_width(visible).casefold().split())


def unify_name_dots(text: str) -> str:
    """Return ``text`` with every look-alike of the dot in transcribed names written as ``·``."""
    return text.translate(_NAME_DOTS)


def count_characters(text: str) -> int:
    """Return how many characters the office counts: everything but blanks and line ends."""
    return sum(1 for char in text if not char.isspace())


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") or char in "\ufffe\uffff"
