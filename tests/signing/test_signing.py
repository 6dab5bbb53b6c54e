"""The keys of reports: made once, never again in silence, and verified for ever."""

import json

import pytest

from app.signing import Signer, key_id
from app.vault import VaultClosed

MESSAGE = "kỳ báo cáo 2026".encode()


def test_a_signature_holds_and_any_other_byte_breaks_it(tmp_path):
    signer = Signer(tmp_path)
    signature = signer.sign(MESSAGE)
    assert signer.verify(signer.primary, signature, MESSAGE) == "valid"
    assert signer.verify(signer.primary, signature, MESSAGE + b" ") == "broken"
    assert signer.verify(signer.primary, bytes(64), MESSAGE) == "broken"
    assert signer.verify("0" * 16, signature, MESSAGE) == "unknown_key"


def test_the_key_is_made_once_and_kept_to_its_owner(tmp_path):
    first = Signer(tmp_path).primary
    assert Signer(tmp_path).primary == first
    assert (tmp_path / "keys" / "reports.json").stat().st_mode & 0o777 == 0o600


def test_what_an_older_key_signed_still_verifies(tmp_path):
    signer = Signer(tmp_path)
    old, signature = signer.primary, signer.sign(MESSAGE)
    signer.turn()
    again = Signer(tmp_path)
    assert again.primary != old
    assert again.verify(old, signature, MESSAGE) == "valid"
    assert set(again.public) == {old, again.primary}
    assert all(key_id(half) == name for name, half in again.public.items())


def test_a_lost_key_is_not_made_anew_in_silence(tmp_path):
    Signer(tmp_path)
    (tmp_path / "keys" / "reports.json").unlink()
    with pytest.raises(VaultClosed, match="vanished"):
        Signer(tmp_path)


def test_a_key_open_to_others_or_under_another_name_is_refused(tmp_path):
    Signer(tmp_path)
    file = tmp_path / "keys" / "reports.json"
    file.chmod(0o644)
    with pytest.raises(VaultClosed, match="0600"):
        Signer(tmp_path)
    file.chmod(0o600)
    told = json.loads(file.read_text())
    told["public"] = {"0" * 16: next(iter(told["public"].values()))}
    file.write_text(json.dumps(told))
    with pytest.raises(VaultClosed, match="no keys"):
        Signer(tmp_path)
