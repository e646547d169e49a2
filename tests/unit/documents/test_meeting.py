"""The package of a 交办会: folders that hold what the lists and the register say, named and counted."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.invented_office import InventedOffice
from tests.unit.documents.papers.assigned_office import assert_values_are_fields, batch_id
from tests.unit.documents.papers.listed_office import MOMENT, content_lines
from zxdesk.documents.meeting import Package, Prepared, make_package, prepare_package, save_package
from zxdesk.documents.meeting_plan import PARTS, package_request
from zxdesk.documents.papers.package_check import PACKAGE_CHECK
from zxdesk.domain.assignment import Assignment
from zxdesk.domain.errors import RuleError

MEETING = {"assigned_on": "2026-03-20", "batch": "交办会", "document_number": "云协办发〔2026〕6号", "meeting": "提案交办会"}


@pytest.fixture
def meeting(office: InventedOffice) -> InventedOffice:
    """0001 by two members to 住建局 with 财政局, another merged into it; 0002 to 住建局 alone; 0003 to 教育局 and 民政局 apart."""
    proposals = (office.joint(), office.received(title="关于修路的提案"), office.received(title="关于食堂的提案"))
    keys = [office.filed(key) for key in proposals]
    merged = office.reviewed(office.received(title="关于楼道电梯的提案", proposers="贺明川"))
    office.step("merge", merged, lead="0001", meeting="提案委全体会议", merged_on="2026-03-03")
    roles: list[dict[str, object]] = [{"lead": ("县住建局",), "co": ("县财政局",)}, {"sole": "县住建局"}, {"separate": ("县教育局", "县民政局")}]
    for key, role in zip(keys, roles, strict=True):
        office.step("assign", key, **MEETING, **role)
    return office


def prepared(office: InventedOffice, **wanted: Any) -> Prepared:
    with office.reading() as session:
        request = package_request(office.plenary_id(), batch_id(office) or 0, **wanted)
        return prepare_package(session, request, MOMENT, files=None)


def package(office: InventedOffice, *, as_one: bool = False, **wanted: Any) -> Package:
    return make_package(prepared(office, **wanted), report=lambda _done, _every: None, as_one=as_one)


def names(made: Package) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in made.bundle.files:
        found.setdefault(file.folder, []).append(file.name)
    return found


def test_each_unit_has_a_folder_with_its_papers_numbered_in_the_order_of_the_proposals(meeting: InventedOffice) -> None:
    found = names(package(meeting))
    assert list(found) == ["", "01-县住建局", "02-县财政局", "03-县民政局", "04-县教育局"]
    assert found[""] == ["00-交办总清单.docx", "00-交办会清点表.docx"]
    assert found["01-县住建局"] == [
        "01-交办通知.docx", "02-交办清单.docx", "03-回执单.docx", "04-0001-提案交办单.docx", "05-0001-提案表.docx", "06-收0004-提案表.docx",
        "07-0001-答复函格式.docx", "08-收0004-答复函格式.docx", "09-0001-周砚秋-征询意见表.docx", "10-0001-许静安-征询意见表.docx",
        "11-收0004-贺明川-征询意见表.docx",
        "12-0002-提案交办单.docx", "13-0002-提案表.docx", "14-0002-答复函格式.docx", "15-0002-周砚秋-征询意见表.docx",
    ]  # fmt: skip
    assert found["02-县财政局"][3:] == ["04-0001-提案交办单.docx", "05-0001-提案表.docx", "06-收0004-提案表.docx", "07-0001-会办意见函.docx"]


def test_the_files_of_each_folder_equal_its_list_and_the_register(meeting: InventedOffice, tmp_path: Path) -> None:
    place = save_package(package(meeting), tmp_path / "交办会文书")
    with meeting.reading() as session:
        held = Counter(
            session.execute(select(Assignment).where(Assignment.batch_id == batch_id(meeting))).scalars().all()[at].unit.short
            for at in range(session.scalar(select(func.count(Assignment.id))) or 0)
        )
    folders = [path for path in sorted(place.iterdir()) if path.is_dir()]
    assert {path.name[3:]: len(list(path.glob("*提案交办单.docx"))) for path in folders} == dict(held)
    for folder in folders:
        (listing,) = folder.glob("*交办清单.docx")
        lines = content_lines(listing.read_bytes())
        counted = next(match[1] for line in lines if (match := re.search(r"共(\d+)件", line)))
        assert int(counted) == held[folder.name[3:]]
        numbers = {line for line in lines if re.fullmatch(r"\d{4}", line)}
        assert numbers == {path.name.split("-")[1] for path in folder.glob("*提案交办单.docx")}


def test_the_check_counts_what_lies_in_the_folders(meeting: InventedOffice) -> None:
    ready = prepared(meeting, copies="3")
    (check,) = [piece.paper for piece in ready.covers if piece.kind is PACKAGE_CHECK]
    assert_values_are_fields(PACKAGE_CHECK.fields, check.values)
    made = make_package(ready, report=lambda _done, _every: None)
    files = Counter(file.folder[3:] for file in made.bundle.files if file.folder)
    rows: Any = check.values["单位件数"]
    assert {row["单位简称"]: int(row["合计"]) for row in rows} == dict(files)
    assert {row["单位简称"]: int(row["应发"]) for row in rows} == {name: count * 3 for name, count in files.items()}
    for row in rows:
        inside = [file.name for file in made.bundle.files if file.folder.endswith(row["单位简称"])]
        for option in PARTS.values():
            assert int(row[f"{option.label}数"]) == sum(name.endswith(f"{option.label}.docx") for name in inside)
    assert check.values["总合计"] == str(ready.plan.papers)
    assert "每个单位3套，应发" in "".join(content_lines(made.bundle.files[1].content))


def test_what_is_left_out_is_in_no_folder_and_not_counted(meeting: InventedOffice) -> None:
    made = package(meeting, kinds=("交办清单", "proposal_form"))
    assert names(made)["03-县民政局"] == ["01-交办清单.docx", "02-0003-提案表.docx"]
    check = next(piece for piece in prepared(meeting, kinds=("交办清单",)).covers if piece.kind is PACKAGE_CHECK)
    rows: Any = check.paper.values["单位件数"]
    assert {row["提案交办单数"] for row in rows} == {""}


def test_a_package_can_be_for_some_units_alone(meeting: InventedOffice) -> None:
    made = package(meeting, units=(meeting.unit_id("县教育局"),))
    assert list(names(made)) == ["", "01-县教育局"]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"kinds": ("督办通知书",)}, "文件夹里不放“督办通知书”。可选：交办通知、交办清单、"),
        ({"copies": "0"}, "份数“0”不对；填 1 到 50 的整数。"),
        ({"copies": "两套"}, "份数“两套”不对；填 1 到 50 的整数。"),
    ],
)
def test_what_cannot_be_wanted_is_refused(meeting: InventedOffice, wanted: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RuleError, match=re.escape(sentence)):
        prepared(meeting, **wanted)


def test_a_batch_without_undertakings_is_refused(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="没有这个交办批次；在交办批次里另选。"):
        prepared(office)


def test_a_form_to_enclose_asks_the_proposer_before_there_is_a_reply(meeting: InventedOffice) -> None:
    made = package(meeting)
    form = next(file for file in made.bundle.files if file.name == "15-0002-周砚秋-征询意见表.docx")
    text = "\n".join(content_lines(form.content))
    assert "云溪县住建局（独办）" in text
    assert "None" not in text


def test_a_stop_leaves_nothing_made(meeting: InventedOffice) -> None:
    class StoppedError(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def report(done: int, every: int) -> None:
        seen.append((done, every))
        if done == 5:
            raise StoppedError

    ready = prepared(meeting)
    with pytest.raises(StoppedError):
        make_package(ready, report=report)
    assert seen == [(at, ready.papers) for at in range(6)]


def test_every_paper_is_made_once_however_many_units_get_it(meeting: InventedOffice) -> None:
    made = {kind.key: papers for kind, papers in package(meeting).made}
    assert len(made["proposal_form"]) == 4
    assert len(made["assign_sheet"]) == 5
    assert {one.paper.unit_id for one in made["assign_list"]} == {meeting.unit_id(name) for name in ("县住建局", "县财政局", "县民政局", "县教育局")}
    for papers in made.values():
        for one in papers:
            assert one.snapshot


def test_a_zip_holds_the_same_files(meeting: InventedOffice, tmp_path: Path) -> None:
    made = package(meeting)
    place = save_package(made, tmp_path / "交办会.zip")
    with zipfile.ZipFile(place) as archive:
        assert archive.namelist() == ["/".join(filter(None, (file.folder, file.name))) for file in made.bundle.files]
        assert archive.read("02-县财政局/01-交办通知.docx") == made.bundle.files[2 + 15].content


def test_one_file_a_unit_holds_every_paper_of_its_folder_in_order_and_as_often_as_wanted(meeting: InventedOffice) -> None:
    folders, bound = package(meeting), package(meeting, as_one=True, copies="2")
    assert names(bound)[""][2:] == ["01-县住建局.docx", "02-县财政局.docx", "03-县民政局.docx", "04-县教育局.docx"]
    for file in bound.bundle.files[2:]:
        body = body_lines(file.content)
        pieces = [one for one in folders.bundle.files if one.folder == file.name.removesuffix(".docx")]
        once = [line for piece in pieces for line in body_lines(piece.content)]
        assert body == once * 2


def body_lines(content: bytes) -> list[str]:
    """The paragraphs of the text, headers and footers aside."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as part:
            part.writestr("word/document.xml", whole.read("word/document.xml"))
    return content_lines(stream.getvalue())


def test_a_crowded_proposal_leaves_nothing_out(office: InventedOffice) -> None:
    """28 joint proposers with rare characters, the longest title there can be, every other unit a co-unit."""
    people = [f"温𬭊䶮㛃{at:02d}" for at in range(28)]
    for at, name in enumerate(people):
        office.step("add-member", name=name, member_number=f"8{at:02d}", sector="经济界")
    title = ("关于加快推进城乡供水一体化并完善农村安全饮水工程长效管护机制的建议" * 6)[:100]
    units = ["县财政局", "县民政局", "县交通局", "县教育局", "县卫健局", "县农业农村局"]
    key = office.filed(office.received(title=title, proposers="、".join(["周砚秋", *people])))
    office.step("assign", key, **MEETING, lead="县住建局", co=tuple(units))
    made = package(office)
    found = names(made)
    assert len([name for name in found["01-县住建局"] if name.endswith("征询意见表.docx")]) == 29
    assert [name for name in found["01-县住建局"] if "温𬭊䶮㛃27" in name] == ["35-0001-温𬭊䶮㛃27-征询意见表.docx"]
    for file in made.bundle.files:
        if file.folder and file.name.endswith(("提案交办单.docx", "提案表.docx", "答复函格式.docx")):
            assert title in "".join(content_lines(file.content)).replace("\n", "")
    form = next(file for file in made.bundle.files if file.name.endswith("提案表.docx"))
    assert set(people) <= set(content_lines(form.content))
