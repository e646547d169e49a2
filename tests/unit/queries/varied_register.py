"""A small register in which nearly every field has several values, some of them empty."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.unit.queries.conftest import Cabinet
from zxdesk.domain.assignment import Extension, HandBack, Role
from zxdesk.domain.attachment import Attachment
from zxdesk.domain.feedback import Visit
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposer import Signature
from zxdesk.domain.reply import Contact, ReplyState
from zxdesk.domain.review import Review, ReviewStep, Transfer
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.supervision import Award, KeyProposal, KeyState, Reminder

SIZE = 45
DAY = date(2026, 1, 5)
WORDS = ("停车", "电梯", "公交", "100%_绿化", "Wi-Fi", "教育")


def fill(cabinet: Cabinet) -> None:
    """Put ``SIZE`` proposals of two plenaries into the register, always the same ones."""
    chance = random.Random(7)
    members = [
        cabinet.member(name, f"{at:03d}", sector)
        for at, (name, sector) in enumerate((("周砚秋", "经济界"), ("许静安", "教育界"), ("沈竹青", "农业界"), ("贺兰芝", "教育界")), 1)
    ]
    bodies = [cabinet.organisation("民盟云溪县委会"), cabinet.organisation("云溪县工商联", "人民团体")]
    units = [
        cabinet.unit("01", "云溪县住房和城乡建设局", "县住建局", system="政府系统"), cabinet.unit("02", "云溪县财政局", system="政府系统"),
        cabinet.unit("03", "云溪县人民法院", "县法院", system="法院"),
    ]  # fmt: skip
    earlier = cabinet.put(
        Plenary(term=cabinet.term, number=1, name="十届一次", opens_on=date(2025, 2, 20), closes_on=date(2025, 2, 22), full_name="第一次会议")
    )
    batch = cabinet.batch()
    for at in range(SIZE):
        day = DAY + timedelta(days=chance.randrange(300))
        proposal = cabinet.proposal(
            f"{at:04d}" if chance.random() < 0.8 else None,
            f"关于改善{chance.choice(WORDS)}的提案",
            plenary=earlier if at % 3 == 0 else cabinet.plenary,
            proposers=[*chance.sample(members, chance.randrange(3)), *chance.sample(bodies, chance.randrange(2))],
            stage=chance.choice(list(Stage)),
            category=chance.choice(["", "教育", "农业和乡村振兴", "自定类别"]),
            submitted_on=chance.choice([None, day]),
            filed_on=chance.choice([None, day + timedelta(days=9)]),
            assigned_on=day, replied_on=chance.choice([None, day + timedelta(days=70)]),
            is_key=chance.random() < 0.3, is_open=chance.choice([None, True, False]), situation=chance.choice(["", "车位不足。", "wi-fi 不通"]),
            keywords=chance.choice(["", "民生 WI-FI"]), reply_class=chance.choice(["", "A", "B"]), reasons=chance.choice([[], ["1"], ["10", "16"]]),
            timing=chance.choice(["session", "ordinary"]), redo=chance.randrange(3), pages=chance.choice([None, 3, 12]),
            satisfaction=chance.choice(["", "满意", "不满意"]), next_due_on=chance.choice([None, day, date(2026, 6, 10)]),
        )  # fmt: skip
        if proposal.lines and chance.random() < 0.3:
            proposal.lines[0].signature = chance.choice([Signature.DECLINED, Signature.PENDING])
        for line in proposal.lines:
            line.party, line.committee = chance.choice(["", "中共党员", "群众"]), chance.choice(["", "提案委员会"])
        _handled(cabinet, chance, proposal, units, batch)
        _beside(cabinet, chance, proposal, day)
    cabinet.session.flush()
    cabinet.session.expire_all()


def _handled(cabinet: Cabinet, chance: random.Random, proposal: object, units: list[object], batch: object) -> None:
    day = date(2026, 3, 20)
    for at, unit in enumerate(chance.sample(units, chance.randrange(4))):
        taken = cabinet.assignment(
            proposal, unit, chance.choice(list(Role)), state=chance.choice(list(UnitState)), assigned_on=day + timedelta(days=at),
            due_on=chance.choice([None, date(2026, 6, 20), date(2026, 5, 1)]), batch=chance.choice([None, batch]),
            handler=chance.choice(["", "石云舟"]),
        )  # type: ignore[arg-type]  # fmt: skip
        cabinet.put(Contact(assignment=taken, contacted_on=day, way=chance.choice(["走访", "电话"])))
        for _each in range(chance.randrange(3)):
            cabinet.put(Reminder(assignment=taken, reminded_on=day, way="电话"))
        if chance.random() < 0.3:
            cabinet.put(HandBack(assignment=taken, requested_on=day, reason="职责不符"))
            cabinet.put(Extension(assignment=taken, requested_on=day, reason="调研", new_due_on=day, is_granted=chance.choice([None, True, False])))
        for redo in range(chance.randrange(3)):
            cabinet.reply(
                taken, redo=redo, replied_on=chance.choice([date(2026, 5, 8), date(2026, 6, 30)]), reply_class=chance.choice("ABC"),
                state=chance.choice([ReplyState.FINAL, ReplyState.SUBMITTED]), promise=chance.choice(["", "年底前建成"]),
            )  # fmt: skip
        if taken.replies and proposal.lines:  # type: ignore[attr-defined]
            cabinet.feedback(
                proposal, taken.replies[0], attitude=chance.choice(["", "满意", "不满意"]), returned_on=chance.choice([None, day]),  # type: ignore[arg-type]
            )  # fmt: skip


def _beside(cabinet: Cabinet, chance: random.Random, proposal: object, day: date) -> None:
    for step in chance.sample(list(ReviewStep), chance.randrange(3)):
        cabinet.put(Review(proposal=proposal, step=step, reviewed_on=day, reviewer=chance.choice(["", "何春棠", "联合审查组"])))
    if chance.random() < 0.3:
        cabinet.put(Transfer(proposal=proposal, target="县信访局", sent_on=day))
        cabinet.put(Attachment(proposal=proposal, name="原件.pdf", sha256="0" * 64, size=1, added_on=day))
        cabinet.put(Visit(proposal=proposal, visited_on=day))
    if chance.random() < 0.4:
        ways = chance.choice([[], ["视察督办"], ["视察督办", "委员督办"]])
        cabinet.put(KeyProposal(proposal=proposal, state=chance.choice(list(KeyState)), ways=ways, level=chance.choice(["", "委员督办"])))
        cabinet.put(Award(proposal=proposal, kind="优秀提案", year=chance.choice([2025, 2026])))
