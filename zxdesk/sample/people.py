"""The members and organisations of the invented committee."""

from __future__ import annotations

from datetime import date
from random import Random

from zxdesk.domain.rules import Rules
from zxdesk.sample.content import rows, table
from zxdesk.sample.names import invented_names
from zxdesk.sample.plans import MemberPlan, OrganisationPlan

STANDING = 190
LEAVERS = 3
JOINERS = 3
PARTY_SECTORS = {
    "中共": "中共党员", "民革": "民革党员", "民盟": "民盟盟员", "民建": "民建会员", "民进": "民进会员",
    "农工党": "农工党党员", "九三学社": "九三学社社员", "无党派人士": "无党派人士", "共青团": "共青团员",
}


def plan_members(rng: Random, rules: Rules, *, count: int, since: date, change_on: date) -> tuple[MemberPlan, ...]:
    """``count`` members over all sectors; a few leave, and a few join, at ``change_on``."""
    names = invented_names(rng)
    return tuple(
        _member(rng, rules, index, name=names[index], leaves=index >= count - LEAVERS, since=since, change_on=change_on)
        for index in range(count)
    ) + tuple(
        _member(rng, rules, index, name=names[index], leaves=False, since=change_on, change_on=change_on)
        for index in range(count, count + JOINERS)
    )


def _member(
    rng: Random, rules: Rules, index: int, *, name: tuple[str, str], leaves: bool, since: date, change_on: date
) -> MemberPlan:
    content = table("names")
    sector = rules.sectors[index % len(rules.sectors)]
    workplace, position = rng.choice(_workplaces(sector))
    posts: list[str] = content["posts"]
    committees = [row["name"].removeprefix("政协云溪县委员会") for row in rows("organisations") if row["kind"] == "专门委员会"]
    post = posts[index] if index < len(posts) else "常委" if index % 6 == 0 else ""
    if index < len(posts):
        workplace, position = "政协云溪县委员会", post
    return MemberPlan(
        number=f"{index + 1:04d}",
        name=name[0],
        gender=name[1],
        ethnicity=rng.choice(content["ethnicities"]) if sector != "少数民族界" else "回族",
        born_on=date(rng.randint(1962, 1992), rng.randint(1, 12), rng.randint(1, 28)),
        education=rng.choice(content["educations"]),
        party=PARTY_SECTORS.get(sector) or rng.choice(("中共党员", "中共党员", "群众", "无党派人士", "民盟盟员")),
        sector=sector,
        sector_duty="召集人" if index < len(rules.sectors) else "",
        committee=committees[index % len(committees)],
        committee_duty="主任" if len(posts) <= index < len(posts) + len(committees) else "",
        post=post,
        workplace=workplace,
        position=position,
        professional_title=rng.choice(content["titles"]),
        phone=f"139 0000 {4101 + index}",
        address=f"云溪县{rng.choice(content['streets'])}{rng.randint(1, 188)}号",
        postcode="799900",
        starts_on=since,
        ends_on=change_on if leaves else None,
        status="调离" if leaves else "在册",
        end_reason="工作调动" if leaves else "",
    )


def _workplaces(sector: str) -> list[list[str]]:
    content: dict[str, list[list[str]]] = table("names")["workplaces"]
    return next((places for word, places in content.items() if word in sector), content["other"])


def plan_organisations(rng: Random) -> tuple[OrganisationPlan, ...]:
    """All collective proposers with an invented person to ask."""
    names = invented_names(rng)
    return tuple(
        OrganisationPlan(
            kind=row["kind"],
            name=row["name"],
            short_name=row["short_name"],
            contact=names[index][0],
            contact_post=row["contact_post"],
            phone=f"0900-555 0{901 + index}",
            address=f"云溪县滨河路{index + 1}号",
            postcode="799900",
        )
        for index, row in enumerate(rows("organisations"))
    )
