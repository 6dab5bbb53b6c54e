"""What the matrix asks of certificates."""

from tests.access.calls.shape import About, Call, get
from tests.access.plants.learning import CERTIFICATE

_OTHER = {**CERTIFICATE, "number": "02/CC", "kind": "literacy"}

CALLS: dict[str, About] = {
    "list_certificates": About(get("/v1/clients/{client}/certificates")),
    "record_certificate": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/certificates", json=_OTHER)
    ),
    "void_certificate": About(lambda r: Call(
        "POST", f"/v1/clients/{r.client}/certificates/{r.more['certificate']}/void", version=1,
        json={"reason": "nhập nhầm"},
    )),
}  # fmt: skip
