"""The worker inside the web process, for a machine without Redis.

Celery's worker runs in threads of this process on the in-memory broker: one for each queue, so that a
slow index cannot hold up an answer, and its clock for the periodic tasks.
"""

import asyncio
import logging
import threading
import time

from celery import Celery
from celery.beat import EmbeddedService, Scheduler
from celery.worker import WorkController

from config import queues
from config.celery import app
from triage.loop import set_server_loop
from triage.services import jobs

log = logging.getLogger("anamnesis.embedded")
START_SECONDS, STOP_SECONDS = 20, 3
# Answers to two people at once; heavy work one at a time beside them on a small machine.
THREADS = {queues.QUICK: 2, queues.HEAVY: 1, queues.REPORT: 1}


class EmbeddedWorker:
    """Started and stopped with the web server."""

    def __init__(self, celery: Celery = app) -> None:
        self._celery = celery
        self._controllers: list[WorkController] = []
        self._threads: list[threading.Thread] = []
        self._clock = EmbeddedService(celery, max_interval=1, thread=True, scheduler_cls=Scheduler)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """`loop` carries the channel-layer messages of the workers."""
        set_server_loop(loop)
        self._celery.loader.import_default_modules()
        jobs.take_over_embedded()
        for queue, count in THREADS.items():
            self._start(queue, count)
        self._clock.start()
        log.info("embedded worker started", extra={"count": sum(THREADS.values())})

    def stop(self) -> None:
        """Work that takes longer than STOP_SECONDS to end is left: the next start takes it up."""
        self._clock.stop()
        ending = [threading.Thread(target=one.stop, args=(False,), daemon=True) for one in self._controllers]
        for thread in ending:
            thread.start()
        give_up = time.monotonic() + STOP_SECONDS
        for thread in [*ending, *self._threads]:
            thread.join(timeout=max(0.0, give_up - time.monotonic()))
        set_server_loop(None)

    def _start(self, queue: str, threads: int) -> None:
        """Returns when it consumes: which queues a consumer takes is kept on the application and is read
        when the consumer starts, so the next controller must not be made before."""
        ready = threading.Event()
        controller = WorkController(
            app=self._celery,
            hostname=f"{queue}@embedded",
            pool_cls="threads",
            concurrency=threads,
            queues=[queue],
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
            ready_callback=lambda consumer: ready.set(),
        )
        thread = threading.Thread(target=controller.start, name=f"worker-{queue}", daemon=True)
        thread.start()
        if not ready.wait(START_SECONDS):
            raise RuntimeError(f"the worker for queue {queue} did not start")
        self._controllers.append(controller)
        self._threads.append(thread)
