"""A file that became part of the client's, a second file of the same name, and one of another."""

from tests.access.world import Stage, made

NAMES = {"own": "Phùng Khánh Ngoãn", "sibling": "Quách Tuấn Khiêm", "other": "Tạ Duy Nhượng"}
OTHERS = {"own": "Giáp Bá Khoát", "sibling": "Kiều Đức Huỳnh", "other": "La Chí Thuyên"}


def plant(stage: Stage) -> dict[str, str]:
    official = stage.desk("commune_official", stage.unit)
    gone, twin = (_register(official, stage, names[stage.place]) for names in (NAMES, OTHERS))
    pair = {"survivor": stage.client, "merged": gone}
    seen = made(official.post("/v1/merges/preview", json=pair))
    merge = made(official.post("/v1/merges", json={
        **pair, "reason": "cùng một người", "survivor_version": seen["survivor"]["version"],
        "merged_version": seen["merged"]["version"],
    }))["id"]  # fmt: skip
    stage.words.update({NAMES[stage.place], OTHERS[stage.place]})
    return {"gone": gone, "twin": twin, "merge": merge}


def _register(official, stage: Stage, name: str) -> str:
    person = {
        "full_name": name, "sex": "male", "birth_date": f"19{55 + len(name)}-05-15",
        "residence": {"unit": stage.unit, "stable": True},
    }  # fmt: skip
    return made(official.post("/v1/clients", json=person))["id"]
