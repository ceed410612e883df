"""The version of the extraction, which every reading bears."""

VERSION = "8"  # raise it whenever a reading would come out differently
