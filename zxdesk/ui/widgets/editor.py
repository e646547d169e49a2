"""What every field of a form can do: hold a value, show it as text, and be marked changed or wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.text.names import join_names, split_names
from zxdesk.text.normalise import clean_line, to_half_width

NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
"""Full-width digits and Latin letters; signs stay, they are Chinese punctuation."""


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at and draw the widget anew; nothing happens when it is set already, or was never set."""
    before = widget.property(name)
    if before == value or (before is None and value is False):
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

    def memo(self) -> object:
        """What stands in the field as JSON knows it, read or not, for a draft."""
        raw = self.raw()
        return raw if isinstance(raw, str) else self.text()

    def restore(self, memo: object) -> None:
        """Show again what :meth:`memo` gave."""
        self.set_value(memo)

    def name_for_readers(self, label: str, description: str) -> None:
        """Tell screen readers what the field is; fields of several parts name each of them."""
        self.entry().setAccessibleName(label)
        self.entry().setAccessibleDescription(description)

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
    """One line of text; full-width digits and letters that are typed become narrow ones, what stood there before stays as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = ""
        self.line = QLineEdit()
        self._fill_with(self.line)
        self.line.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> object:
        written = self.line.text()
        return clean_line(written if written == self._given else written.translate(NARROW)) or None

    def set_value(self, value: object) -> None:
        self._given = "" if value is None else str(value)
        self.line.setText(self._given)
        self.line.setCursorPosition(0)

    def restore(self, memo: object) -> None:
        given = self._given
        self.set_value(memo)
        self._given = given

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

    def memo(self) -> object:
        return self.box.isChecked()

    def text(self) -> str:
        return "是" if self.box.isChecked() else "否"

    def entry(self) -> QCheckBox:
        return self.box
