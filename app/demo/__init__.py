"""The demonstration: an invented population whose lives run through the real services and law."""

from app.demo.lives import live
from app.demo.stage import Stage
from app.demo.told import tell
from app.runtime import Running

__all__ = ["run"]


def run(running: Running) -> None:
    """Load the population once, then print its indicators and a step the law refuses."""
    stage = Stage(running)
    if stage.is_new():
        stage.hire()
        live(stage)
    tell(stage)
