"""Whether a port is free, and the sentence to say where it is not."""

from __future__ import annotations

import socket

from bot.settings import BadSetting


def is_free(host: str, port: int) -> bool:
    """Whether one could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def check_free(host: str, port: int, variable: str) -> None:
    """Raises BadSetting where something else listens there."""
    if not is_free(host, port):
        raise BadSetting(
            f"Port {port} is in use, perhaps by Parallax itself. Stop what uses it, or set "
            f"{variable} to another port."
        )
