"""Ids of phases crossed, mine with theirs, in paths and bodies (T2)."""

from itertools import product

import pytest

from tests.access.calls import Call
from tests.access.run import same
from tests.access.world import PLACES


@pytest.mark.parametrize(("case", "phase"), list(product(PLACES, repeat=2)))
def test_a_phase_is_closed_only_under_its_own_case(world, knocker, case, phase):
    def close(case, phase):
        path = f"/v1/cases/{case.case}/phases/{phase.more['phase']}/close"
        said = {"ended_on": "2026-04-24", "outcome": "completed"}
        return Call("POST", path, version=1, json=said)

    records = world.records
    if case == phase == "own":
        assert knocker.send(close(records[case], records[phase]), "commune_official").status == 200
    else:
        same(knocker, close(records[case], records[phase]),
             close(records["random"], records["random"]))  # fmt: skip


@pytest.mark.parametrize("theirs", ["sibling", "other"])
@pytest.mark.parametrize("kind", ["paper", "plan", "screening"])
def test_nothing_of_another_is_evidence(world, knocker, theirs, kind):
    own = world.records["own"]

    def close(record):
        key = record.screening if kind == "screening" else record.more[kind]
        path = f"/v1/cases/{own.case}/phases/{own.more['phase']}/close"
        said = {"ended_on": "2026-04-24", "outcome": "completed",
                "evidence": [{"kind": kind, "id": key}]}  # fmt: skip
        return Call("POST", path, version=1, json=said)

    clinician = "centre_clinician"
    assert knocker.send(close(own), clinician).status == 200
    same(knocker, close(world.records[theirs]), close(world.records["random"]), clinician)


def test_a_screening_is_evidence_only_for_who_reads_the_clinical_part(world, knocker):
    own = world.records["own"]

    def close(key):
        path = f"/v1/cases/{own.case}/phases/{own.more['phase']}/close"
        said = {"ended_on": "2026-04-24", "outcome": "completed",
                "evidence": [{"kind": "screening", "id": key}]}  # fmt: skip
        return Call("POST", path, version=1, json=said)

    same(knocker, close(own.screening), close(world.records["random"].screening))
