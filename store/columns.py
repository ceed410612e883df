"""Column types that mean the same on SQLite and on PostgreSQL: moments, printed text, bytes."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import DateTime, Dialect, LargeBinary, Text, TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC; SQLite itself knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments; SQLite gets the bare UTC reading."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("moments in the archive are aware")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Whatever the driver gives, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def storable(text: str) -> str:
    """The text as both databases can hold it: PostgreSQL takes no NUL, neither lone surrogates."""
    clean = text.replace("\x00", "\ufffd")
    return clean.encode("utf-8", "replace").decode("utf-8")


class Words(TypeDecorator[str]):
    """Printed words, for showing and comparing; what no database can hold becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what cannot be stored."""
        return None if value is None else storable(value)


class Packed(TypeDecorator[Any]):  # Any: each column names the type that it holds
    """A frozen value as compressed MessagePack, given back as the type named here."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, kind: Any, level: int = 6) -> None:
        """`kind` is what msgspec decodes to; `level` 0 leaves small values uncompressed."""
        super().__init__()
        self.kind = kind
        self.level = level
        self._decoder = msgspec.msgpack.Decoder(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """To bytes. Lone surrogates, which MessagePack refuses, are replaced."""
        if value is None:
            return None
        packed = pack(value)
        return zlib.compress(packed, self.level) if self.level else packed

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """From bytes."""
        if value is None:
            return None
        return self._decoder.decode(zlib.decompress(value) if self.level else value)


_ENCODER = msgspec.msgpack.Encoder()


def pack(value: Any) -> bytes:
    """The value as MessagePack. Raises ValueError for text that is no Unicode (lone surrogates)."""
    return _ENCODER.encode(value)
