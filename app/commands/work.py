"""`hoanhap work`: the worker that makes reminders; with `--once` one round, for cron."""

import argparse
import signal
from types import FrameType

from app import jobs, logs, runtime, settings
from app.law.reading.loader import lawbook
from app.times import Timekeeper


def work(arguments: argparse.Namespace) -> int:
    """Check what must be right, then make reminders every quarter hour until a signal comes."""
    chosen = settings.load()
    if not arguments.once:
        # Until the worker's own handler stands; as an exception a database of ours ends too.
        signal.signal(signal.SIGTERM, _leave)
    with runtime.database(chosen) as addresses:
        url = addresses.worker_url()
        runtime.refuse_faulty_book()
        runtime.refuse_other_schema(runtime.prober(url))
        with jobs.duty(url, lawbook(), Timekeeper(chosen.clock)) as duty:
            # At once: the quarter hour a worker was stopped in is not begun again by the queue.
            done = duty.once()
            print(f"Reminders made: {done.made}, again: {done.again}, ended: {done.closed}.")
            if arguments.once:
                return 0
            logs.configure()
            print("Hòa Nhập: reminders every quarter hour", flush=True)
            jobs.run(jobs.application(url, duty))
    return 0


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
