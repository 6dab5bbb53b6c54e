"""Two files of one person, among the hostile bodies; the file itself is left as it is."""

from tests.scenarios.story import PERSON, ok

_MORE = {"full_name": "Vũ Thị Hòa", "sex": "female"}


def plant(world):
    """A merge on record, two files that may be merged, and one told apart from the client's."""
    official, client = world.official, world.file.client["id"]
    gone, apart, world.twin, world.like = (
        ok(official.post("/v1/clients", json={**PERSON, **_MORE, "birth_date": day}))["id"]
        for day in ("1985-01-02", "1986-02-03", "1987-03-04", "1988-04-05")
    )
    made = ok(official.post("/v1/merges", json=_merge(world, world.twin, gone)))
    word = {"other_id": apart, "reason": "Hai người"}
    ok(official.post(f"/v1/clients/{client}/non-matches", json=word))
    return {"merge_id": made["id"], "other_id": apart}


def bodies(world):
    """A lawful body for every write."""
    why, pair = {"reason": "Nhập nhầm"}, {"survivor": world.twin, "merged": world.like}
    return {
        "preview_merge": (world.official, pair),
        "merge_clients": (world.official, {
            **_merge(world, world.twin, world.like), "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bca",
            "take": ["phone"], "set_aside": [],
        }),
        "undo_merge": (world.official, why),
        "tell_apart": (world.official, {"other_id": world.twin, "reason": "Hai người"}),
        "withdraw_non_match": (world.official, why),
    }  # fmt: skip


def _merge(world, survivor, merged):
    pair = {"survivor": survivor, "merged": merged}
    seen = ok(world.official.post("/v1/merges/preview", json=pair), 200)
    return {
        **pair, "reason": "Cùng một người", "survivor_version": seen["survivor"]["version"],
        "merged_version": seen["merged"]["version"],
    }  # fmt: skip
