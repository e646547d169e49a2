"""The models of the public copies of a proposal and of a reply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Row, add_table, label, value
from zxdesk.documents.models.official import add_body, add_level, add_receiver, form
from zxdesk.documents.page import add_paragraph

_SCOPE_LINE = "公开文本（{{公开方式}}）"
_FOOT = "打印 {{打印日期}}"
"""The state of the register is nobody's business outside."""


def public_proposal() -> Any:
    """提案公开文本: title, what the catalogue says, then the text or the summary as far as it is public."""
    document = form("提案公开文本", mark=_FOOT)
    add_paragraph(document, styles.NUMBER, _SCOPE_LINE)
    add_paragraph(document, styles.TITLE, "{{案由}}")
    add_paragraph(document, styles.GAP, "")
    _add_catalogue(document)
    add_paragraph(document, styles.GAP, "")
    for name in ("情况", "分析", "建议"):
        _add_part(document, name, f"{name}：")
    _add_part(document, "摘要", "摘要：")
    return document


def public_reply() -> Any:
    """答复公开文本: title, receivers and text of a reply without its contacts; of the catalogue, the table alone."""
    document = form("答复公开文本", mark=_FOOT)
    add_paragraph(document, styles.NUMBER, _SCOPE_LINE)
    add_paragraph(document, styles.TAIL, "{{?答复标题}}")
    add_paragraph(document, styles.TITLE, "{{答复标题}}")
    add_paragraph(document, styles.TAIL, "{{/答复标题}}")
    add_paragraph(document, styles.GAP, "")
    _add_catalogue(document, of_reply=True)
    add_paragraph(document, styles.GAP, "")
    add_paragraph(document, styles.TAIL, "{{?主送}}")
    add_receiver(document)
    add_paragraph(document, styles.TAIL, "{{/主送}}")
    for name in ("答复正文", "摘要"):
        _add_part(document, name, "")
    return document


def _add_catalogue(document: Any, *, of_reply: bool = False) -> None:
    """A reply's table names the proposal, and says when and under which number it was answered instead of a signature."""
    title = (Row((label(0, 28, "案由"), value(28, 156, "{{案由}}"))),) if of_reply else ()
    answered = (_answered_row(),) if of_reply else ()
    rows = (
        Row((label(0, 28, "提案号"), value(28, 78, "{{提案号}}"), label(78, 106, "办理类别"), value(106, 156, "{{办理类别}}"))),
        *title,
        Row((label(0, 28, "主办单位"), value(28, 156, "{{主办单位}}"))),
        *answered,
        *(_shown_row(name) for name in ("会办单位", "提案者", "类别")),
    )
    add_table(document, rows)


def _answered_row() -> Row:
    day = Box(0, 28, ((styles.LABEL, "{{?答复日期}}答复日期"),))
    return Row((day, value(28, 78, "{{答复日期}}"), label(78, 106, "答复文号"), value(106, 156, "{{答复文号}}{{/答复日期}}", styles.LIST)))


def _shown_row(name: str) -> Row:
    """A row that is there only where its field is filled."""
    spread = f"{name[0]}　{name[1]}" if len(name) == 2 else name
    return Row((Box(0, 28, ((styles.LABEL, f"{{{{?{name}}}}}{spread}"),)), value(28, 156, f"{{{{{name}}}}}{{{{/{name}}}}}")))


def _add_part(document: Any, name: str, head: str) -> None:
    add_paragraph(document, styles.TAIL, f"{{{{?{name}}}}}")
    if head:
        add_level(document, 1, head)
    add_body(document, f"{{{{{name}}}}}")
    add_paragraph(document, styles.TAIL, f"{{{{/{name}}}}}")


MODELS: dict[str, Callable[[], Any]] = {"public_proposal": public_proposal, "public_reply": public_reply}
