"""Model fields that are encrypted by the application (AES-GCM, see `records.engine.keyring`).

The associated data is table, row and field, so a value copied to another row does not decrypt. A value
is decrypted when it is first read from the instance; `values()` and `values_list()` give `Sealed`
objects, which show nothing. Rows need their primary key before saving: use UUID keys.
"""

import json
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from records import keys


class Sealed:
    """Ciphertext as stored. Shows nothing of the value."""

    __slots__ = ("token",)

    def __init__(self, token: bytes) -> None:
        self.token = token

    def __repr__(self) -> str:
        return "<encrypted>"


def place_of(model: type[models.Model], pk: object, field: str) -> str:
    return f"{model._meta.db_table}|{pk}|{field}"


class _Decrypting(DeferredAttribute):
    """Turns `Sealed` into the plain value on first read."""

    field: "EncryptedField"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            super().__get__(instance, cls)  # deferred: fetches it
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = instance.__dict__[name] = self.field.unseal(instance, value)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        """A data descriptor, so that reading goes through `__get__` and not straight to the instance."""
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.Field):  # type: ignore[type-arg]
    """Base: subclasses say how a value becomes text and back."""

    descriptor_class = _Decrypting

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def dump(self, value: Any) -> str:
        raise TypeError(f"{type(self).__name__} does not say how to store a value")

    def load(self, text: str) -> Any:
        raise TypeError(f"{type(self).__name__} does not say how to read a value")

    def unseal(self, instance: models.Model, sealed: Sealed) -> Any:
        if not sealed.token:  # a row from before the field was added
            return self.get_default()
        place = place_of(type(instance), instance.pk, self.attname)
        return self.load(keys.ring().decrypt(sealed.token, place).decode("utf-8"))

    def seal(self, instance: models.Model, value: Any) -> Sealed:
        if instance.pk is None:
            raise ValueError("an encrypted field needs the row's primary key before saving")
        place = place_of(type(instance), instance.pk, self.attname)
        # Half a surrogate pair, which JSON can spell, has no UTF-8: it becomes one question mark.
        return Sealed(keys.ring().encrypt(self.dump(value).encode("utf-8", "replace"), place))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        return None if value is None else self.seal(model_instance, value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is encrypted: save the instance instead of update() or a filter")
        return connection.Database.Binary(value.token)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """A migration that adds the field gives all rows the same value, which cannot be sealed for each:
        they get an empty one, read as the default."""
        if value is not None and not isinstance(value, Sealed) and value == self.get_default():
            return connection.Database.Binary(b"")
        return super().get_db_prep_save(value, connection)

    def get_prep_value(self, value: Any) -> Any:
        return value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError("encrypted fields are not serialised in plain: use `manage.py backup`")


class EncryptedTextField(EncryptedField):
    """Text; empty string by default."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def dump(self, value: Any) -> str:
        return str(value)

    def load(self, text: str) -> str:
        return text


class EncryptedJSONField(EncryptedField):
    """Anything JSON can hold; give a callable default (`dict`, `list`)."""

    def dump(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def load(self, text: str) -> Any:
        return json.loads(text)
