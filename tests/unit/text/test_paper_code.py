"""The code on papers that come back: what is printed is read again, what is mistyped is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.text.paper_code import KINDS, LENGTH, CodeError, PaperCode, grouped, looks_like_code, may_be_code, paper_code, read_code

codes = st.builds(
    PaperCode,
    term=st.integers(1, 99), plenary=st.integers(1, 99), number=st.integers(0, 999_999), kind=st.sampled_from(KINDS[1:]),
    proposer=st.integers(0, 999), unit=st.integers(0, 99), redo=st.integers(0, 9), is_receipt=st.booleans(),
)  # fmt: skip
FORM = PaperCode(10, 2, 88, "feedback_form", proposer=2, unit=1)


@given(codes)
def test_every_code_is_read_as_it_was_written(code: PaperCode) -> None:
    digits = paper_code(code)
    assert len(digits) == LENGTH
    assert looks_like_code(digits)
    assert read_code(digits) == code


@given(codes, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_no_single_wrong_digit_goes_unnoticed(code: PaperCode, at: int, by: int) -> None:
    digits = paper_code(code)
    wrong = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    with pytest.raises(CodeError, match="校验位"):
        read_code(wrong)


@given(codes, st.integers(0, LENGTH - 2))
def test_two_digits_typed_in_the_wrong_order_are_noticed(code: PaperCode, at: int) -> None:
    digits = paper_code(code)
    wrong = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    if wrong != digits:
        with pytest.raises(CodeError, match="校验位"):
            read_code(wrong)


def test_a_code_is_read_with_blanks_full_width_digits_and_the_scanner_s_line_end() -> None:
    digits = paper_code(FORM)
    assert grouped(digits) == " ".join((digits[:4], digits[4:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    for typed in (grouped(digits), digits + "\n", "".join(chr(ord(digit) + 0xFEE0) for digit in digits), f"  {digits}\r\n"):
        assert read_code(typed) == FORM


@pytest.mark.parametrize("typed", [paper_code(FORM), grouped(paper_code(FORM)), paper_code(FORM)[:-1], paper_code(FORM) + "1"])
def test_a_code_with_a_digit_too_few_is_still_meant_as_one(typed: str) -> None:
    assert may_be_code(typed)


@pytest.mark.parametrize("typed", ["", "0088", "关于公交的提案", "13900004282", "0900-5550100", f"{paper_code(FORM)}号"])
def test_numbers_and_phones_are_not_meant_as_codes(typed: str) -> None:
    assert not may_be_code(typed)


@pytest.mark.parametrize("typed", ["", "0088", "关于公交的提案", paper_code(FORM)[:-1], paper_code(FORM) + "1"])
def test_what_is_no_code_is_said_with_its_length(typed: str) -> None:
    assert not looks_like_code(typed)
    with pytest.raises(CodeError, match=f"表码是 {LENGTH} 位数字"):
        read_code(typed)


def test_a_number_that_has_no_room_is_refused_before_it_is_printed() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        paper_code(PaperCode(10, 2, 1_000_000, "feedback_form"))
