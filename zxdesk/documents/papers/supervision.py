"""The papers of 督办 and 跟踪: reminders, notices, key proposals, and what came of promises."""

from __future__ import annotations

from zxdesk.documents.paper import PaperKind
from zxdesk.documents.papers.follow_ups import FOLLOW_UP_FORM, FOLLOW_UP_LIST
from zxdesk.documents.papers.key_proposals import KEY_LIST, KEY_PLAN, KEY_REPORT
from zxdesk.documents.papers.reminders import REMINDER_LETTER, SUPERVISION_NOTICE

KINDS: tuple[PaperKind, ...] = (REMINDER_LETTER, SUPERVISION_NOTICE, KEY_LIST, KEY_PLAN, KEY_REPORT, FOLLOW_UP_FORM, FOLLOW_UP_LIST)
