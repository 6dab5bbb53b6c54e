"""The alarm: no door outside the document, none outside the house's own list, none untested."""

from fastapi import APIRouter, FastAPI
from starlette.routing import Mount, Route

from app.api.door import RULES
from app.main import shape
from tests.access.calls import CALLS
from tests.access.doors import documented, doors
from tests.access.run import cells, policy

# Doors nobody signs in at; the only ones that are not made by `Door`.
UNGUARDED = {"read_liveness", "read_readiness"}
# What may be asked before sign-in; `Rule.may` is None.
PUBLIC = {"sign_in", "sign_out"}


def test_every_door_stands_in_the_document():
    application = shape(docs=True)
    assert doors(application) == documented(application)


def test_every_door_is_made_by_the_house_but_those_of_health():
    assert {door.operation for door in doors(shape())} == set(RULES) | UNGUARDED


def test_every_door_names_a_permission_but_those_of_signing_in():
    assert {name for name, rule in RULES.items() if rule.may is None} == PUBLIC


def test_every_door_has_its_line_in_the_matrix():
    asked = {call.partition(":")[0] for call, _, _ in policy()}
    assert {door.operation for door in doors(shape())} == asked


def test_every_place_of_the_matrix_is_filled():
    assert set(policy()) == set(cells())
    assert {call.partition(":")[0] for call in CALLS} == set(RULES) | UNGUARDED


def test_a_door_beside_the_document_is_seen():
    """The mutants of the alarm: each way to add a door that the document does not show."""
    hidden = shape()
    hidden.add_api_route("/v1/side", _nothing, include_in_schema=False)
    plain = shape()
    plain.router.routes.append(Route("/v1/side", _nothing))
    mounted = shape()
    mounted.router.routes.append(Mount("/v1/side", routes=[Route("/door", _nothing)]))
    included = shape()
    router = APIRouter(prefix="/v1/side")
    router.add_api_route("/door", _nothing, include_in_schema=False)
    included.include_router(router)
    for application in (hidden, plain, mounted, included):
        assert doors(application) - documented(application)


def test_a_mounted_application_is_seen():
    application, inner = shape(), FastAPI()
    inner.add_api_route("/door", _nothing)
    application.mount("/v1/side", inner)
    assert any(door.path == "/v1/side/door" for door in doors(application))


def _nothing() -> None:
    """Do nothing, behind a door that should not be there."""
