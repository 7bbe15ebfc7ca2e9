"""Named arrays and one JSON header as bytes, without pickle: reading runs no code.

Magic, header length, header (JSON with the place, type and shape of each array), then the arrays, aligned.
"""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

_MAGIC = b"ANSHARD1"
_ALIGNED = 64  # bytes
_TYPES = {"uint8", "int32", "int64", "float32"}


class UnreadableLayout(Exception):
    """The bytes are cut short or not of this kind. Derived data: build it again."""


def packed(header: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    places, size = {}, 0
    for name, value in arrays.items():
        places[name] = (size, value.dtype.name, value.shape)
        size += -(-value.nbytes // _ALIGNED) * _ALIGNED
    head = json.dumps({"header": header, "arrays": places}, ensure_ascii=True).encode()
    parts = [_MAGIC, len(head).to_bytes(8, "little"), head, bytes(-(16 + len(head)) % _ALIGNED)]
    for value in arrays.values():
        parts += [np.ascontiguousarray(value).tobytes(), bytes(-value.nbytes % _ALIGNED)]
    return b"".join(parts)


def unpacked(data: bytes) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """Raises UnreadableLayout."""
    if data[:8] != _MAGIC:
        raise UnreadableLayout("not an index shard")
    length = int.from_bytes(data[8:16], "little")
    try:
        head = json.loads(data[16 : 16 + length])
        base = -(-(16 + length) // _ALIGNED) * _ALIGNED
        arrays = {name: _array(data, base + at, kind, shape) for name, (at, kind, shape) in head["arrays"].items()}
        return dict(head["header"]), arrays
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableLayout("an index shard that is damaged or cut short") from error


def _array(data: bytes, start: int, kind: str, shape: list[int]) -> npt.NDArray[Any]:
    if kind not in _TYPES:
        raise ValueError("unknown array type")
    count = int(np.prod(shape))
    return np.frombuffer(data, np.dtype(kind), count, start).reshape(shape).copy()
