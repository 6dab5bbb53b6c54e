"""A certificate of a vocation, issued at the centre."""

from tests.access.world import Stage, made

CERTIFICATE = {
    "kind": "vocational_elementary", "title": "Nghề mộc", "hours": 300,
    "issued_on": "2026-03-12", "number": "01/CC", "issuer": "Trường nghề",
}  # fmt: skip
TITLES = {"own": "thợ bào", "sibling": "thợ đục", "other": "thợ cưa"}


def plant(stage: Stage) -> dict[str, str]:
    """Plant it; its title is a word of the file."""
    centre = stage.desk("centre_caseworker", stage.facility)
    title = TITLES[stage.place]
    body = {**CERTIFICATE, "title": title, "case_id": stage.case}
    stage.words.add(title)
    path = f"/v1/clients/{stage.client}/certificates"
    return {"certificate": made(centre.post(path, json=body))["id"]}
