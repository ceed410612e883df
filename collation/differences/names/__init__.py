"""Proper names that outlets print in two forms."""
