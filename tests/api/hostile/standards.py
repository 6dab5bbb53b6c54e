"""A review of a centre, a model, a provider, and a lawful body for every write on them."""

from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import ok

_MODEL = {"name": "Mô hình", "kind": "voluntary_home", "runs_from": "2026-01-01", "unit": "00004"}
_PROVIDER = {
    "kind": "organisation", "name": "Trung tâm tư vấn", "services": ["education"],
    "licence_number": "1", "valid_from": "2026-01-01", "unit": "00004",
}  # fmt: skip
_REVIEW = {"facility": "F-01-01", "facility_kind": "private_centre", "held_on": "2026-03-02",
           "team": ["Trần Thị Bình"]}  # fmt: skip
_REMEDY = {"criterion": "C13", "what": "sửa", "owner": "Giám đốc", "due_on": "2026-04-01"}


def plant(world: Any) -> dict[str, str]:
    """Return ids for the paths; the review is answered whole, so that it may close."""
    world.offices("centre_director")
    manager: Caller = world.offices("province_manager")
    review = ok(manager.post("/v1/reviews", json=_REVIEW))
    path = f"/v1/reviews/{review['id']}"
    found = [
        {"criterion": row["criterion"], "result": "met", "evidence": "Biên bản"}
        for row in review["findings"]
    ]
    ok(manager.post(f"{path}/findings", version=1, json={"findings": found}), 200)
    remedy = ok(manager.post(f"{path}/remedies", json=_REMEDY))["id"]
    model = ok(manager.post("/v1/model-projects", json=_MODEL))["id"]
    provider = ok(manager.post("/v1/providers", json=_PROVIDER))["id"]
    return {
        "review_id": review["id"], "remedy_id": remedy, "model_project_id": model,
        "provider_id": provider,
    }  # fmt: skip


def bodies(world: Any) -> dict[str, tuple[Caller, Any]]:
    """Return what is lawful to send, whole."""
    manager: Caller = world.offices("province_manager")
    why = {"reason": "Nhập nhầm"}
    finding = {"criterion": "C13", "result": "met", "evidence": "Biên bản", "measured_value": "6.5"}
    model = {
        **_MODEL, "runs_until": "2026-12-31", "state": "effective", "result": "tốt",
        "note": "ghi chú",
    }  # fmt: skip
    changed = {name: value for name, value in model.items() if name != "unit"}
    return {
        "begin_review": (
            manager,
            {
                **_REVIEW, "circumstances": ["leased"], "note": "ghi chú",
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69b11",
            },
        ),
        "record_findings": (manager, {"findings": [finding]}),
        "plan_remedy": (
            manager,
            {**_REMEDY, "note": "ghi chú", "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69b12"},
        ),
        "finish_remedy": (manager, {"done_on": "2026-03-05", "evidence": "Biên bản"}),
        "close_review": (manager, {"recheck_due_on": "2026-06-01"}),
        "void_review": (manager, why),
        "create_model_project": (
            manager, {**model, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69b13"},
        ),
        "change_model_project": (manager, changed),
        "create_provider": (
            manager,
            {
                **_PROVIDER, "valid_until": "2026-12-31", "note": "ghi chú",
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69b14",
            },
        ),
        "withdraw_provider": (manager, {"withdrawn_on": "2026-03-05", "reason": "hết điều kiện"}),
        "void_provider": (manager, why),
    }  # fmt: skip
