"""Accounts: who may make them, where, for whom; closing one ends its sign-ins at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.access import GRANTS, SCOPES, Permission, Role
from app.ids import new_id

PASSWORD = "con thuyền qua bến sông"
NEW = {
    "username": "nguyen.van.an",
    "full_name": "Nguyễn Văn An",
    "role": "commune_official",
    "unit": "00004",
    "password": PASSWORD,
}


def enter(api, username, password=PASSWORD):
    form = {"grant_type": "password", "username": username, "password": password}
    return api.post("/v1/auth/token", data=form)


def make(admin, **other):
    return admin.post("/v1/accounts", json={**NEW, **other})


def test_an_administrator_makes_an_account_that_can_sign_in(api, sign_in):
    answer = make(sign_in("administrator", "01"))
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["location"] == f"/v1/accounts/{made['id']}"
    assert answer.headers["etag"] == '"v1"'
    assert "secret" not in answer.text
    assert "password" not in answer.text
    assert (made["username"], made["unit"], made["disabled_at"]) == ("nguyen.van.an", "00004", None)
    assert enter(api, "nguyen.van.an").status_code == 200


def test_the_same_key_makes_one_account(sign_in):
    admin = sign_in("administrator", "01")
    first, second = (admin.post("/v1/accounts", json=NEW, key="mot-khoa") for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert second.headers["location"] == first.headers["location"]
    other = admin.post("/v1/accounts", json={**NEW, "username": "khac"}, key="mot-khoa")
    assert other.json()["code"] == "idempotency-key-reused"


def test_a_user_name_is_taken_once(sign_in):
    admin = sign_in("administrator", "01")
    make(admin)
    answer = make(admin, full_name="Trần Thị Bình")
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")


@pytest.mark.parametrize(
    ("at", "unit", "status"),
    [
        ("vn", "00004", 201),
        ("vn", "26740", 201),
        ("01", "00004", 201),
        ("01", "26740", 403),
        ("00004", "00004", 201),
        ("00004", "00008", 403),
        ("01", "99999", 422),
        ("vn", "99999", 422),
    ],
)
def test_an_administrator_reaches_their_unit_and_those_below(sign_in, at, unit, status):
    answer = make(sign_in("administrator", at), unit=unit)
    assert answer.status_code == status


def test_a_facility_is_below_its_province(sign_in):
    sign_in("centre_director", "F-01-01")
    admin = sign_in("administrator", "01")
    assert make(admin, unit="F-01-01", role="centre_clinician").status_code == 201
    assert make(sign_in("administrator", "79"), unit="F-01-01", username="b").status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if "commune" not in GRANTS[role].kinds])
def test_a_role_is_given_only_where_it_exists(sign_in, role):
    answer = make(sign_in("administrator", "01"), role=role.value)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/role"


@pytest.mark.parametrize(
    "role", [r for r in Role if Permission.ACCOUNT_MANAGE not in GRANTS[r].permissions]
)
def test_nobody_else_manages_accounts(sign_in, role):
    places = {
        "commune": "00004",
        "province": "01",
        "nation": "vn",
        "facility": "F-01-01",
        "court": "C-01-01",
    }
    caller = sign_in(role.value, places[min(GRANTS[role].kinds)])
    assert make(caller).status_code == 403
    assert caller.get("/v1/accounts").status_code == 403
    assert (
        caller.post(
            "/v1/api-clients", json={"name": "x", "unit": "00004", "scopes": ["self"]}
        ).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "Có Dấu"),
        ("username", "A"),
        ("username", ""),
        ("full_name", "\u202eAn"),
        ("role", "king"),
        ("unit", "%"),
        ("password", "ngắn quá"),
        ("password", "hòa nhập 2026"),
        ("password", "nguyen.van.an"),
        ("password", "a" * 129),
        ("scopes", ["client:read"]),
        ("kind", "system"),
    ],
)
def test_what_is_not_right_is_refused_without_being_repeated(sign_in, field, value):
    answer = make(sign_in("administrator", "01"), **{field: value})
    assert answer.status_code == 422
    assert not value or str(value) not in answer.text


def test_accounts_are_listed_within_reach_page_by_page(sign_in):
    admin = sign_in("administrator", "01")
    sign_in("commune_official", "26740", username="o.tinh.khac")
    for name in ("an", "binh", "cuong"):
        make(admin, username=name)
    names, cursor = [], ""
    for _ in range(10):
        page = admin.get(f"/v1/accounts?unit=00004&limit=2{cursor}").json()
        names += [account["username"] for account in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert names == ["an", "binh", "cuong"]
    everyone = admin.get("/v1/accounts").json()["items"]
    assert "o.tinh.khac" not in [account["username"] for account in everyone]
    assert admin.get("/v1/accounts?disabled=true").json()["items"] == []
    assert [a["role"] for a in admin.get("/v1/accounts?role=administrator").json()["items"]] == [
        "administrator"
    ]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [("uint=00004", 400, "unknown-parameter"), ("account_id=1", 400, "unknown-parameter"),
     ("limit=0", 422, "invalid"), ("cursor=AAAA", 422, "invalid"), ("role=king", 422, "invalid")],
)  # fmt: skip
def test_a_misspelt_filter_never_widens_a_list(sign_in, query, status, code):
    answer = sign_in("administrator", "01").get(f"/v1/accounts?{query}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_an_account_out_of_reach_is_not_found(sign_in):
    admin, other = sign_in("administrator", "01"), sign_in("commune_official", "26740")
    for account in (other.id, new_id()):
        assert admin.get(f"/v1/accounts/{account}").status_code == 404
        assert admin.post(f"/v1/accounts/{account}/disable", version=1).status_code == 404


def test_closing_an_account_ends_its_sign_ins_with_the_answer(api, sign_in):
    admin = sign_in("administrator", "01")
    made = make(admin).json()
    tokens = enter(api, "nguyen.van.an").json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert api.get("/v1/me", headers=bearer).status_code == 200
    closed = admin.post(f"/v1/accounts/{made['id']}/disable", version=1)
    assert closed.status_code == 200
    assert closed.headers["etag"] == '"v2"'
    assert closed.json()["disabled_at"] is not None
    assert api.get("/v1/me", headers=bearer).status_code == 401
    assert enter(api, "nguyen.van.an").status_code == 401

    opened = admin.post(f"/v1/accounts/{made['id']}/enable", version=2)
    assert opened.json()["disabled_at"] is None
    assert api.get("/v1/me", headers=bearer).status_code == 401, "earlier sign-ins stay ended"
    assert enter(api, "nguyen.van.an").status_code == 200


def test_nobody_closes_their_own_account(sign_in):
    admin = sign_in("administrator", "01")
    answer = admin.post(f"/v1/accounts/{admin.id}/disable", version=1)
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")


def test_a_change_names_the_version_it_was_made_on(sign_in):
    admin = sign_in("administrator", "01")
    made = make(admin).json()["id"]
    missing = admin.post(f"/v1/accounts/{made}/disable")
    assert (missing.status_code, missing.json()["code"]) == (428, "version-required")
    stale = admin.post(f"/v1/accounts/{made}/disable", version=7)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale-version")
    assert stale.json()["current_version"] == 1
    crooked = admin.post(f"/v1/accounts/{made}/disable", headers={"If-Match": "*"})
    assert crooked.status_code == 422


def test_two_changes_at_once_leave_one_winner(committing, sign_in):
    admin = sign_in("administrator", "01")
    made = sign_in("commune_official", "00004").id

    def close(_):
        return admin.post(f"/v1/accounts/{made}/disable", version=1).status_code

    with ThreadPoolExecutor(4) as crowd:
        statuses = sorted(crowd.map(close, range(4)))
    assert statuses == [200, 412, 412, 412]


def test_a_system_gets_its_secret_once_and_only_the_scopes_it_was_given(api, sign_in):
    admin = sign_in("administrator", "01")
    answer = admin.post(
        "/v1/api-clients",
        json={"name": "Cổng dịch vụ công", "unit": "01", "scopes": ["client:read", "case:read"]},
    )
    assert answer.status_code == 201
    made = answer.json()
    form = {
        "grant_type": "client_credentials",
        "client_id": made["client_id"],
        "client_secret": made["client_secret"],
    }
    token = api.post("/v1/auth/token", data=form).json()["access_token"]
    me = api.get("/v1/me", headers={"Authorization": f"Bearer {token}"}).json()
    assert me["permissions"] == ["case:read", "client:read", "self"]
    assert (me["kind"], me["role"], me["parts"]) == ("system", None, ["identity", "legal"])
    assert made["client_secret"] not in admin.get(f"/v1/accounts/{made['id']}").text


@pytest.mark.parametrize("scope", sorted(set(Permission) - SCOPES))
def test_some_permissions_stay_with_people(sign_in, scope):
    answer = sign_in("administrator", "01").post(
        "/v1/api-clients", json={"name": "x", "unit": "01", "scopes": [scope]}
    )
    assert answer.status_code == 422


def test_a_system_must_send_an_idempotency_key(sign_in):
    system = sign_in(None, "01", scopes=("client:read",))
    answer = system.request("POST", f"/v1/accounts/{new_id()}/enable", version=1, key="")
    assert answer.status_code in {400, 403, 422}


def test_making_and_closing_accounts_is_on_record(sign_in):
    admin = sign_in("administrator", "01")
    made = make(admin).json()["id"]
    admin.post(f"/v1/accounts/{made}/disable", version=1)
    with sign_in.as_nation() as session:
        session.connection().exec_driver_sql(
            "select set_config('app.audits', 'yes', true), set_config('app.unit', 'vn', true)"
        )
        rows = session.connection().exec_driver_sql(
            "select * from audit_page(9223372036854775807, 2)"
        )
        told = [(row.action, str(row.object_id), row.actor) for row in rows]
    assert told == [("disable_account", made, admin.id), ("create_account", made, admin.id)]
