"""A small invented office with many forms out: proposals answered, forms sent, nothing returned."""

from __future__ import annotations

from tests.ui.small_office import CATEGORY, do
from zxdesk.services.door import Door

PAIRS = ("周砚秋、许静安", "沈竹青、贺兰芝", "梁思齐、周砚秋")


def ask_many(door: Door, count: int) -> list[int]:
    """So many proposals of two proposers each, answered by 县民政局 and asked about on 22 May; their ids."""
    return [_ask(door, at) for at in range(count)]


def _ask(door: Door, at: int) -> int:
    change = do(
        door, "register", title=f"关于第{at + 1}处老年助餐点选址的提案", proposers=PAIRS[at % len(PAIRS)], proposer_kind="联名",
        submitted_on="2026-02-26", is_open="是", situation="情况。", analysis="分析。", suggestion="建议。",
    )  # fmt: skip
    assert change.subject is not None
    key = change.subject
    do(door, "first-review", key, reviewer="何春棠", reviewed_on="2026-03-01", category=CATEGORY, outcome="立案")
    do(door, "second-review", key, reviewer="联合审查组", reviewed_on="2026-03-02")
    do(door, "file", key, meeting="提案委全体会议", decided_on="2026-03-03")
    do(door, "assign", key, sole="县民政局", assigned_on="2026-03-09", batch="第二批")
    do(door, "sign", key, unit="县民政局", signed_on="2026-03-12")
    do(door, "contact", key, unit="县民政局", contacted_on="2026-04-01", way="走访")
    do(door, "reply", key, unit="县民政局", number=f"云民函〔2026〕{at}号", replied_on="2026-05-20", reply_class="A", body="现答复如下。")
    do(door, "send-forms", key, sent_on="2026-05-22")
    return key
