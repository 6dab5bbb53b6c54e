"""A file that another became part of, and one that is known to be of somebody else."""

from tests.access.world import Stage, made

NAMES = {
    "own": ("Giáp Bá Khoát", "Phùng Khánh Ngoãn", "Tống Viết Chiểu"),
    "sibling": ("Kiều Đức Huỳnh", "Quách Tuấn Khiêm", "Ứng Hữu Thạc"),
    "other": ("La Chí Thuyên", "Tạ Duy Nhượng", "Vi Mạnh Khuê"),
}


def plant(stage: Stage) -> dict[str, str]:
    official = stage.desk("commune_official", stage.unit)
    twin, gone, apart = (
        _register(official, stage, name, year) for year, name in enumerate(NAMES[stage.place], 1960)
    )
    pair = {"survivor": twin, "merged": gone}
    merge = made(official.post("/v1/merges", json={
        **pair, "reason": "cùng một người", "survivor_version": 1, "merged_version": 1,
    }))["id"]  # fmt: skip
    # Somebody of the same name and birthday, looked at and taken for another.
    like = _register(official, stage, NAMES[stage.place][0], 1960, acknowledged_matches=[twin])
    word = {"other_id": apart, "reason": "hai anh em"}
    made(official.post(f"/v1/clients/{stage.client}/non-matches", json=word))
    return {"twin": twin, "gone": gone, "apart": apart, "like": like, "merge": merge}


def _register(official, stage: Stage, name: str, year: int, **said) -> str:
    person = {
        "full_name": name, "sex": "male", "birth_date": f"{year}-05-15",
        "residence": {"unit": stage.unit, "stable": True}, **said,
    }  # fmt: skip
    return made(official.post("/v1/clients", json=person))["id"]
