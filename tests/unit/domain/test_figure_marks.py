"""Figures in stored text stay figures while nobody types over them."""

from __future__ import annotations

from zxdesk.domain.figure_marks import Piece, figure_keys, marked, pieces, plain_text, rewritten, settled

TEXT = f"收到{marked('received', '372')}件，立案率{marked('rate:filing', '93.3%')}。"


def body(*texts: str) -> list[dict[str, str]]:
    return [{"style": "body", "text": text} for text in texts]


def test_text_falls_into_figures_and_what_stands_between_them() -> None:
    assert list(pieces(TEXT)) == [Piece("收到"), Piece("372", "received"), Piece("件，立案率"), Piece("93.3%", "rate:filing"), Piece("。")]
    assert plain_text(TEXT) == "收到372件，立案率93.3%。"
    assert figure_keys(body(TEXT, TEXT)) == ["received", "rate:filing"]


def test_a_figure_typed_over_becomes_text_and_an_empty_paragraph_goes() -> None:
    typed = body(TEXT.replace("372", "37二"), " ")
    assert settled(typed, {"received": "372", "rate:filing": "93.3%"}) == body("收到37二件，立案率⟦rate:filing|93.3%⟧。")


def test_a_mark_of_a_figure_nobody_knows_becomes_text() -> None:
    assert settled(body("有⟦secret|5⟧件"), {}) == body("有5件")


def test_new_figures_come_in_without_touching_the_text() -> None:
    assert rewritten(body(TEXT), {"received": "380"}) == body(TEXT.replace("372", "380"))
