"""Serve pages and sockets on the loopback interface (put a TLS proxy in front for anything else)."""

import argparse
import logging
import os
import warnings
from typing import Any

import uvicorn
from django.core.management.base import BaseCommand

MAX_SOCKET_FRAME = 256 * 1024  # bytes; the protocol answers frames above its own limit with an error


class Command(BaseCommand):
    help = "Serve the clinic."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        # WhiteNoise streams files from plain iterators; Django notes it at each and does the right thing.
        warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
        uvicorn.run(
            "config.asgi:application",
            host=host,
            port=port,
            lifespan="on",
            ws_max_size=MAX_SOCKET_FRAME,
            log_config=None,
            access_log=False,
            server_header=False,
        )
        # The interpreter would wait for an answer that is being computed; the next start takes it up.
        logging.shutdown()
        self.stdout.flush()
        os._exit(0)
