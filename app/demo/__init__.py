"""The demonstration: an invented population whose lives run through the real services and law."""

from app import jobs
from app.demo import reported
from app.demo.lives import live
from app.demo.stage import Stage
from app.demo.told import tell
from app.runtime import Running

__all__ = ["run"]


def run(running: Running) -> None:
    """Load the population once, make its reminders, then tell about it."""
    stage = Stage(running)
    if stage.is_new():
        stage.hire()
        live(stage)
    house = stage.house
    with jobs.duty(running.addresses.worker_url(), house.lawbook, house.clock) as duty:
        duty.once()
    reported.tell(stage)
    tell(stage)
