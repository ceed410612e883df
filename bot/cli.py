"""The command line `parallax`: words typed in; the exit status, out.

Modules are imported when their command is called, so that each starts as fast as it can.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from bot import exits
from desk.errors import BadRequest, ParallaxError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Errors that we foresee become a sentence on stderr."""
    options = _parser().parse_args(arguments)
    module, _, function = str(options.run).partition(":")
    try:
        return int(getattr(importlib.import_module(module), function)(options))
    except BadRequest as error:
        return _say(error, exits.MISTYPED)
    except ParallaxError as error:
        return _say(error, exits.FAILED)
    except BrokenPipeError:  # `parallax read … | head`
        sys.stderr.close()
        return exits.DONE
    except KeyboardInterrupt:
        return exits.INTERRUPTED


def _say(error: Exception, status: int) -> int:
    # Marks of Slack's: a terminal shows them as they are.
    print(f"parallax: {str(error).replace('`', '')}", file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="parallax",
        description="Reads what several outlets print about one event; answers with sources.",
        epilog=exits.EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: str, about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name,
            help=about,
            description=about,
            epilog=exits.EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.set_defaults(run=run)
        return command

    run = add("run", "bot.running:run", "start the bot: in Slack, or in a local one without tokens")
    run.add_argument("--http", action="store_true", help="let Slack call the bot (signing secret)")
    run.add_argument("--seeds", type=Path, metavar="FOLDER", help="index these files first")

    add("demo", "bot.demo:run", "print what the commands answer about the seed articles")

    index = add("index", "bot.indexing:run", "read files and links into the archive")
    index.add_argument("paths", nargs="+", metavar="FILE|FOLDER|URL|feed URL")
    index.add_argument("--outlet", help="the name of the outlet that printed the files")

    feeds = add("feeds", "bot.feeds:run", "list feeds, take them in and out as OPML, poll, stop")
    verbs = ("list", "import", "export", "poll", "stop", "resume", "remove", "show")
    feeds.add_argument("verb", nargs="?", default="list", choices=verbs)
    feeds.add_argument("what", nargs="?", metavar="FILE.opml|NUMBER")

    ask = add("ask", "bot.asking:run", 'answer one question: parallax ask "/who-said preposterous"')
    ask.add_argument("line", nargs="+", metavar="QUESTION")
    ask.add_argument("--picture", type=Path, metavar="FILE.png", help="draw the timeline")
    ask.add_argument("--csv", type=Path, metavar="FILE.csv", help="write all pages as a table")
    ask.add_argument("--timelinejs", type=Path, metavar="FILE.json", help="for TimelineJS")

    draft = add("check-draft", "bot.checking:run", "print how a draft stands to the coverage")
    draft.add_argument("path", type=Path, metavar="FILE", help="plain text, or - for what is piped")
    draft.add_argument("--story", type=int, metavar="NUMBER", help="the story it is about")
    draft.add_argument("--json", action="store_true", help="one object with every claim")

    person = add("person", "bot.people:run", "show who somebody is; merge, split and undo names")
    person.add_argument("name", nargs="+", metavar="NAME", help="a name, or id:12")
    change = person.add_mutually_exclusive_group()
    change.add_argument("--merge", metavar="NAME", help="somebody else who is the same person")
    change.add_argument("--split", nargs="+", metavar="NAME", help="names that are another's")
    change.add_argument(
        "--elsewhere", type=int, metavar="STORY", help="the story in which it is somebody else"
    )
    change.add_argument("--undo", action="store_true", help="take the last change back")

    story = add("story", "bot.stories:run", "show a story's articles; merge, split and undo")
    story.add_argument("number", metavar="NUMBER", help="as in story:3")
    story.add_argument("--page", type=int, default=1, metavar="PAGE", help="of its articles")
    change = story.add_mutually_exclusive_group()
    change.add_argument(
        "--merge", nargs="+", metavar="NUMBER|WORD", help="the story that is the same one"
    )
    change.add_argument(
        "--split", nargs="+", metavar="ARTICLE", help="numbers, links or outlets of another story"
    )
    change.add_argument("--undo", action="store_true", help="take the last change back")

    digest = add("digest", "bot.asking:digest", "print what a digest would hold now")
    digest.add_argument("filters", nargs="*", metavar="FILTER", help="topic: kind: severity:")

    changes = add("changes", "bot.keeping:changes", "list what outlets changed after printing it")
    changes.add_argument("filters", nargs="*", metavar="FILTER", help="outlet: since: story:")

    reread = add("reread", "bot.keeping:reread", "read again what an older version read")
    reread.add_argument("--all", action="store_true", help="also stories that are over")

    forget = add("forget", "bot.keeping:forget", "delete an article, an outlet or all, for good")
    forget.add_argument("what", choices=("article", "outlet", "workspace"))
    forget.add_argument("of", nargs="*", metavar="NUMBER|NAME")
    forget.add_argument("--yes", action="store_true", help="do not ask once more")

    add("privacy", "bot.keeping:privacy", "say what is kept")

    read = add("read", "bot.reading:run", "print what one article says, each file by itself")
    read.add_argument("paths", nargs="+", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true", required=True, help="one object a line")
    read.add_argument("--only", choices=("times", "quotations"), help="just that part, faster")

    compare = add("compare", "bot.comparing:compare", "print where the articles of a folder differ")
    compare.add_argument("folder", type=Path, metavar="FOLDER")
    compare.add_argument("--json", action="store_true", required=True, help="a list, worst first")

    group = add("group", "bot.comparing:group", "print which articles tell one story")
    group.add_argument("file", type=Path, metavar="FILE.jsonl")
    group.add_argument("--json", action="store_true", required=True, help="article id to story id")

    copies = add("copies", "bot.comparing:copies", "print which articles print one dispatch")
    copies.add_argument("file", type=Path, metavar="FILE.jsonl")
    copies.add_argument("--json", action="store_true", required=True, help="lists of article ids")

    page = add("page", "bot.pages:run", "print the article that each saved web page holds")
    page.add_argument("paths", nargs="+", type=Path, metavar="FILE.html")
    page.add_argument("--json", action="store_true", required=True, help="one object a line")

    verdicts = add("verdicts", "bot.verdicts:run", "print what people called useful or wrong")
    verdicts.add_argument("--json", action="store_true", help="as gold, one event a line")

    add("doctor", "bot.doctor:run", "check everything that the bot needs, and say what to do")
    return parser
