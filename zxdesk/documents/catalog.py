"""The papers that zxdesk prints, in the order of the office's work."""

from __future__ import annotations

from typing import Any

from zxdesk.documents.feedback_form import FEEDBACK_FORM
from zxdesk.documents.kind import DocumentKind
from zxdesk.documents.reply_sheet import REPLY_SHEET
from zxdesk.domain.errors import RuleError

# To add a paper: 1. a module with its context, its writer and its DocumentKind; 2. a line here; 3. its test.
DOCUMENT_KINDS: tuple[DocumentKind[Any], ...] = (
    REPLY_SHEET,
    FEEDBACK_FORM,
)


def document_kind(key: str) -> DocumentKind[Any]:
    """Return the paper of that key or name. Raises RuleError that lists what there is."""
    for kind in DOCUMENT_KINDS:
        if key in (kind.key, kind.name):
            return kind
    known = "、".join(f"{kind.key}（{kind.name}）" for kind in DOCUMENT_KINDS)
    raise RuleError(f"没有“{key}”这种文书。可选：{known}。", "kind")
