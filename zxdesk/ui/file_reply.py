"""The replies of a proposal as pages to read: number and class above, the text as on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.text.normalise import count_characters
from zxdesk.ui.file_parts import pairs_grid, prose
from zxdesk.ui.file_words import File, day, joined, kept, yes
from zxdesk.ui.widgets.labels import BadgeLabel, SectionHeading, label


def reply_pages(file: File, *, year: int | None, width: int) -> list[QWidget]:
    """Every reply of every unit, the newest round first, and below it what is followed up."""
    pages: list[QWidget] = []
    for row in file["assignments"]:
        pages += [_page(row, reply, year, width) for reply in reversed(row["replies"])]
        pages += [_followed(row, follow, year, width) for follow in row["follow_ups"]]
    return pages


def _page(row: File, reply: File, year: int | None, width: int) -> QWidget:
    page = QFrame()
    page.setProperty("panel", True)
    page.setAccessibleName(f"{row['unit']}第 {reply['redo'] + 1} 次答复")
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 12, 16, 14)
    column.setSpacing(6)
    column.addLayout(_head(row, reply))
    column.addLayout(pairs_grid(_facts(reply, year), width=width))
    if reply["promise"]:
        column.addWidget(label("承诺事项", "muted"))
        column.addWidget(label(reply["promise"], wrap=True, selectable=True))
    if reply["body"]:
        column.addWidget(SectionHeading("答复正文", f"{count_characters(reply['body'])} 字"))
        if reply["title"]:
            title = label(reply["title"], "title", wrap=True, selectable=True)
            title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(title)
        column.addWidget(prose(reply["body"]))
    else:
        column.addWidget(label("答复正文没有录入。", "muted"))
    return page


def _head(row: File, reply: File) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(label(row["unit"], "section"))
    head.addWidget(BadgeLabel(reply["state_label"]))
    head.addWidget(label(f"第 {reply['redo'] + 1} 次", "muted"))
    head.addStretch(1)
    head.addWidget(label(reply["number"], "strong", selectable=True))
    return head


def _facts(reply: File, year: int | None) -> tuple[tuple[str, str], ...]:
    adopted = f"{reply['adopted_count'] or 0} / {reply['suggestion_count']} 条" if reply["suggestion_count"] else ""
    late = {True: "按时", False: "超期", None: ""}[reply["is_on_time"]]
    return kept(
        ("类别", joined(reply["reply_class"], reply["reply_class_text"], by="　")),
        ("答复日期", joined(day(reply["replied_on"] or reply["submitted_on"], year=year), late, by="，")),
        ("签发人", reply["signer"]),
        ("联系人", joined(reply["contact"], reply["contact_phone"], by="　")),
        ("公开属性", reply["publicity"]),
        ("送达", joined(reply["delivery"], day(reply["delivered_on"], year=year), by="　")),
        ("采纳建议", adopted),
        ("抄送", reply["copied_to"]),
        ("承诺时限", joined(day(reply["promised_on"], year=year), reply["promise_owner"], by="　")),
        ("承诺完成", yes(reply["is_promise_kept"])),
        ("审核", joined(reply["reviewer"], reply["review_opinion"], by="：")),
    )


def _followed(row: File, follow: File, year: int | None, width: int) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(SectionHeading("跟踪", row["unit"]))
    facts = kept(
        ("原类别", follow["first_class"]), ("转入", day(follow["started_on"], year=year)), ("回头看", day(follow["planned_on"], year=year)),
        ("落实", day(follow["followed_on"], year=year)), ("现类别", follow["new_class"]), ("佐证", follow["evidence"]),
        ("事项", follow["item"]), ("落实情况", follow["result"]),
    )  # fmt: skip
    column.addLayout(pairs_grid(facts, width=width))
    return box
