"""The icons: each name has a source and is drawn in the colour asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from zxdesk import paths
from zxdesk.ui import icons, metrics, theme, tokens


def inks(picture: QPixmap) -> set[str]:
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    every = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name().upper() for colour in every if colour.alpha() == 255}


@pytest.mark.parametrize("name", icons.NAMES)
def test_every_icon_is_drawn_in_its_token(looked: QApplication, name: str) -> None:
    assert inks(icons.pixmap(name, color="accent", size=64)) == {tokens.LIGHT.accent}


def test_every_source_is_named_and_takes_its_colour_from_outside() -> None:
    sources = sorted((paths.resources() / "icons").glob("*.svg"))
    assert {source.stem for source in sources} == set(icons.NAMES)
    for source in sources:
        text = source.read_text(encoding="utf-8")
        assert "currentColor" in text
        assert "#" not in text


def test_an_icon_follows_a_change_of_theme_and_grows_sharp_with_the_screen(looked: QApplication) -> None:
    icon = QIcon(icons.get("find", color="text"))
    assert inks(icon.pixmap(QSize(48, 48), 1.0)) == {tokens.LIGHT.text}
    theme.apply(looked, tokens.DARK, metrics.MEDIUM)
    assert inks(icon.pixmap(QSize(48, 48), 1.0)) == {tokens.DARK.text}
    doubled = icon.pixmap(QSize(16, 16), 2.0)
    assert (doubled.width(), doubled.devicePixelRatio()) == (32, 2.0)


def test_a_disabled_icon_is_faint(looked: QApplication) -> None:
    assert inks(icons.get("save").pixmap(QSize(48, 48), 1.0, QIcon.Mode.Disabled)) == {tokens.LIGHT.faint}


def test_an_unknown_icon_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        icons.get("unknown")
