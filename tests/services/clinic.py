"""What a clinic enters of somebody the court sent to its centre: screenings and observations."""

from tests.scenarios.chain import POLICE, admitted_116, decided, to_court_2025
from tests.scenarios.story import CENTRE, ok

CLINIC, DIRECTOR, OFFICIAL = "centre_clinician", "centre_director", "commune_official"
SUBJECTS = ("tobacco", "alcohol", "cannabis", "cocaine", "amphetamines", "inhalants", "sedatives",
            "hallucinogens", "opioids", "other")  # fmt: skip
HEROIN = {
    "q2": "daily", "q3": "daily", "q4": "weekly", "q5": "monthly", "q6": "recently",
    "q7": "earlier",
}  # fmt: skip
CRITERIA = ("craving", "control", "withdrawal", "tolerance", "interests", "harm")


def in_the_centre(addict, **particulars):
    """Somebody the court sent to a centre, whose clinician sees the file from then on."""
    file = to_court_2025(addict("2025-08-25 09:00", **particulars))
    decided(file, "2025-09-18 09:00", "2025-09-29 09:00", term_months=12)
    admitted_116(file, "2025-10-08 09:00", "2025-10-09 09:00", "2025-10-13 09:00", POLICE)
    file.at("2026-05-04 09:00")
    return file


def to_path(file, tail=""):
    return f"/v1/clients/{file.client['id']}/screenings{tail}"


def record(file, role=CLINIC, **said):
    body = {"instrument": "dast-10", "version": "1982", "on": "2026-05-04", "unit": CENTRE}
    if "instrument" not in said:
        said = {"scores": [{"score": 4}], **said}
    return file.as_(role).post(to_path(file), json={**body, **said})


def assist(**said):
    answers = [
        {"item": "q1", "subject": s, "option": "yes" if s == "opioids" else "no"} for s in SUBJECTS
    ]
    answers += [{"item": q, "subject": "opioids", "option": o} for q, o in HEROIN.items()]
    answers.append({"item": "q8", "option": "recently"})
    return {"instrument": "assist", "version": "3.1", "answers": answers, **said}


def six(letters, **said):
    words = {"y": "yes", "n": "no", "u": "unclear"}
    answers = [{"item": c, "option": words[v]} for c, v in zip(CRITERIA, letters, strict=True)]
    if letters.count("y") > 2:
        answers.append({"item": "time", "option": "month"})
    return {"instrument": "dependence", "version": "TT18-2021", "answers": answers, **said}


def listed(file, role=CLINIC, **params):
    return ok(file.as_(role).get(to_path(file), params=params), 200)["items"]


def services_of(file, role=OFFICIAL):
    path = f"/v1/clients/{file.client['id']}/services"
    return ok(file.as_(role).get(path), 200)["items"]


def had(file):
    """What the indicator of people reached has seen of the person this month."""
    asked = {"from": "2026-05-01", "to": "2026-05-31", "part": "denominator"}
    rows = ok(file.as_(OFFICIAL).get("/v1/indicators/DA1393-1.1/records", params=asked), 200)
    [row] = rows["items"]
    return row["had"]


def observe(file, screening, on="2026-05-05", role=CLINIC, **said):
    body = {"on": on, "chart": "opioid", "findings": "Vã mồ hôi, ngáp", "unit": CENTRE, **said}
    return file.as_(role).post(to_path(file, f"/{screening['id']}/observations"), json=body)


def pointers(answer):
    assert answer.status_code == 422, answer.text
    return [fault["pointer"] for fault in answer.json()["errors"]]
