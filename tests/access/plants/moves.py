"""A file that came to its commune and was not acknowledged yet, and a referral to its centre."""

import sqlalchemy as sa

from app.ids import new_id
from tests.access.world import Stage, made

# Where the file is said to have come from: in the same province, nobody's place of work here.
NEIGHBOURS = {"own": ("00070", "01"), "sibling": ("00070", "01"), "other": ("26743", "79")}
_SENT = sa.text("""
insert into transfer (id, client_id, from_unit, from_province, to_unit, to_province, full_name,
    birth_year, departed_at, reason, former_residence_unit, former_residence_stable, state, due_at,
    legal_basis, sent_at, sent_by)
select :id, c.id, :unit, :province, c.unit, c.province, c.full_name, 1980, now() - interval '1 day',
    :reason, :unit, true, 'in_transit', now() + interval '1 day', '[]', now(), :id
from client c where c.id = cast(:client as uuid)
""")
_AUDIT = sa.text("select audit_append('planted', '{}', null, null, null, '{}')")


def plant(stage: Stage) -> dict[str, str]:
    key, (unit, province) = new_id(), NEIGHBOURS[stage.place]
    reason, note = f"theo chồng {stage.client[-6:]}", f"học nghề điện {stage.client[-6:]}"
    stage.words.update({reason, note})
    with stage.desk.as_nation() as session:
        session.execute(_SENT, {
            "id": key, "client": stage.client, "unit": unit, "province": province, "reason": reason,
        })  # fmt: skip
        session.execute(_AUDIT)
    official = stage.desk("commune_official", stage.unit)
    referral = made(official.post(f"/v1/clients/{stage.client}/referrals", json={
        "to_unit": stage.facility, "purpose": "vocational", "note": note,
        "referred_at": "2026-03-06T09:00:00+07:00",
    }))  # fmt: skip
    return {"transfer": str(key), "referral": referral["id"]}
