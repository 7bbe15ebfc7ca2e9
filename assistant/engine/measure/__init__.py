"""Metrics of the benchmark contract, one module for each task: pure functions of gold beside prediction.

A missing prediction is an empty one: it counts as wrong and is never left out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Pairs = Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
