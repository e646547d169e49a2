"""The papers that zxdesk prints, in the order of the office's work."""

from __future__ import annotations

from zxdesk.documents.paper import PaperKind
from zxdesk.documents.papers import archive, assigning, feedback, handling, intake, lists, package_check, post, public, reports, review, supervision
from zxdesk.domain.errors import RuleError

# To add a paper: 1. its values and PaperKind in documents/papers; 2. its model in documents/models; 3. a line here if the module is new.
PAPER_KINDS: tuple[PaperKind, ...] = (
    *intake.KINDS,
    *review.KINDS,
    *assigning.KINDS,
    *package_check.KINDS,
    *handling.KINDS,
    *feedback.KINDS,
    *supervision.KINDS,
    *public.KINDS,
    *reports.KINDS,
    *lists.KINDS,
    *archive.KINDS,
    *post.KINDS,
)


def paper_kind(key: str) -> PaperKind:
    """Return the paper of that key or name. Raises RuleError that lists what there is."""
    for kind in PAPER_KINDS:
        if key in (kind.key, kind.name):
            return kind
    known = "、".join(f"{kind.key}（{kind.name}）" for kind in PAPER_KINDS)
    raise RuleError(f"没有“{key}”这种文书。可选：{known}。", "kind")
