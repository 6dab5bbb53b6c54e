"""The shell around every route: manners, last resort, gate, problem answers."""

from collections.abc import Mapping

from fastapi import FastAPI

from app.api.body import FORM, Gate, Intake
from app.api.errors import LastResort, install
from app.api.headers import Manners

INTAKES: Mapping[str, Intake] = {"/v1/auth/token": FORM}


def enclose(app: FastAPI, intakes: Mapping[str, Intake] = INTAKES) -> None:
    """Put the shell on; the last one added is the outermost."""
    install(app)
    app.router.redirect_slashes = False
    app.add_middleware(Gate, intakes=intakes)
    app.add_middleware(LastResort)
    app.add_middleware(Manners)
