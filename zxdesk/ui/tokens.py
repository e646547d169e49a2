"""The colours of the program, once for light and once for dark; nothing else names a colour.

Source: the look's table of tokens (look §1).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

LIGHT_WORDS: dict[str, str] = {"绿": "green", "黄": "yellow", "红": "red", "灰": "grey", "蓝": "blue"}

_TONE_STAGES: tuple[tuple[str, str], ...] = (
    ("plain", "草稿 收件 已收件 并案 撤案 转意见 转意见建议 会办 相同"),
    ("review", "初审 复审 待审定 审定 审查中 退回补充"),
    ("filed", "立案 分办"),
    ("waiting", "待交办 立案待交办 待签收 申请延期 冲突"),
    ("working", "已签收 办理中 主办 独办 变更 跟踪 已交办"),
    ("replied", "已办复 已答复"),
    ("asking", "征询中"),
    ("refused", "重新办理 申请退办 已退办 拒绝 不予立案"),
    ("closed", "办结 意见已交 新增"),
    ("archived", "归档 已归档"),
)
STAGE_TONES: dict[str, str] = {word: tone for tone, words in _TONE_STAGES for word in words.split()}


@dataclass(frozen=True)
class Tokens:
    """One theme: every colour as ``#RRGGBB``; ``badges`` maps a tone to (ground, text), ``lights`` a colour to (mark, words)."""

    name: str
    window: str
    nav: str
    surface: str
    raised: str
    line: str
    line2: str
    border: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    accent_soft: str
    selection: str
    selection_inactive: str
    hover: str
    focus: str
    hit: str
    hit_text: str
    error_ground: str
    warning_ground: str
    done_ground: str
    canvas: str
    new_ground: str
    new_text: str
    old_ground: str
    old_text: str
    conflict_ground: str
    conflict_text: str
    lights: dict[str, tuple[str, str]]
    badges: dict[str, tuple[str, str]]

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return luminance(self.text) > luminance(self.surface)

    @property
    def red(self) -> str:
        """The red of lights, errors and required marks."""
        return self.lights["red"][1]

    def badge(self, words: str) -> tuple[str, str]:
        """Ground and text of a stage or role badge; words without a tone are plain. Source: look §1."""
        return self.badges[STAGE_TONES.get(words, "plain")]

    def light(self, colour: str) -> tuple[str, str]:
        """Mark and words of a light, named 绿 … 蓝 or green … blue."""
        return self.lights[LIGHT_WORDS.get(colour, colour)]

    def plain(self) -> dict[str, str]:
        """The tokens that are single colours, by name, for the style sheet."""
        every = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "name"}
        return {name: value for name, value in every.items() if isinstance(value, str)}


def luminance(colour: str) -> float:
    """The relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


LIGHT = Tokens(
    name="light",
    window="#F2F4F3",
    nav="#E8ECEA",
    surface="#FFFFFF",
    raised="#F8F9F8",
    line="#D9DEDB",
    line2="#C3CAC6",
    border="#858F8B",
    text="#1B2422",
    muted="#55605C",
    faint="#606A66",
    accent="#1B5E86",
    on_accent="#FFFFFF",
    accent_soft="#E3EEF5",
    selection="#D3E5F1",
    selection_inactive="#E3E7E5",
    hover="#EDF1EF",
    focus="#1B5E86",
    hit="#FFE39A",
    hit_text="#3A2B00",
    error_ground="#FCEBE9",
    warning_ground="#FFF5DC",
    done_ground="#E6F3EA",
    canvas="#CDD3D0",
    new_ground="#E2F3E7",
    new_text="#1C5E34",
    old_ground="#FBE5E3",
    old_text="#8F2A22",
    conflict_ground="#FFF0CC",
    conflict_text="#704C00",
    lights={
        "green": ("#246B40", "#246B40"),
        "yellow": ("#A87000", "#7F5600"),
        "red": ("#B32A21", "#B32A21"),
        "grey": ("#6A7470", "#55605C"),
        "blue": ("#235CA3", "#235CA3"),
    },
    badges={
        "plain": ("#E6EAE8", "#414B47"),
        "review": ("#ECE6F5", "#5A3D8C"),
        "filed": ("#DDF0EE", "#155E58"),
        "waiting": ("#FFF0CC", "#704C00"),
        "working": ("#DEEBF8", "#1D4F8C"),
        "replied": ("#D8F0F5", "#0F5A6B"),
        "asking": ("#FBE6F0", "#8A2A5B"),
        "refused": ("#FCE3E0", "#98251C"),
        "closed": ("#DFF1E4", "#1F6138"),
        "archived": ("#D9DEDB", "#35403B"),
    },
)

DARK = Tokens(
    name="dark",
    window="#1C2120",
    nav="#171B1A",
    surface="#232928",
    raised="#29302E",
    line="#363E3C",
    line2="#46504D",
    border="#74807B",
    text="#E3E8E6",
    muted="#A7B1AD",
    faint="#9DA8A3",
    accent="#7ABBE4",
    on_accent="#0E2230",
    accent_soft="#22384A",
    selection="#203B4E",
    selection_inactive="#313937",
    hover="#2B3230",
    focus="#8CC6EA",
    hit="#7A5C00",
    hit_text="#FFF3D0",
    error_ground="#41211F",
    warning_ground="#3B3117",
    done_ground="#1D3527",
    canvas="#121615",
    new_ground="#1F402B",
    new_text="#A5E0BA",
    old_ground="#4A2522",
    old_text="#F7B1AA",
    conflict_ground="#42351A",
    conflict_text="#EBC66A",
    lights={
        "green": ("#5DB87E", "#5DB87E"),
        "yellow": ("#E2B33C", "#E2B33C"),
        "red": ("#FA8E84", "#FA8E84"),
        "grey": ("#98A39E", "#A7B1AD"),
        "blue": ("#86B7F0", "#86B7F0"),
    },
    badges={
        "plain": ("#363E3C", "#C9D1CD"),
        "review": ("#382F4B", "#CDBBF0"),
        "filed": ("#1D3D3A", "#8FD6CE"),
        "waiting": ("#42351A", "#EBC66A"),
        "working": ("#22395A", "#A6CBF7"),
        "replied": ("#173D47", "#8AD3E4"),
        "asking": ("#472438", "#F0A9CC"),
        "refused": ("#4A2522", "#F7A8A0"),
        "closed": ("#1F402B", "#93D6AB"),
        "archived": ("#3C4542", "#D3DAD7"),
    },
)

THEMES: dict[str, Tokens] = {"light": LIGHT, "dark": DARK}
