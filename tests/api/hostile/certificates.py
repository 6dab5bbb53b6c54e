"""Certificates under hostile values."""

from typing import Any

CERTIFICATE = {
    "kind": "literacy", "title": "Biết chữ", "hours": 120, "issued_on": "2026-03-02",
    "number": "01", "issuer": "Phòng Giáo dục", "unit": "00004", "note": "ghi chú",
}  # fmt: skip


def plant(world: Any) -> dict[str, str]:
    """A certificate on file."""
    path = f"/v1/clients/{world.places['client_id']}/certificates"
    done = world.official.post(path, json=CERTIFICATE)
    assert done.status_code == 201, done.text
    return {"certificate_id": done.json()["id"]}


def bodies(world: Any) -> dict[str, tuple[Any, Any]]:
    """Every field of a certificate."""
    body = {
        **CERTIFICATE, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69be1", "number": "02",
        "kind": "vocational_elementary", "case_id": world.places["case_id"],
    }  # fmt: skip
    return {
        "record_certificate": (world.official, body),
        "void_certificate": (world.official, {"reason": "Nhập nhầm"}),
    }
