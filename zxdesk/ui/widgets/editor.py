"""What every field of a form can do: hold a value, show it as text, and be marked changed or wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.text.names import join_names, split_names
from zxdesk.text.normalise import clean_line, to_half_width


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at and draw the widget anew; nothing happens when it is set already."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


class Editor(QWidget):
    """One field of a form.

    Signals: ``changed()`` after every change by the clerk.
    """

    changed = Signal()

    def value(self) -> object:
        """The typed value, None when empty; ``RuleError`` when what stands there cannot be read."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show a value; None empties the field."""
        raise NotImplementedError

    def text(self) -> str:
        """The value as one reads it, for the reading mode."""
        raise NotImplementedError

    def entry(self) -> QWidget:
        """The widget that takes the cursor."""
        raise NotImplementedError

    def raw(self) -> object:
        """What stands in the field now, read or not, to tell whether it was changed."""
        return self.text()

    def set_placeholder(self, text: str) -> None:
        """Show a word of help while the field is empty, where the field has room for it."""
        entry = self.entry()
        if isinstance(entry, QLineEdit):
            entry.setPlaceholderText(text)
        self.setToolTip(text)

    def set_invalid(self, invalid: bool) -> None:
        """Draw the 2 px red frame, or take it away."""
        mark(self.entry(), "invalid", invalid)

    def set_dirty(self, dirty: bool) -> None:
        """Draw the 2 px amber foot line, or take it away."""
        mark(self.entry(), "dirty", dirty)

    def _fill_with(self, *widgets: QWidget) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in widgets:
            layout.addWidget(widget)
        self.setFocusProxy(widgets[0])


class LineField(Editor):
    """One line of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self._fill_with(self.line)
        self.line.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> object:
        return clean_line(self.line.text()) or None

    def set_value(self, value: object) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def text(self) -> str:
        return self.line.text()

    def entry(self) -> QLineEdit:
        return self.line


class NamesField(LineField):
    """Several names typed in one line, however they are separated; read as a tuple."""

    def value(self) -> object:
        return tuple(split_names(self.line.text())) or None

    def set_value(self, value: object) -> None:
        super().set_value(join_names([str(name) for name in value]) if isinstance(value, tuple | list) else value)


class NumberField(LineField):
    """A whole number, full-width digits too; figures stand at the left like text."""

    def value(self) -> object:
        written = to_half_width(self.line.text()).strip().replace(",", "")
        if not written:
            return None
        try:
            return int(written)
        except ValueError:
            raise RuleError(f"“{self.line.text().strip()}”不是整数。改为数字，例如 3。") from None


class FlagField(Editor):
    """Yes or no, as a check box with its name beside it."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(label)
        self._fill_with(self.box)
        self.layout().addStretch(1)  # type: ignore[union-attr]
        self.box.toggled.connect(lambda: self.changed.emit())

    def value(self) -> object:
        return self.box.isChecked()

    def set_value(self, value: object) -> None:
        self.box.setChecked(bool(value))

    def text(self) -> str:
        return "是" if self.box.isChecked() else "否"

    def entry(self) -> QCheckBox:
        return self.box
