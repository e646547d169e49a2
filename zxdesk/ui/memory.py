"""What the window remembers between days: sizes, splitters, column widths, the chosen look; a small file in the data folder."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from zxdesk.ui import metrics, tokens
from zxdesk.ui.metrics import Metrics
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.tokens import Tokens


class Memory:
    """Remembered per font size, since widths differ with it; a damaged or missing file means the defaults."""

    def __init__(self, data_dir: Path) -> None:
        self._settings = QSettings(str(data_dir / "window.ini"), QSettings.Format.IniFormat)

    def look(self) -> tuple[Tokens, Metrics]:
        """The chosen theme and size."""
        theme = str(self._settings.value("look/theme", "light"))
        size = str(self._settings.value("look/size", "中"))
        return tokens.THEMES.get(theme, tokens.LIGHT), metrics.SIZES.get(size, metrics.MEDIUM)

    def set_look(self, theme: str, size: str) -> None:
        """Remember the chosen theme (light, dark) and size (小, 中, 大, 特大)."""
        self._settings.setValue("look/theme", theme)
        self._settings.setValue("look/size", size)
        self._settings.sync()

    def text(self, key: str, default: str = "") -> str:
        """A remembered word."""
        return str(self._settings.value(f"words/{key}", default))

    def set_text(self, key: str, value: str) -> None:
        """Remember a word, such as the page last open."""
        self._settings.setValue(f"words/{key}", value)

    def forget(self, key: str) -> None:
        """Remember a word no longer."""
        self._settings.remove(f"words/{key}")

    def save_geometry(self, key: str, window: QWidget) -> None:
        """Remember where a window stands and how large it is."""
        self._settings.setValue(f"windows/{key}", window.saveGeometry())

    def restore_geometry(self, key: str, window: QWidget) -> bool:
        """Put a window back; False when nothing is remembered."""
        held = self._settings.value(f"windows/{key}")
        return isinstance(held, QByteArray) and window.restoreGeometry(held)

    def save_splitter(self, key: str, splitter: QSplitter) -> None:
        """Remember a splitter's places."""
        self._settings.setValue(self._sized(f"splitters/{key}"), json.dumps(splitter.sizes()))

    def restore_splitter(self, key: str, splitter: QSplitter) -> None:
        """Put a splitter back where it stood."""
        sizes = self._read(f"splitters/{key}")
        if isinstance(sizes, list) and len(sizes) == splitter.count() and sum(sizes) > 0:
            splitter.setSizes([int(size) for size in sizes])

    def keep_columns(self, key: str, view: RowsView) -> None:
        """Give a list the columns it had at this font size, and remember from now on what the clerk does to them."""
        self.restore_columns(key, view)
        view.columns_changed.connect(lambda: self.save_columns(key, view))
        view.size_changed.connect(lambda: view.set_column_state(self._columns(key)))

    def save_columns(self, key: str, view: RowsView) -> None:
        """Remember a list's columns: order, widths and choice."""
        self._settings.setValue(self._sized(f"columns/{key}"), json.dumps(view.column_state()))

    def restore_columns(self, key: str, view: RowsView) -> None:
        """Give a list its columns back."""
        if state := self._columns(key):
            view.set_column_state(state)

    def flush(self) -> None:
        """Write the file now."""
        self._settings.sync()

    def _sized(self, key: str) -> str:
        return f"{key}/{self._settings.value('look/size', '中')}"

    def _columns(self, key: str) -> dict[str, object]:
        state = self._read(f"columns/{key}")
        return state if isinstance(state, dict) else {}

    def _read(self, key: str) -> object:
        try:
            return json.loads(str(self._settings.value(self._sized(key), "null")))
        except ValueError:
            return None
