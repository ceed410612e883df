"""Two addresses in; whether one outlet's site has both, out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SAME_SITE = re.compile(r"^(?:www\d?|amp|m|mobile|edition|beta|news)\.", re.I)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: one host, or one host below the other."""
    a, b = (_SAME_SITE.sub("", urlsplit(url).hostname or "").lower() for url in (one, other))
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")
