"""The hostile corpus against every body of the live routes.

Generated from the OpenAPI document: a new write without a body here fails the first test. What is
refused is refused without an echo; what is accepted leaves a file that everybody can still read.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.api.hostile_values import BROKEN, MARK, NEVER, NO_TEXT, PERHAPS
from tests.api.hostile_world import OPERATIONS, in_groups


def places_in(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a body that a value can be put."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in items:
        yield (*at, key)
        if isinstance(part, dict | list):
            yield from places_in(part, (*at, key))


def with_value(body: Any, place: tuple[Any, ...], raw: str) -> bytes:
    """The body with raw JSON put in one place."""
    changed = deepcopy(body)
    part = changed
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = "@@here@@"
    return json.dumps(changed, ensure_ascii=False).replace('"@@here@@"', raw).encode("utf-8")


WRITES = [
    name
    for name, (method, _, said) in OPERATIONS.items()
    if method in {"POST", "PATCH", "PUT"}
    and "application/json" in said.get("requestBody", {}).get("content", {})
]


def test_every_write_has_a_body_here(world):
    assert set(world.bodies()) == set(WRITES)


@pytest.mark.parametrize("operation", WRITES)
def test_the_body_it_starts_from_is_lawful(world, operation):
    """Otherwise a hostile value would be refused for another reason than its own."""
    caller, body = world.bodies()[operation]
    answer = world.send(operation, caller, json.dumps(body).encode())
    if operation == "change_own_password":
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/old")
    elif operation == "open_case":
        # The person has no papers of the police; the law says so, not the form.
        assert (answer.status_code, answer.json()["code"]) == (409, "step-refused")
    else:
        assert answer.is_success, answer.text


@in_groups(WRITES)
def test_no_field_takes_a_hostile_value(world, operations):
    bodies = world.bodies()
    for operation in operations:
        caller, body = bodies[operation]
        for place in places_in(body):
            for name, raw in NEVER.items():
                if _lawful(place, name):
                    continue
                answer = world.send(operation, caller, with_value(body, place, raw))
                where = (operation, place, name)
                assert answer.status_code in {400, 422}, (*where, answer.text)
                assert MARK not in answer.text, where
    world.all_reads()


# Amounts that may have a fraction: half of one is lawful.
FRACTIONS = {"hours", "mark", "dose_mg", "value"}


def _lawful(place: tuple[Any, ...], name: str) -> bool:
    """A password may be any text; only what is no text at all is refused."""
    if name == "half" and place[-1] in FRACTIONS:
        return True
    return place[-1] in {"password", "old", "new"} and name not in NO_TEXT


# Accepted, these take the file from whoever reads it here.
AWAY = ["move_client", "seal_client"]
# Accepted, these change which files there are: nothing can follow them in one test.
ALONE = ["merge_clients", "undo_merge"]


@in_groups([operation for operation in WRITES if operation not in {*AWAY, *ALONE}])
def test_what_a_field_perhaps_takes_poisons_nothing(world, operations):
    bodies = world.bodies()
    for operation in operations:
        _perhaps(world, operation, *bodies[operation])
    world.all_reads()


@pytest.mark.parametrize("operation", ALONE)
def test_what_changes_the_files_there_are_poisons_nothing(world, operation):
    _perhaps(world, operation, *world.bodies()[operation])
    world.all_reads()


@pytest.mark.parametrize("operation", AWAY)
def test_what_takes_a_file_away_stumbles_over_nothing(world, operation):
    _perhaps(world, operation, *world.bodies()[operation])


def _perhaps(world, operation, caller, body):
    for place in places_in(body):
        for name, raw in PERHAPS.items():
            answer = world.send(operation, caller, with_value(body, place, raw))
            assert answer.status_code < 500, (operation, place, name, answer.text)


@pytest.mark.parametrize("operation", WRITES)
def test_a_broken_body_is_refused(world, operation):
    caller, body = world.bodies()[operation]
    for name, raw in BROKEN.items():
        answer = world.send(operation, caller, raw)
        if name == "unknown key":
            assert MARK not in answer.text, answer.text
        assert answer.status_code in {400, 422}, (name, answer.text)
    strange = json.dumps({**body, MARK: "x"}).encode()
    answer = world.send(operation, caller, strange)
    assert answer.status_code == 422, answer.text
    assert MARK not in answer.text
    huge = json.dumps({**body, "note": "a" * 2_000_000}).encode()
    assert world.send(operation, caller, huge).status_code == 413
    gzip = caller.request(
        "POST", "/v1/clients/match", content=b"\x1f\x8b", headers={"Content-Encoding": "gzip"}
    )
    assert 400 <= gzip.status_code < 500
