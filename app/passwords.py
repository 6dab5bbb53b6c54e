"""Passwords: hashed slowly in a bounded pool, refused when anybody would guess them (T16, T18).

Argon2id with m = 19 MiB, t = 2, p = 1 (OWASP Password Storage Cheat Sheet); ASVS 5.0 6.2.1,
6.2.4, 6.2.9. Secrets of systems are 256 bits of chance, for which one SHA-256 is slow enough.
"""

import hashlib
import hmac
import os
import re
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from passlib.hash import argon2  # type: ignore[import-untyped] # libpass ships no types

from app.problems import Invalid, Unavailable

SHORTEST, LONGEST = 12, 128
CORES = os.cpu_count() or 1
# Hashes at work or waiting, of one process; the sign-in desk has as many threads. Whoever comes on
# top of these is told to come again: a crowd must not take the machine from those who work (S1).
PLACES = 2 * CORES
# Seconds one may wait for a core.
PATIENCE = 2.0

_SYSTEM = "sha256$"
_WEAK = Path(__file__).with_name("weak_passwords.txt")
# `aaaaaaaaaaaa`, `abcabcabcabc`, `hoanhaphoanhap`.
_REPEATED = re.compile(r"(.{1,64}?)\1+")
_hasher = argon2.using(type="ID", memory_cost=19456, time_cost=2, parallelism=1)
_places = threading.BoundedSemaphore(PLACES)
_cores = threading.BoundedSemaphore(CORES)


def hashed(password: str, *, near: str = "") -> str:
    """Return the Argon2id hash of a new password; `Invalid` when it is too weak to keep.

    `near` is a word that is weak for this account alone: its user name.
    """
    if (why := weakness(password, near=near)) is not None:
        raise Invalid.at("/password", *why)
    with _a_core():
        return str(_hasher.hash(_normal(password)))


def matches(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one kept; takes as long when there is none (T18)."""
    known = kept is not None and argon2.identify(kept)
    with _a_core():
        # Made first: passlib replaces `verify` when the first hash of a process is made.
        compared = kept if known else _dummy()
        right = bool(_hasher.verify(_normal(password[:LONGEST]), compared))
    return right and known and len(password) <= LONGEST


def new_secret() -> tuple[str, str]:
    """Return a new secret for a system, and the form it is kept in."""
    secret = secrets.token_urlsafe(32)
    return secret, _SYSTEM + hashlib.sha256(secret.encode()).hexdigest()


def secret_matches(secret: str, kept: str | None) -> bool:
    """Tell whether a system's secret is the one kept, in equal time."""
    given = _SYSTEM + hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
    return hmac.compare_digest(given, kept or _SYSTEM)


def weakness(password: str, *, near: str = "") -> tuple[str, str] | None:
    """Return why a password is not taken, in Vietnamese and English; None when it is."""
    if not SHORTEST <= len(password) <= LONGEST:
        return (
            f"mật khẩu dài từ {SHORTEST} đến {LONGEST} ký tự",
            f"a password has {SHORTEST} to {LONGEST} characters",
        )
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in password):
        return "mật khẩu có ký tự điều khiển", "a password has no control characters"
    if _guessable(password, near):
        return (
            "mật khẩu quá dễ đoán, hãy chọn một câu dài hơn",
            "the password is too easily guessed, choose a longer phrase",
        )
    return None


def _guessable(password: str, near: str) -> bool:
    """Tell whether it is one weak word with digits about it, or a short beat repeated.

    The whole password is compared, not its parts: a phrase may hold a common word
    (NIST SP 800-63B-4 §3.1.1.2).
    """
    plain = _plain(password)
    core = plain.strip("0123456789")
    weak = _weak_words()
    return bool(
        core in weak
        or plain in weak
        or (near and core == _plain(near).strip("0123456789"))
        or _REPEATED.fullmatch(plain)
        or _REPEATED.fullmatch(core)
    )


@cache
def _weak_words() -> frozenset[str]:
    """Return the block-list and the empty word, which is what is left of digits alone."""
    lines = _WEAK.read_text(encoding="utf-8").splitlines()
    return frozenset({"", *(_plain(line) for line in lines if line and not line.startswith("#"))})


def _plain(text: str) -> str:
    """Fold case and diacritics, drop spaces and signs: `M@t-Khẩu` is `matkhau`."""
    folded = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    kept = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return re.sub(r"[\W_]", "", kept.translate(str.maketrans("@$", "as")))


def _normal(password: str) -> str:
    """Two keyboards write ệ in two ways; both are the same password (NIST SP 800-63B-4 §3.1.1)."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace").decode()


@cache
def _dummy() -> str:
    """Return the hash of nobody's password."""
    return str(_hasher.hash(secrets.token_urlsafe(32)))


@contextmanager
def _a_core() -> Iterator[None]:
    """Have a core to hash on, or be refused within `PATIENCE`."""
    if not _places.acquire(blocking=False):
        raise Unavailable(headers={"Retry-After": "1"})
    try:
        if not _cores.acquire(timeout=PATIENCE):
            raise Unavailable(headers={"Retry-After": "1"})
        try:
            yield
        finally:
            _cores.release()
    finally:
        _places.release()
