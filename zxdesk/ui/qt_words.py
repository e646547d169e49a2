"""Qt's own menus and dialogs in Chinese, in the words of this program where Qt's translators chose others."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

OWN = {
    "&Undo": "撤销(&U)",
    "Undo": "撤销",
    "HTML": "色值",
    "&HTML:": "色值(&H)：",
}
"""What Qt says otherwise: 撤消."""


class OwnWords(QTranslator):
    """The few words that differ; everything else is left to the translator below."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
        return OWN.get(source)

    def isEmpty(self) -> bool:
        return False


def speak_chinese(app: QApplication) -> bool:
    """Let Qt speak Chinese, loaded once; False when its translations are missing."""
    QLocale.setDefault(QLocale("zh_CN"))
    if app.findChild(QTranslator, "qtbase"):
        return True
    below = QTranslator(app)
    below.setObjectName("qtbase")
    is_loaded = below.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    above = OwnWords(app)
    for translator in (below, above):
        app.installTranslator(translator)
    return is_loaded
