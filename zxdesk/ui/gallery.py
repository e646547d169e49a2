"""A hidden page that shows every component in its states: python -m zxdesk.ui.gallery OUT.png [--dark] [--size 大]."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QMainWindow, QScrollArea, QSplitter, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.form import Form
from zxdesk.ui.navigation import NAV
from zxdesk.ui.painters import LightMark
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column, Group
from zxdesk.ui.widgets.bar_chart import Bar, BarChart, simple_bars
from zxdesk.ui.widgets.button import ActionButton, icon_button
from zxdesk.ui.widgets.chip import Chip
from zxdesk.ui.widgets.command_bar import CommandBar, Verb
from zxdesk.ui.widgets.flow import FlowLayout
from zxdesk.ui.widgets.labels import BadgeLabel, KeyHint, LightLabel, SectionHeading, label
from zxdesk.ui.widgets.nav import NavList
from zxdesk.ui.widgets.notice import Notice
from zxdesk.ui.widgets.picker import Option
from zxdesk.ui.widgets.search_box import SearchBox
from zxdesk.ui.widgets.stage_line import StageLine, steps_up_to
from zxdesk.ui.widgets.tile import Tile

COLUMNS = (
    Column("id", "", 30, kind="check"),
    Column("light", "灯", 90, kind="light"),
    Column("number", "号", 50),
    Column("title", "案由", 240, stretch=True, second="excerpt"),
    Column("unit", "主办", 80, yields=2),
    Column("due", "期限", 76, kind="date", yields=1),
    Column("stage", "状态", 82, kind="badge"),
)
ROWS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("red", "超 6 天", "0012", "关于完善老年人居多小区加装电梯补助办法的提案", "建议将七十岁以上老年住户比例列为优先条件", "县住建局", "办理中"),
    ("yellow", "今天", "0103", "关于为老年人办事保留人工窗口和现金通道的提案", "网上预约、扫码缴费给老年人带来的不便", "县民政局", "待签收"),
    ("yellow", "剩 9 天", "0115", "关于公园步道补设座椅和扶手的提案", "方便老年人和带小孩的家长随时歇脚", "县城管局", "重新办理"),
    ("green", "剩 23 天", "0052", "关于发展社区老年助餐点的提案", "依托便民服务中心设老年助餐点", "县民政局", "已签收"),
    ("blue", "已复", "0123", "关于优化县医院门诊预约与停车引导的提案", "已设老年患者优先窗口", "县卫健局", "已办复"),
    ("grey", "并案", "—", "关于在青溪镇设立老年日间照料中心的提案", "并入 0052", "—", "并案"),
)
FIELDS = (
    Field("number", "文号", required=True),
    Field("replied_on", "答复日期", "date", required=True),
    Field("reply_class", "类别", "choice", required=True, choices=(("A", "A"), ("B", "B"), ("C", "C"))),
    Field("adopted", "采纳建议", "integer"),
    Field("promised_on", "承诺时限", "date"),
    Field("publicity", "公开属性", "choice", choices=tuple((word, word) for word in ("全文公开", "摘要公开", "不公开", "依申请公开"))),
    Field("co_units", "会办单位", "units"),
    Field("is_open", "同意公开", "flag"),
    Field("contact", "联系人", "member"),
    Field("body", "答复正文", "long"),
)
UNITS = [Option("1", "县民政局", ("mzj",), "035"), Option("2", "县住房和城乡建设局", ("zjj",), "012")]


def build() -> QMainWindow:
    """The gallery as a window of 1366 × 768."""
    window = QMainWindow()
    window.setWindowTitle("部件")
    for name in ("文件(&F)", "编辑(&E)", "提案(&P)", "办理(&H)", "统计(&S)", "视图(&V)", "帮助(&B)"):
        window.menuBar().addMenu(name)
    nav = NavList(NAV)
    nav.set_counts({"today": 44, "proposals": 219, "review": 7, "assign": 12, "handle": 91, "feedback": 27, "supervise": 8, "units": 54})
    nav.choose("proposals")
    split = QSplitter()
    split.addWidget(_list_side())
    split.addWidget(_file_side())
    split.setSizes([680, 520])
    central = QWidget()
    row = QHBoxLayout(central)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(nav)
    row.addWidget(split, 1)
    window.setCentralWidget(central)
    window.statusBar().setSizeGripEnabled(False)
    window.statusBar().addWidget(label("云溪县政协提案委"))
    window.statusBar().addWidget(label("十届二次 · 规则包 县级通用 2026"))
    window.statusBar().addPermanentWidget(label("未保存：登记答复 0103", "warning"))
    window.resize(1366, 768)
    return window


def _column(*, surface: bool) -> tuple[QWidget, QVBoxLayout]:
    side = QWidget()
    side.setProperty("surface", surface)
    side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return side, column


def _row(*widgets: QWidget, stretch: bool = True, margins: tuple[int, int, int, int] = (12, 4, 12, 4)) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(*margins)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row


def _list_side() -> QWidget:
    side, column = _column(surface=True)
    late = Tile("已超期")
    late.set_figure(6, "最长 6 天 · 5 个单位", is_late=True)
    due = Tile("本周到期")
    due.set_figure(9, "今天 2 件，最迟周五")
    due.setChecked(True)
    review = Tile("待审查")
    review.set_figure(7, "初审 3 · 复审 2 · 审定 1")
    column.addLayout(_row(due, late, review, stretch=False, margins=(12, 12, 12, 4)))
    search = SearchBox("找提案、委员、单位、文号", key="Ctrl+K")
    search.setText("老年")
    search.set_count(11)
    column.addLayout(_row(search, ActionButton("清除筛选", kind="flat"), stretch=False))
    chips = [Chip("届次", (("1", "十届二次"),)), *(Chip(name) for name in ("类别", "状态", "界别", "单位", "灯", "重点"))]
    chips[0].choose(("1",))
    column.addLayout(_row(*chips, margins=(12, 4, 12, 8)))
    bar = CommandBar([("空格", "选"), ("Shift+↓", "连选"), ("F6", "到右侧")])
    verbs = [Verb("a", "登记沟通", "meet"), Verb("b", "催办…", "remind"), Verb("c", "延期…", "deadline"), Verb("d", "打印", "paper")]
    bar.set_selection(3, verbs)
    column.addWidget(bar)
    view = RowsView(COLUMNS, _rows(), id_key="number")
    view.rows.set_hits(("老年",))
    view.set_two_lines(True)
    view.selectRow(1)
    column.addWidget(view, 1)
    today = RowsView(COLUMNS[1:], [Group("今天　5月13日 周三", "2 件"), *_rows()[1:3]], id_key="number")
    today.setFixedHeight(120)
    column.addWidget(today)
    notice = Notice()
    column.addWidget(notice)
    notice.say("已登记答复 0123", tone="done", action="撤销")
    column.addLayout(_row(KeyHint("空格", "选"), KeyHint("F6", "到右侧"), label("11 / 219 件", "second")))
    return side


def _rows() -> list[dict[str, object]]:
    return [
        {
            "light": LightMark(colour, words),
            "number": number,
            "title": title,
            "excerpt": ("正文", excerpt),
            "unit": unit,
            "due": date(2026, 5, 13 + at),
            "stage": stage,
        }
        for at, (colour, words, number, title, excerpt, unit, stage) in enumerate(ROWS)
    ]


def _file_side() -> QWidget:
    side, column = _column(surface=False)
    ground = QWidget()
    ground.setProperty("ground", True)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(ground)
    inner = QVBoxLayout(ground)
    inner.setContentsMargins(16, 12, 16, 8)
    inner.setSpacing(8)
    number = label("0103", "number")
    light = LightLabel(LightMark("yellow", "今天到期"))
    inner.addLayout(_row(number, BadgeLabel("办理中"), light, icon_button("more", "更多"), margins=(0, 0, 0, 0)))
    inner.addWidget(label("关于为老年人办事保留人工窗口和现金通道的提案", "title", wrap=True))
    line = StageLine()
    line.set_steps(steps_up_to(4, ("3/02", "3/05", "3/06", "3/20", "现在", "5/29")))
    inner.addWidget(line)
    inner.addWidget(SectionHeading("登记答复", "县民政局 · 第 1 次答复"))
    form = Form(FIELDS, {"unit": lambda: UNITS, "member": lambda: [Option("9", "许静安", ("xja",))]}, today=lambda: date(2026, 5, 13))
    values: dict[str, object] = {"number": "云民函〔2026〕12号", "replied_on": date(2026, 5, 13), "reply_class": "B", "adopted": 3}
    form.fill(values | {"promised_on": date(2026, 4, 30), "co_units": ("1",), "is_open": True, "body": "许静安委员："})
    form.show_error(RuleError("承诺时限早于答复日期（5月13日）。改为以后的日期，或把类别改为 A。", "promised_on"))
    inner.addWidget(form)
    inner.addStretch(1)
    inner.addWidget(BarChart(simple_bars([("a", "社会建设", 71), ("b", "经济建设", 52)], whole=183)))
    inner.addWidget(BarChart([Bar("u", "住建局", ((9, "green"), (10, "line2"), (2, "red")), "9/21")]))
    inner.addWidget(_badges())
    inner.addStretch(1)
    column.addWidget(area, 1)
    column.addWidget(_foot())
    return side


def _badges() -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder)
    for words in ("草稿", "初审", "立案", "待交办", "办理中", "已办复", "征询中", "重新办理", "办结", "归档"):
        flow.addWidget(BadgeLabel(words))
    for colour, words in (("绿", "剩 23 天"), ("黄", "剩 9 天"), ("红", "超 6 天"), ("灰", "待会签"), ("蓝", "办结")):
        flow.addWidget(LightLabel(LightMark(colour, words)))
    return holder


def _foot() -> QFrame:
    foot = QFrame()
    foot.setProperty("foot", True)
    foot.setLayout(_row(stretch=False, margins=(16, 8, 16, 8)))
    row = foot.layout()
    assert row is not None
    disabled = ActionButton("延期…")
    disabled.setEnabled(False)
    for widget in (
        ActionButton("登记答复", icon="edit", kind="primary", key="Ctrl+R"),
        ActionButton("登记沟通", icon="meet"),
        disabled,
        QLabel(),
        ActionButton("编辑", icon="edit", key="F2"),
    ):
        row.addWidget(widget)
    return foot


def main(arguments: list[str] | None = None) -> int:
    """Take a picture of the gallery."""
    parser = argparse.ArgumentParser(prog="python -m zxdesk.ui.gallery")
    parser.add_argument("out")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", choices=list(metrics.SIZES), default="中")
    chosen = parser.parse_args(arguments)
    app = QApplication(sys.argv[:1])
    theme.apply(app, tokens.DARK if chosen.dark else tokens.LIGHT, metrics.SIZES[chosen.size])
    window = build()
    window.show()
    for _ in range(5):
        app.processEvents()
    window.grab().save(chosen.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
