"""What the README shows is what happens."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

import newsparse

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh-CN.md")
COMMANDS = re.compile(r"^```sh\n(.*?)\n```$", re.DOTALL | re.MULTILINE)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_every_block_runs_and_gives_what_the_page_shows(name: str) -> None:
    """Mend a difference with: python tools/readme_output.py."""
    refreshed = runpy.run_path(str(ROOT / "tools" / "readme_output.py"))["refreshed"]
    shown = page(name)
    assert shown.count("```python") >= 2
    assert shown.count("```console") >= 1
    assert refreshed(shown) == shown


def test_the_pages_give_the_same_two_commands() -> None:
    assert len(COMMANDS.findall(page("README.md"))) == 2
    assert COMMANDS.findall(page("README.md")) == COMMANDS.findall(page("README.zh-CN.md"))


def test_the_checks_begin_with_the_second_command_word_for_word() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    _, test_command = COMMANDS.findall(page("README.md"))
    assert test_command in script.splitlines()
    steps = [line for line in script.splitlines() if line.startswith("step ")]
    before = script[: script.index(test_command)]
    assert [step for step in steps if step in before][-1] == 'step "the README\'s test command"'


def test_contributing_names_every_check_of_ci() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    guide = page("CONTRIBUTING.md")
    for check in ('python3 -m pip install -e ".[test]" && python3 -m pytest', "ruff check .", "ruff format --check ."):
        assert check in script
        assert check in guide
    assert "mypy --strict" in script
    assert "mypy --strict" in guide
    assert "bash .ci/run" in guide


@pytest.mark.parametrize("name", [*PAGES, "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"])
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page(name))
    folder = (ROOT / name).parent
    assert [link for link in links if not link.startswith("http") and not (folder / link).exists()] == []


def test_the_changelog_begins_with_this_version() -> None:
    assert re.findall(r"^## \[(\d[^]]*)\]", page("CHANGELOG.md"), re.MULTILINE)[0] == newsparse.__version__
