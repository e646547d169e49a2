"""A year of proposals in which everything varies by chance, always the same for one seed: also what an office should not have."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.unit.queries.conftest import Cabinet
from zxdesk.domain.assignment import Role
from zxdesk.domain.office import Plenary
from zxdesk.domain.people import Member, Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import Signature
from zxdesk.domain.review import Transfer
from zxdesk.domain.stage import ANSWERED_STAGES, FILED_STAGES, Stage, UnitState

SIZE = 40
OPENS = date(2026, 2, 25)
OUTCOMES = {
    Stage.MERGED: ("并案",), Stage.OPINION: ("转为意见和建议", "转社情民意信息", "转委员来信", ""), Stage.NOT_FILED: ("不予立案",),
    Stage.WITHDRAWN: ("撤案",), **dict.fromkeys(FILED_STAGES, ("立案",)),
}  # fmt: skip
KINDS = ("个人", "个人", "联名", "党派", "人民团体", "专门委员会", "界别", "联合", "", "旧类型")
CATEGORIES = ("教育", "医疗卫生", "生态环境保护", "文化旅游与体育", "经济建设", "自定类别", "")


class RandomYear:
    """Puts ``SIZE`` proposals of the second plenary and some of the first into a register."""

    def __init__(self, cabinet: Cabinet, seed: int) -> None:
        self.cabinet, self.chance = cabinet, random.Random(seed)
        self.members = [self._member(at, sector) for at, sector in enumerate(("教育界", "经济界", "", "农业界", "特别邀请人士"), 1)]
        self.bodies = [
            cabinet.organisation("民盟云溪县总支", "党派"), cabinet.organisation("云溪县总工会", "人民团体"),
            cabinet.organisation("政协云溪县委员会提案委员会", "专门委员会", short_name="县政协提案委"),
            cabinet.organisation("政协云溪县委员会教育界", "界别"), cabinet.organisation("旧团体", "人民团体", valid_to=date(2020, 1, 1)),
        ]  # fmt: skip
        systems = (("01", "县教育局", "政府系统"), ("02", "县委宣传部", "党委系统"), ("03", "县供电公司", ""), ("04", "白鹭镇", "镇街"))
        self.units = [cabinet.unit(code, name, system=system, position=int(code)) for code, name, system in systems]
        self.batches = [cabinet.batch("第一批"), cabinet.batch("第二批"), None]
        earlier = Plenary(term=cabinet.term, number=1, name="十届一次", full_name="第一次会议", opens_on=date(2025, 2, 24))
        self.earlier = cabinet.put(earlier)
        self.filed: list[Proposal] = []
        for at in range(SIZE):
            self._proposal(at, cabinet.plenary)
        for at in range(SIZE // 5):
            self._proposal(at, self.earlier)
        cabinet.session.flush()

    def _member(self, at: int, sector: str) -> Member:
        member = self.cabinet.member(f"委员{at}", f"{at:03d}", sector)
        member.memberships[0].committee = self.chance.choice(("提案委员会", "经济科技委员会", ""))
        member.party = self.chance.choice(("中共党员", "民盟盟员", "别的党派", ""))
        return member

    def _proposal(self, at: int, plenary: Plenary) -> None:
        chance = self.chance
        stage = chance.choice(list(Stage))
        is_answered = stage in ANSWERED_STAGES
        proposal = self.cabinet.proposal(
            f"{at + 1:04d}" if stage in FILED_STAGES else None, f"关于第 {at} 件事的提案", plenary=plenary, stage=stage,
            receipt_number=None if stage is Stage.DRAFT else f"收{at + 1:04d}", outcome=chance.choice(OUTCOMES.get(stage, ("",))),
            category=chance.choice(CATEGORIES), proposer_kind=chance.choice(KINDS), timing=chance.choice(("session", "session", "ordinary")),
            received_on=chance.choice((OPENS, OPENS + timedelta(days=40), None)), submitted_on=chance.choice((OPENS, None)),
            filed_on=chance.choice((OPENS + timedelta(days=20), None)), assigned_on=chance.choice((OPENS + timedelta(days=30), None)),
            replied_on=chance.choice((OPENS + timedelta(days=90), None)) if is_answered else None,
            closed_on=chance.choice((OPENS + timedelta(days=120), None)), is_key=chance.random() < 0.2, is_good=chance.random() < 0.2,
            reply_class=chance.choice(("A", "B", "C")) if is_answered else "",
            satisfaction=chance.choice(("满意", "基本满意", "不满意", "")) if is_answered else "",
        )  # fmt: skip
        self._proposers(proposal)
        if stage is Stage.MERGED and self.filed and plenary is self.cabinet.plenary:
            proposal.lead = chance.choice(self.filed)
        if stage in FILED_STAGES - {Stage.FILED}:
            self._hand_out(proposal, is_answered=is_answered)
            if plenary is self.cabinet.plenary:
                self.filed.append(proposal)
        if stage in (Stage.OPINION, Stage.NOT_FILED) and chance.random() < 0.6:
            for target in chance.sample(("县发改局", "县信访局"), chance.choice((1, 2))):
                self.cabinet.put(Transfer(proposal=proposal, target=target, sent_on=date(2026, 3, 30), number="云协提转〔2026〕1号"))

    def _proposers(self, proposal: Proposal) -> None:
        pool: list[Member | Organisation] = [*self.members, *self.bodies]
        for position, who in enumerate(self.chance.sample(pool, self.chance.choice((0, 1, 1, 2, 3)))):
            is_member = isinstance(who, Member)
            place = {"party": who.party, "committee": who.memberships[-1].committee} if isinstance(who, Member) else {}
            signature = self.chance.choice((Signature.SIGNED, Signature.SIGNED, Signature.SIGNED, Signature.DECLINED))
            self.cabinet.line(proposal, who, position, signature=signature, **(place if is_member else {}))

    def _hand_out(self, proposal: Proposal, *, is_answered: bool) -> None:
        units = self.chance.sample(self.units, self.chance.choice((1, 2, 3)))
        roles = (Role.SOLE,) if len(units) == 1 else (self.chance.choice((Role.LEAD, Role.SEPARATE)), Role.CO, Role.CO)
        for unit, role in zip(units, roles, strict=False):
            state = UnitState.REPLIED if is_answered and role.answers else self.chance.choice((UnitState.HANDLING, UnitState.ENDED))
            due_on = self.chance.choice((date(2026, 6, 20), date(2026, 5, 1), None))
            given = self.cabinet.assignment(
                proposal, unit, role, state=state, due_on=due_on, batch=self.chance.choice(self.batches),
                signed_on=self.chance.choice((date(2026, 3, 25), None)),
                opinion_on=self.chance.choice((date(2026, 4, 1), None)) if role is Role.CO else None,
            )  # fmt: skip
            if state is UnitState.REPLIED:
                self._reply(proposal, given)

    def _reply(self, proposal: Proposal, given: object) -> None:
        for redo in range(self.chance.choice((1, 1, 2))):
            replied = {"redo": redo, "reply_class": self.chance.choice(("A", "B", "C", "")), "publicity": "公开"}
            reply = self.cabinet.reply(given, replied_on=date(2026, 5, 8) + timedelta(days=30 * redo), **replied)
            for line in proposal.lines:
                back = self.chance.choice((date(2026, 5, 20), None))
                word = self.chance.choice(("满意", "基本满意", "不满意", "")) if back else ""
                self.cabinet.feedback(proposal, reply, line, redo=redo, returned_on=back, result=word)
