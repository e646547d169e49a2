"""交办会文书: which papers the units of a batch get, counted before they are written, and how they leave."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zxdesk.documents.meeting_plan import COPIES, PARTS
from zxdesk.documents.paper import Request
from zxdesk.domain.errors import RuleError
from zxdesk.queries import lookups
from zxdesk.services.change import Change
from zxdesk.ui import prompts
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.list_pane import ListPane
from zxdesk.ui.pages.meeting_work import Counted, Written, count_package, write_package
from zxdesk.ui.pages.papers_options import OptionsPanel
from zxdesk.ui.passing import Dialog
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

FOLDERS, ZIP, ONE = "folders", "zip", "one"
WAYS = ((FOLDERS, "每个单位一个文件夹"), (ZIP, "打成一个压缩包"), (ONE, "每个单位一个文件，一次打印"))
SIDE = 280
_SHORT = {
    "交办通知": "通知", "交办清单": "清单", "回执单": "回执", "提案交办单": "交办单", "答复函格式": "答复函", "会办意见函": "会办函",
    "征询意见表": "征询表",
}  # fmt: skip
COLUMNS = (
    Column("check", "", 34, kind="check"), Column("单位简称", "承办单位", 130, stretch=True, tip="单位"),
    Column("清单件数", "承办件", 58, kind="number"),
    *(Column(f"{option.label}数", _SHORT.get(option.label, option.label), 60, kind="number") for option in PARTS.values()),
    Column("合计", "合计", 52, kind="number"),
)  # fmt: skip
COUNTING, NOTE = "正在读取承办件……", "勾选单位只做所选的；不勾就做全部。写出的文书都登记为已印发。"


class MeetingDialog(Dialog):
    """Batch, kinds and copies at the left, what each unit gets at the right; nothing is written before a place is chosen."""

    def __init__(self, workspace: Workspace, batch_id: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setWindowTitle("交办会文书")
        self.batch, self.way = _combo("交办批次"), _combo("怎样写出")
        self.options = OptionsPanel(lambda: workspace.today)
        self.options.show_options((*PARTS.values(), COPIES))
        self.pane = ListPane("各单位的文书", COLUMNS, hint="找单位", keys=("单位", "单位简称"), unit="个单位", empty=COUNTING)
        self.pane.view.ticks_stay = True
        self.counted = Counted()
        self._late = LateAnswer(self)
        self._said = label("", "second", wrap=True)
        self._fill(batch_id)
        self._lay_out()
        self.batch.currentIndexChanged.connect(lambda _at: self.count())
        self.way.currentIndexChanged.connect(lambda _at: workspace.memory.set_text("meeting-way", self.way.currentData()))
        self.options.changed.connect(self.count)
        self.pane.view.selected.connect(lambda _ids: self._name())
        self.resize(1080, 600)
        self.count()

    @property
    def is_counting(self) -> bool:
        """Whether the counts are still to come."""
        return self._late.is_waiting

    def units(self) -> tuple[int, ...]:
        """The ticked units; none means all."""
        return tuple(int(one) for one in self.pane.view.selected_ids())

    def request(self, units: tuple[int, ...] = ()) -> Request | None:
        """What is asked for, for all units or some; nothing where there is no batch."""
        plenary, batch = self.workspace.plenary_id, self.batch.currentData()
        if plenary is None or batch is None:
            return None
        return Request(plenary, (), int(batch), units, values=self.options.values())

    def count(self) -> None:
        """Count again what every unit gets."""
        request, door = self.request(), self.workspace.door
        self.counted = Counted(refusal="还没有交办批次。交办以后再制作交办会文书。" if request is None else "")
        self.pane.set_empty(self.counted.refusal or COUNTING)
        self.pane.set_rows(())
        self._name()
        if request is not None:
            self._late.ask(lambda: count_package(door, request), self._on_counted)

    def write(self) -> None:
        """Ask where, then write beside the window."""
        request = self.request(self.units())
        if request is None or not self._papers():
            return
        way = self.way.currentData()
        target = self._target(way)
        if target is None:
            return
        workspace, window = self.workspace, self.parentWidget()

        def done(written: Written) -> None:
            workspace.changed.emit(Change("印发文书", tables=frozenset({"issued_paper"})))
            workspace.said.emit(f"{written.units} 个单位的 {written.papers} 份文书已写到 {written.path}，并已登记", "done")

        def refused(error: RuleError) -> None:
            workspace.said.emit(error.message, "warning")
            prompts.tell(window, error.message)

        workspace.jobs.start(
            "写出交办会文书", lambda report: write_package(workspace.door, request, target=target, as_one=way == ONE, report=report),
            done=done, refused=refused, cancelled=lambda: workspace.said.emit("已停止，没有写出文书", "warning"), unit="份",
        )  # fmt: skip
        self.accept()

    def _fill(self, batch_id: int | None) -> None:
        for one in self.workspace.read(lookups.batches, plenary_id=self.workspace.plenary_id):
            self.batch.addItem(one.label, one.key)
        if batch_id is not None:
            self.batch.setCurrentIndex(max(self.batch.findData(batch_id), 0))
        for key, name in WAYS:
            self.way.addItem(name, key)
        self.way.setCurrentIndex(max(self.way.findData(self.workspace.memory.text("meeting-way", FOLDERS)), 0))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (name, field) in enumerate((("批次", self.batch), ("写出", self.way))):
            grid.addWidget(label(name, "muted"), at, 0)
            grid.addWidget(field, at, 1)
        inner = QWidget()
        inner.setProperty("surface", True)
        side = QVBoxLayout(inner)
        side.setContentsMargins(16, 12, 12, 12)
        side.setSpacing(12)
        side.addLayout(grid)
        side.addWidget(label("每个单位的文书", "section"))
        side.addWidget(self.options)
        side.addStretch(1)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setFixedWidth(SIDE)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(area)
        middle.addWidget(self.pane, 1)
        self.foot = prompts.dialog_foot(self, "写出…", "取消", on_action=self.write, key="Ctrl+Return")
        button = self.foot.findChild(ActionButton, "primary")
        assert button is not None
        self.button: ActionButton = button
        row = self.foot.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(0, self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        prompts.foot_last(self, self.foot)
        self.batch.setFocus()

    def _on_counted(self, counted: Counted) -> None:
        self.counted = counted
        self.pane.set_empty(counted.refusal or COUNTING)
        self.pane.set_rows({name: _number(value) for name, value in row.items()} for row in counted.rows)
        self._name()

    def _chosen(self) -> list[dict[str, object]]:
        units = set(self.units())
        return [row for row in self.pane.rows() if not units or row["id"] in units]

    def _papers(self) -> int:
        return sum(int(str(row["合计"])) for row in self._chosen())

    def _name(self) -> None:
        """The button and the line beside it say how much leaves."""
        rows, papers = self._chosen(), self._papers()
        undertakings = sum(int(str(row["清单件数"])) for row in rows)
        self.button.setText(f"写出 {papers} 份…" if papers else "写出…")
        self.button.setAccessibleName(self.button.text())
        self.button.setEnabled(bool(papers) and not self.workspace.jobs.is_busy)
        self.button.setToolTip("正在做别的任务" if self.workspace.jobs.is_busy else "")
        told = f"{len(rows)} 个单位，承办件 {undertakings} 件，文书 {papers} 份。" if papers else self.counted.refusal or COUNTING
        self._said.setText(f"{told}{NOTE}" if papers else told)

    def _target(self, way: str) -> Path | None:
        if way == ZIP:
            folder = self.workspace.memory.text("papers", str(self.workspace.data_dir / "文书"))
            path = prompts.save_file(self, "压缩包写到哪里", str(Path(folder) / f"{self.batch.currentText()}文书.zip"), "压缩包 (*.zip)")
            return None if path is None else path if path.suffix.lower() == ".zip" else path.with_name(f"{path.name}.zip")
        chosen = prompts.choose_folder(self, "文书写到哪个文件夹")
        if chosen is not None:
            self.workspace.memory.set_text("papers", str(chosen))
        return chosen


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() else value
