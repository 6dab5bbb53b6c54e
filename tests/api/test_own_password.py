"""A person gives themselves another password."""

from tests.harness.api import PASSWORD, WRONG, enter

NEW = "ngọn đèn trước cửa nhà"


def change(api, token, old, new):
    headers = {"Authorization": f"Bearer {token}"}
    return api.post("/v1/me/password", json={"old": old, "new": new}, headers=headers)


def test_a_new_password_ends_every_sign_in_and_opens_the_next(api, official):
    first = enter(api, official).json()["access_token"]
    second = enter(api, official).json()["access_token"]
    assert change(api, first, PASSWORD, NEW).status_code == 204
    for token in (first, second):
        headers = {"Authorization": f"Bearer {token}"}
        assert api.get("/v1/me", headers=headers).status_code == 401
    assert enter(api, official).status_code == 401
    assert enter(api, official, NEW).status_code == 200


def test_the_present_password_is_asked_for_and_a_weak_one_refused(api, official):
    token = enter(api, official).json()["access_token"]
    assert change(api, token, WRONG, NEW).json()["errors"][0]["pointer"] == "/old"
    assert change(api, token, PASSWORD, "hoanhap12345").status_code == 422
    assert enter(api, official).status_code == 200
