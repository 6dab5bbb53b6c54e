"""What the matrix asks of two files that are of one person."""

from tests.access.calls.shape import About, Call, get, nobody
from tests.access.world import Record

_WHY = {"reason": "nhập nhầm"}


def _pair(record: Record) -> dict[str, object]:
    return {"survivor": record.more["twin"], "merged": record.more["like"]}


def _merge(record: Record) -> dict[str, object]:
    versions = {"survivor_version": 2, "merged_version": 1}
    return {**_pair(record), **versions, "reason": "cùng một người"}


def _apart(record: Record) -> dict[str, object]:
    return {"other_id": record.more["twin"], "reason": "hai anh em"}


CALLS = {
    "list_duplicates": About(get("/v1/clients/{twin}/duplicates")),
    "preview_merge": About(lambda r: Call("POST", "/v1/merges/preview", json=_pair(r))),
    "merge_clients": About(lambda r: Call("POST", "/v1/merges", json=_merge(r))),
    "read_merge": About(get("/v1/merges/{merge}")),
    "undo_merge": About(
        lambda r: Call("POST", f"/v1/merges/{r.more['merge']}/undo", version=1, json=_WHY)
    ),
    "list_merges": About(get("/v1/clients/{twin}/merges")),
    "list_non_matches": About(get("/v1/clients/{client}/non-matches")),
    "tell_apart": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/non-matches", json=_apart(r))
    ),
    "withdraw_non_match": About(
        lambda r: Call(
            "POST", f"/v1/clients/{r.client}/non-matches/{r.more['apart']}/withdraw", version=1,
            json=_WHY,
        )
    ),
    "list_duplicate_reviews": nobody("GET", "/v1/duplicate-reviews", 1),
    # The id of a file that is no more leads to the one that stayed, for those who hold it.
    "read_client:merged": About(get("/v1/clients/{gone}")),
}  # fmt: skip
