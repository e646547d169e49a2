"""Every field a query may name, by its key and by its Chinese name, with what the window offers for it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.rules import Rules
from zxdesk.queries.builder.field import Field
from zxdesk.queries.builder.own_fields import OWN_FIELDS
from zxdesk.queries.builder.part_fields import SEVERAL_FIELDS

GROUPS = ("提案", "提案者", "审查", "承办", "答复", "征询", "督办", "归档")
FIELDS: tuple[Field, ...] = tuple(sorted((*OWN_FIELDS, *SEVERAL_FIELDS), key=lambda field: GROUPS.index(field.group)))
_BY_KEY = {field.key: field for field in FIELDS}
_BY_NAME = {field.name: field for field in FIELDS}


def field_named(word: str) -> Field:
    """The field of this key or Chinese name. Raises ``RuleError`` when there is none."""
    found = _BY_KEY.get(word) or _BY_NAME.get(word)
    if found is None:
        raise RuleError(f"没有“{word}”这个字段。zxdesk query --fields 列出全部字段。", "field")
    return found


def choices_of(session: Session, field: Field, rules: Rules) -> list[str]:
    """The words a choice field offers, in the order of the office's tables; empty for other fields."""
    found: Sequence[str] = [label for label, _stored in field.codes]
    if field.choices is not None:
        found = field.choices(session, rules)
    return list(dict.fromkeys(found))
