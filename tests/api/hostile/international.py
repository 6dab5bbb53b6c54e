"""Circumstances under hostile values, told by a clinic's program with an eye on every part."""

from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import ok

_SCOPES = ("client:read", "case:read", "service:write", "determination:write")


def plant(world: Any) -> dict[str, str]:
    """Something told."""
    path = f"/v1/clients/{world.places['client_id']}/circumstances"
    told = {"stage": "intake", "told_on": "2026-03-02", "main_substance": "heroin"}
    return {"circumstance_id": ok(world.official.post(path, json=told))["id"]}


def bodies(world: Any) -> dict[str, tuple[Caller, Any]]:
    """Every item told."""
    return {
        "record_circumstance": (
            world.offices.desk(None, "00004", scopes=_SCOPES),
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69be1", "stage": "review",
                "told_on": "2026-03-09", "main_substance": "heroin",
                "other_substances": ["methamphetamine"], "route": "smoke", "first_use_age": 17,
                "ever_treated": True, "ever_substitution": False, "days_used_30": 12,
                "injecting": "never", "shared_needles": False, "hiv_tested": True,
                "hcv_tested": True, "lives_with": "parents", "children": 1, "housing": "stable",
                "work": "employed", "education": "primary", "referral_source": "family",
                "unit": "00004", "case_id": world.places["case_id"],
            },
        ),
        "void_circumstance": (world.official, {"reason": "Nhập nhầm"}),
    }  # fmt: skip
