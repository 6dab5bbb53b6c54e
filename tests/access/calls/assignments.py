"""What the matrix asks of who looks after whom."""

from tests.access.calls.shape import About, Call, get, nobody
from tests.access.world import Record


def _mass(record: Record) -> Call:
    said = {"clients": [record.client], "account": record.more["carer"]}
    return Call("POST", "/v1/assignments/reassign", json=said)


CALLS = {
    "list_assignments": About(get("/v1/assignments", unit="{unit}")),
    "list_assignments:mine": nobody("GET", "/v1/assignments", 1),
    "reassign_clients": About(_mass),
    "list_assignments_of_client": About(get("/v1/clients/{client}/assignments")),
    "assign_client": About(lambda r: Call(
        "POST", f"/v1/clients/{r.client}/assignments", json={"account": r.more["carer"]}
    )),
}  # fmt: skip
