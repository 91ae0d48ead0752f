"""Migrations: numbered, whole, and they carry old workspaces with rows in them."""

from __future__ import annotations

import duckdb
import pytest

from analytics.files.kinds import KINDS
from analytics.store import migrations
from analytics.store.database import Database

_COLUMN_TYPES = {
    "id": "VARCHAR", "text": "VARCHAR", "time": "TIMESTAMP", "number": "DOUBLE", "minutes": "DOUBLE",
    "money": "DECIMAL(18,4)", "whole": "BIGINT", "flag": "BOOLEAN",
}  # fmt: skip


def test_numbers_follow_each_other_without_a_gap() -> None:
    numbers = [number for number, _, _ in migrations.scripts()]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_has_a_table_with_its_fields(kind) -> None:
    described = dict(row[:2] for row in Database().rows(f"DESCRIBE {kind.name}"))
    for field in kind.fields:
        assert described[field.name] == _COLUMN_TYPES[field.type], field.name
    assert {"import_id", "row_number", "extra", "phase", "phase_rule"} <= set(described)


def test_a_migration_that_fails_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [*migrations.scripts(), (9000, "broken", "CREATE TABLE half (a INT); SELECT * FROM nowhere;")]
    monkeypatch.setattr(migrations, "scripts", lambda: broken)
    connection = duckdb.connect()
    with pytest.raises(duckdb.Error):
        migrations.migrate(connection, "test")
    assert not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'half'").fetchall()
    assert connection.execute("SELECT max(number) FROM schema_version").fetchall() == [(broken[-2][0],)]


def test_migrating_twice_changes_nothing() -> None:
    connection = duckdb.connect()
    migrations.migrate(connection, "test")
    migrations.migrate(connection, "test")
    assert connection.execute("SELECT count(*) FROM schema_version").fetchall() == [(len(migrations.scripts()),)]
