"""Signatures of this installation on what it hands out for good: Ed25519 (RFC 8032).

The private key is in DATA_DIR/keys/reports.json (0600), made on first use. `reports.made`, outside
the folder of keys, remembers that it was: a lost file is asked for from the backup of keys, never
made anew in silence. Public keys are kept for ever, so that what an older key signed still
verifies. A key is called by the first 16 hex digits of the SHA-256 of its public half.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.vault import VaultClosed, locked, write_whole

Verdict = Literal["valid", "broken", "unknown_key"]
_ID_DIGITS = 16


def key_id(public: bytes) -> str:
    """Return the name of a key by its public half."""
    return sha256(public).hexdigest()[:_ID_DIGITS]


@dataclass(frozen=True, slots=True)
class _Keys:
    """The file: the key that signs, and every public key there ever was, by name."""

    private: bytes = field(repr=False)
    public: Mapping[str, bytes]

    @classmethod
    def fresh(cls, before: Mapping[str, bytes]) -> Self:
        """Make a key that signs from now on; the public halves of earlier ones stay."""
        made = Ed25519PrivateKey.generate()
        public = made.public_key().public_bytes_raw()
        return cls(made.private_bytes_raw(), {**before, key_id(public): public})

    @classmethod
    def read(cls, text: str) -> Self:
        """Raise ValueError, KeyError or TypeError when the text holds no keys."""
        told = json.loads(text)
        public = {str(name): _bytes(half) for name, half in told["public"].items()}
        keys = cls(_bytes(told["private"]), public)
        if keys.primary not in public or any(key_id(half) != name for name, half in public.items()):
            raise ValueError("keys and their names differ")
        return keys

    @property
    def primary(self) -> str:
        """The name of the key that signs."""
        return key_id(self._signing().public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        return self._signing().sign(message)

    def text(self) -> str:
        public = {name: base64.b64encode(half).decode() for name, half in self.public.items()}
        private = base64.b64encode(self.private).decode()
        return json.dumps({"format": 1, "private": private, "public": public}, indent=1)

    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.private)


class Signer:
    """Signs and verifies with the keys in a data directory. Raises VaultClosed."""

    def __init__(self, folder: Path) -> None:
        """Load the keys, or make the first when there never was one."""
        self._file, self._marker = folder / "keys" / "reports.json", folder / "reports.made"
        if not self._marker.exists() and not self._file.exists():
            with locked(self._file):
                if not self._file.exists():
                    write_whole(self._file, _Keys.fresh({}).text())
        self._keys = self._load()

    @property
    def primary(self) -> str:
        """The name of the key that signs now."""
        return self._keys.primary

    @property
    def public(self) -> Mapping[str, bytes]:
        """Every public key, by name; 32 bytes each."""
        return self._keys.public

    def sign(self, message: bytes) -> bytes:
        """Return the signature of the key that signs now: 64 bytes."""
        return self._keys.sign(message)

    def verify(self, name: str, signature: bytes, message: bytes) -> Verdict:
        """Tell whether the key of that name signed exactly this message."""
        public = self._keys.public.get(name)
        if public is None:
            return "unknown_key"
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except InvalidSignature:
            return "broken"
        return "valid"

    def turn(self) -> None:
        """Sign with a new key from now on; the private half of the old one is forgotten."""
        with locked(self._file):
            write_whole(self._file, _Keys.fresh(self._load().public).text())
            self._keys = self._load()

    def _load(self) -> _Keys:
        try:
            mode = self._file.stat().st_mode
            found = _Keys.read(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise VaultClosed(
                f"{self._file} has vanished; bring it back from the backup of keys"
            ) from None
        except (ValueError, KeyError, TypeError, AttributeError):
            # The cause may quote the file, so it is not chained.
            raise VaultClosed(f"{self._file} holds no keys of reports") from None
        if mode & 0o077:
            raise VaultClosed(f"{self._file} is open to others; make it 0600")
        if not self._marker.exists():
            write_whole(self._marker, found.primary)
        return found


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
