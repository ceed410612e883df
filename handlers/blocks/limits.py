"""Slack's limits as numbers: the one place where they are written down for the bot."""

from __future__ import annotations

BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
MESSAGE_CHARACTERS = 10_000  # Slack refuses about 12 000 (undocumented): stay well below
TEXT = 1_500  # the notification and the fallback; 3 000 would pass
SECTION = 3_000
HEADER = 150
RICH_TEXT_RUN = 2_500  # no documented limit; as a section
CONTEXT_ELEMENTS = 10
ACTIONS = 25
BUTTON_TEXT = 75
BUTTON_SPOKEN = 75
BUTTON_VALUE = 2_000
OPTIONS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
PLACEHOLDER = 150
TABLE_ROWS = 100
TABLE_CHARACTERS = 6_000  # leaves room in the message for the headline and the buttons
VIEW_TITLE = 24
VIEW_BUTTON = 24
PRIVATE_METADATA = 3_000
INPUT_LABEL = 2_000
LINK = 3_000
