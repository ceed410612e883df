"""A body as it was packed for the wire in; its bytes, never more than may be, out."""

from __future__ import annotations

import zlib

from intake.fetching.faults import TooLarge, Unreachable

#: What is offered. Brotli is not: pages come in gzip too, and it is one more thing to trust.
OFFERED = "gzip, deflate"

_GZIP = 16 + zlib.MAX_WBITS
_MEMBERS = 16  # a gzip file may be several in a row; a bomb may be a hundred thousand empty ones
_PLAIN = ("", "identity")


class Unpacking:
    """Takes a body in pieces and holds at most `most` bytes of it, whatever it was packed from."""

    def __init__(self, coding: str, most: int) -> None:
        """`coding` is the answer's Content-Encoding.

        Raises:
            Unreachable: it is packed in a way that nobody asked for.
        """
        self._coding = coding.strip().lower()
        if self._coding not in (*_PLAIN, "gzip", "x-gzip", "deflate"):
            raise Unreachable(f"The page came packed as {coding[:40]!r}, which was not asked for.")
        self._most = most
        self._held = bytearray()
        self._members = 0
        self._stream = zlib.decompressobj(_GZIP) if self._coding.endswith("gzip") else None

    def feed(self, piece: bytes) -> None:
        """Take a piece.

        Raises:
            TooLarge: it would be more than `most` bytes.
            Unreachable: it is not packed as it said.
        """
        if self._coding in _PLAIN:
            self._keep(piece)
            return
        if self._stream is None:  # deflate is zlib by the standard, and raw by some servers
            zlibbed = piece[:1] and piece[0] & 0x0F == 8
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if zlibbed else -zlib.MAX_WBITS)
        while piece:
            if self._stream.eof and not self._next_member(piece):
                return
            try:
                room = self._most - len(self._held) + 1
                self._keep(self._stream.decompress(piece, room))
            except zlib.error as error:
                raise Unreachable("The page came packed in a way that is broken.") from error
            piece = self._stream.unused_data if self._stream.eof else b""

    def finish(self) -> bytes:
        """All of the body.

        Raises:
            Unreachable: it broke off.
        """
        if self._stream is not None and self._held and not self._stream.eof:
            raise Unreachable("The page broke off before its end.")
        return bytes(self._held)

    def _keep(self, piece: bytes) -> None:
        if len(self._held) + len(piece) > self._most:
            raise TooLarge(f"The page is larger than {self._most:,} bytes.")
        self._held += piece

    def _next_member(self, piece: bytes) -> bool:
        """Whether another gzip member begins; other bytes at the end are padding, and left."""
        self._members += 1
        if not piece.startswith(b"\x1f\x8b") or self._coding == "deflate":
            return False
        if self._members >= _MEMBERS:
            raise TooLarge("The page is packed in more pieces than any page.")
        self._stream = zlib.decompressobj(_GZIP)
        return True
