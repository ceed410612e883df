"""The version of the extraction, which every reading bears."""

VERSION = "4"  # raise it whenever a reading would come out differently
