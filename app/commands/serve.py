"""`hoanhap serve`: the API on one address, with as many workers as asked."""

import argparse
import signal
from types import FrameType

import uvicorn

from app import logs, runtime, settings

# Requests one worker holds at once before it answers 503 by itself.
MOST_AT_ONCE = 500
KEEP_ALIVE, GRACE = 30, 20


def serve(arguments: argparse.Namespace) -> int:
    """Check what must be right, then serve until a signal comes."""
    chosen = settings.load()
    # uvicorn raises the signal again once it has drained; as an exception it lets the embedded
    # database shut down cleanly as well.
    signal.signal(signal.SIGTERM, _leave)
    # The database runs as long as this process, whatever becomes of a worker.
    with runtime.database(chosen) as addresses:
        runtime.refuse_faulty_book()
        runtime.refuse_other_schema(runtime.prober(addresses.app))
        logs.configure()
        print(f"Hòa Nhập: http://{arguments.host}:{arguments.port}/", flush=True)
        uvicorn.run(
            "app.main:serve_app",
            factory=True,
            host=arguments.host,
            port=arguments.port,
            workers=arguments.workers,
            server_header=False,
            access_log=False,
            log_config=None,
            limit_concurrency=MOST_AT_ONCE,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=GRACE,
        )
    return 0


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number if number != signal.SIGTERM else 0)
