"""设置 – 编号: numbers that stand without a proposal, reserved, void or never given out."""

from __future__ import annotations

from zxdesk.queries.office import number_rows
from zxdesk.services.steps import step_named
from zxdesk.ui.pages.list_pane import ListPane
from zxdesk.ui.pages.section import Section
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.table import Column
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("kind", "种类", 90), Column("number", "号", 120), Column("use", "情况", 80), Column("reason", "原因", 300, stretch=True, tip="reason"),
)  # fmt: skip
KINDS = {"收件号": "receipt", "提案号": "proposal"}


class NumbersSection(Section):
    """Every number is given once; what is missing from the series is accounted for here."""

    name = "编号"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add_note("号一经发出不再改动，也不重用。这里列出预留、作废和空缺的号，各有原因。")
        self.pane = ListPane(
            "没有提案的号", COLUMNS, hint="找号、原因", keys=("number", "reason"), filters={"use": "情况", "kind": "种类"}, unit="个",
            empty="没有预留、作废和空缺的号。",
        )  # fmt: skip
        self.pane.set_choices("use", ("预留", "作废", "空号"))
        self.pane.set_choices("kind", KINDS)
        self.pane.add_button("作废编号…", lambda: self.number_form("void-number").exec(), for_row=False)
        self.pane.add_button("预留编号…", lambda: self.number_form("reserve-number").exec(), for_row=False, kind="primary")
        self.body.addWidget(self.pane, 1)

    def refresh(self) -> None:
        """Read the numbers of the chosen plenary again."""
        plenary_id = self.workspace.plenary_id
        self.pane.set_rows(self.workspace.read(number_rows, plenary_id) if plenary_id is not None else [])

    def number_form(self, verb: str) -> FormDialog:
        """The form that reserves a number or takes one out of use; a number chosen in the list stands in it."""
        preset: dict[str, object] = {"plenary": self.workspace.plenary_name or None}
        row = self.pane.current()
        if verb == "void-number" and row is not None and row["use"] != "作废":
            preset |= {"kind": KINDS[row["kind"]], "number": row["number"]}
        return step_dialog(self.workspace, step_named(verb), preset=preset, parent=self.window())
