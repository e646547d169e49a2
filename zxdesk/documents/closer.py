"""Sets the lines of a letter a little closer where its end would stand on a page of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from zxdesk.layout.fullness import FullPage

TEXT = ("Body", "Closing", "Receiver", "Level1", "Level2", "Level3", "Enclosure", "SealSpace", "Signer", "IssuedOn", "Remark")
BLANK, CLOSING = "BlankLine", "Closing"
_AT_THE_END = ("IssuedOn", "Remark", "Copies")

_LINE = 28.95
STEPS = ((28.95, 20.0), (28.0, 16.0), (27.0, 13.0), (26.0, 12.0))
"""Points from line to line of the text, and of empty lines, each closer than the one before; 25 lines a page at the most."""

_NEARLY_EMPTY = 9 * _LINE
"""A signature with its seal, its note and a closing sentence take so much."""

_SPACING = re.compile(r"<w:spacing\b[^>]*/>")
_AFTER_SPACING = re.compile(r"<w:(?:ind|contextualSpacing|mirrorIndents|jc|textDirection|textAlignment|outlineLvl|rPr|sectPr)\b|</w:pPr>")


def is_letter(body: str, styles: Mapping[str, str]) -> bool:
    """Whether the text has a closing sentence with its signature, as letters and notices have; a model that others complete has none."""
    return bool(closing := styles.get(CLOSING)) and f'<w:pStyle w:val="{closing}"/>' in body


def steps_worth_trying(pages: Sequence[FullPage], styles: Mapping[str, str], *, must: bool) -> Sequence[int]:
    """The steps that may bring what stands on the letter's last page to the one before; none where that page is full, unless it ``must`` go."""
    last = {styles[key] for key in _AT_THE_END if key in styles}
    at = max((at for at, page in enumerate(pages) if any(strip.style in last for _, strip in page.strips)), default=0)
    if at == 0 or not (must or pages[at].end < _NEARLY_EMPTY):
        return ()
    found = Counter(strip.style for page in pages[:at] for _, strip in page.strips)
    texts, blanks = sum(found[styles[key]] for key in TEXT if key in styles), found[styles.get(BLANK, "")]
    end, room = pages[at].end, pages[at - 1].room
    saved = [texts * (_LINE - line) + blanks * (_LINE - blank) + end * (1 - line / _LINE) for line, blank in STEPS]
    return [step for step, points in enumerate(saved) if points + room > end]


def set_closer(body: str, styles: Mapping[str, str], step: int) -> str:
    """The same text with its lines ``STEPS[step]`` apart."""
    line, blank = STEPS[step]
    for keys, points in ((TEXT, line), ((BLANK,), blank)):
        names = "|".join(re.escape(styles[key]) for key in keys if key in styles)
        if names:
            spacing = f'<w:spacing w:line="{round(points * 20)}" w:lineRule="exact"/>'
            pattern = rf'(<w:pStyle w:val="(?:{names})"/>)((?:(?!</w:pPr>).)*</w:pPr>)'
            body = re.sub(pattern, partial(_with_spacing, spacing), body)
    return body


def _with_spacing(spacing: str, found: re.Match[str]) -> str:
    rest = _SPACING.sub("", found[2])
    place = _AFTER_SPACING.search(rest)
    assert place is not None
    return f"{found[1]}{rest[: place.start()]}{spacing}{rest[place.start() :]}"
