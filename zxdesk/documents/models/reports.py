"""Models of the narrative reports."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.models import official
from zxdesk.documents.page import add_paragraph
from zxdesk.documents.styles import TextStyle

_PARTS: tuple[tuple[str, TextStyle], ...] = (
    ("称呼", styles.RECEIVER), ("一级标题", styles.LEVEL_1), ("二级标题", styles.LEVEL_2), ("段落", styles.BODY), ("结语", styles.CLOSING),
)  # fmt: skip


def report(title: str) -> Any:
    """A report that is read to a meeting: title, what adopted it, text in levels, signature, and how its figures were counted."""
    document = official.form(title, mark="")
    official.add_title(document, "{{标题}}", lines_before=0)
    _shown(document, "通过说明", styles.BYLINE, lines_after=1)
    add_paragraph(document, styles.TAIL, "{{#正文}}")
    for name, style in _PARTS:
        _shown(document, name, style)
    add_paragraph(document, styles.TAIL, "{{/正文}}")
    official.add_signature(document)
    add_paragraph(document, styles.TAIL, "{{?数字说明}}")
    official.add_blank_lines(document, 1)
    add_paragraph(document, styles.NOTES, "{{数字说明}}")
    add_paragraph(document, styles.TAIL, "{{/数字说明}}")
    return document


def _shown(document: Any, name: str, style: TextStyle, *, lines_after: int = 0) -> None:
    add_paragraph(document, styles.TAIL, f"{{{{?{name}}}}}")
    add_paragraph(document, style, f"{{{{{name}}}}}")
    official.add_blank_lines(document, lines_after)
    add_paragraph(document, styles.TAIL, f"{{{{/{name}}}}}")


MODELS: dict[str, Callable[[], Any]] = {
    "review_report": partial(report, "提案审查情况报告"),
    "handling_report": partial(report, "提案办理情况报告"),
}
