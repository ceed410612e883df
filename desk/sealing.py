"""Secrets in; bytes that say nothing without a key, out, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from desk.errors import BadRequest


class Unsealable(Exception):
    """Sealed with another key, or tampered with."""


class Seal:
    """Fernet (AES-128 in CBC mode, HMAC-SHA256). The first key seals, every key opens: so a key
    can be replaced without anything being lost."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises BadRequest for a key that is none."""
        try:
            self._first = Fernet(keys[0])
            self._all = MultiFernet([Fernet(key) for key in keys])
        except (ValueError, IndexError) as error:
            raise BadRequest(
                "The key is no Fernet key: 32 random bytes in URL-safe base64, 44 characters."
            ) from error

    def seal(self, secret: bytes, now: datetime) -> bytes:
        """Sealed with the first key, its time with it."""
        return self._first.encrypt_at_time(secret, int(now.timestamp()))

    def open(self, sealed: bytes) -> bytes:
        """Raises Unsealable."""
        try:
            return self._all.decrypt(sealed)
        except InvalidToken as error:
            raise Unsealable from error

    def is_fresh(self, sealed: bytes, now: datetime, age: timedelta) -> bool:
        """Whether it was sealed with the first key, and no longer ago than `age`."""
        try:
            self._first.decrypt_at_time(sealed, int(age.total_seconds()), int(now.timestamp()))
        except InvalidToken:
            return False
        return True


def new_key() -> str:
    """A key that nobody has used."""
    return Fernet.generate_key().decode("ascii")
