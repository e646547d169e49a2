"""A dialog as the clerk meets it, in words: every part in reading order with its kind, text and name, then the way of the Tab key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTextEdit,
    QWidget,
)

from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.widgets.labels import BadgeLabel, ElidedLabel, IconLabel, KeyHint, LightLabel, SectionHeading

SHOWN_ROWS = 12
TAGS = re.compile("<[^>]+>")


def described(dialog: QWidget) -> str:
    """The whole dialog, shown and settled."""
    lines = [f"类　{type(dialog).__module__}.{type(dialog).__name__}", f"标题　{dialog.windowTitle()}", ""]
    lines += [line for widget in parts_of(dialog) if (line := _line(widget))]
    focus = dialog.focusWidget()
    lines += ["", f"光标　{name_of(focus) if focus is not None else '—'}"]
    if isinstance(dialog, QDialog):
        lines += ["Tab　" + " → ".join(name_of(widget) for widget in tab_order(dialog))]
    return "\n".join(lines) + "\n"


def menu_text(menu: QMenu, indent: str = "") -> str:
    """The entries of a menu, one a line, lower menus indented."""
    lines = []
    for action in menu.actions():
        mark = ("✓ " if action.isChecked() else "□ ") if action.isCheckable() else ""
        lines.append(indent + ("——" if action.isSeparator() else mark + action.text() + ("" if action.isEnabled() else "（灰）")) + "\n")
        lines += [menu_text(lower, indent + "    ") for lower in menu.findChildren(QMenu) if lower.menuAction() is action]
    return "".join(lines)


def parts_of(widget: QWidget) -> Iterator[QWidget]:
    """Everything in sight that says something or takes something, in the order it is read."""
    for child in _children(widget):
        if not child.isVisibleTo(child.window()):
            continue
        yield child
        if not _is_whole(child):
            yield from parts_of(child)


def tab_order(dialog: QDialog) -> list[QWidget]:
    """Where Tab stops, from the first field on."""
    first = dialog.focusWidget() or dialog
    found, widget = [], first
    while True:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisibleTo(dialog) and dialog.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
        if widget is first or len(found) > 200:
            return found


def name_of(widget: QWidget) -> str:
    """What a screen reader says of it."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or f"（没有名称的 {type(widget).__name__}）"


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [inner] if inner is not None else []
    if isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        return [shown] if shown is not None else []
    if isinstance(widget, QSplitter):
        return [widget.widget(at) for at in range(widget.count())]
    layout = widget.layout()
    laid = list(_laid_out(layout)) if layout is not None else []
    return laid + [child for child in widget.children() if isinstance(child, QWidget) and child not in laid and not child.isWindow()]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    order = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        order.sort(key=lambda at: tuple(layout.getItemPosition(at))[:2])  # type: ignore[call-overload]
    for at in order:
        item = layout.itemAt(at)
        if item is None:
            continue
        inner, lower = item.widget(), item.layout()
        if inner is not None:
            yield inner
        elif lower is not None:
            yield from _laid_out(lower)


def _is_whole(widget: QWidget) -> bool:
    return isinstance(
        widget, QAbstractButton | QLineEdit | QPlainTextEdit | QTextEdit | QComboBox | QAbstractItemView | QTabBar | QLabel | QProgressBar
    )


def _line(widget: QWidget) -> str:
    for kind, words in KINDS.items():
        if isinstance(widget, kind):
            return words(widget) + _state(widget)
    return ""


def _state(widget: QWidget) -> str:
    said = "" if widget.isEnabled() else "　灰"
    return said + (f"　说明「{widget.toolTip()}」" if widget.toolTip() and not isinstance(widget, QLabel) else "")


def _named(widget: QWidget, text: str = "") -> str:
    name = widget.accessibleName()
    return "" if name == text else f"　名「{name}」" if name else "　没有名称"


def _label(widget: QLabel) -> str:
    text = TAGS.sub("", widget.whole if isinstance(widget, ElidedLabel) else widget.text())
    return f"　　{text}" if text.strip() else ""


def _button(widget: QAbstractButton) -> str:
    kind = "勾选" if isinstance(widget, QCheckBox) else "选项" if widget.isCheckable() else "按钮"
    marks = "　已选" if widget.isCheckable() and widget.isChecked() else ""
    marks += "　默认" if getattr(widget, "isDefault", lambda: False)() else ""
    return f"{kind}　[{widget.text()}]{_named(widget, widget.text()) if widget.accessibleName() or not widget.text() else ''}{marks}"


def _entry(widget: QLineEdit | QPlainTextEdit | QTextEdit) -> str:
    text = widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
    kind = "单行" if isinstance(widget, QLineEdit) else "多行"
    hint = f"　占位「{widget.placeholderText()}」" if widget.placeholderText() else ""
    return f"{kind}　「{text}」{_named(widget)}{hint}{'　只读' if widget.isReadOnly() else ''}"


def _choices(widget: QComboBox) -> str:
    items = [widget.itemText(at) for at in range(widget.count())]
    shown = "、".join(items[:SHOWN_ROWS]) + (f" 等 {len(items)} 项" if len(items) > SHOWN_ROWS else "")
    return f"下拉　「{widget.currentText()}」{_named(widget)}　选 {shown}"


def _rows(widget: QAbstractItemView) -> str:
    model = widget.model()
    if isinstance(widget, RowsView):
        shown = [at for at in range(model.columnCount()) if not widget.isColumnHidden(at)]
    else:
        shown = [0] if isinstance(widget, QListView) else list(range(model.columnCount()))
    heads = [str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in shown] if len(shown) > 1 else []
    lines = [f"列表　{model.rowCount()} 行{_named(widget)}" + (f"　栏 {'、'.join(head for head in heads if head)}" if heads else "")]
    for row in range(min(model.rowCount(), SHOWN_ROWS)):
        cells = [_cell(model.index(row, at).data(Qt.ItemDataRole.DisplayRole)) for at in shown]
        lines.append("　　｜" + "｜".join(cells))
    return "\n".join(lines)


def _cell(value: object) -> str:
    words = getattr(value, "words", value)
    return "" if words is None else str(words)


def _tabs(widget: QTabBar) -> str:
    tabs = [widget.tabText(at) + ("（当前）" if at == widget.currentIndex() else "") for at in range(widget.count())]
    return f"标签　{'、'.join(tabs)}{_named(widget)}"


KINDS: dict[type[QWidget], Callable[..., str]] = {
    QLabel: _label,
    QAbstractButton: _button,
    QLineEdit: _entry,
    QPlainTextEdit: _entry,
    QTextEdit: _entry,
    QComboBox: _choices,
    QAbstractItemView: _rows,
    QTabBar: _tabs,
    QProgressBar: lambda widget: f"进度{_named(widget)}",
    KeyHint: lambda widget: f"键　{widget.accessibleName()}",
    LightLabel: lambda widget: f"灯　{widget.accessibleName()}" if widget.accessibleName() else "",
    BadgeLabel: lambda widget: f"章　{widget.text()}" if widget.text() else "",
    SectionHeading: lambda widget: f"小标题　{widget.accessibleName()}",
    IconLabel: lambda _widget: "",
}
"""How each kind is told; the first that fits."""
