"""Write the pages of docs/ that follow from the code: the command line's reference, and the known failures.

    python tools/generated_pages.py

tests/test_docs.py holds the pages to what this writes.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import click

from newsparse.cli import cli

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
ROOMS = {
    "restoration": "Restoring",
    "conversion": "Converting",
    "segmentation": "Words",
    "extraction": "Fields",
    "phrases": "Key phrases",
}


def command_line() -> str:
    """Every subcommand as `--help` shows it."""
    parts = ["# Command line\n\nAs `newsparse --help` and `newsparse COMMAND --help` show it.\n"]
    wide = {**cli.context_settings, "terminal_width": 100, "max_content_width": 100}
    for path, command in _commands(cli, ("newsparse",)):
        context = click.Context(command, info_name=" ".join(path), **wide)
        parts.append(f"## {' '.join(path)}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def _commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from _commands(inner, (*path, name))


def limits() -> str:
    """What newsparse is known to get wrong: the tests that are expected to fail."""
    parts = [
        "# Limits\n\nWhat newsparse is known to get wrong. Every line is a test that is expected to fail; the day one "
        "passes, the suite says so, and it leaves this page.\n"
    ]
    found = [*_marked(), *_cases()]
    for room, heading in ROOMS.items():
        lines = sorted({line for where, line in found if where == room})
        if lines:
            parts.append(f"## {heading}\n\n" + "\n".join(f"- {line}" for line in lines) + "\n")
    parts.append((DOCS / "limits.in.txt").read_text(encoding="utf-8"))
    return "\n".join(parts)


def _marked() -> Iterator[tuple[str, str]]:
    """The room and the reason of each test that is marked as expected to fail."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        room = next((room for room in ROOMS if room in path.as_posix().rpartition("tests/")[2]), "extraction")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.xfail":
                for keyword in node.keywords:
                    known = keyword.value.value if isinstance(keyword.value, ast.Constant) else ""
                    if keyword.arg == "reason" and known and known != "known failure":
                        yield room, known


def _cases() -> Iterator[tuple[str, str]]:
    """The known failures among the cases of extraction."""
    for path in sorted((ROOT / "tests" / "extraction").glob("*cases*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            if case["bin"] == "known failure":
                shown = case["text"].replace("\n", " ↵ ")
                yield "extraction", f"{case['why']}: `{shown}`"


PAGES = {DOCS / "reference" / "cli.md": command_line, DOCS / "limits.md": limits}

if __name__ == "__main__":
    for page, write in PAGES.items():
        page.write_text(write(), encoding="utf-8")
