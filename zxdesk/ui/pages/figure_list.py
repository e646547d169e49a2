"""From a figure of the statistics to the proposals behind it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import FILED_STAGES, Stage
from zxdesk.queries.figures.population import PARTS, UNNAMED
from zxdesk.queries.figures.proposers import kinds_of_line
from zxdesk.queries.narrative import lines_behind
from zxdesk.queries.narrative_figures import MEMBERS, list_behind
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.proposals import ProposalFilter, proposal_rows
from zxdesk.queries.statistics import figure_ids
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("number", "号", 74), Column("title", "案由", 300, stretch=True, tip="title"), Column("proposers", "提案者", 120),
    Column("lead_units", "主办", 120, tip="lead_units"), Column("stage_label", "状态", 84, kind="badge"),
)  # fmt: skip


def show_figure(workspace: Workspace, figure: str, title: str, parent: QWidget | None = None, *, plenary_id: int | None = None) -> None:
    """The list of proposals with exactly those a figure counts; those of another plenary (``year:3:filed``) in a list of their own, as members
    (``members:signed``).
    """
    kind, _, rest = figure.partition(":")
    if kind == "year":
        year, _, figure = rest.partition(":")
        plenary_id = int(year)
    wanted = plenary_id or workspace.plenary_id
    if wanted is None:
        return
    if figure.startswith(MEMBERS):
        _show_members(workspace, wanted, figure, title, parent)
        return
    found = None if wanted != workspace.plenary_id else filter_of(figure, workspace.read(rules_of, wanted))
    ids = [] if found else workspace.read(figure_ids, wanted, figure, today=workspace.today)
    if found is None and not ids:
        workspace.said.emit(f"{title}：没有这样的提案。", "warning")
    elif wanted != workspace.plenary_id:
        FigureDialog(workspace, ids, title, parent).exec()
    else:
        workspace.listed.emit(found or ProposalFilter(ids=frozenset(ids)), title)


def _show_members(workspace: Workspace, plenary_id: int, figure: str, title: str, parent: QWidget | None) -> None:
    from zxdesk.ui.pages.narrative_side import MembersDialog

    behind = workspace.read(list_behind, plenary_id, figure, today=workspace.today)
    if not behind.ids:
        workspace.said.emit(f"{title}：没有这样的委员。", "warning")
        return
    rows = workspace.read(lines_behind, plenary_id, behind)
    MembersDialog(title, rows, parent, on_open=workspace.member_wanted.emit).exec()


def filter_of(figure: str, rules: Rules) -> ProposalFilter | None:
    """The filter that lists what a figure counts; None for figures no filter can name."""
    kind, _, value = figure.partition(":")
    if figure in PARTS:
        return ProposalFilter(stages=frozenset(PARTS[figure]))
    if figure == "received":
        return ProposalFilter(stages=frozenset(Stage) - {Stage.DRAFT})
    if value == UNNAMED or ":" in value:
        return None
    if kind == "stage":
        return ProposalFilter(stages=frozenset({Stage.from_text(value)}))
    if kind == "category":
        return ProposalFilter(stages=FILED_STAGES, categories=frozenset({value}))
    if kind == "construction":
        within = frozenset(c.name for c in rules.categories if rules.construction_of(c.name) == value)
        return ProposalFilter(stages=FILED_STAGES, categories=within) if within else None
    if kind == "type":
        return ProposalFilter(stages=FILED_STAGES, kinds=frozenset(kinds_of_line(rules, value)))
    return ProposalFilter(stages=FILED_STAGES, unit_id=int(value)) if kind == "unit" and value != "0" else None


class FigureDialog(Dialog):
    """The proposals of another plenary that a figure counts, no more and no fewer; Enter opens one."""

    def __init__(self, workspace: Workspace, ids: list[int], title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setWindowTitle(title)
        head = label(f"{title}　{len(ids)} 件", "title")
        head.setContentsMargins(16, 12, 16, 8)
        self.view = RowsView(COLUMNS)
        self.view.setAccessibleName(title)
        self.view.set_empty("没有这样的提案。")
        self.view.replace_window(
            ids, lambda page: workspace.read(proposal_rows, page, today=workspace.today, yellow_days=workspace.yellow_days)
        )
        self.view.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)
        column.addWidget(dialog_foot(self, "打开提案", "关闭", on_action=lambda: self._open(self.view.current_id())))
        self.resize(860, 520)

    def _open(self, proposal_id: object) -> None:
        if isinstance(proposal_id, int):
            self.accept()
            self.workspace.wanted.emit("proposals", proposal_id)
