"""`parallax verdicts`: what people called useful or wrong, listed or as gold, printed."""

from __future__ import annotations

import argparse
import json

from bot import exits
from bot.asking import console
from bot.settings import load
from bot.terminal import show
from bot.wiring import asker, open_desk
from handlers.blocks import verdicts


def run(options: argparse.Namespace) -> int:
    """With --json one event a line, in the schema of benchmarks/gold; else the list."""
    settings = load()
    who = asker(settings)
    with open_desk(settings) as desk:
        if not options.json:
            show(console(), verdicts.listing(desk.verdicts.listing(who), settings.zone))
            return exits.DONE
        for event in desk.verdicts.gold(who):
            print(json.dumps(event, ensure_ascii=False))
    return exits.DONE
