"""The list of papers."""

from __future__ import annotations

import pytest

from zxdesk.documents.catalog import PAPER_KINDS, paper_kind
from zxdesk.domain.errors import RuleError


def test_every_paper_is_found_by_key_and_by_its_official_name() -> None:
    for kind in PAPER_KINDS:
        assert paper_kind(kind.key) is paper_kind(kind.name) is kind


def test_the_papers_stand_in_the_order_of_the_work_each_group_in_one_place() -> None:
    groups = [kind.group for kind in PAPER_KINDS]
    assert [group for at, group in enumerate(groups) if at == 0 or groups[at - 1] != group] == list(dict.fromkeys(groups))


def test_an_unknown_paper_is_refused_with_the_list() -> None:
    with pytest.raises(RuleError, match=r"没有“红头文件”这种文书。可选：receipt（收件回执）、"):
        paper_kind("红头文件")
