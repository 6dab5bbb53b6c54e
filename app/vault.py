"""Sealed fields: what a stolen disk or dump must not tell (reference/reliability.md T30, T31).

AES-256-GCM with a rotating key set. The keys live in a file outside the database; losing that file
loses the fields, so it is never made anew once it has been there.
"""

import base64
import fcntl
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

_FORMAT = b"\x01"
_ID, _NONCE, _TAG, _KEY = 4, 12, 16, 32
_HEAD = len(_FORMAT) + _ID


class VaultClosed(RuntimeError):
    """The key file is missing, foreign, open to others or broken: nothing may start."""


class SealBroken(ValueError):
    """A sealed field does not open here: altered, moved from elsewhere, or of a foreign key."""


def place(table: str, row: object, column: str) -> str:
    """Return the associated data that ties a sealed field to its place.

    A seal moved to another row or column then no longer opens.
    """
    if ":" in table or ":" in column:
        raise ValueError("table and column names hold no colon")
    return f"{table}:{row}:{column}"


@dataclass(frozen=True, slots=True)
class _KeySet:
    """The keys of the file: `name` tells one installation's set from another's."""

    name: str
    primary: bytes
    keys: dict[bytes, bytes] = field(repr=False)
    index: bytes = field(repr=False)

    @classmethod
    def fresh(cls) -> Self:
        first = secrets.token_bytes(_ID)
        keys = {first: AESGCM.generate_key(_KEY * 8)}
        return cls(secrets.token_hex(16), first, keys, secrets.token_bytes(_KEY))

    @classmethod
    def read(cls, text: str) -> Self:
        """Raise ValueError, KeyError or TypeError when the text is no key set."""
        told = json.loads(text)
        keys = {bytes.fromhex(i): _bytes(k) for i, k in told["keys"].items()}
        name, primary, index = (
            str(told["set"]),
            bytes.fromhex(told["primary"]),
            _bytes(told["index"]),
        )
        if primary not in keys or {len(k) for k in (*keys.values(), index)} != {_KEY}:
            raise ValueError("keys of wrong length, or no primary")
        return cls(name, primary, keys, index)

    def turned(self) -> Self:
        """Return the set with one more key, which is the primary from now on."""
        new = secrets.token_bytes(_ID)
        while new in self.keys:
            new = secrets.token_bytes(_ID)
        keys = {**self.keys, new: AESGCM.generate_key(_KEY * 8)}
        return type(self)(self.name, new, keys, self.index)

    def text(self) -> str:
        keys = {i.hex(): base64.b64encode(k).decode() for i, k in self.keys.items()}
        index = base64.b64encode(self.index).decode()
        told = {"set": self.name, "primary": self.primary.hex(), "keys": keys, "index": index}
        return json.dumps(told, indent=1)


class Vault:
    """Seals and opens fields; `folder` is the data directory.

    The keys are in `folder`/keys/fields.json (0600), made on first use. `folder`/fields.made,
    outside the folder of keys, remembers that they were: an unmounted or emptied folder of keys
    refuses to start instead of growing new keys under old data. Raises VaultClosed.
    """

    def __init__(self, folder: Path) -> None:
        """Load the key set, or make it when there never was one."""
        self.folder = folder
        self._file = folder / "keys" / "fields.json"
        self._marker = folder / "fields.made"
        # The marker is looked at first: it is written after the file, so seeing it without the
        # file means loss, also while another worker is making both.
        if not self._marker.exists() and not self._file.exists():
            self._make()
        self._set = self._load()

    @property
    def name(self) -> str:
        """The name of the key set, no secret: keep it in the database to notice a foreign set."""
        return self._set.name

    def seal(self, text: str, aad: str) -> bytes:
        """Return format, key id, nonce and ciphertext; `aad` is the field's `place`.

        Nonces are random: rotate well before 2³² seals under one key (NIST SP 800-38D §8.3).
        """
        primary = self._set.primary
        head, nonce = _FORMAT + primary, secrets.token_bytes(_NONCE)
        sealed = AESGCM(self._set.keys[primary]).encrypt(nonce, text.encode(), _bound(head, aad))
        return head + nonce + sealed

    def open(self, blob: bytes, aad: str) -> str:
        """Return the text sealed for this place. Raises SealBroken."""
        head = bytes(blob[:_HEAD])
        if len(blob) < _HEAD + _NONCE + _TAG or head[:1] != _FORMAT:
            raise SealBroken("not a sealed field")
        nonce, sealed = bytes(blob[_HEAD : _HEAD + _NONCE]), bytes(blob[_HEAD + _NONCE :])
        try:
            return AESGCM(self._key(head[1:])).decrypt(nonce, sealed, _bound(head, aad)).decode()
        except InvalidTag as error:
            raise SealBroken("the seal is broken or belongs to another place") from error

    def stale(self, blob: bytes) -> bool:
        """Tell whether a field was sealed under an older key and should be sealed anew."""
        return bytes(blob[:_HEAD]) != _FORMAT + self._set.primary

    def rotate(self) -> None:
        """Seal with a new key from now on; the older keys still open what they sealed.

        Other running workers go on with the key they have, and read the file again when they meet
        a newer one. Blind indexes do not change.
        """
        with locked(self._file):
            self._write(self._load().turned())
            self._set = self._load()

    def blind_index(self, purpose: str, value: str) -> bytes:
        """Return the keyed hash (HMAC-SHA256, 32 bytes) to find an equal value by.

        Each purpose has a key of its own, so indexes of two columns cannot be joined. Not for
        fields of few values (sex, result, ward): counting would give them away.
        """
        key = HKDFExpand(SHA256(), _KEY, b"blind-index:" + purpose.encode()).derive(self._set.index)
        return hmac.digest(key, value.encode(), "sha256")

    def _key(self, key_id: bytes) -> bytes:
        if key_id not in self._set.keys:
            self._set = self._load()
        try:
            return self._set.keys[key_id]
        except KeyError:
            raise SealBroken("sealed under a key that is not in the key file") from None

    def _make(self) -> None:
        with locked(self._file):
            if not self._file.exists():
                self._write(_KeySet.fresh())

    def _load(self) -> _KeySet:
        try:
            mode = self._file.stat().st_mode
            found = _KeySet.read(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise VaultClosed(
                f"{self._file} has vanished; bring it back from the backup of keys"
            ) from None
        except (ValueError, KeyError, TypeError, AttributeError):
            # The cause may quote the file, so it is not chained.
            raise VaultClosed(f"{self._file} is not a key file") from None
        if mode & 0o077:
            raise VaultClosed(f"{self._file} is open to others; make it 0600")
        self._remember(found.name)
        return found

    def _remember(self, name: str) -> None:
        """Write the marker, or compare with it: keys of another installation open nothing here."""
        try:
            known = self._marker.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            write_whole(self._marker, name)
            return
        if known != name:
            raise VaultClosed(f"{self._file} is not the key set this data was sealed with")

    def _write(self, keys: _KeySet) -> None:
        write_whole(self._file, keys.text())


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Let one process at a time make or rotate the keys of a file."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _bound(head: bytes, aad: str) -> bytes:
    if not aad:
        raise ValueError("a sealed field needs its place")
    return head + aad.encode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file of mode 0600 that is there whole or not at all, also after a power cut."""
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
