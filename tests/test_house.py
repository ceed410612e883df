"""The rules of the house that a reader relies on: what the README names exists, words are kept."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FLOORS = ("bot", "handlers", "desk", "store", "collation", "extraction", "intake", "sandbox")
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_file_that_the_readme_names_exists() -> None:
    paths = re.findall(r"`([a-z_.]+/[A-Za-z0-9_./]*)`", README)
    paths += re.findall(r"\]\((docs/[^)]+)\)", README)
    made_by_running = {"var/"}
    assert paths
    assert [p for p in paths if p not in made_by_running and not (ROOT / p).exists()] == []


def test_every_command_of_the_manifest_is_in_the_readme() -> None:
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    commands = [row["command"] for row in manifest["features"]["slash_commands"]]
    assert commands
    assert [command for command in commands if f"`{command} " not in README] == []


def test_every_setting_is_in_the_example_file() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    settings = set(re.findall(r'"((?:PARALLAX|SLACK)_[A-Z_]+)"', source))
    assert settings
    assert sorted(s for s in settings if s not in example) == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_begins_by_saying_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_module_has_an_empty_word_for_a_name() -> None:
    assert [name(p) for p in MODULES if p.stem in EMPTY_WORDS] == []


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    own = [p for p in MODULES if "migrations" not in p.parts]  # a migration is never edited again
    lengths = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in own}
    assert {p: n for p, n in lengths.items() if n > 400} == {}


def test_the_wall_clock_is_read_in_one_place() -> None:
    readers = [
        name(p)
        for p in MODULES
        if p.parts[-2] != "sandbox" and "datetime.now(" in p.read_text(encoding="utf-8")
    ]
    assert readers == ["bot/wiring.py"]


#: Of lists of ours, sizes and signs there are only so many; of words, names and cues there are not.
FEW = {"kind", "kinds", "name", "pattern", "sign", "size", "bold", "wide", "high", "ring"}


def test_what_is_remembered_of_texts_has_a_bound() -> None:
    # A bot runs for years: what it remembers for every word it ever met outgrows the machine.
    unbounded = {
        f"{name(path)}:{node.name}": {
            arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg)
        }
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(each) == "cache" for each in node.decorator_list)
    }
    assert unbounded
    assert {where: asked for where, asked in unbounded.items() if not asked <= FEW} == {}


def test_importing_the_bot_opens_no_file_socket_or_database() -> None:
    code = (
        "import sys\n"
        "seen = []\n"
        "def hook(event, args):\n"
        "    if event in ('socket.connect', 'socket.bind', 'sqlite3.connect'):\n"
        "        seen.append(event)\n"
        "sys.addaudithook(hook)\n"
        "import bot.cli, bot.wiring, handlers.commands, desk.desk, store.archive\n"
        "assert not seen, seen\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
