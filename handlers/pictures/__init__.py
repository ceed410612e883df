"""Answers drawn as pictures; Pillow is imported when the first one is asked for."""
