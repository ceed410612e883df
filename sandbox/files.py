"""Files uploaded by the bot or by people: bytes, names, where they are shared."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, replace

UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes; a newsroom export is a few hundred kilobytes
SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class File:
    id: str
    name: str
    title: str
    owner: str
    content: bytes
    created: int  # seconds since the epoch, of the workspace's clock
    alt_text: str = ""
    expected: int | None = None  # bytes announced; None once they have arrived
    channels: tuple[str, ...] = ()
    completed: bool = False

    @property
    def mimetype(self) -> str:
        if self.name.endswith(".md"):
            return "text/markdown"
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def filetype(self) -> str:
        return self.name.rpartition(".")[2].lower() if "." in self.name else "text"

    @property
    def is_picture(self) -> bool:
        return self.mimetype in SHOWN_INLINE

    def text(self) -> str:
        """The content as text, as a test reads a CSV; undecodable bytes become U+FFFD."""
        return self.content.decode("utf-8", errors="replace")


class FileShelf:
    def __init__(self) -> None:
        self._files: dict[str, File] = {}

    def put(self, file: File) -> None:
        self._files[file.id] = file

    def get(self, file_id: str) -> File | None:
        return self._files.get(file_id)

    def remove(self, file_id: str) -> None:
        self._files.pop(file_id, None)

    def new_id(self) -> str:
        return f"F0SANDBOX{len(self._files) + 1:04d}"

    def receive(self, file_id: str, content: bytes) -> bool:
        """False when nothing was announced under this id, or another number of bytes."""
        file = self._files.get(file_id)
        if file is None or file.expected != len(content):
            return False
        self._files[file_id] = replace(file, content=content, expected=None)
        return True

    def all(self) -> list[File]:
        """Completed ones, oldest first."""
        return [file for file in self._files.values() if file.completed]
