"""Database triggers that refuse to delete or change audit lines (sealing excepted)."""

from typing import Any

_CONTENT = (
    *("id", "uid", "at", "actor_id", "role", "action", "outcome", "patient_id", "object_type", "object_id"),
    *("purpose", "basis", "channel", "detail", "mac"),
)
_TABLE = "records_auditentry"


def install(connection: Any) -> None:
    with connection.cursor() as cursor:
        for statement in _install_sql(connection.vendor):
            cursor.execute(statement)


def remove(connection: Any) -> None:
    with connection.cursor() as cursor:
        for statement in _remove_sql(connection.vendor):
            cursor.execute(statement)


def _install_sql(vendor: str) -> list[str]:
    if vendor == "sqlite":
        changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in _CONTENT)
        refuse = "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        return [
            f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {_TABLE} {refuse}",
            f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {_TABLE} "
            f"WHEN OLD.sequence IS NOT NULL OR {changed} {refuse}",
        ]
    changed = " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in _CONTENT)
    return [
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$",
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {_TABLE} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
        f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {_TABLE} EXECUTE FUNCTION audit_refuse()",
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {_TABLE} FOR EACH ROW "
        f"WHEN (OLD.sequence IS NOT NULL OR {changed}) EXECUTE FUNCTION audit_refuse()",
    ]


def _remove_sql(vendor: str) -> list[str]:
    names = ["audit_no_delete", "audit_no_update"]
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in names]
    drops = [f"DROP TRIGGER IF EXISTS {name} ON {_TABLE}" for name in [*names, "audit_no_truncate"]]
    return [*drops, "DROP FUNCTION IF EXISTS audit_refuse()"]
