"""提案目录, 提案摘要汇编 and 表彰决定 of the invented office's register."""

from __future__ import annotations

import pytest

from tests.invented_office import InventedOffice
from tests.unit.documents.papers.listed_office import made, text_of
from zxdesk.documents.papers.grouping import BY_CATEGORY, BY_PROPOSER, BY_UNIT
from zxdesk.domain.errors import RuleError

LONG = "沿山道路狭窄，会车困难。" * 60
RARE = "关于保护𬭊山古道䶮㛃碑刻的提案"


@pytest.fixture
def year(office: InventedOffice) -> InventedOffice:
    """Three filed proposals: by one member with 住建局, by two with 教育局 and 民政局 apart, by a body with 住建局 and 财政局; one is not filed."""
    office.assigned(office.filed(office.received(title=RARE, situation=LONG)), sole="县住建局")
    office.assigned(office.filed(office.joint(title="关于校园食堂的提案")), separate=("县教育局", "县民政局"))
    contact = {"contact": "卢照", "contact_phone": "0900-5550188"}
    body = office.received(title="关于河道的提案", proposers="民盟云溪县支部", proposer_kind="党派", is_sealed="是", **contact)
    office.assigned(office.filed(body), lead="县住建局", co="县财政局")
    office.received(title="关于路灯的提案")
    return office


def groups(office: InventedOffice, **options: str) -> dict[str, list[str]]:
    (paper,) = made(office, "catalogue", **options)
    found = {}
    for group in paper.values["分组"]:
        assert not isinstance(group, str)
        assert group["组件数"] == str(len(group["提案"]))  # type: ignore[arg-type]
        found[str(group["组名"])] = [row["提案号"] for row in group["提案"]]  # type: ignore[index,union-attr]
    return found


def test_the_catalogue_holds_every_filed_proposal_by_number(year: InventedOffice) -> None:
    assert groups(year) == {"": ["0001", "0002", "0003"]}
    (paper,) = made(year, "catalogue")
    assert paper.values["件数"] == "3"
    text = text_of("catalogue", paper)
    assert RARE in text
    assert "关于路灯的提案" not in text
    assert "目　次" not in text


def test_under_each_unit_stand_the_proposals_it_answers(year: InventedOffice) -> None:
    assert groups(year, grouping=BY_UNIT) == {"云溪县住建局": ["0001", "0003"], "云溪县民政局": ["0002"], "云溪县教育局": ["0002"]}
    with_co = groups(year, grouping=BY_UNIT, with_co="1")
    assert with_co["云溪县财政局"] == ["0003"]


def test_bodies_stand_before_members_and_each_joint_proposer_has_a_group(year: InventedOffice) -> None:
    assert groups(year, grouping=BY_PROPOSER) == {"民盟云溪县支部": ["0003"], "许静安": ["0002"], "周砚秋": ["0001", "0002"]}


def test_the_contents_give_each_group_its_count_and_first_and_last_number(year: InventedOffice) -> None:
    (paper,) = made(year, "catalogue", grouping=BY_UNIT)
    contents = [(row["目次名"], row["目次件数"], row["起止"]) for row in paper.values["目次"]]  # type: ignore[index,union-attr]
    assert contents[0] == ("云溪县住建局", "2", "0001—0003")
    text = text_of("catalogue", paper)
    assert "目　次" in text
    assert "云溪县住建局（2件）" in text
    assert made(year, "catalogue", grouping=BY_UNIT, contents="")[0].values["目次"] == ()


def test_categories_come_in_the_order_of_the_office_s_rules(year: InventedOffice) -> None:
    year.filed(year.received(title="关于夜市的提案"), category="经济发展")
    assert sum(map(len, groups(year, grouping=BY_CATEGORY).values())) == 4
    assert set(groups(year, grouping=BY_CATEGORY)) == {"城乡建设与管理"}


def test_a_merged_proposal_is_listed_where_it_is_wanted_and_says_into_which(year: InventedOffice) -> None:
    merged = year.reviewed(year.received(title="关于古道的提案"))
    year.step("merge", merged, lead="0001", meeting="提案委全体会议", merged_on="2026-03-03")
    assert groups(year) == {"": ["0001", "0002", "0003"]}
    (paper,) = made(year, "catalogue", with_merged="1")
    assert "并入0001" in text_of("catalogue", paper)
    assert paper.values["件数"] == "4"


def test_a_summary_is_cut_at_the_end_of_a_sentence(year: InventedOffice) -> None:
    (paper,) = made(year, "digest_book", length="120")
    first = paper.values["分组"][0]["提案"][0]  # type: ignore[index]
    assert len(str(first["情况摘要"])) + len(str(first["建议摘要"])) <= 120  # type: ignore[index]
    assert "。" in str(first["情况摘要"])  # type: ignore[index]
    assert "\n" not in str(first["情况摘要"])  # type: ignore[index]
    text = text_of("digest_book", paper)
    assert f"第0001号　{RARE}" in text
    assert "提案者：民盟支部" in text or "提案者：民盟云溪县支部" in text


@pytest.mark.parametrize("length", ["", "12", "三百", "99999"])
def test_a_length_that_is_no_sensible_number_is_refused(year: InventedOffice, length: str) -> None:
    with pytest.raises(RuleError, match=r"摘要字数“.*”要在 50 到 2000 之间；改正后再制作。") as refused:
        made(year, "digest_book", length=length)
    assert refused.value.field == "length"


def test_without_filed_proposals_there_is_no_catalogue_and_that_is_said(office: InventedOffice) -> None:
    office.received()
    with pytest.raises(RuleError, match="十届二次还没有立案的提案；立案以后再编目录。"):
        made(office, "catalogue")
    office.filed()
    with pytest.raises(RuleError, match="没有“按年份”这种编排；可选：按提案号、按类别、按承办单位、按提案者。"):
        made(office, "catalogue", grouping="按年份")


def test_the_decision_names_what_was_awarded_and_lists_it_in_annexes(year: InventedOffice) -> None:
    given = {"meeting_on": "2026-07-10", "document_number": "云协发〔2026〕9号"}
    year.step("award", "0001", year="2026", **given)
    year.step("award-others", year="2026", kind="先进承办单位", award_unit="县住建局", **given)
    year.step("award-others", year="2026", kind="先进个人", award_unit="县教育局", person="温𬭊", **given)
    (paper,) = made(year, "award_decision")
    values = paper.values
    assert (paper.number, values["年度"], values["会议日期"]) == ("云协发〔2026〕9号", "2026", "2026年7月10日")
    assert values["表彰件数"] == "优秀提案1件、先进承办单位1个、先进个人1名"
    assert values["附件"] == "附件：1.优秀提案名单\n　　　2.先进承办单位名单\n　　　3.先进个人名单"
    text = text_of("award_decision", paper)
    for part in ("附件1", "附件3", RARE, "云溪县住建局", "温𬭊", "政协云溪县委员会文件"):
        assert part in text


def test_a_decision_about_good_proposals_alone_has_one_annex_without_a_number(year: InventedOffice) -> None:
    year.step("award", "0002", year="2026")
    (paper,) = made(year, "award_decision", number="云协发〔2026〕10号")
    assert (paper.values["表彰对象"], paper.values["附件"], paper.number) == ("优秀提案", "附件：优秀提案名单", "云协发〔2026〕10号")
    text = text_of("award_decision", paper)
    assert "关于表彰2026年度优秀提案的决定" in text.replace("\n", "")
    assert "名单" in text
    assert "附件1" not in text
    assert "先进承办单位" not in text


def test_a_year_without_awards_and_what_is_no_year_are_refused(year: InventedOffice) -> None:
    with pytest.raises(RuleError, match="还没有评优；登记优秀提案"):
        made(year, "award_decision")
    with pytest.raises(RuleError, match="2024年度还没有评优"):
        made(year, "award_decision", year="2024")
    with pytest.raises(RuleError, match="年度“去年”不是年份；写成 2026 这样的四位数字。"):
        made(year, "award_decision", year="去年")
