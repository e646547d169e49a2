"""Small things to read: light, badge, key hint, heading with its line, field error, hint and rule."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from zxdesk.ui import icons, painters, theme
from zxdesk.ui.painters import LightMark


def label(text: str, role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A plain-text label in a role of the style sheet: muted, second, title, pageTitle, section, error …"""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        made.setProperty("role", role)
    return made


def rule() -> QFrame:
    """A horizontal line of 1 px."""
    made = QFrame()
    made.setProperty("rule", True)
    made.setFixedHeight(1)
    return made


class IconLabel(QWidget):
    """An icon that follows the theme and never takes a click."""

    def __init__(self, name: str, color: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._color = name, color
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, color: str = "muted") -> None:
        """Show another icon, or the same in another colour."""
        self._name, self._color = name, color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.metrics().icon, theme.metrics().icon)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.draw(painter, self.rect(), self._name, self._color)
        painter.end()


class LightLabel(QWidget):
    """A light with its words."""

    def __init__(self, mark: LightMark | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_mark(mark)

    def set_mark(self, mark: LightMark | None) -> None:
        """Show a light, or nothing."""
        self._mark = mark
        self.setAccessibleName(mark.words or mark.colour if mark else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = theme.font(theme.metrics().body)
        width = painters.light_width(self._mark, font) + 2 if self._mark else 0
        return QSize(width, QFontMetrics(font).height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark:
            painter = QPainter(self)
            painter.setFont(theme.font(theme.metrics().body))
            painters.draw_light(painter, self.rect(), self._mark)
            painter.end()


class BadgeLabel(QWidget):
    """A stage or role badge; its colour follows from its words."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show these words; none hides the badge's ground."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The words shown."""
        return self._text

    def sizeHint(self) -> QSize:
        return painters.badge_size(self._text) if self._text else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painters.draw_badge(painter, self.rect(), self._text)
        painter.end()


class KeyHint(QWidget):
    """A key in its frame, with what it does beside it: [空格] 选."""

    def __init__(self, key: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._words = key, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{key} {words}".strip())

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.setAccessibleName(f"{key} {self._words}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        size = painters.key_size(self._key)
        font = QFontMetrics(theme.font(theme.metrics().second))
        words = font.horizontalAdvance(self._words) + 5 if self._words else 0
        return QSize(size.width() + words + 1, max(size.height(), font.height()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        used = painters.draw_key(painter, self.rect(), self._key)
        painter.setFont(theme.font(theme.metrics().second))
        painter.setPen(theme.colour("muted"))
        painter.drawText(self.rect().adjusted(used + 4, 0, 0, 0), painters.LEFT, self._words)
        painter.end()


class SectionHeading(QWidget):
    """A heading with a muted note and a line to the right edge: 提案者 4 人 ────."""

    def __init__(self, text: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._note = text, note
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_note(self, note: str) -> None:
        """Change the note behind the heading."""
        self._note = note
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, QFontMetrics(theme.font(theme.metrics().body)).height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0
        for text, weight, colour in ((self._text, QFont.Weight.Bold, "text"), (self._note, QFont.Weight.Normal, "muted")):
            painter.setFont(theme.font(theme.metrics().body, weight))
            painter.setPen(theme.colour(colour))
            painter.drawText(QRect(x, 0, self.width() - x, self.height()), painters.LEFT, text)
            x += painter.fontMetrics().horizontalAdvance(text) + (8 if text else 0)
        painter.fillRect(QRect(x, self.height() // 2, max(self.width() - x, 0), 1), theme.colour("line"))
        painter.end()


class FieldError(QWidget):
    """Icon and sentence below a field; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("warning", "red")
        self._sentence = label("", "error", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 1)
        layout.setSpacing(4)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._sentence, 1)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Say what is wrong."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self._sentence.setText("")
        self.hide()

    def text(self) -> str:
        """The sentence shown, empty when none is."""
        return self._sentence.text()


class ElidedLabel(QLabel):
    """One line that gives way: shortened at the right, with the full text as tooltip only then; ``fills`` takes the room there is."""

    def __init__(self, text: str, role: str = "", *, fills: bool = False) -> None:
        super().__init__()
        self._whole, self._tip = text, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    @property
    def whole(self) -> str:
        """The text as it was given, however little of it is shown."""
        return self._whole

    def set_text(self, text: str, tip: str = "") -> None:
        """Show another text; ``tip`` is a tooltip that says more than the text."""
        self._whole, self._tip = text, tip
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("案由…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 0))
        self.setToolTip(self._tip or (self._whole if shown != self._whole else ""))
        if shown != self.text():
            self.setText(shown)
