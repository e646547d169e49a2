"""Characters that an Office file can hold."""

from __future__ import annotations

import pytest

from zxdesk.text.printable import printable


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("甲\x00乙\x1f丙\x7f", "甲乙丙"),
        ("一行\r\n二行\r三行\x0b四行", "一行\n二行\n三行\n四行"),
        ("㛃䶮𠮷𬭊\ue000 　空\t格", "㛃䶮𠮷𬭊\ue000 　空\t格"),
        ("\ud800半个\uffff", "半个"),
    ],
)
def test_control_characters_go_and_all_that_prints_stays(text: str, kept: str) -> None:
    assert printable(text) == kept
