"""Texts of like length run together, so that little of a batch is padding and memory stays bounded."""

from collections.abc import Iterator, Sequence

BATCH_PIECES = 512  # padded word pieces in one run: what lies between two layers stays in a core's cache


def batches(lengths: Sequence[int], limit: int = BATCH_PIECES) -> Iterator[list[int]]:
    """Places of `lengths`, shortest first; a text longer than `limit` runs alone."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[place] > limit:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
