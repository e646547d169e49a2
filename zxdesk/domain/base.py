"""What every record shares: key, uid, version, digest and labelled columns."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
import uuid
from datetime import UTC, date, datetime
from datetime import time as clock_time
from enum import Enum
from typing import Any, ClassVar, Self, cast

from sqlalchemy import JSON, DateTime, ForeignKey, MetaData, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The mapped registry with named constraints."""

    metadata = MetaData(naming_convention=NAMING)


class Coded(Enum):
    """An enumeration whose members carry the label that screen and paper show."""

    label: str

    def __new__(cls, code: str, label: str) -> Coded:
        member = object.__new__(cls)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Find a member by code or label; ``ValueError`` when there is none."""
        member = cls._value2member_map_.get(text)
        if member is None:
            member = next((m for m in cls if m.label == text), None)
        if member is None:
            raise ValueError(text)
        return cast(Self, member)


class CodedText(TypeDecorator[Coded]):
    """Stores a ``Coded`` member as its short English code."""

    impl = String(24)
    cache_ok = True

    def __init__(self, kind: type[Coded]) -> None:
        super().__init__(24)
        self.kind = kind

    def process_bind_param(self, value: Coded | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value.value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Coded | None:
        return None if value is None else self.kind.from_text(value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept as naive UTC and given back aware."""

    impl = DateTime()
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def new_uid() -> str:
    """A UUIDv7 (RFC 9562): ids that sort by the moment they were made."""
    moment = time.time_ns() // 1_000_000
    value = (moment << 80) | (7 << 76) | (secrets.randbits(12) << 64) | (2 << 62) | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def column(label: str, type_: Any = None, *args: Any, **options: Any) -> MappedColumn[Any]:
    """A mapped column that knows its Chinese label."""
    info = {"label": label, "long": options.pop("long", False)}
    return mapped_column(*([type_] if type_ is not None else []), *args, info=info, **options)


def link(target: str, label: str, *, index: bool = True, **options: Any) -> MappedColumn[Any]:
    """A foreign key column with a label; nothing is deleted but what an undo takes back, and that only when nobody refers to it."""
    return mapped_column(ForeignKey(f"{target}.id"), index=index, info={"label": label, "long": False}, **options)


def words(label: str, **options: Any) -> MappedColumn[Any]:
    """A list of short texts."""
    return column(label, JSON, default=list, **options)


class Record(Base):
    """A row of the register: integer key, uid that survives exchange, optimistic version, digest."""

    __abstract__ = True
    record_label: ClassVar[str] = "记录"
    subject_of: ClassVar[str | None] = None  # attribute that leads to the proposal the record belongs to

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), default=new_uid, unique=True)
    version: Mapped[int] = mapped_column()
    digest: Mapped[str | None] = mapped_column(String(80))

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}

    def business_values(self) -> dict[str, Any]:
        """All columns a digest covers, in plain JSON values."""
        skipped = ("id", "digest")
        return {c.key: plain(getattr(self, c.key)) for c in self.__mapper__.column_attrs if c.key not in skipped}


def plain(value: Any) -> Any:
    """A value as JSON knows it; dates in ISO form, codes as their code."""
    if isinstance(value, Coded):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date | clock_time):
        return value.isoformat()
    return value


def digest_of(record: Record) -> str:
    """SHA-256 over the canonical JSON of the business fields. Source: reliability §3.3."""
    return sha256(record.business_values())


def sha256(values: object) -> str:
    """The named hash of a JSON value in its canonical form."""
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def label_of(record_type: type[Record], name: str) -> str:
    """The Chinese label of a column, or its name."""
    attribute = record_type.__mapper__.columns.get(name)
    return str(attribute.info.get("label", name)) if attribute is not None else name
