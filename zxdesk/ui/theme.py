"""The chosen look of the program: palette, style sheet, font and Qt's own words, built from tokens and metrics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from zxdesk import paths
from zxdesk.ui import metrics as sizes
from zxdesk.ui import tokens as colours
from zxdesk.ui.dressing import Dresser
from zxdesk.ui.metrics import Metrics
from zxdesk.ui.qt_words import speak_chinese
from zxdesk.ui.tokens import Tokens

FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI", "PingFang SC", "WenQuanYi Zen Hei", "sans-serif")


@dataclass
class Look:
    """The tokens and metrics everybody draws with; one object, changed in place by :func:`apply`."""

    tokens: Tokens
    metrics: Metrics


_look = Look(colours.LIGHT, sizes.MEDIUM)


def apply(app: QApplication, tokens: Tokens, metrics: Metrics) -> None:
    """Give the whole program this look; may be called again at any time, widgets follow: those that are seen at once, see :mod:`dressing`."""
    _look.tokens, _look.metrics = tokens, metrics
    if app.property("look") == (wanted := f"{tokens.name} {metrics.name}"):
        return
    dresser = _dresser(app)
    app.setProperty("look", wanted)
    app.setFont(font(metrics.body))
    app.setPalette(palette(tokens))
    dresser.put_on(style_sheet(tokens, metrics))
    speak_chinese(app)


def wake(part: QWidget) -> None:
    """Give a hidden part, as a page, the look in force before it is shown."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _dresser(app).wake(part)


def look() -> Look:
    """The look now in force, for delegates and painters."""
    return _look


def tokens() -> Tokens:
    """The colours now in force."""
    return _look.tokens


def metrics() -> Metrics:
    """The sizes now in force."""
    return _look.metrics


def colour(value: str) -> QColor:
    """A colour by token name, by a light's name (its words' colour), or given as ``#RRGGBB``."""
    if value.startswith("#"):
        return QColor(value)
    return QColor(_look.tokens.lights[value][1] if value in _look.tokens.lights else str(getattr(_look.tokens, value)))


def font(pixels: float, weight: int = QFont.Weight.Normal) -> QFont:
    """The program's font at this size in logical pixels, with Chinese families first."""
    return QFont(_font(int(pixels + 0.5), int(weight)))


def palette(tokens: Tokens) -> QPalette:
    """The palette of a theme. Source: look §1."""
    made = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for where, value in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.raised),
        (role.Text, tokens.text),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.PlaceholderText, tokens.faint),
        (role.Highlight, tokens.selection),
        (role.HighlightedText, tokens.text),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.line),
        (role.Mid, tokens.line),
        (role.Dark, tokens.line2),
        (role.Shadow, tokens.border),
        (role.BrightText, tokens.red),
    ):
        made.setColor(where, QColor(value))
    made.setColor(group.Inactive, role.Highlight, QColor(tokens.selection_inactive))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, where, QColor(tokens.faint))
    return made


def style_sheet(tokens: Tokens, metrics: Metrics) -> str:
    """The style sheet with every ``@name`` replaced by a token, a length or the address of a mark."""
    words = tokens.plain() | {f"light_{name}": pair[1] for name, pair in tokens.lights.items()}
    words |= {f"font_{name}": f"{size}px" for name, size in metrics.fonts.items()}
    inner = metrics.control - 2
    words |= {"control": f"{inner}px", "chip": f"{metrics.chip - 2}px", "row": f"{metrics.row}px"}
    words |= {"inner": f"{inner - 2}px", "dirty": f"{inner - 1}px", "chip_inner": f"{metrics.chip - 4}px"}
    words |= {"menu_pad": f"{(metrics.menu_bar - round(metrics.body * 1.45)) // 2 + 1}px", "status": f"{metrics.status}px"}
    words |= {"icon": f"{metrics.icon}px", "box": f"{metrics.icon - 2}px", "header": f"{metrics.row + 1}px"}
    words |= {f"mark_{name}": f'url("{address}")' for name, address in _marks(tokens).items()}
    template = (paths.resources() / "style" / "zxdesk.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda found: words[found[1]], template)


@lru_cache(maxsize=1)
def _dresser(app: QApplication) -> Dresser:
    """Made once, with the style that the sheet is written for."""
    app.setStyle(QStyleFactory.create("Fusion"))
    return Dresser(app)


@lru_cache(maxsize=64)
def _font(pixels: int, weight: int) -> QFont:
    """Made once: delegates ask for a font at every cell they draw."""
    made = QFont()
    made.setFamilies(list(_families()))
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    return made


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    present = set(QFontDatabase.families())
    return tuple(family for family in FAMILIES if family in present) or FAMILIES[-1:]


@lru_cache(maxsize=1)
def _mark_folder() -> QTemporaryDir:
    return QTemporaryDir()


@lru_cache(maxsize=8)
def _marks_of(theme: str, pairs: tuple[tuple[str, str, str], ...]) -> dict[str, str]:
    folder = Path(_mark_folder().path())
    made = {}
    for name, icon, value in pairs:
        source = (paths.resources() / "icons" / f"{icon}.svg").read_text(encoding="utf-8")
        target = folder / f"{theme}-{name}.svg"
        target.write_text(source.replace("currentColor", value), encoding="utf-8")
        made[name] = target.as_posix()
    return made


def _marks(tokens: Tokens) -> dict[str, str]:
    """Small pictures a style sheet can only take from files: arrows and ticks in this theme's colours."""
    wanted = (
        ("down", "down", tokens.muted),
        ("down_faint", "down", tokens.faint),
        ("up", "up", tokens.accent),
        ("sort_down", "down", tokens.accent),
        ("right", "right", tokens.muted),
        ("done", "done", tokens.on_accent),
        ("done_faint", "done", tokens.faint),
        ("dot", "dot", tokens.on_accent),
        ("done_text", "done", tokens.accent),
    )
    return _marks_of(tokens.name, wanted)
