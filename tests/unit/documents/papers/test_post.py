"""Labels and envelopes for the proposers and units of the invented office."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.invented_office import InventedOffice
from tests.unit.documents.papers.listed_office import made, template, text_of
from zxdesk.documents.papers.post import TO_UNITS
from zxdesk.domain.errors import RuleError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def post(office: InventedOffice) -> tuple[InventedOffice, list[int]]:
    """A joint proposal with a member who lives far away, and one of a body; both handed to 住建局, one also to 财政局."""
    office.step("add-member", name="温𬭊", member_number="901", address="柳林镇𬭊山村", postcode="712300", workplace="柳林镇中学")
    joint = office.assigned(office.filed(office.received(proposers="温𬭊、周砚秋")), lead="县住建局", co="县财政局")
    reached = {"contact": "卢照", "contact_phone": "0900-5550188", "contact_address": "云溪县人民路3号", "contact_postcode": "712399"}
    body = office.received(title="关于河道的提案", proposers="民盟云溪县支部", proposer_kind="党派", is_sealed="是", **reached)
    return office, [joint, office.assigned(office.filed(body))]


def labels(office: InventedOffice, key: str, *proposals: int, **options: str) -> list[list[tuple[str, str]]]:
    (paper,) = made(office, key, *proposals, **options)
    columns = int(key.removeprefix("labels_")[0])
    rows: Any = paper.values["标签行"]
    return [[(row[f"收件人{at + 1}"], row[f"收件邮编{at + 1}"]) for at in range(columns)] for row in rows]


def test_every_proposer_has_one_label_with_his_address(post: tuple[InventedOffice, list[int]]) -> None:
    office, keys = post
    assert labels(office, "labels_2x7", *keys) == [[("温𬭊委员", "712300"), ("周砚秋委员", "")], [("民盟云溪县支部", "712399"), ("", "")]]
    again = office.filed(office.received(title="关于夜市的提案"))
    assert labels(office, "labels_2x7", *keys, again) == labels(office, "labels_2x7", *keys)
    (paper,) = made(office, "labels_2x7", *keys)
    text = text_of("labels_2x7", paper)
    for part in ("柳林镇𬭊山村", "柳林镇中学", "温𬭊委员　收", "卢照　收"):
        assert part in text


def test_used_labels_are_left_free(post: tuple[InventedOffice, list[int]]) -> None:
    office, keys = post
    rows = labels(office, "labels_3x8", *keys, start="5")
    assert [[name for name, _ in row] for row in rows] == [["", "", ""], ["", "温𬭊委员", "周砚秋委员"], ["民盟云溪县支部", "", ""]]


@pytest.mark.parametrize(("key", "start", "places"), [("labels_2x7", "15", "14"), ("labels_3x8", "0", "24"), ("labels_3x8", "第二张", "24")])
def test_a_start_that_the_sheet_does_not_have_is_refused(post: tuple[InventedOffice, list[int]], key: str, start: str, places: str) -> None:
    office, keys = post
    with pytest.raises(RuleError, match=f"起始标签“{start}”不对；这种标签纸一张有 {places} 张标签，填 1 到 {places}。"):
        made(office, key, *keys, start=start)


def test_units_are_written_to_once_each_in_the_office_s_order(post: tuple[InventedOffice, list[int]]) -> None:
    office, keys = post
    names = [paper.stem for paper in made(office, "envelope_dl", *keys, to=TO_UNITS)]
    assert names == ["云溪县住建局", "云溪县财政局"]
    with pytest.raises(RuleError, match="所选的提案还没有交办，没有收件的承办单位；"):
        made(office, "envelope_dl", office.filed(office.received(title="关于夜市的提案")), to=TO_UNITS)


def test_an_envelope_is_of_its_size_and_one_page(post: tuple[InventedOffice, list[int]]) -> None:
    office, keys = post
    papers = made(office, "envelope_c5", *keys)
    assert len(papers) == 3
    content = template("envelope_c5").fill(papers[0].values)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = next(ElementTree.fromstring(package.read("word/document.xml")).iter(f"{_W}pgSz"))
    width, height = (round(int(size.get(f"{_W}{side}", "0")) / 1440 * 25.4) for side in ("w", "h"))
    assert (width, height) == (229, 162)


def test_the_postcode_stands_digit_by_digit_and_a_wrong_one_not_at_all(post: tuple[InventedOffice, list[int]]) -> None:
    office, keys = post
    first, second, _ = made(office, "envelope_dl", *keys, boxes="1")
    assert [first.values[f"邮编{at}"] for at in range(1, 7)] == list("712300")
    assert (first.values["邮编框"], first.values["无邮编框"]) == ("1", "")
    assert {second.values[f"邮编{at}"] for at in range(1, 7)} == {""}
    assert "温𬭊委员　收" in text_of("envelope_dl", first)


def test_nobody_to_write_to_is_said(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="还没有选定提案；"):
        made(office, "labels_2x7")
