"""What units tell of a year, and the figures made of it, asked for over HTTP."""

from tests.scenarios.story import ok

OFFICIAL, MANAGER, NATION = "commune_official", "province_manager", "nation_manager"
HERE, THERE, SAIGON = "00004", "00008", "26740"


def tell(caller, year, *told):
    lines = [{"unit": unit, "fact": fact, "value": value} for unit, fact, value in told]
    body = {"year": year, "source": "Báo cáo 45", "lines": lines}
    found = ok(caller.post("/v1/area-facts", json=body), 200)
    assert found["entered"] == len(lines), found
    return [line["entry"]["id"] for line in found["lines"]]


def figure(caller, code, period="2026-P", **asked):
    found = ok(caller.get(f"/v1/indicators/{code}", params={"period": period, **asked}), 200)
    return found["numerator"], found["denominator"]


def whole(caller, code, period="2026-P", **asked):
    return ok(caller.get(f"/v1/indicators/{code}", params={"period": period, **asked}), 200)


def behind(caller, code, part, period="2026-P", **asked):
    params = {"period": period, "part": part, "limit": 500, **asked}
    return ok(caller.get(f"/v1/indicators/{code}/records", params=params), 200)["items"]
