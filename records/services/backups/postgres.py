"""A PostgreSQL database as COPY texts of one snapshot; needs no client programs.

Restoring makes the tables anew at the schema that the backup has, in one transaction with their rows.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from records.services.backups.archive import Reader, Writer

_FOLDER = "database"
_NOT_LOADED = "django_migrations"  # filled by migrating


def dump(writer: Writer, scratch: Path) -> dict[str, Any]:
    """The state of one moment, while others go on writing."""
    snapshot: Any = connection.copy()
    try:
        snapshot.set_autocommit(False)
        with snapshot.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            tables = {name: _columns(snapshot, cursor, name) for name in snapshot.introspection.table_names(cursor)}
            for table, columns in tables.items():
                _copy_out(snapshot, cursor, table, columns, scratch / "table")
                writer.add_file(f"{_FOLDER}/{table}", scratch / "table")
            cursor.execute("SELECT app, name FROM django_migrations")
            migrations = [list(row) for row in cursor.fetchall()]
            cursor.execute("SELECT trail, count, digest FROM records_audithead")
            trail = cursor.fetchone() or ("", 0, b"")
    finally:
        snapshot.close()
    head = {"id": str(trail[0]), "count": trail[1], "digest": bytes(trail[2]).hex()}
    return {"migrations": migrations, "trail": head, "tables": tables}


def load(reader: Reader, scratch: Path) -> None:
    """Replace the whole database; others see the old one or the new one."""
    tables: dict[str, list[str]] = reader.manifest["tables"]
    with transaction.atomic(), connection.cursor() as cursor:
        _drop_all(cursor)
        executor = MigrationExecutor(connection)
        executor.migrate(_leaves(executor, reader.manifest["migrations"]))
        for table, columns in tables.items():
            if table != _NOT_LOADED:
                _copy_in(cursor, reader, table, columns)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _reset_sequences(cursor)


def _columns(snapshot: Any, cursor: Any, table: str) -> list[str]:
    return [column.name for column in snapshot.introspection.get_table_description(cursor, table)]


def _copy_out(snapshot: Any, cursor: Any, table: str, columns: Sequence[str], path: Path) -> None:
    with path.open("wb") as file, cursor.copy(f"COPY {_named(table, columns)} TO STDOUT") as copy:
        for data in copy:
            file.write(data)


def _copy_in(cursor: Any, reader: Reader, table: str, columns: Sequence[str]) -> None:
    cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608  (rows that migrating made)
    with cursor.copy(f"COPY {_named(table, columns)} FROM STDIN") as copy:
        for data in reader.chunks(f"{_FOLDER}/{table}"):
            copy.write(data)


def _named(table: str, columns: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(map(quote, columns))})"


def _drop_all(cursor: Any) -> None:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
    cursor.execute("DROP FUNCTION IF EXISTS audit_refuse() CASCADE")


def _leaves(executor: MigrationExecutor, applied: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The last applied migration of each app: a target further back would undo what follows it."""
    known = {(app, name) for app, name in applied}
    graph = executor.loader.graph.node_map
    return [
        node
        for node in sorted(known)
        if not any(child.key in known and child.key[0] == node[0] for child in graph[node].children)
    ]


def _reset_sequences(cursor: Any) -> None:
    present = set(connection.introspection.table_names(cursor))
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in present]
    for statement in connection.ops.sequence_reset_sql(no_style(), models):
        cursor.execute(statement)
