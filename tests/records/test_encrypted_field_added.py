"""Rows from before an encrypted field was added read as its default."""

from typing import Any

import pytest
from django.db import connection

from records.models import Allergy, Note
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("model", "field", "default"), [(Note, "title", ""), (Allergy, "reactions", [])])
def test_the_value_that_a_migration_gives_reads_as_the_default(model: Any, field: str, default: object) -> None:
    row = factories.note() if model is Note else factories.allergy()
    column = model._meta.get_field(field)
    given: Any = connection.SchemaEditorClass(connection).effective_default(column)
    assert bytes(getattr(given, "obj", given)) == b""  # psycopg wraps it
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.execute(f"UPDATE {table} SET {field} = %s", [given])
    row.refresh_from_db()
    assert getattr(row, field) == default
    row.save()
    row.refresh_from_db()
    assert getattr(row, field) == default


def test_other_values_still_cannot_be_written_past_the_instance() -> None:
    factories.note()
    with pytest.raises(TypeError, match="encrypted"):
        Note.objects.update(title="plain")
