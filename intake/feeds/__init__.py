"""Feeds: bytes in; what they say of articles, out. Nothing is fetched here."""
