"""What the matrix asks of reviews of facilities, model projects and providers."""

from tests.access.calls.shape import About, Call, get, nobody, unit_of
from tests.access.plants.standards import DRAFT_VERSION, FINDING, MODEL, PROVIDER, REMEDY, review_of
from tests.access.world import FACILITIES, Record

_WHY = {"reason": "nhập nhầm"}
_DONE = {"done_on": "2026-11-12", "evidence": "Biên bản"}
_WITHDRAWN = {"withdrawn_on": "2026-11-12", "reason": "hết điều kiện"}


def _facility(record: Record) -> str:
    return FACILITIES.get(record.place, "F-99-01")


def _of_review(path: str, **rest: object) -> About:
    return About(
        lambda r: Call("POST", f"/v1/reviews/{r.more['review']}{path}".format(**r.more), **rest)  # type: ignore[arg-type]
    )


def _found(record: Record) -> dict[str, object]:
    code = record.more["criterion"] if record.place != "random" else "C3-08"
    return {"findings": [{"criterion": code, **FINDING}]}


CALLS: dict[str, About] = {
    "list_reviews": About(
        lambda r: Call("GET", "/v1/reviews", params={"unit": _facility(r)}), 0
    ),
    "begin_review": About(
        lambda r: Call("POST", "/v1/reviews", json=review_of(_facility(r)))
    ),
    "read_review": About(get("/v1/reviews/{review}"), 0),
    # Of one's own unit: nobody has closed a review; out of reach is in test_crossed_standards.
    "read_review_share": nobody("GET", "/v1/reviews/share"),
    "record_findings": About(lambda r: Call(
        "POST", f"/v1/reviews/{r.more['review']}/findings", version=DRAFT_VERSION, json=_found(r)
    )),
    "plan_remedy": About(lambda r: Call(
        "POST", f"/v1/reviews/{r.more['review']}/remedies",
        json={**REMEDY, "criterion": _found(r)["findings"][0]["criterion"]},  # type: ignore[index]
    )),
    "finish_remedy": _of_review("/remedies/{remedy}/done", version=1, json=_DONE),
    "close_review": _of_review("/close", version=DRAFT_VERSION, json={}),
    "void_review": _of_review("/void", version=DRAFT_VERSION, json=_WHY),
    "list_model_projects": About(get("/v1/model-projects", unit="{unit}"), 0),
    "create_model_project": About(
        lambda r: Call("POST", "/v1/model-projects", json={**MODEL, "unit": unit_of(r)})
    ),
    "change_model_project": About(lambda r: Call(
        "PATCH", f"/v1/model-projects/{r.more['model']}", version=1, json={"note": "x"}
    )),
    "list_providers": About(get("/v1/providers", unit="{unit}"), 0),
    "create_provider": About(
        lambda r: Call("POST", "/v1/providers", json={**PROVIDER, "unit": unit_of(r)})
    ),
    "withdraw_provider": About(lambda r: Call(
        "POST", f"/v1/providers/{r.more['provider']}/withdraw", version=1, json=_WITHDRAWN
    )),
    "void_provider": About(lambda r: Call(
        "POST", f"/v1/providers/{r.more['provider']}/void", version=1, json=_WHY
    )),
}  # fmt: skip
