"""Requests of the person about their data: timers, lengthening, answers, and what bars deletion."""

import pytest

from tests.scenarios.story import ok

OFFICIAL, CENTRE = "commune_official", "centre_caseworker"
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 08:00")


def receive(file, when, kind="access", role=OFFICIAL, recorded=None, **said):
    body = {"kind": kind, "content": "Theo đơn", "received_at": file.at(when, recorded), **said}
    return file.as_(role).post(f"/v1/clients/{file.client['id']}/requests", json=body)


def act(file, made, what, when, role=OFFICIAL, version=None, **said):
    file.at(when)
    path = f"/v1/clients/{file.client['id']}/requests/{made['id']}/{what}"
    rest = {"json": said} if said else {}
    return file.as_(role).post(path, version=version or made["version"], **rest)


def listed(file, role=OFFICIAL, **params):
    return ok(file.as_(role).get("/v1/requests", params=params), 200)["items"]


def refused_at(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


# --- The times of the law -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "processor", "due"),
    [
        ("access", False, "2026-03-12"),
        ("provide", True, "2026-03-17"),
        ("correct", False, "2026-03-12"),
        ("withdraw_consent", False, "2026-03-17"),
        # The twentieth and the twenty-second of March are a Friday and a Sunday.
        ("restrict", True, "2026-03-23"),
        ("object", False, "2026-03-17"),
        ("delete", False, "2026-03-23"),
        ("delete", True, "2026-04-01"),
        ("protect", False, "2026-03-17"),
        ("protect", True, "2026-03-17"),
    ],
)
def test_each_kind_has_its_time(file, kind, processor, due):
    made = ok(receive(file, "2026-03-02 09:00", kind, with_processor=processor))
    assert made["due_at"] == made["first_due_at"] == f"{due}T23:59:59+07:00"
    assert made["acknowledge_by"] == "2026-03-04T23:59:59+07:00"
    told = made["explanation"]["carry_out"]
    assert told["days"][-1]["day"] == due
    assert told["legal_basis"]["unverified"] is True


def test_a_complaint_has_no_time_that_was_read_and_says_so(file):
    made = ok(receive(file, "2026-03-02 09:00", "complain"))
    assert made["due_at"] is None
    assert made["explanation"]["carry_out"]["en"] == "The readings give no time"
    assert act(file, made, "extend", "2026-03-03 09:00", reason="Phức tạp").status_code == 409


def test_a_request_of_before_the_law_has_no_time_of_it(file):
    made = ok(receive(file, "2025-12-31 16:00", recorded="2026-03-02 09:00"))
    assert (made["acknowledge_by"], made["due_at"], made["late_entry"]) == (None, None, True)


def test_lengthened_once_within_the_law_and_counted_from_the_start(file):
    made = ok(receive(file, "2026-03-02 09:00"))
    over = act(file, made, "extend", "2026-03-05 09:00", reason="Nhiều nguồn", days=11)
    assert refused_at(over) == (422, "/days")
    longer = ok(act(file, made, "extend", "2026-03-05 09:00", reason="Nhiều nguồn"), 200)
    # Ten and ten days end on a Sunday.
    assert longer["due_at"] == "2026-03-23T23:59:59+07:00"
    assert longer["first_due_at"] == made["due_at"]
    assert (longer["state"], longer["explanation"]["extended"]["limit"]) == ("extended", 20)
    again = act(file, longer, "extend", "2026-03-06 09:00", reason="Nữa")
    assert again.status_code == 409


def test_what_is_overdue_is_not_lengthened(file):
    made = ok(receive(file, "2026-03-02 09:00"))
    assert act(file, made, "extend", "2026-03-13 00:00", reason="Quên").status_code == 409


def test_an_overdue_request_is_listed_and_that_it_was_late_stays(file):
    made = ok(receive(file, "2026-03-02 09:00"))
    file.at("2026-03-12 23:59")
    assert listed(file, status="overdue") == []
    assert [row["id"] for row in listed(file, status="open")] == [made["id"]]
    file.at("2026-03-13 00:00")
    waiting = listed(file, status="overdue")
    assert [(row["id"], row["status"], row["late"]) for row in waiting] == [
        (made["id"], "overdue", True)
    ]
    done = ok(act(file, made, "answer", "2026-03-13 09:00", outcome="granted"), 200)
    assert (done["status"], done["late"], done["acknowledged_late"]) == ("answered", True, True)
    shut = ok(act(file, done, "close", "2026-04-01 09:00", reason="Đã đưa bản sao"), 200)
    assert (shut["status"], shut["late"]) == ("closed", True)
    assert [row["id"] for row in listed(file, status="closed")] == [made["id"]]


def test_told_in_time_it_was_acknowledged_in_time(file):
    made = ok(receive(file, "2026-03-02 09:00"))
    told = ok(act(file, made, "acknowledge", "2026-03-04 16:00"), 200)
    assert told["acknowledged_at"] == "2026-03-04T16:00:00+07:00"
    file.at("2026-03-10 09:00")
    assert listed(file)[0]["acknowledged_late"] is False
    assert act(file, told, "acknowledge", "2026-03-10 09:00").status_code == 409


# --- Answers ------------------------------------------------------------------------------------


def test_a_refusal_has_ground_article_and_reason(file):
    made = ok(receive(file, "2026-03-02 09:00", "object"))
    for said, pointer in (
        ({"reason": "Không"}, "/ground"),
        ({"reason": "Không", "ground": "whim"}, "/ground"),
        ({"ground": "security"}, "/reason"),
    ):
        answer = act(file, made, "answer", "2026-03-03 09:00", outcome="refused", **said)
        assert refused_at(answer) == (422, pointer)
    said = {"outcome": "refused", "ground": "security", "reason": "Đang phòng ngừa vi phạm"}
    done = ok(act(file, made, "answer", "2026-03-03 09:00", **said), 200)
    assert [(law["act"], law["at"]) for law in done["legal_basis"]][-1] == (
        "91/2025/QH15", "Điều 19",
    )  # fmt: skip
    assert act(file, done, "answer", "2026-03-04 09:00", outcome="granted").status_code == 409


def test_nothing_on_file_bars_the_deletion_of_a_file_nobody_manages(file):
    made = ok(receive(file, "2026-03-02 09:00", "delete"))
    done = ok(act(file, made, "answer", "2026-03-03 09:00", outcome="granted"), 200)
    assert (done["outcome"], done["ground"]) == ("granted", None)


def test_deletion_is_not_granted_while_the_person_is_managed(addict):
    file = addict("2026-02-26 09:00")
    made = ok(receive(file, "2026-03-02 09:00", "delete"))
    partly = {"outcome": "partly", "ground": "retention", "reason": "Một phần"}
    for outcome in ({"outcome": "granted"}, partly):
        answer = act(file, made, "answer", "2026-03-03 09:00", **outcome)
        assert (answer.status_code, answer.json()["ground"]) == (409, "state_duty")
        assert answer.json()["legal_basis"][0]["at"] == "Điều 14, Điều 19"
    said = {"outcome": "refused", "ground": "state_duty", "reason": "Đang quản lý"}
    assert ok(act(file, made, "answer", "2026-03-03 09:00", **said), 200)["state"] == "answered"


def test_a_request_taken_back_is_closed_without_an_answer(file):
    made = ok(receive(file, "2026-03-02 09:00"))
    shut = ok(act(file, made, "close", "2026-03-03 09:00", reason="Người yêu cầu rút"), 200)
    assert (shut["state"], shut["outcome"]) == ("closed", None)
    assert act(file, shut, "answer", "2026-03-04 09:00", outcome="granted").status_code == 409


# --- Entering -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "said", "pointer"),
    [
        ("2026-03-02 09:01", {}, "/received_at"),
        ("1998-03-01 09:00", {}, "/received_at"),
        ("2026-03-02 09:00", {"requester": "representative"}, "/representative_basis"),
        ("2026-03-02 09:00", {"representative_basis": "Giấy ủy quyền"}, "/representative_basis"),
        ("2026-03-02 09:00", {"kind": "wish"}, "/kind"),
        ("2026-03-02 09:00", {"channel": "pigeon"}, "/channel"),
    ],
)
def test_what_cannot_be_is_refused(file, when, said, pointer):
    assert refused_at(receive(file, when, recorded="2026-03-02 09:00", **said)) == (422, pointer)
    assert listed(file) == []


def test_sent_again_under_its_id_it_is_answered_as_it_stands(file):
    first = ok(receive(file, "2026-03-02 09:00", id=MINE))
    again = receive(file, "2026-03-02 09:00", recorded="2026-03-03 09:00", id=MINE)
    assert ok(again) == {**first, "status": "open"}
    other = receive(file, "2026-03-02 09:00", "delete", recorded="2026-03-03 09:00", id=MINE)
    assert (other.status_code, other.json()["code"]) == (409, "state-conflict")
    assert len(listed(file)) == 1


def test_a_request_is_changed_only_at_the_version_that_was_read(file):
    made = ok(receive(file, "2026-03-02 09:00"))
    ok(act(file, made, "acknowledge", "2026-03-02 10:00"), 200)
    assert act(file, made, "close", "2026-03-02 11:00", reason="x").status_code == 412


def test_a_request_is_acted_on_only_in_its_own_file(file, new_file):
    made = ok(receive(file, "2026-03-02 09:00"))
    other = new_file().register("2026-03-02 09:00", full_name="Lê Thị Hoa", birth_date="1990-01-01")
    assert act(other, made, "close", "2026-03-02 11:00", reason="x").status_code == 404
    assert act(other, made, "answer", "2026-03-02 11:00", outcome="granted").status_code == 404


def test_a_voided_request_counts_no_more_and_stays_on_the_file(file):
    made = ok(receive(file, "2026-03-02 09:00"))
    voided = ok(act(file, made, "void", "2026-03-02 10:00", reason="Nhầm người"), 200)
    assert listed(file) == []
    path = f"/v1/clients/{file.client['id']}"
    assert ok(file.as_(OFFICIAL).get(f"{path}/requests"), 200)["items"] == [voided]
    assert act(file, voided, "answer", "2026-03-02 11:00", outcome="granted").status_code == 409
    assert "request" not in _kinds(file)


def test_a_request_stands_in_the_life_of_the_file(file):
    ok(receive(file, "2026-03-02 09:00", "delete"))
    assert ("request", "delete") in _kinds(file, titles=True)


def test_who_does_not_hold_the_file_sees_no_request(file, new_file):
    ok(receive(file, "2026-03-02 09:00"))
    assert receive(file, "2026-03-02 09:00", role=CENTRE).status_code == 404
    assert listed(file, role=CENTRE, unit="00004") == []
    assert [row["unit"] for row in listed(file, role="province_manager")] == ["00004"]
    assert listed(file, role="nation_manager", unit="79") == []


def test_a_system_that_reads_cases_reads_no_request(file, sign_in):
    ok(receive(file, "2026-03-02 09:00"))
    system = sign_in(None, "00004", scopes=("case:read", "client:write"), username="doc-vu-viec")
    path = f"/v1/clients/{file.client['id']}/requests"
    body = {"kind": "access", "content": "x", "received_at": file.at("2026-03-02 10:00")}
    assert system.post(path, json=body).status_code == 403
    assert system.get(path).status_code == 403


def test_the_law_of_requests_is_told_with_its_articles(file):
    told = ok(file.as_(OFFICIAL).get("/v1/law/rights"), 200)
    times = {row["code"]: row["time"] for row in told["kinds"]}
    assert times["delete"] == {
        "limit": 20, "unit": "calendar_days", "extension": 20, "limit_with_processor": 30,
    }  # fmt: skip
    assert times["complain"]["limit"] is None
    assert all(law["unverified"] for row in told["kinds"] for law in row["legal_basis"])


def _kinds(file, *, titles=False):
    path = f"/v1/clients/{file.client['id']}/timeline"
    events = ok(file.as_(OFFICIAL).get(path), 200)["items"]
    return [(e["kind"], e["title"]) if titles else e["kind"] for e in events]
