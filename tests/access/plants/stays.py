"""Two rooms of the facility that holds the file, and the client asleep in one of them."""

import sqlalchemy as sa

from app.ids import new_id
from tests.access.world import Stage, made

FROM = "2026-01-01"
# Written as it stands: the case of the matrix is one at home, and admits nobody.
_SLEEPS = sa.text("""
insert into stay (id, client_id, case_id, room_id, area_id, area_code, room_code, regime, disease,
    since, unit, province, note, provenance, late_entry, recorded_by, recorded_at)
values (:id, :client, :case, :room, :area, 'A', '1', 'voluntary', 'none',
    '2026-03-12 09:00+07', :unit, :province, :note, 'recorded', false, :id, '2026-03-12 09:00+07')
""")
_AUDIT = sa.text("select audit_append('planted', '{}', null, null, null, '{}')")


def plant(stage: Stage) -> dict[str, str]:
    """Plant area, rooms and stay."""
    director = stage.desk("centre_director", stage.facility)
    path = f"/v1/facilities/{stage.facility}"
    area = made(director.post(f"{path}/areas", json={
        "code": "A", "name": "Khu A", "kind": "living", "valid_from": FROM,
    }))["id"]  # fmt: skip
    rooms = [
        made(director.post(f"{path}/rooms", json={
            "area_id": area, "code": code, "places": 3, "valid_from": FROM,
        }))["id"]
        for code in ("1", "2")
    ]  # fmt: skip
    note = f"chỗ ở {stage.facility} cạnh cửa sổ"
    stage.words.add(note)
    stay = new_id()
    with stage.desk.as_nation() as session:
        session.execute(_SLEEPS, {
            "id": stay, "client": stage.client, "case": stage.case, "room": rooms[0],
            "area": area, "unit": stage.facility, "province": stage.facility[2:4], "note": note,
        })  # fmt: skip
        session.execute(_AUDIT)
    return {"facility_area": area, "room": rooms[0], "other_room": rooms[1], "stay": str(stay)}
