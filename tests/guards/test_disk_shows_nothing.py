"""Who takes the disk reads nothing: no byte of database, files and indexes holds what is about a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from assistant.services import chart_index
from records import access, files
from records.fields import EncryptedField, EncryptedTextField
from records.models import Patient
from tests import factories
from tests.fakes.embedder import HashingEmbedder

MARKER = "zwetschgenkrampf"
pytestmark = pytest.mark.django_db(transaction=True)


def encrypted_fields(model: type[models.Model]) -> list[EncryptedField]:
    return [field for field in model._meta.get_fields() if isinstance(field, EncryptedField)]


def rows_of_every_kind(patient: Patient) -> Iterator[models.Model]:
    """One of each kind that has encrypted fields, all about this patient where the kind has one."""
    made = {type(row): row for row in (getattr(factories, name)() for name in factories.__all__ if name.islower())}
    for model in apps.get_models():
        if encrypted_fields(model):
            row = made[model]
            if hasattr(row, "patient_id"):
                row.patient = patient
            yield row


def mark(row: models.Model, field: EncryptedField) -> str:
    """A word of its own for this field, so that a failure says which."""
    word = f"{MARKER}{type(row).__name__}{field.name}".replace("_", "").lower()
    setattr(row, field.name, f"first {word} last" if isinstance(field, EncryptedTextField) else {word: [word]})
    return word


def database_bytes() -> Iterator[tuple[str, bytes]]:
    """SQLite's files as they lie there; of PostgreSQL what each column holds."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        yield from ((each.name, each.read_bytes()) for each in path.parent.glob(f"{path.name}*"))
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, b"\0".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)


def everything_on_disk(data_folder: Path) -> Iterator[tuple[str, bytes]]:
    yield from database_bytes()
    yield from ((str(path), path.read_bytes()) for path in data_folder.rglob("*") if path.is_file())


def readable(where: str, data: bytes, word: str) -> bool:
    """In any usual encoding, in either case, or in a name."""
    forms = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")] + [word.encode().hex().encode()]
    return word in where.lower() or any(form in data.lower() for form in forms)


def test_no_byte_tells_what_a_chart_a_conversation_or_an_index_holds(
    data_folder: Path, patient: Patient, alice: models.Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chart_index, "encoder", HashingEmbedder)
    words = []
    for row in rows_of_every_kind(patient):
        words += [mark(row, field) for field in encrypted_fields(type(row))]
        row.save()
    files.write("images/one", f"{MARKER}image".encode())
    chart = access.open_chart(access.actor_for(alice, access.Channel.WEB), patient.pk)  # type: ignore[arg-type]
    assert chart_index.search(chart, f"{MARKER}notetext", limit=3), "the shard holds the note"

    found = list(everything_on_disk(data_folder))
    places = {where.rsplit("/", 1)[-1] for where, _ in found}
    assert len(words) > 60
    assert {"one", str(patient.pk)} <= places
    assert [(where, word) for where, data in found for word in (*words, MARKER) if readable(where, data, word)] == []


def test_a_plain_column_would_be_noticed(data_folder: Path, patient: Patient) -> None:
    factories.observation(patient, category=f"{MARKER}plain"[:40])
    (data_folder / "notes.txt").write_text(f"a {MARKER}file", encoding="utf-8")
    found = [where for where, data in everything_on_disk(data_folder) if readable(where, data, MARKER)]
    assert any("notes.txt" in where for where in found)
    assert len(found) >= 2
