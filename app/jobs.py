"""The worker: procrastinate with one task, which makes reminders every quarter of an hour.

The task needs no retry to lose nothing: a round that failed, was killed or never ran is made good
by the next (`app.services.rounds`). The worker's role may run it and keep its own queue, no more.
"""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import procrastinate
import sqlalchemy as sa
import structlog
from procrastinate.jobs import Status
from procrastinate.worker import Worker
from sqlalchemy.orm import Session

from app.law.shape.model import Book
from app.services import rounds
from app.times import Timekeeper

# Every quarter hour; a worker that starts in between makes up for the last.
EVERY, QUARTER_HOUR = "*/15 * * * *", 900
QUEUE = "reminders"
TASK = "make_reminders"
# A round waits for a merge or for another round, but not for ever.
_GUARDS = "-c statement_timeout=300000 -c lock_timeout=30000"
_TRIES, _WAIT = 3, 20
_log = structlog.get_logger("hoanhap.worker")


@dataclass(frozen=True, slots=True)
class Duty:
    """What a round needs: the worker's connections, the law, the clock."""

    engine: sa.Engine
    book: Book
    clock: Timekeeper
    most: int = rounds.MOST

    def once(self) -> rounds.Round:
        """Make one round, in as many transactions as it takes."""
        now, whole = self.clock.now(), rounds.Round()
        while True:
            with Session(self.engine) as session:
                done = rounds.make(session, self.book, now, self.most)
                session.commit()
            whole += done
            if not done.reaches(self.most):
                return whole


@contextmanager
def duty(worker_url: str, book: Book, clock: Timekeeper) -> Iterator[Duty]:
    """Give what a round needs, over the worker's address."""
    engine = sa.create_engine(
        worker_url,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"options": _GUARDS, "application_name": "hoanhap-worker"},
    )
    try:
        yield Duty(engine, book, clock)
    finally:
        engine.dispose()


def application(worker_url: str, ours: Duty) -> procrastinate.App:
    """Return the procrastinate application; its tables lie in the schema `jobs`."""
    address = sa.make_url(worker_url).set(drivername="postgresql")
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(
            conninfo=address.render_as_string(hide_password=False),
            kwargs={"options": "-c search_path=jobs", "application_name": "hoanhap-worker"},
            min_size=1,
            max_size=3,
        ),
        periodic_defaults={"max_delay": QUARTER_HOUR},
        # What went well is not kept: the reminders and the audit tell.
        worker_defaults={"queues": [QUEUE], "delete_jobs": "successful", "concurrency": 1},
    )

    # No `lock`: the job of a worker that was killed would hold it for good.
    @app.periodic(cron=EVERY)
    @app.task(
        name=TASK,
        queue=QUEUE,
        queueing_lock=TASK,
        retry=procrastinate.RetryStrategy(max_attempts=_TRIES, wait=_WAIT),
    )
    async def make_reminders(timestamp: int) -> None:
        _ = timestamp
        await _bury_stalled(app)
        done = await asyncio.to_thread(ours.once)
        _log.info("reminder_round", count=done.made + done.again + done.closed)

    return app


def run(app: procrastinate.App) -> None:
    """Work until told to stop; whenever that is, the worker strikes itself off its list."""
    asyncio.run(_run(app))


async def _run(app: procrastinate.App) -> None:
    # Our handler instead of procrastinate's, which stands only after the worker is on the list.
    worker = Worker(app, install_signal_handlers=False, **app.worker_defaults)  # type: ignore[misc]
    told = asyncio.Event()

    def leave() -> None:
        told.set()
        worker.stop()  # type: ignore[no-untyped-call]

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, leave)
    async with app.open_async():
        if not told.is_set():
            await worker.run()  # type: ignore[no-untyped-call]


async def _bury_stalled(app: procrastinate.App) -> None:
    """End jobs of workers that are no more: this round does their work."""
    for job in await app.job_manager.get_stalled_jobs(queue=QUEUE):
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
