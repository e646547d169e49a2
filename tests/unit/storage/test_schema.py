"""The schema the migrations make is the one the records are mapped to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, ForeignKeyConstraint, create_engine

from tests.unit.storage import write_first
from zxdesk.domain.records import Base
from zxdesk.storage import schema
from zxdesk.storage.database import Register
from zxdesk.storage.engine import plain_connection
from zxdesk.storage.migrate import SCRIPTS
from zxdesk.storage.migrations.history import TRIGGERS

OBJECTS = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name <> 'alembic_version'"


def lines(objects: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Each object's statement as its lines, in an order of their own: constraints may stand in any."""
    return {name: sorted(line.strip().rstrip(",") for line in sql.splitlines()) for name, sql in objects}


def compare(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"target_metadata": Base.metadata, "compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def test_the_migrated_schema_is_the_mapped_one(register: Register) -> None:
    with register.reading() as session:
        assert compare(session.connection()) == []


def test_migrated_tables_and_indexes_read_word_for_word_as_the_mapped_ones(register: Register) -> None:
    with closing(plain_connection(register.path)) as connection:
        migrated = connection.execute(OBJECTS).fetchall()
    engine = create_engine("sqlite+pysqlite://")
    Base.metadata.create_all(engine)
    with engine.connect() as connection_:
        mapped = [(str(row[0]), str(row[1])) for row in connection_.exec_driver_sql(OBJECTS)]
    engine.dispose()
    assert lines(migrated) == lines(mapped)


def test_the_comparison_notices_a_column_that_no_migration_makes(register: Register) -> None:
    with closing(sqlite3.connect(register.path)) as connection, connection:
        connection.execute("ALTER TABLE batch DROP COLUMN meeting")
    with register.reading() as session:
        assert "add_column" in str(compare(session.connection()))


def test_the_history_has_its_triggers(register: Register) -> None:
    with closing(plain_connection(register.path)) as connection:
        found = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert found == set(TRIGGERS)


def test_the_first_migration_is_what_its_writer_writes() -> None:
    """Until the first release; from then on 0001 is frozen and this test goes."""
    assert write_first.TARGET.read_text(encoding="utf-8") == write_first.module_text()


def test_the_program_knows_its_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD
    assert len(schema.HEAD) == 4


def test_every_constraint_has_a_name() -> None:
    nameless = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None and isinstance(constraint, CheckConstraint | ForeignKeyConstraint)
    ]
    assert nameless == []


def test_a_copy_of_the_schema_is_sound(register: Register) -> None:
    with closing(plain_connection(register.path)) as connection:
        assert schema.faults(connection) == []
        assert schema.row_counts(connection)["event"] == 0
        assert schema.history_head(connection) is None


def test_broken_links_are_found(register: Register, tmp_path: Path) -> None:
    with closing(sqlite3.connect(register.path)) as connection, connection:
        columns = "proposal_id, kind, name, sha256, size, added_on, uid, version"
        connection.execute(f"INSERT INTO attachment ({columns}) VALUES (7, '', '', '', 0, '2026-03-01', 'u', 1)")
    with closing(plain_connection(register.path)) as connection:
        assert schema.faults(connection) == ["attachment 1 → proposal"]


@pytest.mark.parametrize("table", ["event", "proposal", "assignment"])
def test_the_great_tables_are_there(register: Register, table: str) -> None:
    with closing(plain_connection(register.path)) as connection:
        assert table in schema.row_counts(connection)
