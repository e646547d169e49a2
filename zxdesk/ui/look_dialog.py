"""The dialog for font size and light or dark, applied at once and remembered."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.forms.ui_settings_look import Ui_SettingsLook
from zxdesk.ui.memory import Memory
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot
from zxdesk.ui.widgets.choice_field import SegmentField

THEME_LABELS = (("light", "浅色"), ("dark", "深色"))


class LookDialog(Dialog):
    """Shows the look in force; 使用 applies and remembers it."""

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self.ui = Ui_SettingsLook()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.size_field = SegmentField([(name, name) for name in metrics.SIZES], required=True)
        self.theme_field = SegmentField(THEME_LABELS, required=True)
        self.size_field.name_for_readers("字号", "")
        self.theme_field.name_for_readers("明暗", "")
        self.ui.size_row.addWidget(self.size_field)
        self.ui.theme_row.addWidget(self.theme_field)
        self.ui.foot_row.addWidget(dialog_foot(self, "使用外观", "取消", on_action=self.use))
        self.size_field.set_value(theme.metrics().name)
        self.theme_field.set_value(theme.tokens().name)

    def use(self) -> None:
        """Apply what is chosen to the whole program and remember it."""
        chosen_theme, size = str(self.theme_field.value()), str(self.size_field.value())
        self._memory.set_look(chosen_theme, size)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, tokens.THEMES[chosen_theme], metrics.SIZES[size])
        self.accept()
