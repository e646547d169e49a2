"""A quiet window for every test: one look, and ways to type Chinese and to draw what is shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def looked(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme at 中, put back so afterwards."""
    from zxdesk.ui import metrics, theme, tokens

    theme.apply(qapp, tokens.LIGHT, metrics.MEDIUM)
    yield qapp
    theme.apply(qapp, tokens.LIGHT, metrics.MEDIUM)


@pytest.fixture
def type_chinese() -> Callable[[QWidget, str], None]:
    """Types text the way an input method does; key clicks know no Chinese."""

    def typed(widget: QWidget, text: str) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return typed


@pytest.fixture
def colours_of() -> Callable[[QWidget], set[str]]:
    """Every colour that stands in a widget's picture."""

    def found(widget: QWidget) -> set[str]:
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}

    return found
