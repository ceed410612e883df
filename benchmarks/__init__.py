"""Measures of speed and of quality; RESULTS.md holds what they printed."""
