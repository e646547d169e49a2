"""The papers of 办理: requests and their decisions, 会办意见函, 答复函 and 答复处理笺."""

from __future__ import annotations

from zxdesk.documents.paper import PaperKind
from zxdesk.documents.papers.co_opinions import CO_OPINION
from zxdesk.documents.papers.extensions import EXTENSION_DECISION, EXTENSION_FORM
from zxdesk.documents.papers.hand_backs import HAND_BACK_DECISION, HAND_BACK_FORM
from zxdesk.documents.papers.replies import REPLY_LETTER, REPLY_MODEL
from zxdesk.documents.papers.reply_sheets import REPLY_SHEET

KINDS: tuple[PaperKind, ...] = (
    HAND_BACK_FORM, HAND_BACK_DECISION, EXTENSION_FORM, EXTENSION_DECISION, CO_OPINION, REPLY_MODEL, REPLY_LETTER, REPLY_SHEET,
)  # fmt: skip
