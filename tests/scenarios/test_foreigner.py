"""A foreigner who is addicted registers at a centre, never at home (120/2025, Điều 40 khoản 2)."""

from tests.scenarios.story import REGISTRATION_163

POLICE = "commune_police"


def test_a_foreigner_is_sent_to_a_centre_and_a_wrong_citizenship_can_be_mended(addict):
    file = addict("2026-08-03 09:00", citizenship="LA")
    refused = file.refused_opening(
        POLICE, "voluntary-home", "register", "2026-08-03 10:00", papers=REGISTRATION_163
    )
    assert refused.codes == {"citizen"}
    assert refused.law_of("citizen") == ("120/2025/QH15", "Điều 40 khoản 2")
    path = f"/v1/clients/{file.client['id']}"
    police = file.as_(POLICE)
    version = police.get(path).json()["version"]
    assert police.patch(path, json={"citizenship": "Lào"}, version=version).status_code == 422
    assert police.patch(path, json={"citizenship": None}, version=version).status_code == 422
    changed = police.patch(path, json={"citizenship": "VN"}, version=version)
    assert (changed.status_code, changed.json()["citizenship"]) == (200, "VN")
    file.open(POLICE, "voluntary-home", "register", "2026-08-03 11:00", papers=REGISTRATION_163)
