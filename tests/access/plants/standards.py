"""A closed review of each centre, a draft of it, a model project and a provider of each commune."""

from tests.access.world import Stage, made

FINDING = {"result": "met", "evidence": "Biên bản"}
MODEL = {"name": "Mô hình", "kind": "voluntary_home", "runs_from": "2026-01-01"}
PROVIDER = {
    "kind": "organisation", "name": "Trung tâm tư vấn", "services": ["education"],
    "licence_number": "1", "valid_from": "2026-01-01",
}  # fmt: skip
REMEDY = {"what": "sửa", "owner": "Giám đốc", "due_on": "2026-12-01"}
# Answered findings make the second version of a review.
DRAFT_VERSION = 2


def review_of(facility: str) -> dict[str, object]:
    """A review of a reform school: it has the fewest criteria."""
    return {
        "facility": facility, "facility_kind": "reform_school", "held_on": "2026-11-10",
        "team": ["Trần Thị Bình"],
    }  # fmt: skip


def plant(stage: Stage) -> dict[str, str]:
    """Return the ids."""
    manager = stage.desk("province_manager", stage.facility[2:4])
    draft = made(manager.post("/v1/reviews", json=review_of(stage.facility)))
    path = f"/v1/reviews/{draft['id']}"
    codes = [row["criterion"] for row in draft["findings"]]
    found = [{"criterion": code, **FINDING} for code in codes]
    made(manager.post(f"{path}/findings", version=1, json={"findings": found}))
    remedy = made(manager.post(f"{path}/remedies", json={"criterion": codes[0], **REMEDY}))
    model = made(manager.post("/v1/model-projects", json={**MODEL, "unit": stage.unit}))
    provider = made(manager.post("/v1/providers", json={**PROVIDER, "unit": stage.unit}))
    return {
        "review": draft["id"], "remedy": remedy["id"], "model": model["id"],
        "provider": provider["id"], "criterion": codes[0],
    }  # fmt: skip
