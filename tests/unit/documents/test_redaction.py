"""What leads to a person is hidden however it is written; official numbers stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.documents.redaction import MASK, redacted, shortened, shortened_parts, without_contacts

FULL_WIDTH = str.maketrans("0123456789Xx-() ", "０１２３４５６７８９Ｘｘ－（）　")
WORDS = st.text(alphabet="关于建议群众反映线路县乡村请联系在的，。：；", max_size=12)
GAPS = st.sampled_from(["", "", "", " ", "-", "－", "—", "　", "\u200b", " - "])


@st.composite
def apart(draw: st.DrawFn, digits: st.SearchStrategy[str]) -> str:
    """Digits in at most four groups, half-width or full-width."""
    text = draw(digits)
    for place in sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=3)), reverse=True):
        text = text[:place] + draw(GAPS) + text[place:]
    return text.translate(FULL_WIDTH) if draw(st.booleans()) else text


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(alphabet="0123456789", min_size=count, max_size=count)


MOBILES = st.builds("{}{}{}".format, st.sampled_from(["1"]), st.sampled_from("3456789"), digits(9))
LANDLINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["010", "029", "0900", "0755", "（0916）", "(029)"]),
    st.sampled_from(["", "-", " ", "－", "—"]),
    st.sampled_from("23456789"),
    st.one_of(digits(6), digits(7)),
)
BIRTHDAYS = st.dates().filter(lambda day: 1900 <= day.year < 2100)
REGIONS = st.sampled_from(["610121", "110101", "440306", "650102"])
IDENTITIES = st.builds(
    lambda region, day, rest, end: f"{region}{day:%Y%m%d}{rest}{end}", REGIONS, BIRTHDAYS, digits(3), st.sampled_from("0123456789Xx")
)
OLD_IDENTITIES = st.builds(lambda region, day, rest: f"{region}{day:%y%m%d}{rest}", REGIONS, BIRTHDAYS, digits(3))
LONG_NUMBERS = st.integers(15, 19).flatmap(digits)


def plain_digits(text: str) -> str:
    """The digits left in a text, whatever their width."""
    return "".join(char for char in text.translate(str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")) if char in "0123456789Xx")


@given(WORDS, apart(MOBILES), WORDS)
def test_no_mobile_number_survives(before: str, number: str, after: str) -> None:
    assert plain_digits(redacted(f"{before}{number}{after}")) == ""


@given(WORDS, LANDLINES, st.booleans(), WORDS)
def test_no_landline_with_its_area_code_survives(before: str, number: str, is_wide: bool, after: str) -> None:
    shown = number.translate(FULL_WIDTH) if is_wide else number
    assert plain_digits(redacted(f"{before}{shown}{after}")) == ""


@given(WORDS, apart(st.one_of(IDENTITIES, OLD_IDENTITIES)), WORDS)
def test_no_identity_number_survives(before: str, number: str, after: str) -> None:
    assert plain_digits(redacted(f"{before}{number}{after}")) == ""


@given(WORDS, LONG_NUMBERS, WORDS)
def test_no_long_run_of_digits_survives(before: str, number: str, after: str) -> None:
    assert plain_digits(redacted(f"{before}{number}{after}")) == ""


@given(WORDS, st.one_of(MOBILES, IDENTITIES), st.sampled_from(["、", " ", "，", "/", "；"]), st.one_of(MOBILES, LANDLINES, IDENTITIES))
def test_two_numbers_side_by_side_are_both_hidden(before: str, first: str, between: str, second: str) -> None:
    assert plain_digits(redacted(f"{before}{first}{between}{second}")) == ""


YEARS = st.integers(1990, 2035)
OFFICIAL = st.one_of(
    st.builds("云政办发〔{}〕{}号".format, YEARS, st.integers(1, 999)),
    st.builds("第{:04d}号提案".format, st.integers(1, 1200)),
    st.builds("收{:04d}".format, st.integers(1, 1200)),
    st.dates().filter(lambda day: 1990 <= day.year < 2036).map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    st.dates().filter(lambda day: 1990 <= day.year < 2036).map(lambda day: f"{day:%Y-%m-%d}"),
    st.builds("{}-{}年".format, YEARS, YEARS),
    st.builds("{}万元".format, st.integers(1, 9_999_999)),
    st.builds("{:,.2f}元".format, st.floats(0, 1e9)),
    st.builds("{:.2f}亿元".format, st.floats(0, 1e5)),
    st.builds("占{:.1f}%".format, st.floats(0, 100)),
    st.builds("{}人".format, st.integers(1, 9_999_999)),
    st.builds("{}：{:02d}".format, st.integers(0, 23), st.integers(0, 59)),
    st.builds("G{}国道".format, st.integers(1, 9999)),
    st.sampled_from(["12345热线", "拨打110", "GB/T 9704-2012", "2023 2024 2025 2026", "2301-610121-04-01-123456", "2026-05-08 2026-06-08"]),
)


@given(st.lists(st.tuples(WORDS, OFFICIAL), min_size=1, max_size=6), WORDS)
def test_official_numbers_stay(pieces: list[tuple[str, str]], end: str) -> None:
    text = "，".join(f"{words}{number}" for words, number in pieces) + f"。{end}"
    assert redacted(text) == text


@given(st.text(alphabet="关于建议，。：；\n0123456789- 号年万元（）ABab@.", max_size=80))
def test_what_is_hidden_once_needs_no_second_hiding_and_nothing_is_made_up(text: str) -> None:
    once = redacted(text)
    assert redacted(once) == once
    rest = iter(text)
    assert all(char in rest for char in once.replace(MASK, ""))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("住建局电话：5550123、5550124。", "住建局电话：×××。"),
        ("电话（办公室）：5550123", "电话（办公室）：×××"),
        ("联系人程以南，5550123", "联系人程以南，×××"),
        ("手机2000000部", "手机2000000部"),
        ("拨打400-800-8820", "拨打×××"),
        ("(029)87654321转8001", "×××"),
        ("139.1234.5678", "×××"),
        ("+86 139 1234 5678", "×××"),
        ("一三九一二三四五六七八", "×××"),
        ("邮箱zhang.san@163.com，", "邮箱×××，"),
        ("邮箱ＺＨＡＮＧ＠163.com", "邮箱×××"),
        ("微信：zhang_san88", "微信：×××"),
        ("QQ 12345678", "QQ ×××"),
        ("微信公众号推送5次", "微信公众号推送5次"),
        ("身份证号 6101**********0012", "身份证号 ×××"),
        ("开户账号6217 0012 3456", "开户账号×××"),
        ("6222 0212 0001 1234 567", "×××"),
        ("车牌陕A·12345、京AD12345", "车牌×××、×××"),
        ("川G4217高速", "川G4217高速"),
        ("护照号码：E12345678", "护照号码：×××"),
        ("通讯地址：云溪县人民路1号，邮编：710000", "通讯地址：×××，邮编：×××"),
        ("家住柳林镇山村三组12号，", "家住×××，"),
        ("居民住在城北的有3万人", "居民住在城北的有3万人"),
        ("幸福小区3号楼2单元501室", "幸福小区×××"),
        ("三号楼二单元五〇一室", "×××"),
        ("3号楼2单元加装电梯", "3号楼2单元加装电梯"),
        ("项目地址：柳林镇工业园", "项目地址：柳林镇工业园"),
        ("人民路12号门前积水", "人民路12号门前积水"),
        ("设办公室3户、5号线", "设办公室3户、5号线"),
        ("", ""),
    ],
)
def test_each_kind_is_told_by_its_form_and_by_the_word_before_it(text: str, shown: str) -> None:
    assert redacted(text) == shown


def test_what_the_register_knows_is_hidden_wherever_it_stands() -> None:
    known = ["0900-555 0123", "云溪县柳林镇12号", "zhangsan_88", ""]
    text = "我在云溪县柳林镇 12号，号码5550123或09005550123，微信zhangsan_88，投入5550124元。"
    assert redacted(text, known) == "我在×××，号码×××或×××，微信×××，投入5550124元。"


def test_a_known_address_that_is_only_a_place_stays() -> None:
    assert redacted("改造云溪县人民路", ["云溪县人民路"]) == "改造云溪县人民路"


def test_lines_of_contacts_are_dropped() -> None:
    text = "一、已经开行。\n（联系人：刘润生，联系电话：0900-5550321）\n联系单位：县交通运输局\n二、继续办理。"
    assert without_contacts(text) == "一、已经开行。\n二、继续办理。"


@given(st.text(alphabet="关于建议，。！？；”\n", max_size=200), st.integers(10, 120))
def test_a_summary_is_a_beginning_and_keeps_to_its_length(text: str, limit: int) -> None:
    summary = shortened(text, limit)
    assert len(summary) <= limit
    assert text.strip().startswith(summary.removesuffix("……"))


def test_a_summary_ends_with_a_sentence() -> None:
    assert shortened("一句话。他说：“好。”第三句很长很长很长", 14) == "一句话。他说：“好。”"
    assert shortened("没有句号的一句话，到这里还没有完也不会完", 14) == "没有句号的一句话……"
    assert shortened("短。", 10) == "短。"


def test_parts_share_the_length_and_a_short_one_leaves_its_share() -> None:
    parts = shortened_parts(["甲。", "", "乙" * 20 + "。" + "乙" * 40 + "。", "丁。" * 40], 80)
    assert parts == ["甲。", "", "乙" * 20 + "。", "丁。" * 28]
    assert re.fullmatch(r"(丁。)+", parts[3])
