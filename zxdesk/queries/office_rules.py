"""The rule package that holds for a plenary: its own, or the office's."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import String, or_, select, type_coerce
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import RulePackage
from zxdesk.domain.rules import Choice, Rules, parse


def rules_of(session: Session, plenary_id: int | None) -> Rules:
    """Return the rules of a plenary; ``RuleError`` when the register has no package at all."""
    return rules_by_plenary(session, [plenary_id])[plenary_id]


def rules_by_plenary(session: Session, plenary_ids: Iterable[int | None]) -> dict[int | None, Rules]:
    """Return the rules of several plenaries in one statement; each package is parsed once."""
    wanted = set(plenary_ids)
    own = [key for key in wanted if key is not None]
    package = RulePackage.__table__.c
    written = type_coerce(package.content, String).label("written")
    holding = or_(package.plenary_id.is_(None), package.plenary_id.in_(own))
    found = {row.plenary_id: row.written for row in session.execute(select(package.plenary_id, written).where(holding))}
    if wanted - found.keys() and None not in found:
        raise RuleError("登记簿里没有规则包。先在设置里选定一个规则包。", "rules")
    parsed = {key: _parsed(found[key]) for key in {key if key in found else None for key in wanted}}
    return {key: parsed[key if key in parsed else None] for key in wanted}


@lru_cache(maxsize=50)
def _parsed(written: str) -> Rules:
    """The rules of a package as the register keeps it, parsed once."""
    return parse(json.loads(written))


def name_of(choices: Iterable[Choice], code_or_name: str) -> str:
    """Return the name of a code table's line; what the table does not know stays as it is."""
    return next((choice.name for choice in choices if code_or_name in (choice.code, choice.name)), code_or_name)
