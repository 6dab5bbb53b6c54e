"""Sealed fields: where they open, where they do not, and what happens when keys are lost."""

import hashlib
import hmac
import json
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.vault import SealBroken, Vault, VaultClosed, place

HERE = place("client", "0190-a", "identity_number")
NUMBER = "001098012345"


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path)


def keys_of(folder):
    return json.loads((folder / "keys" / "fields.json").read_text())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_what_was_sealed_opens(vault, text):
    assert vault.open(vault.seal(text, HERE), HERE) == text


def test_a_seal_is_never_the_same_twice_and_tells_nothing(vault):
    one, two = vault.seal(NUMBER, HERE), vault.seal(NUMBER, HERE)
    assert one[:5] == two[:5]
    assert one[5:17] != two[5:17]
    assert one[17:] != two[17:]
    assert NUMBER.encode() not in one


@pytest.mark.parametrize(
    "elsewhere",
    [
        place("client", "0190-b", "identity_number"),
        place("client", "0190-a", "address"),
        place("guardian", "0190-a", "identity_number"),
    ],
)
def test_a_seal_moved_to_another_place_does_not_open(vault, elsewhere):
    with pytest.raises(SealBroken):
        vault.open(vault.seal(NUMBER, HERE), elsewhere)


def test_any_altered_byte_breaks_the_seal(vault):
    vault.rotate()
    blob = vault.seal(NUMBER, HERE)
    for at in range(len(blob)):
        altered = bytearray(blob)
        altered[at] ^= 1
        with pytest.raises(SealBroken):
            vault.open(bytes(altered), HERE)


def test_the_key_id_is_bound_to_the_seal(tmp_path):
    """Two ids of one key: a changed id must not pass only because the key is the same."""
    vault = Vault(tmp_path)
    blob = vault.seal(NUMBER, HERE)
    told = keys_of(tmp_path)
    told["keys"]["ffffffff"] = told["keys"][told["primary"]]
    (tmp_path / "keys" / "fields.json").write_text(json.dumps(told))
    with pytest.raises(SealBroken):
        Vault(tmp_path).open(blob[:1] + b"\xff\xff\xff\xff" + blob[5:], HERE)


@pytest.mark.parametrize("blob", [b"", b"\x01", b"001098012345", b"\x01" * 32, b"\x02" * 60])
def test_what_is_no_seal_is_refused(vault, blob):
    with pytest.raises(SealBroken, match=r"not a sealed field|not in the key file"):
        vault.open(blob, HERE)


def test_a_seal_cut_short_is_refused(vault):
    blob = vault.seal("", HERE)
    for length in range(len(blob)):
        with pytest.raises(SealBroken):
            vault.open(blob[:length], HERE)


def test_a_seal_of_a_later_format_is_named_so(vault):
    with pytest.raises(SealBroken, match="not a sealed field"):
        vault.open(b"\x02" + vault.seal(NUMBER, HERE)[1:], HERE)


def test_a_seal_without_a_place_is_refused(vault):
    with pytest.raises(ValueError, match="place"):
        vault.seal(NUMBER, "")


def test_places_cannot_be_confused():
    with pytest.raises(ValueError, match="colon"):
        place("client:1", 2, "name")
    with pytest.raises(ValueError, match="colon"):
        place("client", 1, "2:name")


def test_after_rotation_the_old_seals_open_and_the_new_use_the_new_key(vault, tmp_path):
    old = vault.seal(NUMBER, HERE)
    index = vault.blind_index("identity", NUMBER)
    vault.rotate()
    new = vault.seal(NUMBER, HERE)
    assert new[1:5] != old[1:5]
    assert (vault.stale(old), vault.stale(new)) == (True, False)
    for reader in (vault, Vault(tmp_path)):
        assert reader.open(old, HERE) == reader.open(new, HERE) == NUMBER
        assert reader.blind_index("identity", NUMBER) == index
        assert not reader.stale(new)


def test_a_worker_that_runs_on_opens_what_another_sealed_after_rotation(vault, tmp_path):
    other = Vault(tmp_path)
    other.rotate()
    assert vault.open(other.seal(NUMBER, HERE), HERE) == NUMBER


def test_rotating_in_two_workers_loses_no_key(vault, tmp_path):
    other = Vault(tmp_path)
    vault.rotate()
    sealed = vault.seal(NUMBER, HERE)
    other.rotate()
    assert len(keys_of(tmp_path)["keys"]) == 3
    assert Vault(tmp_path).open(sealed, HERE) == NUMBER


def test_workers_that_start_together_make_one_key_set(tmp_path):
    made, gate = [], threading.Barrier(8)

    def start():
        gate.wait()
        made.append(Vault(tmp_path))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len({vault.name for vault in made}) == 1
    assert made[0].open(made[7].seal(NUMBER, HERE), HERE) == NUMBER


def test_the_key_file_is_for_its_owner_only(vault, tmp_path):
    keys = tmp_path / "keys"
    assert keys.stat().st_mode & 0o777 == 0o700
    assert (keys / "fields.json").stat().st_mode & 0o777 == 0o600
    assert not list(keys.glob("*.new"))
    vault.rotate()
    assert (keys / "fields.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_open_to_others_is_refused(vault, tmp_path, mode):
    (tmp_path / "keys" / "fields.json").chmod(mode)
    with pytest.raises(VaultClosed, match="open to others"):
        Vault(tmp_path)


def test_a_vanished_key_file_is_not_made_anew(vault, tmp_path):
    (tmp_path / "keys" / "fields.json").unlink()
    with pytest.raises(VaultClosed, match="vanished"):
        Vault(tmp_path)
    assert not (tmp_path / "keys" / "fields.json").exists()


def test_an_unmounted_folder_of_keys_is_not_made_anew(vault, tmp_path):
    (tmp_path / "keys").rename(tmp_path / "elsewhere")
    with pytest.raises(VaultClosed, match="vanished"):
        Vault(tmp_path)
    with pytest.raises(VaultClosed, match="vanished"):
        vault.rotate()


def test_a_running_worker_goes_on_without_the_file_and_never_in_plain_text(vault, tmp_path):
    blob = vault.seal(NUMBER, HERE)
    (tmp_path / "keys" / "fields.json").unlink()
    assert vault.open(blob, HERE) == NUMBER
    with pytest.raises(VaultClosed):
        vault.open(blob[:1] + b"\x00\x00\x00\x00" + blob[5:], HERE)


def test_keys_of_another_installation_are_refused(vault, tmp_path, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("other")
    Vault(elsewhere)
    (elsewhere / "keys" / "fields.json").replace(tmp_path / "keys" / "fields.json")
    with pytest.raises(VaultClosed, match="not the key set"):
        Vault(tmp_path)


def test_a_lost_marker_comes_back(vault, tmp_path):
    (tmp_path / "fields.made").unlink()
    Vault(tmp_path)
    (tmp_path / "keys" / "fields.json").unlink()
    with pytest.raises(VaultClosed):
        Vault(tmp_path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda _: "[]",
        lambda _: "{}",
        lambda told: json.dumps(told | {"primary": "00"}),
        lambda told: json.dumps(told | {"index": ""}),
        lambda told: json.dumps(told | {"keys": {told["primary"]: "c2hvcnQ="}}),
        lambda told: json.dumps(told | {"keys": []}),
    ],
)
def test_a_broken_key_file_is_refused_without_quoting_it(vault, tmp_path, spoil):
    told = keys_of(tmp_path)
    (tmp_path / "keys" / "fields.json").write_text(spoil(told))
    with pytest.raises(VaultClosed, match="not a key file") as refused:
        Vault(tmp_path)
    assert refused.value.__suppress_context__
    assert told["index"] not in str(refused.value)


def test_a_blind_index_is_keyed_and_each_purpose_has_its_own_key(vault, tmp_path, tmp_path_factory):
    found = vault.blind_index("identity", NUMBER)
    assert len(found) == 32
    assert found == Vault(tmp_path).blind_index("identity", NUMBER)
    assert found != vault.blind_index("identity", NUMBER[:-1] + "6")
    assert found != vault.blind_index("phone", NUMBER)
    assert found != Vault(tmp_path_factory.mktemp("other")).blind_index("identity", NUMBER)
    assert found != hashlib.sha256(NUMBER.encode()).digest()
    assert found != hmac.digest(b"identity", NUMBER.encode(), "sha256")


def test_no_key_is_shown(vault, tmp_path):
    shown = repr(vault) + repr(vault._set)
    told = keys_of(tmp_path)
    assert told["index"] not in shown
    assert repr(vault._set.index) not in shown
    assert repr(next(iter(vault._set.keys.values()))) not in shown
