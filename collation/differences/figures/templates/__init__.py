"""Quantities that news prints again and again: the wordings of each, who gives it, what differs."""
