"""The scrolling area that shows blocks of words: headings, label-and-value grids, long texts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from zxdesk.queries.history import events_of
from zxdesk.ui.file_words import Block, File, kept
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import SectionHeading, label
from zxdesk.ui.workspace import Workspace

NARROW = 440
LONG_VALUE = 14  # characters that fit one of two columns
CAPTION = 72


class BlocksView(QScrollArea):
    """Blocks one below the other; every value can be selected and copied.

    Signals: ``opened(str)`` with the key of a block whose button was pressed.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("内容")

    def show_blocks(self, blocks: Sequence[Block], *, empty: str) -> None:
        """Show these blocks, or the sentence when there are none."""
        inner = QWidget()
        inner.setProperty("surface", True)
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        for block in blocks:
            column.addWidget(SectionHeading(block.title, block.note))
            if block.pairs:
                column.addLayout(self._grid(block))
            if block.key:
                column.addWidget(self._opener(block), 0, Qt.AlignmentFlag.AlignLeft)
            for name, text in block.texts:
                if name:
                    column.addWidget(label(name, "muted"))
                column.addWidget(label(text, wrap=True, selectable=True))
        if not blocks:
            column.addWidget(label(empty, "muted"))
        column.addStretch(1)
        self.setWidget(inner)

    def _opener(self, block: Block) -> ActionButton:
        return ActionButton("打开附件", icon="attach", clicked=lambda: self.opened.emit(block.key))

    def _grid(self, block: Block) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        columns = 1 if self.viewport().width() < NARROW else 2
        row = side = 0
        for name, value in block.pairs:
            wide = columns == 1 or len(value) > LONG_VALUE
            if wide and side:
                row, side = row + 1, 0
            caption = label(name, "muted")
            caption.setMinimumWidth(CAPTION)
            grid.addWidget(caption, row, side * 2, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(value, wrap=True, selectable=True), row, side * 2 + 1, 1, 3 if wide and columns == 2 else 1)
            row, side = (row + 1, 0) if wide or side else (row, 1)
        for side in range(columns):
            grid.setColumnStretch(side * 2 + 1, 1)
        return grid


def history_view(workspace: Workspace, proposal_id: int) -> list[Block]:
    """历史, the newest first, with old → new."""
    blocks = []
    for row in workspace.read(events_of, proposal_id):
        moment = row.moment.strftime("%Y-%m-%d %H:%M")
        changes = "\n".join(f"{c.record} {c.field}：{c.old or '（空）'} → {c.new or '（空）'}" for c in row.changes[:40])
        blocks.append(Block(row.label, kept(("理由", row.reason)), kept(("", changes)), note=f"{moment}　{row.actor}"))
    return blocks


def rows_view(name: str, file: File) -> list[Block]:
    """附件 or 文书."""
    if name == "附件":
        return [
            Block(
                a["name"],
                kept(
                    ("类型", a["kind"]),
                    ("加入", a["added_on"]),
                    ("大小", f"{a['size'] / 1024:.1f} KB"),
                    ("校验值", a["sha256"][:16]),
                ),
                key=a["sha256"],
            )
            for a in file["attachments"]
        ]
    return [
        Block(
            p["kind"],
            kept(
                ("文号", p["number"]),
                ("日期", p["issued_on"]),
                ("文件", p["file_name"]),
                ("校验值", p["file_sha256"][:16]),
                ("印数", p["printed"]),
            ),
        )
        for p in file["papers"]
    ]
