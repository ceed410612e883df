"""A file in; the HTTP answer that shows or saves it, out."""

from __future__ import annotations

from aiohttp import web

from sandbox.files import SHOWN_INLINE, File


def file_response(file: File, *, download: bool) -> web.Response:
    """Only pictures are shown in place; anything else is saved, whatever it says it is."""
    inline = file.mimetype in SHOWN_INLINE and not download
    name = "".join(one if one.isalnum() or one in "._- " else "_" for one in file.name)
    return web.Response(
        body=file.content,
        content_type=file.mimetype if inline else "application/octet-stream",
        headers={
            "Content-Disposition": f'{"inline" if inline else "attachment"}; filename="{name}"'
        },
    )
