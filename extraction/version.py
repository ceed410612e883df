"""The version of the extraction, which every reading bears."""

VERSION = "5"  # raise it whenever a reading would come out differently
