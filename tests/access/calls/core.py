"""What the matrix asks of accounts, places, the law, files, cases, figures and the trail."""

from tests.access.calls.shape import About, Call, get, nobody, unit_of
from tests.access.sent import BEGINNING, COMPLETION, DETERMINATION, registration
from tests.access.world import PLACES, Record

PERIOD = {"from": "2026-01-01", "to": "2026-11-20"}
PASSWORD = "con thuyền qua bến sông"


def _person(record: Record) -> dict[str, object]:
    return {
        "full_name": record.full_name, "sex": "male", "birth_date": record.birth_date,
        "identity_number": record.number,
        "residence": {"unit": PLACES["own"], "stable": True},
    }  # fmt: skip


def _account(record: Record) -> dict[str, object]:
    return {
        "username": "nguoi.moi", "full_name": "Người Mới", "role": "commune_official",
        "unit": unit_of(record), "password": PASSWORD,
    }  # fmt: skip


def _facility(record: Record) -> dict[str, object]:
    """A facility of the record's province; of no province where there is no record."""
    province = {"own": "01", "sibling": "01", "other": "79"}.get(record.place, "99")
    return {
        "code": f"F-{province}-77", "name": "Cơ sở mới", "kind": "facility",
        "place_type": "cơ sở cai nghiện công lập", "valid_from": "2026-01-01",
    }  # fmt: skip


def _screening(record: Record) -> str:
    return f"/v1/clients/{record.client}/screenings/{record.screening}"


_COMPLETE = {"name": "complete", "occurred_at": "2026-09-24T09:00:00+07:00", "phases": []}
_CONTACT = {"kind": "visit", "happened_at": "2026-04-05T09:00:00+07:00", "outcome": "met"}
_SERVICE = {"kind": "counselling", "on": "2026-04-05", "unit": PLACES["own"]}
_SCREENING = {
    "instrument": "dast-10", "version": "1982", "on": "2026-04-05", "unit": "F-01-01",
    "scores": [{"score": 3}],
}  # fmt: skip
_OBSERVED = {"on": "2026-04-05", "chart": "opioid", "findings": "ngáp", "unit": "F-01-01"}
# Of January: nobody has two determinations running at once.
_DETERMINED = {
    key: value.replace("2026-02", "2026-01") if isinstance(value, str) else value
    for key, value in DETERMINATION.items()
}
_MOVE = {"to": "00008", "occurred_at": "2026-11-19T09:00:00+07:00", "reason": "chuyển nơi cư trú"}
_DAY = {"kind": "holiday", "title_vi": "Nghỉ", "title_en": "Off", "source": "QĐ 1"}
_DAYS = {"days": [{"kind": "day", "day": "2026-04-03", "mark": "holiday"}]}
_TRIAL: dict[str, object] = {"changes": [{
    "kind": "office", "edition": "d163", "procedure": "voluntary-home", "step": "complete",
    "by": ["court"],
}]}  # fmt: skip
_SYSTEM = {"name": "Hệ thống", "scopes": ["client:read"]}

CALLS: dict[str, About] = {
    # signing in, and oneself
    "sign_in": nobody("POST", "/v1/auth/token", 1, data={"grant_type": "password",
                       "username": "khong.ai", "password": PASSWORD}),
    "sign_out": nobody("POST", "/v1/auth/logout", 1),
    "read_me": nobody("GET", "/v1/me"),
    "change_own_password": nobody(
        "POST", "/v1/me/password", json={"old": "không phải", "new": PASSWORD}
    ),
    "read_liveness": nobody("GET", "/health/live"),
    "read_readiness": nobody("GET", "/health/ready"),
    # accounts
    "list_accounts": About(get("/v1/accounts", unit="{unit}"), 0),
    "read_account": About(get("/v1/accounts/{account}"), 0),
    "create_account": About(lambda r: Call("POST", "/v1/accounts", json=_account(r))),
    "disable_account": About(
        lambda r: Call("POST", f"/v1/accounts/{r.account}/disable", version=1)
    ),
    "enable_account": About(
        lambda r: Call("POST", f"/v1/accounts/{r.account}/enable", version=1), 0
    ),
    "create_api_client": About(
        lambda r: Call("POST", "/v1/api-clients", json={**_SYSTEM, "unit": unit_of(r)})
    ),
    # places, law, calendar
    "create_unit": About(lambda r: Call("POST", "/v1/units", json=_facility(r))),
    "list_units": nobody("GET", "/v1/units", params={"parent": "01"}),
    "read_unit": nobody("GET", "/v1/units/00004"),
    "list_editions": nobody("GET", "/v1/law/editions"),
    "list_procedures": nobody("GET", "/v1/law/procedures"),
    "read_procedure": nobody("GET", "/v1/law/procedures/voluntary-home"),
    "list_questions": nobody("GET", "/v1/law/questions"),
    "list_authorities": nobody("GET", "/v1/law/authorities"),
    "list_paper_rules": nobody("GET", "/v1/law/papers"),
    "read_terms": nobody("GET", "/v1/law/terms"),
    "list_clock_rules": nobody("GET", "/v1/law/clocks"),
    "read_transition": nobody("GET", "/v1/law/transition"),
    "read_calendar_year": nobody("GET", "/v1/calendar", params={"year": "2026"}),
    "list_criteria": nobody("GET", "/v1/law/criteria", params={"applies": "provider"}),
    "list_phases": nobody("GET", "/v1/law/phases"),
    "list_norms": nobody("GET", "/v1/law/norms"),
    "read_coverage": nobody("GET", "/v1/law/coverage"),
    "read_impact": About(get("/v1/law/impact", on="2026-07-01", unit="{unit}")),
    "simulate_law": About(
        lambda r: Call("POST", "/v1/law/simulations", json={**_TRIAL, "unit": unit_of(r)})
    ),
    "try_calendar_days": nobody("POST", "/v1/calendar/trials", 1, json=_DAYS),
    "edit_calendar_day": nobody("PUT", "/v1/calendar/2026-12-24", 1, json=_DAY),
    # clients
    "register_client": About(lambda r: Call("POST", "/v1/clients", json=_person(r))),
    "match_client": About(lambda r: Call("POST", "/v1/clients/match", json=_person(r))),
    "search_clients": About(
        lambda r: Call("POST", "/v1/clients/search", json={"identity_number": r.number})
    ),
    "list_clients": About(get("/v1/clients", unit="{unit}")),
    "list_clients:search": About(get("/v1/clients", search="{full_name}", unit="vn")),
    "read_client": About(get("/v1/clients/{client}")),
    "change_client": About(lambda r: Call(
        "PATCH", f"/v1/clients/{r.client}", version=r.client_version, json={"ethnicity": "Tày"}
    )),
    "move_client": About(lambda r: Call(
        "POST", f"/v1/clients/{r.client}/moves", version=r.client_version,
        json={**_MOVE, "to": "00070"},
    )),
    "read_access_log": About(get("/v1/clients/{client}/access-log")),
    "read_timeline": About(get("/v1/clients/{client}/timeline")),
    "list_openings": About(get("/v1/clients/{client}/actions")),
    "list_cases_of_client": About(get("/v1/clients/{client}/cases")),
    # services, determinations
    "list_services": About(get("/v1/clients/{client}/services")),
    "record_service": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/services", json=_SERVICE)
    ),
    "void_service": About(lambda r: Call(
        "POST", f"/v1/clients/{r.client}/services/{r.service}/void", version=r.service_version,
        json={"reason": "nhập nhầm"},
    )),
    # contacts
    "list_contacts": About(get("/v1/clients/{client}/contacts")),
    "read_contact_standing": About(get("/v1/clients/{client}/contacts/standing")),
    "record_contact": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/contacts", json=_CONTACT)
    ),
    "void_contact": About(lambda r: Call(
        "POST", f"/v1/clients/{r.client}/contacts/{r.contact}/void", version=r.contact_version,
        json={"reason": "nhập nhầm"},
    )),
    "list_determinations": About(get("/v1/clients/{client}/determinations")),
    "record_determination": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/determinations", json=_DETERMINED)
    ),
    # screenings
    "list_instruments": nobody("GET", "/v1/instruments"),
    "list_screenings": About(get("/v1/clients/{client}/screenings")),
    "record_screening": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/screenings", json=_SCREENING)
    ),
    "void_screening": About(lambda r: Call(
        "POST", f"{_screening(r)}/void", version=1, json={"reason": "nhập nhầm"}
    )),
    "list_observations": About(get("/v1/clients/{client}/screenings/{screening}/observations")),
    "record_observation": About(
        lambda r: Call("POST", f"{_screening(r)}/observations", json=_OBSERVED)
    ),
    "void_observation": About(lambda r: Call(
        "POST", f"{_screening(r)}/observations/{r.observation}/void", version=1,
        json={"reason": "nhập nhầm"},
    )),
    # cases
    "open_case": About(lambda r: Call("POST", "/v1/cases", json=registration(r.client))),
    "list_cases": About(get("/v1/cases", unit="{unit}")),
    "list_cases:client": About(get("/v1/cases", client_id="{client}")),
    "list_cases:nation": nobody("GET", "/v1/cases", 1, params={"unit": "vn"}),
    "list_clients:nation": nobody("GET", "/v1/clients", 1, params={"unit": "vn"}),
    "list_deadlines:nation": nobody("GET", "/v1/deadlines", 1, params={"unit": "vn"}),
    "list_indicator_records:nation": nobody(
        "GET", "/v1/indicators/DA1393-1.1/records", 1,
        params={"unit": "vn", "part": "denominator", **PERIOD},
    ),
    "read_case": About(get("/v1/cases/{case}")),
    "take_step": About(lambda r: Call(
        "POST", f"/v1/cases/{r.case}/steps", version=r.case_version, json=_COMPLETE
    )),
    "take_step:again": About(lambda r: Call(
        "POST", f"/v1/cases/{r.case}/steps", version=r.case_version, json=BEGINNING
    )),
    "take_step:done": About(lambda r: Call(
        "POST", f"/v1/cases/{r.case}/steps", version=r.case_version, json=COMPLETION
    )),
    "list_steps": About(get("/v1/cases/{case}/steps")),
    "list_actions": About(get("/v1/cases/{case}/actions")),
    "read_dossier": About(get("/v1/cases/{case}/dossier")),
    "list_phases_of_case": About(get("/v1/cases/{case}/phases")),
    "list_term_days": About(get("/v1/cases/{case}/term/days")),
    "list_papers": About(get("/v1/cases/{case}/papers")),
    "receive_paper": About(
        lambda r: Call("POST", f"/v1/cases/{r.case}/papers", json={"code": "cv"})
    ),
    "list_deadlines_of_case": About(get("/v1/cases/{case}/deadlines")),
    # deadlines
    "list_deadlines": About(get("/v1/deadlines", unit="{unit}")),
    "list_deadlines:breached": About(get("/v1/deadlines", unit="{unit}", status="breached")),
    "explain_deadline": About(get("/v1/deadlines/{deadline}/explanation")),
    "explain_breach": About(lambda r: Call(
        "POST", f"/v1/deadlines/{r.deadline}/breach", version=r.deadline_version,
        json={"reason": "quá tải"},
    )),
    # the work of a unit
    "read_worklist": About(get("/v1/worklist", unit="{unit}", days="31")),
    "read_worklist:mine": nobody("GET", "/v1/worklist", 1),
    "read_area": About(get("/v1/areas/{unit}")),
    # figures
    "list_indicators": nobody("GET", "/v1/indicators"),
    "read_indicator": About(get("/v1/indicators/DA1393-1.1", unit="{unit}", **PERIOD), 0),
    "read_indicator:split": About(
        get("/v1/indicators/DA1393-1.1", unit="{unit}", by="commune", **PERIOD), 0
    ),
    "read_indicator:mine": nobody("GET", "/v1/indicators/DA1393-1.1", params=PERIOD),
    "list_indicator_records:mine": nobody(
        "GET", "/v1/indicators/DA1393-1.1/records", 1, params={"part": "denominator", **PERIOD}
    ),
    "list_indicator_records": About(get(
        "/v1/indicators/DA1393-1.1/records", unit="{unit}", part="denominator", **PERIOD
    )),
    # the audit
    "list_audit": nobody("GET", "/v1/audit", 1),
}  # fmt: skip
