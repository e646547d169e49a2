"""The list of papers."""

from __future__ import annotations

import pytest

from zxdesk.documents.catalog import DOCUMENT_KINDS, document_kind
from zxdesk.domain.errors import RuleError


def test_a_paper_is_found_by_key_and_by_its_official_name() -> None:
    assert [(kind.key, kind.name) for kind in DOCUMENT_KINDS] == [("reply_sheet", "答复处理笺"), ("feedback_form", "征询意见表")]
    assert document_kind("征询意见表") is document_kind("feedback_form")


def test_an_unknown_paper_is_refused_with_the_list() -> None:
    with pytest.raises(RuleError, match=r"没有“交办单”这种文书。可选：reply_sheet（答复处理笺）、"):
        document_kind("交办单")
