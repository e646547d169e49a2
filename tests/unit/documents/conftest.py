"""Papers to write: an ordinary one, one with too much of everything, and the printed page of a file."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from zxdesk.documents.feedback_form import FeedbackForm, Question
from zxdesk.documents.reply_sheet import ContactRow, CoUnitRow, ProposerRow, ReplySheet

LONG_TITLE = "关于加快推进云溪县城乡供水一体化建设并同步完善农村安全饮水工程长效管护机制切实保障沿山沿河群众用水安全的若干建议"
LONG_BODY = "\n".join(f"{number}、关于赶集公交。" + "县交通运输局实地踏勘了沿线道路、客流和停靠条件。" * 12 for number in "一二三四")


@pytest.fixture
def sheet() -> ReplySheet:
    return ReplySheet(
        committee="政协云溪县委员会",
        plenary_name="十届二次会议",
        number="0088",
        title="关于开行镇村赶集公交的提案",
        proposers=(
            ProposerRow("程以南", "经济界", "0900-5550123", "云溪县人民路"),
            ProposerRow("方若兰", "农业界", "0900-5550124", "云溪县柳林镇"),
        ),
        category="社会建设",
        unit="县交通运输局",
        role="主办",
        co_units=(CoUnitRow("县财政局", "云财提函〔2026〕5号", date(2026, 4, 20)), CoUnitRow("柳林镇人民政府")),
        assigned_on=date(2026, 3, 2),
        due_on=date(2026, 6, 2),
        received_on=date(2026, 3, 6),
        extended_to=None,
        contacts=(
            ContactRow(date(2026, 3, 20), "走访", "办前", "程以南、刘润生", "听取开行线路的想法，实地看了三个村口。"),
            ContactRow(date(2026, 4, 28), "座谈", "办中", "程以南、方若兰", "通报方案。"),
        ),
        redo=0,
        reply_number="云交函〔2026〕15号",
        replied_on=date(2026, 5, 6),
        reply_class="A",
        class_text="所提问题已解决或采纳",
        signer="周怀远",
        contact_person="刘润生",
        phone="0900-5550321",
        publicity="公开",
        delivered="2026年5月6日 面送",
        body="所提建议已采纳，五月起逢集日开行三条线路。",
        adopted="3 / 4 条",
        promise="",
        review_opinion="答复针对所提建议，同意。",
        follow_up="",
        printed_on=date(2026, 5, 8),
        digest="sha256:9f2c41d07be35a6688aa01",
        anchor="1024:7d6c5b4a9f8e",
    )


@pytest.fixture
def crowded_sheet(sheet: ReplySheet) -> ReplySheet:
    """60 characters of title, 30 proposers, 11 co-units, every field filled, rare characters."""
    return dataclasses.replace(
        sheet,
        title=LONG_TITLE,
        proposers=tuple(ProposerRow(f"㛃䶮𠮷{at}", "中国共产主义青年团和中华全国青年联合会", "0900-5550123", "柳林镇𬭊山村") for at in range(30)),
        co_units=tuple(CoUnitRow(f"县第{at}住房和城乡建设管理局", "云住建提函〔2026〕15号", date(2026, 12, 20)) for at in range(11)),
        extended_to=date(2026, 8, 31),
        redo=2,
        reply_class="B",
        body=LONG_BODY,
        promise="2026年底前建成首批十二个站点。",
        follow_up="2026年12月10日回头看：已建成 8 个。",
        review_opinion="答复针对所提建议，写明了时限和责任人。" * 8,
    )


@pytest.fixture
def form() -> FeedbackForm:
    return FeedbackForm(
        committee="政协云溪县委员会",
        plenary_name="十届二次会议",
        number="0088",
        title="关于开行镇村赶集公交的提案",
        proposer="程以南",
        sector="经济界",
        unit="县交通运输局（主办）",
        co_units="县财政局、柳林镇人民政府",
        reply_number="云交函〔2026〕15号",
        replied_on=date(2026, 5, 6),
        reply_class="A",
        class_text="所提问题已解决或采纳",
        sent_on=date(2026, 5, 6),
        due_on=date(2026, 5, 27),
        questions=(
            Question("面商情况", ("已面商", "电话沟通", "未联系")),
            Question("办理态度", ("满意", "基本满意", "不满意")),
            Question("听取意见", ("走访", "电话", "其他", "未联系")),
            Question("答复内容", ("针对提案", "基本针对", "未针对")),
            Question("办理结果", ("满意", "基本满意", "不满意")),
        ),
        return_to="政协云溪县委员会提案委员会（云溪县人民路1号，何春棠收）",
        return_phone="0900-5550100",
        is_collective=False,
        form_code="ZX-10-2-0088-1",
        printed_on=date(2026, 5, 8),
        anchor="1024:7d6c5b4a9f8e",
    )


@pytest.fixture
def crowded_form(form: FeedbackForm) -> FeedbackForm:
    return dataclasses.replace(
        form,
        committee="中国人民政治协商会议某某省云溪县委员会",
        title=LONG_TITLE,
        proposer="中国民主同盟云溪县总支部委员会",
        sector="中国共产主义青年团和中华全国青年联合会",
        co_units="、".join(f"县第{at}住房和城乡建设管理局" for at in range(11)),
        class_text="因目前条件限制或者其他原因需要今后逐步解决或留作参考",
        is_collective=True,
    )


@pytest.fixture
def pages(tmp_path: Path) -> Callable[[Path], list[str]]:
    """Return the function that prints a paper to PDF and gives the text of each page."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("needs soffice and pdftotext")

    def printed(path: Path) -> list[str]:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=100, env=os.environ | {"HOME": str(tmp_path)})
        text = subprocess.run(
            ["pdftotext", "-layout", str(tmp_path / f"{path.stem}.pdf"), "-"], check=True, capture_output=True, timeout=60
        ).stdout.decode()
        return text.split("\f")[:-1]

    return printed
