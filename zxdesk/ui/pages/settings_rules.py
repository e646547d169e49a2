"""设置 – 规则: every setting of the rule package with its source, each changed by itself."""

from __future__ import annotations

from typing import Any

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.domain.rule_point_parsing import LINES as POINT_LINES
from zxdesk.domain.rules import Entry
from zxdesk.queries.office import rule_entries
from zxdesk.services import office
from zxdesk.ui.pages.list_pane import ListPane
from zxdesk.ui.pages.section import Section
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.table import Column
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("label", "项目", 250, tip="label"), Column("words", "取值", 260, stretch=True, tip="words"),
    Column("source", "依据", 300, tip="source"),
)  # fmt: skip
GROUPS = {
    "deadlines": "期限", "conventions": "统计口径", "satisfaction": "统计口径", "receipt_numbering": "编号", "proposal_numbering": "编号",
    "assessment": "考核评分", "member_scores": "考核评分",
}  # fmt: skip
LINE_HELP = "每行一项，各部分用 | 隔开，如 A | A类 | 含义 | 别名"
POINT_HELP = {
    "assessment.items": "每行一项：内容 | 名称 | 计分方式 | 满分或最多几分 | 每件或每个百分点几分 | 得满分的百分数",
    "member_scores.items": "每行一项：内容 | 名称 | 第一提案人几分 | 其他署名人各几分 | 这一项最多几分",
}
DEADLINE_HELP = "如 3个月、10个工作日、30日、5月25日，可加“，逢休息日顺延”"


class RulesSection(Section):
    """The rules in force for the chosen plenary; the package was copied in when the office was made."""

    name = "规则"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add_note("类别、期限、编号和统计口径按本机关的规定改。改过的一项，依据写作“本机关设定”，改动记入历史。")
        self.pane = ListPane(
            "规则", COLUMNS, hint="找规则、取值、依据", keys=("label", "words", "source"), filters={"group": "分组"}, id_key="path", unit="项",
            empty="登记簿里没有规则包。",
        )  # fmt: skip
        self.pane.set_choices("group", ("代码表", "名单", "期限", "编号", "统计口径", "考核评分", "其他"))
        self.pane.add_button("修改", self._on_edit, icon="edit", kind="primary")
        self.pane.opened.connect(lambda _path: self._on_edit())
        self.body.addWidget(self.pane, 1)

    def refresh(self) -> None:
        """Read the rules in force again."""
        entries: list[Entry] = self.workspace.read(rule_entries, self.workspace.plenary_id)
        self.pane.set_rows(
            {
                "path": entry.path, "label": entry.label, "words": words_of(entry), "source": entry.source,
                "group": group_of(entry), "entry": entry,
            }
            for entry in entries
        )  # fmt: skip

    def show_rule(self, path: str) -> None:
        """Put the cursor on one setting."""
        self.refresh()
        self.pane.clear_filters()
        self.pane.view.select_id(path)
        self.pane.view.setFocus()

    def entry_form(self, path: str) -> FormDialog:
        """The form of one setting, with the choice of changing it for this plenary alone."""
        row = self.pane.row(path)
        assert row is not None
        entry: Entry = row["entry"]
        field, filled = field_of(entry), _as_filled(entry)
        own = Field("own", f"只改{self.workspace.plenary_name}", "flag", default=False)
        fields = (field, own) if self.workspace.plenary_name else (field,)

        def save(values: dict[str, Any]) -> object:
            if values["value"] == filled and not values.get("own"):
                return None
            plenary = self.workspace.plenary_name or None
            given = {"path": entry.path, "value": _as_taken(entry, values["value"]), "plenary": plenary}
            try:
                return self.workspace.run(office.set_rule, **given, own=bool(values.get("own")))
            except RuleError as error:
                raise RuleError(error.message, "value") from error

        return FormDialog(
            entry.label, fields, {}, save, action_label="保存规则", values={"value": filled}, parent=self.window()
        )

    def _on_edit(self) -> None:
        if row := self.pane.current():
            self.entry_form(row["path"]).exec()


def words_of(entry: Entry) -> str:
    """A setting's value as the list shows it; a code table by the names in it."""
    names = dict(entry.options)
    if isinstance(entry.value, bool):
        return "是" if entry.value else "否"
    if isinstance(entry.value, tuple):
        lines = [str(line) for line in entry.value]
        if not is_table(entry):
            return "、".join(names.get(line, line) for line in lines)
        parts = [[part.strip() for part in line.split("|")] for line in lines]
        return "、".join(part[0] if entry.path == "categories" else part[1] if len(part) > 1 else part[0] for part in parts)
    return names.get(str(entry.value), str(entry.value))


def group_of(entry: Entry) -> str:
    """The group a setting is listed under."""
    head = entry.path.split(".")[0]
    if head in GROUPS:
        return GROUPS[head]
    if isinstance(entry.value, tuple):
        return "代码表" if is_table(entry) else "名单"
    return "其他"


def is_table(entry: Entry) -> bool:
    """Whether the value is lines of several parts."""
    is_lines = entry.path in ("categories", "proposer_types", "outcomes", "reasons", "reply_classes", *POINT_LINES)
    return is_lines or entry.path.endswith(".category_prefixes")


def field_of(entry: Entry) -> Field:
    """The field a setting is edited in."""
    if is_table(entry):
        return Field("value", entry.label, "long", required=not entry.path.endswith(".category_prefixes"), help=POINT_HELP.get(entry.path, LINE_HELP))
    if isinstance(entry.value, tuple):
        return Field("value", entry.label, "choices" if entry.options else "names", choices=entry.options)
    if entry.options:
        return Field("value", entry.label, "choice", required=True, choices=entry.options)
    if isinstance(entry.value, bool):
        return Field("value", entry.label, "flag")
    if isinstance(entry.value, int):
        return Field("value", entry.label, "integer", required=True)
    is_deadline = entry.path.startswith("deadlines.")
    return Field("value", entry.label, required=not entry.path.endswith(".prefix"), help=DEADLINE_HELP if is_deadline else "")


def _as_filled(entry: Entry) -> object:
    return "\n".join(str(line) for line in entry.value) if is_table(entry) and isinstance(entry.value, tuple) else entry.value


def _as_taken(entry: Entry, value: object) -> object:
    """The form's value as the rules take it: names as a list, lines and words as text, nothing as an empty one."""
    if isinstance(entry.value, tuple) and not is_table(entry):
        return list(value) if isinstance(value, tuple) else []
    return "" if value is None else value
