"""How many frames one socket may send: a page sends a few, a program that sends hundreds is cut off."""

import time
from collections import deque
from collections.abc import Callable

MOST, WITHIN = 40, 10.0  # frames, seconds


class Pace:
    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._sent: deque[float] = deque(maxlen=MOST)

    def allows(self) -> bool:
        """Whether one more frame may be taken now; a refused one counts for nothing."""
        now = self._now()
        if len(self._sent) == MOST and now - self._sent[0] < WITHIN:
            return False
        self._sent.append(now)
        return True
