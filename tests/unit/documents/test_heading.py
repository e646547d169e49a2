"""The full name of a plenary."""

from __future__ import annotations

import pytest

from zxdesk.documents.heading import plenary_lines


@pytest.mark.parametrize(
    ("committee", "plenary", "lines"),
    [
        ("政协云溪县委员会", "十届二次会议", ["政协云溪县第十届委员会第二次会议"]),
        ("政协云溪县委员会", "第十届委员会第二次会议", ["政协云溪县第十届委员会第二次会议"]),
        ("中国人民政治协商会议云溪县委员会", "十届二次会议", ["中国人民政治协商会议云溪县", "第十届委员会第二次会议"]),
        ("政协云溪县委员会", "政协云溪县第十届委员会第二次会议", ["政协云溪县第十届委员会第二次会议"]),
        ("政协云溪县委员会", "十届常委会", ["政协云溪县委员会十届常委会"]),
    ],
)
def test_the_plenary_is_named_in_full_and_broken_before_the_term(committee: str, plenary: str, lines: list[str]) -> None:
    assert plenary_lines(committee, plenary) == lines
